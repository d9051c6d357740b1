/**
 * A category: its topics and questions with their last results, and what can be practised.
 *
 * @module
 */

import { hrefOf } from "../../pure/routes.js";
import { matching } from "../../pure/sessions.js";
import { clockText, counted, tallyText } from "../../pure/words.js";
import { tallyOf } from "../../pure/standing.js";
import { button, make } from "./elements.js";
import { segmentsOf, standing } from "./segments.js";

/** @typedef {import("../../pure/bank.js").Bank} Bank */
/** @typedef {import("../../pure/bank.js").CategoryData} CategoryData */
/** @typedef {import("../../pure/bank.js").QuestionData} QuestionData */
/** @typedef {import("../../pure/fold.js").Progress} Progress */
/** @typedef {import("../../pure/sessions.js").Filter} Filter */

/**
 * Make the view of a category.
 *
 * @param {{bank: Bank, progress: Progress, category: CategoryData}} model
 * @param {{onBegin: (filter: Filter) => void}} on
 * @returns {Node[]}
 */
export function categoryView({ bank, progress, category }, { onBegin }) {
  const checkpoint = bank.data.checkpoints.find((each) => each.categories.includes(category));
  const isEmpty = category.questions.length === 0;
  return [
    make(
      "header",
      { class: "page-head" },
      make(
        "p",
        { class: "crumb" },
        make("a", { href: "#/" }, "All questions"),
        " ",
        make("span", {}, checkpoint?.title),
      ),
      make("h1", {}, category.title),
      make("p", { class: "lede" }, category.subtitle),
      isEmpty
        ? make(
          "p",
          { class: "empty" },
          "In preparation: no question of this category is ready yet.",
        )
        : [actions(bank, progress, category, onBegin), overview(category, progress)],
    ),
    ...category.topics.map((topic) => topicSection(bank, progress, category, topic, onBegin)),
  ];
}

/**
 * @param {Bank} bank
 * @param {Progress} progress
 * @param {CategoryData} category
 * @param {(filter: Filter) => void} onBegin
 * @returns {HTMLElement}
 */
function actions(bank, progress, { id, questions }, onBegin) {
  /** @type {[Filter, string][]} */
  const offers = [
    [{ category: id, status: "unseen" }, "unseen"],
    [{ category: id, status: "missed" }, "missed last time"],
  ];
  const partial = offers.map(([filter, words]) => ({
    filter,
    words,
    count: matching(bank, progress, filter).length,
  })).filter(({ count }) => count > 0 && count < questions.length);
  const whole = {
    filter: { category: id },
    label: questions.length === 1 ? "Practise the question" : `Practise all ${questions.length}`,
  };
  const parts = partial.map(({ filter, words, count }) => (
    { filter, label: `Practise ${count} ${words}` }
  ));
  return make(
    "p",
    { class: "page-actions" },
    [...parts, whole].map(({ filter, label }, index) =>
      button(index === 0 ? "button button-main" : "button", () => onBegin(filter), label)
    ),
    make("span", { class: "num" }, minutes(questions)),
  );
}

/**
 * @param {CategoryData} category
 * @param {Progress} progress
 * @returns {HTMLElement}
 */
function overview(category, progress) {
  const [picture] = segmentsOf(category, progress);
  const words = tallyText(tallyOf(progress, category.questions));
  return make("p", { class: "overview" }, picture, make("span", { class: "num" }, `${words}.`));
}

/**
 * @param {Bank} bank
 * @param {Progress} progress
 * @param {CategoryData} category
 * @param {{id: string, title: string}} topic
 * @param {(filter: Filter) => void} onBegin
 * @returns {HTMLElement}
 */
function topicSection(bank, progress, category, topic, onBegin) {
  const filter = { category: category.id, topic: topic.id };
  const questions = matching(bank, progress, filter);
  const title = make("h2", { id: `topic-${topic.id}` }, topic.title);
  const begin = button("text-button", () => onBegin(filter), "Practise this topic");
  begin.setAttribute("aria-describedby", title.id);
  return make(
    "section",
    { class: "topic", "aria-labelledby": title.id },
    make("div", { class: "topic-head" }, title, questions.length > 0 && begin),
    questions.length > 0
      ? make("ol", { class: "question-list" }, questions.map((each) => row(each, progress)))
      : make("p", { class: "empty" }, "In preparation."),
  );
}

/**
 * @param {QuestionData} question
 * @param {Progress} progress
 * @returns {HTMLElement}
 */
function row(question, progress) {
  const difficulty = question.difficulty.replace(/^./, (first) => first.toUpperCase());
  return make(
    "li",
    {},
    make(
      "a",
      { class: "question-row", href: hrefOf({ name: "question", question: question.id }) },
      make("span", { class: "question-title" }, question.title),
      " ",
      standing(progress, question),
      " ",
      make("span", { class: "num" }, `${difficulty}, ${clockText(question.time * 1000)}`),
    ),
  );
}

/**
 * @param {readonly QuestionData[]} questions
 * @returns {string}
 */
function minutes(questions) {
  const seconds = questions.reduce((sum, question) => sum + question.time, 0);
  return `about ${counted(Math.round(seconds / 60), "minute")} in all`;
}
