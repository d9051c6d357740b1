/**
 * The review at the end of a session.
 *
 * @module
 */

import { hrefOf } from "../../pure/routes.js";
import { clockText, CONFIDENCE_WORDS, counted, RESULT_WORDS } from "../../pure/words.js";
import { button, icon, make, RESULT_ICONS, unseen } from "./elements.js";

/** @typedef {import("../../pure/bank.js").Bank} Bank */
/** @typedef {import("../../pure/fold.js").Session} Session */
/** @typedef {import("../../pure/sessions.js").Review} Review */
/** @typedef {import("../../pure/sessions.js").ReviewRow} ReviewRow */
/** @typedef {import("../../pure/sessions.js").Filter} Filter */
/** @typedef {import("../../pure/sessions.js").Further} Further */
/** @typedef {import("../../pure/standing.js").BeliefRecord} BeliefRecord */

/**
 * Make the view.
 *
 * @param {{session: Session, review: Review, beliefs: BeliefRecord[], further: Further | null}} model
 *   `beliefs`: those whose traps were taken; `further`: what to practise next.
 * @param {{onMissed: () => void, onContinue: (() => void) | null,
 *   onFurther: (filter: Filter) => void}} on
 * @returns {Node[]}
 */
export function reviewView({ session, review, beliefs, further }, on) {
  const left = review.rows.length - review.answered;
  return [
    make(
      "header",
      { class: "page-head" },
      make("p", { class: "crumb" }, make("a", { href: "#/" }, "All questions"), " Review"),
      make("h1", {}, session.title),
      make("p", { class: "score" }, scoreText(review)),
      left > 0 && make("p", {}, `${counted(left, "question")} not answered.`),
      make(
        "p",
        { class: "page-actions" },
        ways(review, further, on),
        make("a", { class: "button", href: "#/" }, "All questions"),
      ),
    ),
    questionTable(session, review.rows),
    ...(beliefs.length > 0 ? [trapSection(beliefs)] : []),
    ...(review.by_confidence.length > 0 ? [confidenceTable(review)] : []),
  ];
}

/**
 * @param {Review} review
 * @param {Further | null} further
 * @param {{onMissed: () => void, onContinue: (() => void) | null,
 *   onFurther: (filter: Filter) => void}} on
 * @returns {HTMLElement[]} What to do next; the first of them is what most would do.
 */
function ways({ missed }, further, { onMissed, onContinue, onFurther }) {
  /** @type {[() => void, string][]} */
  const found = [];
  if (missed.length > 0) found.push([onMissed, `Practise what was missed (${missed.length})`]);
  if (onContinue) found.push([onContinue, "Answer the rest"]);
  if (further) {
    const { filter, title, count } = further;
    found.push([() => onFurther(filter), `Go on with ${title} (${count} unseen)`]);
  }
  return found.map(([onClick, label], index) =>
    button(index === 0 ? "button button-main" : "button", onClick, label)
  );
}

/**
 * @param {Review} review
 * @returns {string}
 */
function scoreText({ right, answered, elapsed_ms, estimate_ms }) {
  if (answered === 0) return "Nothing was answered.";
  const time = `${clockText(elapsed_ms)} of ${clockText(estimate_ms)}`;
  return `${right} of ${answered} right. ${time}.`;
}

/**
 * @param {Session} session
 * @param {ReviewRow[]} rows
 * @returns {HTMLElement}
 */
function questionTable(session, rows) {
  return part(
    "Questions",
    table(
      "review-table",
      ["", "Question", "Result", "Time", "Sure"],
      rows.map((row) => [
        String(row.number),
        make(
          "a",
          { href: hrefOf({ name: "session", session: session.id, number: row.number }) },
          row.entry.title,
          row.is_flagged && [" ", icon("flag"), unseen("flagged")],
        ),
        result(row),
        row.answer
          ? `${clockText(row.answer.elapsed_ms)} of ${clockText(row.entry.time * 1000)}`
          : "–",
        row.answer?.confidence ? CONFIDENCE_WORDS[row.answer.confidence] : "–",
      ]),
    ),
  );
}

/**
 * @param {ReviewRow} row
 * @returns {HTMLElement}
 */
function result({ answer }) {
  if (!answer) return make("span", { class: "standing", "data-result": "unseen" }, "Not answered");
  return make(
    "span",
    { class: "standing", "data-result": answer.result },
    icon(RESULT_ICONS[answer.result]),
    ` ${RESULT_WORDS[answer.result]}`,
  );
}

/**
 * @param {BeliefRecord[]} beliefs
 * @returns {HTMLElement}
 */
function trapSection(beliefs) {
  return part(
    beliefs.length === 1 ? "The belief that caught you" : "The beliefs that caught you",
    make(
      "ul",
      { class: "belief-list" },
      beliefs.map(({ belief, holds, breaks }) =>
        make(
          "li",
          { class: "belief" },
          make("p", { class: "belief-words" }, make("q", {}, belief)),
          make(
            "p",
            { class: "belief-limits" },
            make("b", {}, "Holds."),
            ` ${holds} `,
            make("b", {}, "Breaks."),
            ` ${breaks}`,
          ),
        )
      ),
    ),
  );
}

/**
 * @param {Review} review
 * @returns {HTMLElement}
 */
function confidenceTable({ by_confidence }) {
  const rows = by_confidence.map(({ confidence, answered, right }) => [
    confidence ? CONFIDENCE_WORDS[confidence] : "Not said",
    `${right} of ${answered} right`,
  ]);
  return part("How sure you were", table("confidence-table", ["You said", "It was"], rows));
}

/**
 * @param {string} title
 * @param {Node} content
 * @returns {HTMLElement}
 */
function part(title, content) {
  return make("section", { class: "part" }, make("h2", {}, title), content);
}

/**
 * @param {string} name
 * @param {string[]} heads
 * @param {(Node | string)[][]} rows
 * @returns {HTMLElement}
 */
function table(name, heads, rows) {
  const head = heads.map((text) => make("th", { scope: "col" }, text || unseen("Number")));
  return make(
    "table",
    { class: `ledger ${name}` },
    make("thead", {}, make("tr", {}, head)),
    make(
      "tbody",
      {},
      rows.map((cells) =>
        make("tr", {}, cells.map((cell, index) => make("td", { "data-head": heads[index] }, cell)))
      ),
    ),
  );
}
