/**
 * Orders drawn from a seed. A session keeps its seed, so these functions must give the same order
 * for ever: `tests/js/random.test.js` holds vectors.
 *
 * @module
 */

import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

/** Base32 of RFC 4648 in lower case: no sign that is read as another. */
const LETTERS = "abcdefghijklmnopqrstuvwxyz234567";

/**
 * Shuffle a list (Fisher and Yates), leaving the list as it is.
 *
 * @template T
 * @param {readonly T[]} items
 * @param {number} seed 32 bits without sign.
 * @returns {T[]}
 */
export function shuffle(items, seed) {
  const generator = xoroshiro128plus(seed);
  const result = [...items];
  for (let last = result.length - 1; last > 0; last--) {
    const other = uniformInt(generator, 0, last);
    [result[last], result[other]] = [
      /** @type {T} */ (result[other]),
      /** @type {T} */ (result[last]),
    ];
  }
  return result;
}

/**
 * Derive a seed of its own for a part of something that has a seed (FNV-1a).
 *
 * @param {number} seed 32 bits without sign.
 * @param {string} part Such as a question's id.
 * @returns {number} 32 bits without sign.
 */
export function seedOf(seed, part) {
  let hash = 0x811c9dc5;
  for (const letter of `${seed}:${part}`) {
    hash = Math.imul(hash ^ /** @type {number} */ (letter.codePointAt(0)), 0x01000193);
  }
  return hash >>> 0;
}

/**
 * Give the order in which a question's options stand on the screen.
 *
 * @param {number} seed The session's.
 * @param {string} question The question's id.
 * @param {number} count How many options it has.
 * @returns {number[]} Indexes in file order.
 */
export function optionOrder(seed, question, count) {
  const indexes = Array.from({ length: count }, (_, index) => index);
  return shuffle(indexes, seedOf(seed, question));
}

/**
 * Write random bytes as a name: five bits of each byte make a letter.
 *
 * @param {Uint8Array} bytes
 * @returns {string} As many letters as there are bytes.
 */
export function nameOf(bytes) {
  return Array.from(bytes, (byte) => LETTERS.charAt(byte & 31)).join("");
}
