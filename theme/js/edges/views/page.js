/**
 * The page around the views: where they stand, and what happens to focus, title and scroll when one
 * takes the place of another.
 *
 * @module
 */

import { button, make } from "./elements.js";

/**
 * What the document says of itself.
 *
 * @typedef {object} PageFacts
 * @property {string} site
 * @property {string} root From the page to the site's root: `` or `../`.
 * @property {"app" | "question" | "other"} kind
 * @property {string} question On a question's page, its id.
 * @property {boolean} is_from_disk
 */

/** @returns {PageFacts} */
export function readPage() {
  const { site = "", root = "" } = document.documentElement.dataset;
  const app = document.getElementById("app");
  const isIndex = root === "" && app?.dataset.page === undefined &&
    document.querySelector("#app > .home") !== null;
  const question = app?.dataset.page === "question" ? app.dataset.question ?? "" : "";
  return {
    site,
    root,
    kind: question ? "question" : isIndex ? "app" : "other",
    question,
    is_from_disk: location.protocol === "file:",
  };
}

/** @returns {HTMLElement} */
function app() {
  return /** @type {HTMLElement} */ (document.getElementById("app"));
}

/**
 * Find, or make, an element that stays while views come and go.
 *
 * @param {string} name Its class.
 * @param {string} className More classes.
 * @returns {HTMLElement}
 */
function lasting(name, className = "") {
  const found = app().querySelector(`:scope > .${name}`);
  if (found instanceof HTMLElement) return found;
  const element = make("div", { class: `${name} ${className}`.trim(), role: "status" });
  app().prepend(element);
  return element;
}

/**
 * Show a view in place of another.
 *
 * @param {string} title
 * @param {Node[]} nodes
 * @param {{takesFocus: boolean}} how False when the page has only just been loaded.
 */
export function show(title, nodes, { takesFocus }) {
  app().replaceChildren(lasting("announcer", "visually-hidden"), lasting("notices"), ...nodes);
  document.title = title;
  document.body.classList.toggle("has-answer-bar", app().querySelector(".answer-bar") !== null);
  if (!takesFocus) return;
  announce("");
  globalThis.scrollTo(0, 0);
  focusOn(app().querySelector("h1"));
}

/**
 * Say something to those who do not see the page.
 *
 * @param {string} text
 */
export function announce(text) {
  lasting("announcer", "visually-hidden").textContent = text;
}

/**
 * Give the focus to an element that is no control.
 *
 * @param {HTMLElement | null} element
 */
export function focusOn(element) {
  element?.setAttribute("tabindex", "-1");
  element?.focus();
}

/**
 * Show what is the matter with the stores.
 *
 * @param {readonly string[]} texts
 * @param {{exportHref: string}} links
 */
export function showNotices(texts, { exportHref }) {
  const place = lasting("notices");
  if (place.dataset.shown === texts.join("\n")) return;
  place.dataset.shown = texts.join("\n");
  place.replaceChildren(
    ...texts.map((text) =>
      make("p", { class: "notice" }, text, " ", make("a", { href: exportHref }, "Your data"))
    ),
  );
}

/**
 * Write the line at the foot of the page that says what is kept.
 *
 * @param {string} text
 * @param {string} dataHref
 */
export function showKept(text, dataHref) {
  document.getElementById("kept")?.replaceChildren(
    `${text} `,
    make("a", { href: dataHref }, "Your data"),
  );
}

/**
 * Make a page that says one thing.
 *
 * @param {string} title
 * @param {string} text
 * @param {{label: string, onClick: () => void} | null} action
 * @returns {HTMLElement}
 */
export function messagePage(title, text, action) {
  return make(
    "div",
    { class: "page-head" },
    make("h1", {}, title),
    make("p", { class: "message" }, text),
    make(
      "p",
      { class: "page-actions" },
      action && button("button button-main", action.onClick, action.label),
      make("a", { class: "button", href: "#/" }, "All questions"),
    ),
  );
}

/**
 * Put one sentence above the view that is shown.
 *
 * @param {string} text
 */
export function tell(text) {
  lasting("notices").after(make("p", { class: "message" }, text));
  announce(text);
}

/** Let links to a place in the page lead there without becoming a route of the app. */
export function keepAnchorsInPage() {
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[href^='#']") : null;
    const anchor = link?.getAttribute("href") ?? "#/";
    if (anchor.startsWith("#/")) return;
    event.preventDefault();
    const target = document.getElementById(anchor.slice(1));
    focusOn(target);
    target?.scrollIntoView();
  });
}

/**
 * Take the article of a question's own page.
 *
 * @returns {Node | null} A copy; it stays as it is until a view takes its place.
 */
export function takeArticle() {
  return document.querySelector("#app article.question")?.cloneNode(true) ?? null;
}

/**
 * Lead the article's first link, to its category, into the app.
 *
 * @param {HTMLElement} article
 * @param {string} href
 */
export function pointCrumb(article, href) {
  article.querySelector(".crumb a")?.setAttribute("href", href);
}

/**
 * Put a question and what belongs to its session beside each other.
 *
 * @param {HTMLElement} pocket
 * @param {HTMLElement} article
 * @param {HTMLElement} aside
 * @returns {Node[]} With the links to the neighbours that a question's own page has.
 */
export function columns(pocket, article, aside) {
  const neighbours = document.querySelector("#app > .neighbours");
  return [
    pocket,
    make("div", { class: "columns practice" }, article, aside),
    ...(neighbours ? [neighbours] : []),
  ];
}

/** @param {(hash: string) => void} onRoute */
export function onHashChange(onRoute) {
  globalThis.addEventListener("hashchange", () => onRoute(location.hash));
}

/** @returns {string} */
export function currentHash() {
  return location.hash;
}

/**
 * Go to a route of the app; from another page that is another document.
 *
 * @param {string} href
 */
export function goTo(href) {
  location.assign(href);
}

/**
 * Go to an address without keeping the present one in the history.
 *
 * @param {string} href
 */
export function replaceWith(href) {
  location.replace(href);
}

/**
 * Keep something with the present entry of the history: it survives a reload and "back".
 *
 * @param {unknown} state
 */
export function keepInHistory(state) {
  try {
    history.replaceState(state, "");
  } catch { // some browsers refuse this from disk
  }
}

/** @returns {unknown} */
export function keptInHistory() {
  return history.state;
}

/**
 * Hear of the page being hidden and shown again.
 *
 * @param {(isVisible: boolean) => void} onVisibility
 */
export function onVisibilityChange(onVisibility) {
  document.addEventListener(
    "visibilitychange",
    () => onVisibility(document.visibilityState === "visible"),
  );
  globalThis.addEventListener("pagehide", () => onVisibility(false));
  globalThis.addEventListener("pageshow", () => onVisibility(isVisible()));
}

/** @returns {boolean} */
export function isVisible() {
  return document.visibilityState === "visible";
}

/**
 * Hear of keys that belong to the page and not to a field, control or dialog.
 *
 * @param {(event: KeyboardEvent) => void} onKey
 */
export function onPageKeys(onKey) {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || document.querySelector("dialog[open]")) return;
    const target = event.target instanceof Element ? event.target : document.body;
    if (target.matches("input:not([type=radio]), textarea, select, [contenteditable]")) return;
    if (event.key === "Enter" && target.matches("a, button, summary")) return;
    if (target.matches("[name=theme]")) return;
    onKey(event);
  });
}

/**
 * Give a file to the learner.
 *
 * @param {string} name
 * @param {string} text
 */
export function download(name, text) {
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = make("a", { href: address, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
