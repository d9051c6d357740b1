/**
 * Segments: one a question, coloured by its last result, in groups by topic.
 *
 * @module
 */

import { RESULT_WORDS, tallyText } from "../../pure/words.js";
import { isChanged, standingOf, tallyOf } from "../../pure/standing.js";
import { questionProgress } from "../../pure/fold.js";
import { icon, make, RESULT_ICONS, unseen } from "./elements.js";

/** @typedef {import("../../pure/bank.js").CategoryData} CategoryData */
/** @typedef {import("../../pure/bank.js").QuestionData} QuestionData */
/** @typedef {import("../../pure/fold.js").Progress} Progress */
/** @typedef {import("../../pure/standing.js").Standing} Standing */

/**
 * Draw a category.
 *
 * @param {CategoryData} category
 * @param {Progress} progress
 * @returns {Node[]} The picture, and the same in words for those who do not see it.
 */
export function segmentsOf(category, progress) {
  const groups = category.topics.map((topic) => {
    const questions = category.questions.filter((question) => question.topic === topic.id);
    const planned = Math.max(0, (topic.count ?? 0) - questions.length);
    const results = [
      ...questions.map((question) => standingOf(progress, question.id)),
      ...Array(planned).fill("planned"),
    ];
    return make(
      "span",
      { class: "segment-group" },
      results.map((result) => make("i", { class: "segment", "data-result": result })),
    );
  });
  return [
    make("span", { class: "segments", "aria-hidden": "true" }, groups),
    unseen(` ${tallyText(tallyOf(progress, category.questions))} `),
  ];
}

/** @returns {HTMLElement} What the forms and colours mean. */
export function legend() {
  const items = /** @type {Standing[]} */ (["right", "wrong", "trap", "unseen"]).map((result) =>
    make(
      "li",
      {},
      make("i", { class: "segment", "data-result": result, "aria-hidden": "true" }),
      RESULT_WORDS[result],
    )
  );
  return make("ul", { class: "legend" }, items);
}

/**
 * Say how a question stands.
 *
 * @param {Progress} progress
 * @param {QuestionData} question
 * @returns {HTMLElement}
 */
export function standing(progress, question) {
  const result = standingOf(progress, question.id);
  const { is_flagged } = questionProgress(progress, question.id);
  return make(
    "span",
    { class: "standing", "data-result": result },
    result !== "unseen" && [icon(RESULT_ICONS[result]), ` ${RESULT_WORDS[result]} `],
    result === "unseen" && unseen("Unseen "),
    isChanged(progress, question) && make("span", { class: "mark-changed" }, "Changed since "),
    is_flagged && make("span", { class: "mark-flagged" }, icon("flag"), unseen("Flagged ")),
  );
}
