/**
 * When to remind of the export: some browsers clear what a site stored after a week without a visit.
 *
 * @module
 */

/**
 * @typedef {object} ExportMark
 * @property {number} at_ms
 * @property {number} answers How many answers there were.
 */

const PATIENCE_MS = 7 * 86_400_000;
const PATIENCE_ANSWERS = 100;

/**
 * Say whether to remind now: once after each export, or once when there was none.
 *
 * @param {{now_ms: number, answers: number, first_answer_at_ms: number, exported: ExportMark | null,
 *   reminded: ExportMark | null}} facts
 * @returns {boolean}
 */
export function isReminderDue({ now_ms, answers, first_answer_at_ms, exported, reminded }) {
  if (reminded && reminded.at_ms >= (exported?.at_ms ?? 0)) return false;
  const unsaved = answers - (exported?.answers ?? 0);
  if (unsaved <= 0) return false;
  const since_ms = exported?.at_ms ?? first_answer_at_ms;
  return unsaved >= PATIENCE_ANSWERS || now_ms - since_ms >= PATIENCE_MS;
}

/**
 * Read a mark that was stored.
 *
 * @param {string | null} text
 * @returns {ExportMark | null}
 */
export function readMark(text) {
  const [at_ms, answers] = (text ?? "").split(" ").map(Number);
  return Number.isSafeInteger(at_ms) && Number.isSafeInteger(answers)
    ? { at_ms: Number(at_ms), answers: Number(answers) }
    : null;
}

/**
 * Write a mark to be stored.
 *
 * @param {ExportMark} mark
 * @returns {string}
 */
export function writeMark({ at_ms, answers }) {
  return `${at_ms} ${answers}`;
}
