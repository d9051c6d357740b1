/**
 * The fold: from the log of events to what is true now. It gives the same progress for the same set
 * of events in whatever order they arrived.
 *
 * @module
 */

import { compareEvents, isUnderstood } from "./events.js";

/** @typedef {import("./events.js").Stamp} Stamp */
/** @typedef {import("./events.js").StoredEvent} StoredEvent */
/** @typedef {import("./events.js").LogEvent} LogEvent */
/** @typedef {Stamp & import("./events.js").Answered} Answer */

/**
 * @typedef {object} QuestionProgress
 * @property {Answer[]} answers All of them, the latest last.
 * @property {boolean} is_flagged
 * @property {string} note
 */

/**
 * @typedef {object} Session
 * @property {string} id
 * @property {string} mode
 * @property {string} title
 * @property {Record<string, string>} filter
 * @property {number} seed
 * @property {string[]} questions
 * @property {number} begun_at_ms
 * @property {ReadonlyMap<string, Answer>} answers The first answer to each of its questions.
 * @property {"finished" | "left" | null} ended Null while it is open.
 * @property {number} active_at_ms When something last happened in it.
 */

/**
 * @typedef {object} Progress
 * @property {ReadonlyMap<string, QuestionProgress>} questions Those that something happened to.
 * @property {ReadonlyMap<string, Session>} sessions In the order in which they were begun.
 * @property {number} answers How many answers there are in all.
 */

/**
 * @typedef {object} Draft A progress while it is being made.
 * @property {Map<string, QuestionProgress>} questions
 * @property {Map<string, Session & {answers: Map<string, Answer>}>} sessions
 * @property {number} answers
 */

/** @type {QuestionProgress} */
const UNTOUCHED = Object.freeze({ answers: [], is_flagged: false, note: "" });

/**
 * Fold events into progress.
 *
 * @param {Iterable<StoredEvent>} events In any order.
 * @param {ReadonlyMap<string, string>} aliases Former question ids to present ones.
 * @returns {Progress}
 */
export function fold(events, aliases) {
  const ordered = [...events].filter(isUnderstood).sort(compareEvents).map((event) =>
    renamed(event, aliases)
  );
  /** @type {Draft} */
  const draft = { questions: new Map(), sessions: new Map(), answers: 0 };
  // A clock that was set back can date an answer before its session: sessions come first.
  for (const event of ordered) if (event.type === "session-begun") begin(draft, event);
  for (const event of ordered) apply(draft, event);
  return draft;
}

/**
 * Look up what happened to a question.
 *
 * @param {Progress} progress
 * @param {string} question
 * @returns {QuestionProgress}
 */
export function questionProgress(progress, question) {
  return progress.questions.get(question) ?? UNTOUCHED;
}

/**
 * List the sessions that were neither finished nor left, the latest in use first.
 *
 * @param {Progress} progress
 * @returns {Session[]}
 */
export function openSessions(progress) {
  return [...progress.sessions.values()].filter((session) => session.ended === null)
    .sort((a, b) => b.active_at_ms - a.active_at_ms);
}

/**
 * @param {LogEvent} event
 * @param {ReadonlyMap<string, string>} aliases
 * @returns {LogEvent} With present ids of questions.
 */
function renamed(event, aliases) {
  /** @type {(id: string) => string} */
  const present = (id) => aliases.get(id) ?? id;
  if ("questions" in event) return { ...event, questions: event.questions.map(present) };
  return "question" in event ? { ...event, question: present(event.question) } : event;
}

/**
 * @param {Draft} draft
 * @param {Stamp & import("./events.js").SessionBegun} event
 */
function begin(draft, event) {
  if (draft.sessions.has(event.session)) return;
  const { session: id, mode, title, filter, seed, questions, at } = event;
  draft.sessions.set(id, {
    id,
    mode,
    title,
    filter,
    seed,
    questions,
    begun_at_ms: at,
    answers: new Map(),
    ended: null,
    active_at_ms: at,
  });
}

/**
 * @param {Draft} draft
 * @param {LogEvent} event
 */
function apply(draft, event) {
  if (event.type === "answered") answer(draft, event);
  if (event.type === "flagged") ofQuestion(draft, event.question).is_flagged = event.on;
  if (event.type === "noted") ofQuestion(draft, event.question).note = event.text;
  if (event.type === "session-ended") end(draft, event);
}

/**
 * @param {Draft} draft
 * @param {Answer} event
 */
function answer(draft, event) {
  draft.answers += 1;
  ofQuestion(draft, event.question).answers.push(event);
  const session = draft.sessions.get(event.session ?? "");
  if (!session?.questions.includes(event.question)) return;
  if (!session.answers.has(event.question)) session.answers.set(event.question, event);
  session.active_at_ms = Math.max(session.active_at_ms, event.at);
}

/**
 * @param {Draft} draft
 * @param {Stamp & import("./events.js").SessionEnded} event
 */
function end(draft, event) {
  const session = draft.sessions.get(event.session);
  if (session) session.ended ??= event.reason;
}

/**
 * @param {Draft} draft
 * @param {string} question
 * @returns {QuestionProgress}
 */
function ofQuestion(draft, question) {
  const found = draft.questions.get(question) ?? { answers: [], is_flagged: false, note: "" };
  draft.questions.set(question, found);
  return found;
}
