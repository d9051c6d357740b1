/**
 * Sessions: which questions, in which order, and what came of them.
 *
 * @module
 */

import { topicTitle } from "./bank.js";
import { questionProgress } from "./fold.js";
import { shuffle } from "./random.js";
import { isChanged, standingOf } from "./standing.js";

/** @typedef {import("./bank.js").Bank} Bank */
/** @typedef {import("./bank.js").Entry} Entry */
/** @typedef {import("./fold.js").Progress} Progress */
/** @typedef {import("./fold.js").Session} Session */
/** @typedef {import("./fold.js").Answer} Answer */
/** @typedef {import("./events.js").Confidence} Confidence */

/**
 * What a session shall be made of; what is absent does not restrict.
 *
 * @typedef {object} Filter
 * @property {string} [category]
 * @property {string} [topic]
 * @property {string} [misconception]
 * @property {"unseen" | "missed"} [status] `missed`: the last answer was not right.
 * @property {string} [except] A question that is left out.
 * @property {string} [missed_in] A session whose questions were not answered right.
 */

/** UTF-16 units of the longest title that an event may carry. */
const TITLE_LIMIT = 300;

/**
 * List the questions that a filter lets through, in the bank's order.
 *
 * @param {Bank} bank
 * @param {Progress} progress
 * @param {Filter} filter
 * @returns {Entry[]}
 */
export function matching(bank, progress, filter) {
  return bank.entries.filter((entry) =>
    fits(entry.category.id, filter.category) &&
    fits(entry.topic, filter.topic) &&
    entry.id !== filter.except &&
    (filter.misconception === undefined || entry.misconceptions.includes(filter.misconception)) &&
    hasStatus(progress, entry, filter.status) &&
    wasMissedIn(progress, entry, filter.missed_in)
  );
}

/**
 * Plan a session: the body of its `session-begun` event.
 *
 * @param {Bank} bank
 * @param {Progress} progress
 * @param {{session: string, seed: number, filter: Filter}} wish
 * @returns {import("./events.js").SessionBegun | null} Null when no question is left.
 */
export function planSession(bank, progress, { session, seed, filter }) {
  const found = matching(bank, progress, filter);
  if (found.length === 0) return null;
  return {
    type: "session-begun",
    session,
    mode: "topic",
    title: titleOf(bank, progress, filter).slice(0, TITLE_LIMIT),
    filter: { ...filter },
    seed,
    questions: shuffle(found.map((entry) => entry.id), seed),
    bank: bank.data.version,
  };
}

/**
 * List the questions of a session that the bank still has.
 *
 * @param {Bank} bank
 * @param {Session} session
 * @returns {Entry[]} In the session's order.
 */
export function entriesOf(bank, session) {
  return session.questions.flatMap((id) => bank.questions.get(id) ?? []);
}

/**
 * Find the question with which a session goes on.
 *
 * @param {readonly Entry[]} entries
 * @param {Session} session
 * @param {number} after Number of the question that was left, from 1; 0 to begin at the first.
 * @returns {number | null} Number of the next unanswered one, from the start again at the end; null
 *   when all are answered.
 */
export function nextNumber(entries, session, after) {
  const numbers = entries.map((_, index) => index + 1);
  const open = [...numbers.slice(after), ...numbers.slice(0, after)];
  return open.find((number) =>
    !session.answers.has(/** @type {Entry} */ (entries[number - 1]).id)
  ) ?? null;
}

/**
 * One question of a review.
 *
 * @typedef {object} ReviewRow
 * @property {number} number From 1.
 * @property {Entry} entry
 * @property {Answer | null} answer
 * @property {boolean} is_flagged
 */

/**
 * What came of a session.
 *
 * @typedef {object} Review
 * @property {ReviewRow[]} rows
 * @property {number} answered
 * @property {number} right
 * @property {number} elapsed_ms Of the answered questions.
 * @property {number} estimate_ms Of the answered questions.
 * @property {{confidence: Confidence | null, answered: number, right: number}[]} by_confidence
 * @property {ReviewRow[]} traps
 * @property {ReviewRow[]} missed
 */

/**
 * Say what came of a session.
 *
 * @param {Bank} bank
 * @param {Progress} progress
 * @param {Session} session
 * @returns {Review}
 */
export function reviewOf(bank, progress, session) {
  const rows = entriesOf(bank, session).map((entry, index) => ({
    number: index + 1,
    entry,
    answer: session.answers.get(entry.id) ?? null,
    is_flagged: questionProgress(progress, entry.id).is_flagged,
  }));
  const answered = rows.filter((row) => row.answer !== null);
  return {
    rows,
    answered: answered.length,
    right: answered.filter(isRight).length,
    elapsed_ms: sum(answered.map((row) => /** @type {Answer} */ (row.answer).elapsed_ms)),
    estimate_ms: sum(answered.map((row) => row.entry.time * 1000)),
    by_confidence: byConfidence(answered),
    traps: answered.filter((row) => row.answer?.result === "trap"),
    missed: answered.filter((row) => !isRight(row)),
  };
}

/**
 * What can be practised after a session.
 *
 * @typedef {object} Further
 * @property {Filter} filter
 * @property {string} title Of the topic or category.
 * @property {number} count How many questions it lets through.
 */

/**
 * Find what to practise after a session: the next topic after a topic, else the rest of the
 * category, else the next category; always what is unseen.
 *
 * @param {Bank} bank
 * @param {Progress} progress
 * @param {Session} session
 * @returns {Further | null} Null when nothing in the bank is unseen.
 */
export function furtherPractice(bank, progress, session) {
  const here = session.filter.category ?? entriesOf(bank, session)[0]?.category.id;
  const categories = rotated([...bank.categories.values()], (each) => each.id === here);
  /** @type {Omit<Further, "count">[]} */
  const offers = categories.map(({ id, short_title }) => ({
    filter: { category: id, status: "unseen" },
    title: short_title,
  }));
  const [category] = categories;
  if (category && session.filter.topic !== undefined) {
    const topics = rotated(category.topics, (each) => each.id === session.filter.topic);
    offers.unshift(...[...topics.slice(1), ...topics.slice(0, 1)].map(({ id, title }) => (
      {
        filter: { category: category.id, topic: id, status: /** @type {const} */ ("unseen") },
        title,
      }
    )));
  }
  const counted = offers.map((offer) => (
    { ...offer, count: matching(bank, progress, offer.filter).length }
  ));
  return counted.find(({ count }) => count > 0) ?? null;
}

/**
 * @template T
 * @param {readonly T[]} items
 * @param {(item: T) => boolean} isFirst
 * @returns {T[]} The same ring, begun at the first that is asked for.
 */
function rotated(items, isFirst) {
  const start = Math.max(0, items.findIndex(isFirst));
  return [...items.slice(start), ...items.slice(0, start)];
}

/**
 * @param {ReviewRow} row
 * @returns {boolean}
 */
function isRight(row) {
  return row.answer?.result === "right";
}

/**
 * @param {readonly ReviewRow[]} answered
 * @returns {Review["by_confidence"]}
 */
function byConfidence(answered) {
  /** @type {(Confidence | null)[]} */
  const kinds = ["certain", "fairly", "guess", null];
  return kinds.map((confidence) => {
    const rows = answered.filter((row) => row.answer?.confidence === confidence);
    return { confidence, answered: rows.length, right: rows.filter(isRight).length };
  }).filter((row) => row.answered > 0);
}

/**
 * @param {string} value
 * @param {string | undefined} wanted
 * @returns {boolean}
 */
function fits(value, wanted) {
  return wanted === undefined || value === wanted;
}

/**
 * @param {Progress} progress
 * @param {Entry} entry
 * @param {Filter["status"]} status
 * @returns {boolean}
 */
function hasStatus(progress, entry, status) {
  const standing = standingOf(progress, entry.id);
  if (status === "unseen") return standing === "unseen" || isChanged(progress, entry);
  return status === undefined || standing === "wrong" || standing === "trap";
}

/**
 * @param {Progress} progress
 * @param {Entry} entry
 * @param {string | undefined} session
 * @returns {boolean}
 */
function wasMissedIn(progress, entry, session) {
  if (session === undefined) return true;
  const answer = progress.sessions.get(session)?.answers.get(entry.id);
  return answer !== undefined && answer.result !== "right";
}

/**
 * @param {Bank} bank
 * @param {Progress} progress
 * @param {Filter} filter
 * @returns {string}
 */
function titleOf(bank, progress, filter) {
  const category = bank.categories.get(filter.category ?? "");
  if (filter.missed_in !== undefined) {
    const session = /** @type {Session} */ (progress.sessions.get(filter.missed_in));
    return session.title.startsWith("Missed: ") ? session.title : `Missed: ${session.title}`;
  }
  if (filter.misconception !== undefined) {
    const { belief } = /** @type {import("./bank.js").MisconceptionData} */ (
      bank.data.misconceptions[filter.misconception]
    );
    return `Belief: ${belief}`;
  }
  const whole = category?.short_title ?? bank.data.title;
  const place = category && filter.topic !== undefined
    ? `${whole}, ${topicTitle(category, filter.topic)}`
    : whole;
  return filter.status === undefined ? place : `${place}, ${filter.status}`;
}

/**
 * @param {readonly number[]} numbers
 * @returns {number}
 */
function sum(numbers) {
  return numbers.reduce((total, each) => total + each, 0);
}
