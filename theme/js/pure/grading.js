/**
 * Grading an answer.
 *
 * @module
 */

/** @typedef {import("./events.js").Result} Result */

/**
 * Say how an answer turned out.
 *
 * @param {ReadonlyMap<number, Result>} verdicts What each option is, by its index in file order.
 * @param {number} option
 * @returns {Result} `wrong` for an option that the question does not have.
 */
export function grade(verdicts, option) {
  return verdicts.get(option) ?? "wrong";
}
