/**
 * Home: before the first answer an invitation, afterwards where the learner stopped; then the bank.
 *
 * @module
 */

import { entriesOf, matching, nextNumber } from "../../pure/sessions.js";
import { openSessions } from "../../pure/fold.js";
import { hrefOf, WHERE_LEFT } from "../../pure/routes.js";
import { tallyOf } from "../../pure/standing.js";
import { clockText, counted, momentText } from "../../pure/words.js";
import { button, make } from "./elements.js";
import { legend, segmentsOf } from "./segments.js";

/** @typedef {import("../../pure/bank.js").Bank} Bank */
/** @typedef {import("../../pure/bank.js").CategoryData} CategoryData */
/** @typedef {import("../../pure/bank.js").CheckpointData} CheckpointData */
/** @typedef {import("../../pure/fold.js").Progress} Progress */
/** @typedef {import("../../pure/fold.js").Session} Session */
/** @typedef {import("../../pure/drafts.js").Draft} Draft */
/** @typedef {import("../../pure/sessions.js").Filter} Filter */

/**
 * Make the home view.
 *
 * @param {{bank: Bank, progress: Progress, draft: Draft | null, now_ms: number}} model `draft`: of
 *   the session that was used last.
 * @param {{onEnd: (session: Session) => void, onBegin: (filter: Filter) => void}} on
 * @returns {HTMLElement}
 */
export function home({ bank, progress, draft, now_ms }, { onEnd, onBegin }) {
  const open = openSessions(progress).filter((session) => entriesOf(bank, session).length > 0);
  const [latest, ...others] = open;
  const start = latest
    ? resume(bank, latest, leftAt(bank, latest, draft, now_ms), onEnd)
    : progress.answers === 0
    ? opening(bank)
    : between(bank, progress, onBegin);
  return make(
    "div",
    { class: "home" },
    start,
    others.length > 0 && otherSessions(bank, others, onEnd),
    wholeBank(bank, progress),
  );
}

/**
 * @param {Bank} bank
 * @returns {HTMLElement}
 */
function opening(bank) {
  const first = bank.entries.find((entry) => entry.difficulty === "medium") ?? bank.entries[0];
  return make(
    "section",
    { class: "opening" },
    make("h1", {}, bank.data.tagline ?? bank.data.title),
    (bank.data.introduction ?? []).map((text) => make("p", {}, text)),
    first && make(
      "p",
      { class: "page-actions" },
      make(
        "a",
        { class: "button button-main", href: hrefOf({ name: "question", question: first.id }) },
        "Try a first question",
      ),
    ),
  );
}

/**
 * @param {Bank} bank
 * @param {Session} session
 * @param {Draft | null} draft
 * @param {number} now_ms
 * @returns {{number: number, words: string}} The question that was left, and when.
 */
function leftAt(bank, session, draft, now_ms) {
  const entries = entriesOf(bank, session);
  const drafted = draft && entries[draft.number - 1];
  const state = drafted && draft.questions[drafted.id];
  if (!state || session.answers.has(drafted.id)) {
    const number = nextNumber(entries, session, draft?.number ?? 0) ?? entries.length;
    return { number, words: `left ${momentText(session.active_at_ms, now_ms)}` };
  }
  const moment = `left ${momentText(draft.saved_at_ms, now_ms)}`;
  const clock = clockText(state.elapsed_ms);
  const words = state.elapsed_ms < 1000 ? moment : `${moment} with ${clock} on the clock`;
  return { number: draft.number, words };
}

/**
 * @param {Bank} bank
 * @param {Session} session
 * @param {{number: number, words: string}} left
 * @param {(session: Session) => void} onEnd
 * @returns {HTMLElement}
 */
function resume(bank, session, { number, words }, onEnd) {
  const entries = entriesOf(bank, session);
  return make(
    "section",
    { class: "resume" },
    make("p", { class: "lede" }, "Where you stopped"),
    make("h1", {}, entries[number - 1]?.title ?? session.title),
    make(
      "p",
      { class: "resume-where" },
      `${session.title}. Question ${number} of ${entries.length}, ` +
        `${words}.`,
    ),
    make(
      "p",
      { class: "page-actions" },
      make(
        "a",
        {
          class: "button button-main",
          href: hrefOf({ name: "session", session: session.id, number: WHERE_LEFT }),
        },
        "Continue the session",
      ),
      button("text-button", () => onEnd(session), "End it and see the review"),
    ),
  );
}

/**
 * @param {Bank} bank
 * @param {Progress} progress
 * @param {(filter: Filter) => void} onBegin
 * @returns {HTMLElement}
 */
function between(bank, progress, onBegin) {
  const category = nextCategory(bank, progress);
  const tally = category && tallyOf(progress, category.questions);
  const missed = matching(bank, progress, { status: "missed" }).length;
  return make(
    "section",
    { class: "resume" },
    make("p", { class: "lede" }, "No session is open"),
    make("h1", {}, category ? category.title : "Every question is answered"),
    tally && make(
      "p",
      { class: "resume-where" },
      `${counted(tally.unseen, "question")} unseen, ${tally.wrong + tally.trap} missed last time.`,
    ),
    make(
      "p",
      { class: "page-actions" },
      category && make(
        "a",
        { class: "button button-main", href: hrefOf({ name: "category", category: category.id }) },
        `Go on with ${category.short_title}`,
      ),
      missed > 0 && button(
        category ? "button" : "button button-main",
        () => onBegin({ status: "missed" }),
        `Practise ${missed} missed last time`,
      ),
    ),
  );
}

/**
 * @param {Bank} bank
 * @param {Progress} progress
 * @returns {CategoryData | undefined} The first that has unseen questions, one begun before others.
 */
function nextCategory(bank, progress) {
  const unfinished = [...bank.categories.values()].filter((category) =>
    tallyOf(progress, category.questions).unseen > 0
  );
  const begun = unfinished.find((category) =>
    tallyOf(progress, category.questions).unseen < category.questions.length
  );
  return begun ?? unfinished[0];
}

/**
 * @param {Bank} bank
 * @param {Session[]} sessions
 * @param {(session: Session) => void} onEnd
 * @returns {HTMLElement}
 */
function otherSessions(bank, sessions, onEnd) {
  const rows = sessions.map((session) =>
    make(
      "li",
      {},
      make(
        "a",
        { href: hrefOf({ name: "session", session: session.id, number: WHERE_LEFT }) },
        session.title,
      ),
      ` ${session.answers.size} of ${entriesOf(bank, session).length} answered `,
      button("text-button", () => onEnd(session), "End it"),
    )
  );
  return make(
    "section",
    { class: "other-sessions" },
    make("h2", {}, "Also open"),
    make("ul", {}, rows),
  );
}

/**
 * @param {Bank} bank
 * @param {Progress} progress
 * @returns {HTMLElement}
 */
function wholeBank(bank, progress) {
  return make(
    "section",
    { class: "bank", "aria-labelledby": "bank-title" },
    make(
      "header",
      { class: "bank-head" },
      make("h2", { id: "bank-title" }, `All ${counted(bank.entries.length, "question")}`),
      make("p", { class: "num" }, standingText(bank, progress)),
      legend(),
    ),
    bank.data.checkpoints.map((each) => checkpoint(each, progress)),
  );
}

/**
 * @param {Bank} bank
 * @param {Progress} progress
 * @returns {string} What was seen, and what is still to be written.
 */
function standingText(bank, progress) {
  const { right, unseen } = tallyOf(progress, bank.entries);
  const seen = bank.entries.length - unseen;
  const planned = [...bank.categories.values()].flatMap((category) => category.topics)
    .reduce((sum, topic) => sum + (topic.count ?? 0), 0);
  const coming = planned - bank.entries.length;
  return [
    ...(seen > 0 ? [`${seen} seen, ${right} right last time.`] : []),
    ...(coming > 0 ? [`${coming} more in preparation.`] : []),
  ].join(" ");
}

/**
 * @param {CheckpointData} data
 * @param {Progress} progress
 * @returns {HTMLElement}
 */
function checkpoint({ number, title, categories }, progress) {
  return make(
    "section",
    { class: "checkpoint" },
    make("h3", {}, make("span", { class: "checkpoint-number" }, `${number} `), title),
    make(
      "ul",
      { class: "category-list" },
      categories.map((category) => make("li", {}, categoryRow(category, progress))),
    ),
  );
}

/**
 * @param {CategoryData} category
 * @param {Progress} progress
 * @returns {HTMLElement}
 */
function categoryRow(category, progress) {
  const { right } = tallyOf(progress, category.questions);
  const count = category.questions.length;
  return make(
    "a",
    { class: "category-row", href: hrefOf({ name: "category", category: category.id }) },
    make(
      "span",
      { class: "category-name" },
      make("b", {}, category.title),
      " ",
      make("small", {}, category.subtitle),
    ),
    segmentsOf(category, progress),
    make(
      "span",
      { class: "category-count num" },
      count === 0 ? "in preparation" : `${right} of ${count}`,
    ),
  );
}
