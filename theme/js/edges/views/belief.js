/**
 * What the log says of the belief behind a trap.
 *
 * @module
 */

import { button, make } from "./elements.js";

/**
 * Make the line.
 *
 * @param {string} text
 * @param {number} others How many other questions carry the belief.
 * @param {() => void} onOthers
 * @returns {HTMLElement}
 */
export function beliefLine(text, others, onOthers) {
  const words = others === 1 ? "Practise the other one" : `Practise the other ${others}`;
  return make(
    "p",
    { class: "belief-record" },
    text,
    " ",
    others > 0 && button("text-button", onOthers, words),
  );
}
