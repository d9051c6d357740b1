/**
 * Building elements. Texts become text nodes, so what a learner or a file says is never markup.
 *
 * The markup of all views, for whoever styles them (classes of the article itself stand at the head
 * of `theme/css/question.css`):
 *
 *   .notices > .notice        what is the matter with the stores; above the page
 *   .message                  one sentence in place of, or above, a page
 *   .resume                   home: where the learner stopped; .resume-where .page-actions
 *   .other-sessions           home: other sessions that are open
 *   .legend, .segments        home and category: as in the page without scripts
 *   .question-row .standing   category: last result, with data-result; .mark-flagged .mark-changed
 *   .topic-head               category: a topic's title and its button
 *   .pocket                   below 1080 px, above the question: .clock, .pocket-flag, .pocket-note
 *                             (buttons), .note; in a session .pocket-map (details) with
 *                             .pocket-place, .strip > i[data-result], .clock
 *   .session-margin           aside, from 1080 px beside the text: .session-title .clock .gauge
 *   .map > a                  one a question; data-result, .is-flagged, aria-current on this one
 *   .flag                     button; aria-pressed
 *   .note                     label and textarea
 *   .keys-hint                the line that names the keys
 *   .strike                   button at the right end of an option
 *   .answer-bar               .answer-buttons > .button
 *   .way-on                   the next question once more, below the explanation
 *   .verdict                  data-result; .verdict-name, .verdict-detail
 *   .changed                  "changed since you answered", above the scenario
 *   .review-table, .score     review
 *   dialog.dialog             keys and confirmations; .key-list
 *
 * @module
 */

const SVG = "http://www.w3.org/2000/svg";

/** @typedef {Node | string | null | undefined | false} Piece What is empty is left out. */
/** @typedef {Piece | readonly Piece[]} Child */

/**
 * @typedef {Record<string, string | number | boolean | null | undefined>} Attributes Null, undefined
 *   and false leave an attribute out; true writes it without a value.
 */

/**
 * Make an element.
 *
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Attributes} attributes
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  setAttributes(element, attributes);
  element.append(...flat(children));
  return element;
}

/**
 * Make a button that does something.
 *
 * @param {string} className
 * @param {() => void} onClick
 * @param {...Child} children
 * @returns {HTMLButtonElement}
 */
export function button(className, onClick, ...children) {
  const element = make("button", { type: "button", class: className }, ...children);
  element.addEventListener("click", onClick);
  return element;
}

/**
 * Draw one of the page's icons.
 *
 * @param {string} name
 * @returns {SVGElement}
 */
export function icon(name) {
  const use = svg("use", { href: `#icon-${name}` });
  return svg("svg", { class: "icon", "aria-hidden": "true", focusable: "false" }, use);
}

/** The icon of each result. */
export const RESULT_ICONS = Object.freeze({ right: "check", wrong: "cross", trap: "hook" });

/**
 * Make an SVG element.
 *
 * @template {keyof SVGElementTagNameMap} K
 * @param {K} tag
 * @param {Attributes} attributes
 * @param {...Node} children
 * @returns {SVGElementTagNameMap[K]}
 */
export function svg(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  setAttributes(element, attributes);
  element.append(...children);
  return element;
}

/**
 * Make a text for those who do not see the page.
 *
 * @param {string} text
 * @returns {HTMLElement}
 */
export function unseen(text) {
  return make("span", { class: "visually-hidden" }, text);
}

/**
 * @param {Element} element
 * @param {Attributes} attributes
 */
function setAttributes(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    element.setAttribute(name, value === true ? "" : String(value));
  }
}

/**
 * @param {readonly Child[]} children
 * @returns {(Node | string)[]}
 */
function flat(children) {
  const pieces = /** @type {Piece[]} */ (children.flat());
  return pieces.flatMap((piece) => piece ? [piece] : []);
}
