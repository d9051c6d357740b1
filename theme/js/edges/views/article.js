/**
 * The question's article: Python wrote it once; this makes it one that can be answered.
 *
 * @module
 */

import { verdictWord } from "../../pure/words.js";
import { button, icon, make, RESULT_ICONS, unseen } from "./elements.js";

/** @typedef {import("../../pure/events.js").Result} Result */

/**
 * @typedef {object} Row
 * @property {HTMLLIElement} item
 * @property {HTMLInputElement} radio
 * @property {HTMLElement} letter
 * @property {HTMLElement} strike
 * @property {HTMLElement} rationale Out of the page until the question is answered.
 */

/**
 * What stands in the article after the answer.
 *
 * @typedef {object} Revelation
 * @property {number | null} chosen Index of the option in file order; null when it is not known.
 * @property {readonly number[]} struck
 * @property {Node} verdict
 * @property {Node | null} belief What is said of the belief behind the trap.
 */

/**
 * @typedef {object} MountedArticle
 * @property {HTMLElement} element
 * @property {HTMLFormElement} form
 * @property {ReadonlyMap<number, Result>} verdicts What each option is.
 * @property {readonly number[]} order Options as they stand on the screen.
 * @property {(option: number | null) => void} select
 * @property {(struck: ReadonlySet<number>) => void} setStruck
 * @property {(revelation: Revelation) => void} reveal
 * @property {(message: string) => void} addChanged
 */

/**
 * Take away what answers the question, and put the options into an order.
 *
 * @param {HTMLElement} article
 * @param {(count: number) => readonly number[]} orderFor
 * @param {{onSelect: (option: number) => void, onStrike: (option: number) => void}} on
 * @returns {MountedArticle}
 */
export function mountArticle(article, orderFor, on) {
  const form = /** @type {HTMLFormElement} */ (find(article, "form.answering"));
  const list = find(article, ".option-list");
  const solution = find(article, ".solution");
  const items = /** @type {HTMLLIElement[]} */ ([...article.querySelectorAll("li.option")]);
  const rows = new Map(items.map((item) => [optionOf(item), takeRow(item, on)]));
  const order = orderFor(rows.size).filter((option) => rows.has(option));
  list.append(...order.map((option) => /** @type {Row} */ (rows.get(option)).item));
  order.forEach((option, place) => nameRow(/** @type {Row} */ (rows.get(option)), place));
  solution.remove();
  form.addEventListener("submit", (event) => event.preventDefault());
  return {
    element: article,
    form,
    verdicts: new Map([...rows].map(([option, row]) => [option, verdictOf(row)])),
    order,
    select(option) {
      for (const [index, row] of rows) row.radio.checked = index === option;
    },
    setStruck(struck) {
      for (const [index, row] of rows) showStruck(row, struck.has(index));
    },
    reveal(revelation) {
      for (const [index, row] of rows) revealRow(row, index, revelation);
      const trap = [...rows.values()].find((row) => verdictOf(row) === "trap");
      const belief = beliefOf(solution, revelation.belief);
      if (belief) trap?.rationale.append(belief);
      list.before(revelation.verdict);
      form.after(opened(solution));
    },
    addChanged(message) {
      find(article, ".question-head").append(make("p", { class: "changed" }, message));
    },
  };
}

/**
 * @param {HTMLLIElement} item
 * @param {{onSelect: (option: number) => void, onStrike: (option: number) => void}} on
 * @returns {Row}
 */
function takeRow(item, on) {
  const option = optionOf(item);
  const radio = /** @type {HTMLInputElement} */ (find(item, "input"));
  const rationale = find(item, ".rationale");
  rationale.remove();
  radio.addEventListener("change", () => on.onSelect(option));
  const strike = button("strike", () => on.onStrike(option));
  item.append(strike);
  return { item, radio, letter: find(item, ".letter"), strike, rationale };
}

/**
 * @param {Row} row
 * @param {number} place
 */
function nameRow(row, place) {
  const letter = String.fromCharCode(65 + place);
  row.item.dataset.letter = letter;
  row.letter.before(unseen(`${letter}. `));
  showStruck(row, false);
}

/**
 * @param {Row} row
 * @param {boolean} isStruck
 */
function showStruck(row, isStruck) {
  const { letter } = row.item.dataset;
  row.item.classList.toggle("is-struck", isStruck);
  row.strike.setAttribute("aria-label", isStruck ? `Restore ${letter}` : `Strike out ${letter}`);
  row.strike.replaceChildren(isStruck ? "Undo" : icon("strike"));
}

/**
 * @param {Row} row
 * @param {number} index
 * @param {Revelation} revelation
 */
function revealRow(row, index, { chosen, struck }) {
  const verdict = verdictOf(row);
  const isChosen = index === chosen;
  row.radio.disabled = true;
  row.radio.checked = isChosen;
  row.strike.remove();
  row.item.dataset.result = verdict;
  row.item.classList.remove("is-struck");
  row.item.classList.toggle("is-answer", isChosen);
  row.letter.replaceChildren(icon(RESULT_ICONS[verdict]));
  const body = make("div", { class: "rationale", "data-verdict": verdict });
  body.append(...row.rationale.querySelectorAll(".rationale-body"));
  const word = body.querySelector(".verdict-word");
  const wasStruck = struck.includes(index);
  if (word) word.textContent = verdictWord(verdict, { isChosen, wasStruck });
  row.rationale.replaceWith(body);
  row.rationale = body;
  row.item.append(body);
}

/**
 * @param {HTMLElement} solution
 * @param {Node | null} record
 * @returns {Node | null} The belief as the builder wrote it, and what the log says of it.
 */
function beliefOf(solution, record) {
  const belief = solution.querySelector(".belief");
  if (!belief) return record;
  belief.remove();
  if (record) belief.append(record);
  return belief;
}

/**
 * @param {HTMLElement} solution
 * @returns {HTMLElement} The same without a fold.
 */
function opened(solution) {
  const open = make("div", { class: "solution is-open" });
  open.append(...solution.querySelectorAll(":scope > .solution-body"));
  return open;
}

/**
 * @param {Row} row
 * @returns {Result}
 */
function verdictOf(row) {
  return /** @type {Result} */ (row.rationale.dataset.verdict);
}

/**
 * @param {HTMLElement} item
 * @returns {number}
 */
function optionOf(item) {
  return Number(item.dataset.option);
}

/**
 * @param {Element} parent
 * @param {string} selector
 * @returns {HTMLElement}
 */
function find(parent, selector) {
  const found = parent.querySelector(selector);
  if (!(found instanceof HTMLElement)) throw new Error(`The article has no ${selector}.`);
  return found;
}
