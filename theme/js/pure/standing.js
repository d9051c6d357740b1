/**
 * Where a learner stands with questions and beliefs.
 *
 * @module
 */

import { questionProgress } from "./fold.js";

/** @typedef {import("./bank.js").Bank} Bank */
/** @typedef {import("./bank.js").Entry} Entry */
/** @typedef {import("./bank.js").QuestionData} QuestionData */
/** @typedef {import("./fold.js").Progress} Progress */
/** @typedef {import("./events.js").Result} Result */

/** @typedef {Result | "unseen"} Standing The last result of a question. */

/** @typedef {Record<Standing, number>} Tally */

/**
 * Give the last result of a question.
 *
 * @param {Progress} progress
 * @param {string} question
 * @returns {Standing}
 */
export function standingOf(progress, question) {
  return questionProgress(progress, question).answers.at(-1)?.result ?? "unseen";
}

/**
 * Say whether a question was revised after it was last answered.
 *
 * @param {Progress} progress
 * @param {QuestionData} question
 * @returns {boolean}
 */
export function isChanged(progress, question) {
  const last = questionProgress(progress, question.id).answers.at(-1);
  return last !== undefined && last.revision < question.revision;
}

/**
 * Count questions by their last result.
 *
 * @param {Progress} progress
 * @param {readonly QuestionData[]} questions
 * @returns {Tally}
 */
export function tallyOf(progress, questions) {
  /** @type {Tally} */
  const tally = { right: 0, wrong: 0, trap: 0, unseen: 0 };
  for (const question of questions) tally[standingOf(progress, question.id)] += 1;
  return tally;
}

/**
 * What happened with a belief.
 *
 * @typedef {object} BeliefRecord
 * @property {string} belief
 * @property {string} holds
 * @property {string} breaks
 * @property {Entry[]} questions Those that carry it.
 * @property {number} met How many of them were answered.
 * @property {number} caught In how many of them the trap was taken at least once.
 */

/**
 * Say how often a belief is asked for and how often it caught the learner.
 *
 * @param {Bank} bank
 * @param {Progress} progress
 * @param {string} misconception
 * @returns {BeliefRecord | null} Null when the bank does not know it.
 */
export function beliefRecord(bank, progress, misconception) {
  if (!Object.hasOwn(bank.data.misconceptions, misconception)) return null;
  const { belief, holds, breaks } =
    /** @type {import("./bank.js").MisconceptionData} */ (bank.data.misconceptions[misconception]);
  const questions = bank.entries.filter((entry) => entry.misconceptions.includes(misconception));
  const answered = questions.map((entry) => questionProgress(progress, entry.id).answers)
    .filter((answers) => answers.length > 0);
  const caught = answered.filter((answers) => answers.some((each) => each.result === "trap"));
  return { belief, holds, breaks, questions, met: answered.length, caught: caught.length };
}
