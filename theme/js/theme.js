/**
 * Light or dark, before the first paint: a script of its own in the head of every page, so that no
 * page flashes in the wrong one. It reads and writes a single key and needs nothing else.
 *
 * @module
 */

const root = document.documentElement;
const key = `${root.dataset.site}:theme`;

/** @returns {string} */
function stored() {
  try {
    return localStorage.getItem(key) ?? "auto";
  } catch { // blocked: the switch holds for this page
    return root.dataset.theme ?? "auto";
  }
}

/** @param {string} theme */
function apply(theme) {
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  else delete root.dataset.theme;
  for (const radio of document.querySelectorAll("input[name=theme]")) {
    if (radio instanceof HTMLInputElement) {
      radio.checked = radio.value === (root.dataset.theme ?? "auto");
    }
  }
}

/** @param {Event} event */
function remember(event) {
  const radio = event.target;
  if (!(radio instanceof HTMLInputElement) || radio.name !== "theme") return;
  apply(radio.value);
  try {
    localStorage.setItem(key, radio.value);
  } catch { // blocked or full: the switch holds for this page
  }
}

apply(stored());
document.addEventListener("DOMContentLoaded", () => apply(stored()));
document.addEventListener("change", remember);
globalThis.addEventListener("pageshow", () => apply(stored()));
globalThis.addEventListener("storage", (event) => {
  if (event.key === key) apply(stored());
});
