/**
 * Drafts: what is open on a question that is not yet answered. They are no events; the last one
 * written wins.
 *
 * @module
 */

import { isPlain } from "./events.js";

/**
 * @typedef {object} QuestionDraft
 * @property {number | null} selected Index of an option in file order.
 * @property {number[]} struck Indexes in file order.
 * @property {number} elapsed_ms
 */

/**
 * What is open in a session, or on a question outside one.
 *
 * @typedef {object} Draft
 * @property {number} number The question that was shown last, from 1.
 * @property {number} seed Of the order of options, for a question outside a session.
 * @property {Record<string, QuestionDraft>} questions By id.
 * @property {number} saved_at_ms
 */

/** @type {QuestionDraft} */
export const UNTOUCHED_QUESTION = Object.freeze({ selected: null, struck: [], elapsed_ms: 0 });

/**
 * Read a draft; what is damaged is left out, since a draft holds nothing that cannot be done again.
 *
 * @param {string | null} text
 * @returns {Draft | null}
 */
export function readDraft(text) {
  const value = parse(text ?? "");
  if (!isPlain(value) || !isPlain(value.questions)) return null;
  const { number, seed, saved_at_ms } = value;
  if (!isCount(number) || !isCount(seed) || !isCount(saved_at_ms)) return null;
  const questions = Object.entries(value.questions).flatMap(([id, found]) => {
    const draft = questionDraft(found);
    return draft ? [[id, draft]] : [];
  });
  return { number, seed, saved_at_ms, questions: Object.fromEntries(questions) };
}

/**
 * Choose between two copies of a draft.
 *
 * @param {Draft | null} a
 * @param {Draft | null} b
 * @returns {Draft | null} The later one.
 */
export function laterDraft(a, b) {
  if (!a || !b) return a ?? b;
  return b.saved_at_ms > a.saved_at_ms ? b : a;
}

/**
 * Replace what a draft says of one question.
 *
 * @param {Draft} draft
 * @param {string} question
 * @param {QuestionDraft | null} state Null to forget it.
 * @returns {Draft}
 */
export function withQuestion(draft, question, state) {
  const { [question]: _, ...others } = draft.questions;
  return { ...draft, questions: state ? { ...others, [question]: state } : others };
}

/**
 * @param {unknown} value
 * @returns {QuestionDraft | null}
 */
function questionDraft(value) {
  if (!isPlain(value) || !Array.isArray(value.struck) || !value.struck.every(isCount)) return null;
  const { selected, struck, elapsed_ms } = value;
  if (!(selected === null || isCount(selected)) || !isCount(elapsed_ms)) return null;
  return { selected, struck, elapsed_ms };
}

/**
 * @param {unknown} value
 * @returns {value is number}
 */
function isCount(value) {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

/**
 * @param {string} text
 * @returns {unknown}
 */
function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
