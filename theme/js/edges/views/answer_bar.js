/**
 * The bar that answers, and after the answer leads on.
 *
 * @module
 */

import { CONFIDENCE_WORDS, RESULT_WORDS, verdictDetail } from "../../pure/words.js";
import { button, icon, make, RESULT_ICONS } from "./elements.js";

/** @typedef {import("../../pure/events.js").Confidence} Confidence */
/** @typedef {import("../../pure/events.js").Result} Result */

/**
 * @typedef {object} AnswerBar
 * @property {HTMLElement} element
 * @property {(letter: string | null) => void} setLetter The option that would be the answer.
 * @property {() => void} askToChoose Said when there is none.
 * @property {(label: string, onNext: () => void, onAgain: (() => void) | null) => void} lead
 */

/**
 * Make the bar.
 *
 * @param {(confidence: Confidence) => void} onAnswer
 * @returns {AnswerBar}
 */
export function answerBar(onAnswer) {
  const hint = make("p", { "aria-live": "polite" });
  const buttons = make("div", { class: "answer-buttons" });
  const element = make("div", { class: "answer-bar" }, hint, buttons);
  for (const confidence of /** @type {Confidence[]} */ (["guess", "fairly", "certain"])) {
    const words = CONFIDENCE_WORDS[confidence];
    buttons.append(button("button button-main", () => onAnswer(confidence), words));
  }
  const bar = {
    element,
    setLetter(/** @type {string | null} */ letter) {
      if (letter === null) hint.replaceChildren("Choose an option, then say how sure you are.");
      else hint.replaceChildren("Answer ", make("b", {}, letter), ". How sure are you?");
    },
    askToChoose: () => hint.replaceChildren(make("b", {}, "Choose an option first.")),
    lead(
      /** @type {string} */ label,
      /** @type {() => void} */ onNext,
      /** @type {(() => void) | null} */ onAgain,
    ) {
      hint.remove();
      buttons.replaceChildren(button("button button-main", onNext, label));
      if (onAgain) element.append(button("text-button", onAgain, "Answer it again"));
    },
  };
  bar.setLetter(null);
  return bar;
}

/**
 * Make the way to the next question that stands at the end of the explanation.
 *
 * @param {string} label
 * @param {() => void} onNext
 * @returns {HTMLElement}
 */
export function wayOn(label, onNext) {
  return make("p", { class: "way-on" }, button("button", onNext, label));
}

/**
 * Make the verdict.
 *
 * @param {{result: Result, elapsed_ms: number, confidence: Confidence | null}} answer
 * @param {number} estimate_seconds
 * @returns {HTMLElement} Can take the focus.
 */
export function verdict(answer, estimate_seconds) {
  return make(
    "p",
    { class: "verdict", "data-result": answer.result, tabindex: -1 },
    icon(RESULT_ICONS[answer.result]),
    make("b", { class: "verdict-name" }, `${RESULT_WORDS[answer.result]}.`),
    " ",
    make("span", { class: "verdict-detail num" }, verdictDetail(answer, estimate_seconds)),
  );
}
