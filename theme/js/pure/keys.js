/**
 * The keys of a question.
 *
 * @module
 */

/**
 * What a key asks for.
 *
 * @typedef {{name: "choose" | "strike", place: number}
 *   | {name: "answer" | "next" | "previous" | "flag" | "keys"}} Command
 */

/**
 * The part of a keyboard event that decides.
 *
 * @typedef {object} Press
 * @property {string} key What it writes.
 * @property {string} code Which key it is, whatever is printed on it.
 * @property {boolean} shiftKey
 * @property {boolean} ctrlKey
 * @property {boolean} altKey
 * @property {boolean} metaKey
 * @property {boolean} repeat
 * @property {boolean} isComposing
 */

/** What the dialog of all keys says; `–` and `+` join keys. */
export const KEY_HELP = Object.freeze([
  { keys: "1 – 4 or A – D", does: "choose an option" },
  { keys: "Shift + 1 – 4 or Shift + A – D", does: "strike an option out, or take that back" },
  { keys: "Enter", does: "answer without saying how sure you are" },
  { keys: "N", does: "next question" },
  { keys: "P", does: "previous question" },
  { keys: "F", does: "flag the question, or take that back" },
  { keys: "?", does: "show these keys" },
]);

/** @type {Record<string, "next" | "previous" | "flag" | "answer">} */
const PLAIN = { n: "next", p: "previous", f: "flag", enter: "answer" };

/**
 * Say what a key asks for.
 *
 * @param {Press} press
 * @param {number} count How many options there are.
 * @returns {Command | null}
 */
export function commandOf(press, count) {
  if (press.ctrlKey || press.altKey || press.metaKey || press.repeat || press.isComposing) {
    return null;
  }
  if (press.key === "?") return { name: "keys" };
  const place = placeOf(press);
  if (place !== null && place < count) {
    return { name: press.shiftKey ? "strike" : "choose", place };
  }
  const name = press.shiftKey ? undefined : PLAIN[press.key.toLowerCase()];
  return name ? { name } : null;
}

/**
 * @param {Press} press
 * @returns {number | null} Place of an option on the screen, from 0.
 */
function placeOf(press) {
  // Shift writes another sign above a digit, and some layouts need Shift for digits: the key counts.
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(press.code);
  if (digit) return Number(digit[1]) - 1;
  return /^[a-d]$/i.test(press.key) ? press.key.toLowerCase().charCodeAt(0) - 97 : null;
}
