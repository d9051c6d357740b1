/**
 * A question that is being answered: it joins the article, the margin, the answer bar and the clock
 * to the log.
 *
 * @module
 */

import { elapsedMs, started, stopped, stoppedClock } from "../pure/clock.js";
import { UNTOUCHED_QUESTION, withQuestion } from "../pure/drafts.js";
import { questionProgress } from "../pure/fold.js";
import { grade } from "../pure/grading.js";
import { optionOrder } from "../pure/random.js";
import { hrefOf } from "../pure/routes.js";
import { entriesOf, nextNumber } from "../pure/sessions.js";
import { beliefRecord, isChanged } from "../pure/standing.js";
import { beliefText, RESULT_WORDS, verdictDetail } from "../pure/words.js";
import { answerBar, verdict, wayOn } from "./views/answer_bar.js";
import { mountArticle } from "./views/article.js";
import { beliefLine } from "./views/belief.js";
import { sessionMargin } from "./views/session_margin.js";
import * as page from "./views/page.js";

/** @typedef {import("../pure/bank.js").Bank} Bank */
/** @typedef {import("../pure/bank.js").Entry} Entry */
/** @typedef {import("../pure/fold.js").Answer} Answer */
/** @typedef {import("../pure/fold.js").Progress} Progress */
/** @typedef {import("../pure/fold.js").Session} Session */
/** @typedef {import("../pure/sessions.js").Filter} Filter */
/** @typedef {import("../pure/keys.js").Command} Command */
/** @typedef {import("../pure/drafts.js").Draft} Draft */
/** @typedef {import("../pure/drafts.js").QuestionDraft} QuestionDraft */
/** @typedef {import("../pure/events.js").Confidence} Confidence */
/** @typedef {import("./store.js").Store} Store */

/**
 * What a question needs around it.
 *
 * @typedef {object} Setting
 * @property {Bank} bank
 * @property {Store} store
 * @property {() => Progress} progress As the log has it now.
 * @property {() => number} now
 * @property {() => number} monotonic A clock in milliseconds that nobody sets.
 * @property {() => number} newSeed
 * @property {(filter: Filter) => void} begin
 * @property {(entry: Entry) => string} hrefOfQuestion
 * @property {(entry: Entry) => string} hrefOfCategory
 * @property {() => void} openKeys
 * @property {() => void} restart Shows the same question anew.
 */

/**
 * Which question, and where.
 *
 * @typedef {object} Place
 * @property {Entry} entry
 * @property {Session | null} session
 * @property {number} number From 1; in a session, of the question in it.
 * @property {HTMLElement} article Not yet mounted.
 * @property {string | null} answered_event Outside a session: the event that answered this visit.
 */

/**
 * @typedef {object} Practice
 * @property {Node[]} nodes
 * @property {number} option_count
 * @property {() => void} refresh After the log has changed.
 * @property {(command: Command) => void} obey
 * @property {(isVisible: boolean) => void} setVisible
 * @property {() => void} close
 */

const TICK_MS = 500;
const SAVE_MS = 5_000;
const NOTE_PAUSE_MS = 1_000;

/**
 * Open a question.
 *
 * @param {Setting} setting
 * @param {Place} place
 * @returns {Promise<Practice>}
 */
export async function practise(setting, place) {
  const { bank, store, progress } = setting;
  const { entry } = place;
  const draftName = place.session ? place.session.id : `question-${entry.id}`;
  /** @type {Draft} */
  let draft = await store.readDraft(draftName) ??
    { number: 1, seed: setting.newSeed(), questions: {}, saved_at_ms: 0 };
  const seed = place.session?.seed ?? draft.seed;
  const state = draft.questions[entry.id] ?? UNTOUCHED_QUESTION;
  let selected = state.selected;
  const struck = new Set(state.struck);
  let clock = stoppedClock(state.elapsed_ms);
  let saved_ms = state.elapsed_ms;
  /** @type {Answer | null} */
  let answer = null;
  /** @type {string | null} */
  let unsavedNote = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let noteTimer;

  const article = mountArticle(
    place.article,
    (count) => optionOrder(seed, entry.id, count),
    { onSelect: select, onStrike: strike },
  );
  const bar = answerBar(answerWith);
  article.form.append(bar.element);
  const margin = sessionMargin(
    {
      title: place.session?.title ?? entry.category.short_title,
      number: place.number,
      cells: place.session ? mapCells(bank, progress(), place.session) : [],
      estimate_ms: entry.time * 1000,
      note: questionProgress(progress(), entry.id).note,
    },
    { onFlag: flag, onNote: note, onNoteLeft: saveNote, onKeys: setting.openKeys },
  );
  const ticking = setInterval(tick, TICK_MS);
  warnIfChanged();
  showChoice();
  margin.setClock(state.elapsed_ms);
  refresh();
  saveDraft();
  setVisible(page.isVisible());

  /** @returns {Session | null} As the log has it now. */
  function session() {
    return place.session && (progress().sessions.get(place.session.id) ?? place.session);
  }

  /** @param {number} option */
  function select(option) {
    if (answer || !article.verdicts.has(option)) return;
    selected = option;
    struck.delete(option);
    showChoice();
    saveDraft();
  }

  /** @param {number} option */
  function strike(option) {
    if (answer || !article.verdicts.has(option)) return;
    if (!struck.delete(option)) struck.add(option);
    if (selected === option) selected = null;
    showChoice();
    saveDraft();
    page.announce(`${letterOf(option)} ${struck.has(option) ? "struck out" : "restored"}.`);
  }

  function showChoice() {
    article.select(selected);
    article.setStruck(struck);
    bar.setLetter(selected === null ? null : letterOf(selected));
  }

  /**
   * @param {number} option
   * @returns {string}
   */
  function letterOf(option) {
    return String.fromCharCode(65 + article.order.indexOf(option));
  }

  /** @param {Confidence | null} confidence */
  function answerWith(confidence) {
    if (answer) return;
    if (selected === null) return bar.askToChoose();
    clock = stopped(clock, setting.monotonic());
    const event = store.append({
      type: "answered",
      question: entry.id,
      revision: revision(),
      session: place.session?.id ?? null,
      mode: place.session?.mode ?? "single",
      option: selected,
      result: grade(article.verdicts, selected),
      confidence,
      elapsed_ms: elapsedMs(clock, 0),
      order: [...article.order],
      struck: [...struck].sort(),
      bank: bank.data.version,
    });
    forgetDraft(event.id);
    reveal(/** @type {Answer} */ (event), { takesFocus: true });
    endIfDone();
  }

  /** @returns {number} The revision of the text that is shown. */
  function revision() {
    return Number(place.article.dataset.revision) || entry.revision;
  }

  /** @param {string} event */
  function forgetDraft(event) {
    draft = withQuestion(draft, entry.id, null);
    if (place.session) store.writeDraft(draftName, { ...draft, saved_at_ms: setting.now() });
    else {
      store.writeDraft(draftName, null);
      page.keepInHistory({ answered: event });
    }
  }

  function endIfDone() {
    const current = session();
    if (!current || current.ended) return;
    if (nextNumber(entriesOf(bank, current), current, 0) !== null) return;
    store.append({ type: "session-ended", session: current.id, reason: "finished" });
  }

  /**
   * @param {Answer} given
   * @param {{takesFocus: boolean}} how
   */
  function reveal(given, { takesFocus }) {
    answer = given;
    clock = stoppedClock(given.elapsed_ms);
    const line = verdict(given, entry.time);
    const isSameText = given.revision === revision();
    article.reveal({
      chosen: isSameText ? given.option : null,
      struck: isSameText ? given.struck : [],
      verdict: line,
      belief: beliefNode(),
    });
    margin.setClock(given.elapsed_ms);
    const label = nextLabel();
    bar.lead(label, () => goOn(1), place.session ? null : setting.restart);
    article.element.append(wayOn(label, () => goOn(1)));
    if (!takesFocus) return;
    page.focusOn(line);
    page.announce(`${RESULT_WORDS[given.result]}. ${verdictDetail(given, entry.time)}`);
  }

  /** @returns {Node | null} */
  function beliefNode() {
    const misconception = place.article.dataset.misconception ?? "";
    const record = beliefRecord(bank, progress(), misconception);
    if (!record) return null;
    const others = record.questions.filter((each) => each.id !== entry.id).length;
    const onOthers = () => setting.begin({ misconception, except: entry.id });
    return beliefLine(beliefText(record), others, onOthers);
  }

  /** @returns {string} */
  function nextLabel() {
    const current = session();
    if (!current) return neighbour(1) ? "Next question" : `All of ${entry.category.short_title}`;
    const isLast = nextNumber(entriesOf(bank, current), current, place.number) === null;
    return isLast ? "See the review" : "Next question";
  }

  /** @param {1 | -1} step */
  function goOn(step) {
    const current = session();
    page.goTo(current ? sessionHref(current, step) : neighbourHref(step));
  }

  /**
   * @param {Session} current
   * @param {1 | -1} step
   * @returns {string}
   */
  function sessionHref(current, step) {
    const number = step === 1
      ? nextNumber(entriesOf(bank, current), current, place.number)
      : Math.max(1, place.number - 1);
    return number === null
      ? hrefOf({ name: "review", session: current.id })
      : hrefOf({ name: "session", session: current.id, number });
  }

  /**
   * @param {1 | -1} step
   * @returns {string}
   */
  function neighbourHref(step) {
    const other = neighbour(step);
    return other ? setting.hrefOfQuestion(other) : setting.hrefOfCategory(entry);
  }

  /**
   * @param {1 | -1} step
   * @returns {Entry | undefined} None before the first and after the last question of a category.
   */
  function neighbour(step) {
    const entries = bank.entries.filter((each) => each.category === entry.category);
    return entries[entries.findIndex((each) => each.id === entry.id) + step];
  }

  function flag() {
    const on = !questionProgress(progress(), entry.id).is_flagged;
    store.append({ type: "flagged", question: entry.id, revision: revision(), on });
    page.announce(on ? "Flagged." : "Flag taken away.");
  }

  /** @param {string} text */
  function note(text) {
    unsavedNote = text;
    clearTimeout(noteTimer);
    noteTimer = setTimeout(saveNote, NOTE_PAUSE_MS);
  }

  function saveNote() {
    clearTimeout(noteTimer);
    const text = unsavedNote;
    unsavedNote = null;
    if (text === null || text === questionProgress(progress(), entry.id).note) return;
    store.append({ type: "noted", question: entry.id, revision: revision(), text });
  }

  function tick() {
    if (answer || clock.running_since_ms === null) return;
    const elapsed_ms = elapsedMs(clock, setting.monotonic());
    margin.setClock(elapsed_ms);
    if (elapsed_ms - saved_ms >= SAVE_MS) saveDraft();
  }

  function saveDraft() {
    if (answer) return;
    saved_ms = elapsedMs(clock, setting.monotonic());
    /** @type {QuestionDraft} */
    const own = { selected, struck: [...struck], elapsed_ms: saved_ms };
    draft = withQuestion(draft, entry.id, own);
    draft = { ...draft, number: place.number, saved_at_ms: setting.now() };
    store.writeDraft(draftName, draft);
  }

  function refresh() {
    const now = progress();
    const { is_flagged, note: text } = questionProgress(now, entry.id);
    margin.setFlag(is_flagged);
    if (unsavedNote === null) margin.setNote(text);
    const current = session();
    if (current) margin.setMap(mapCells(bank, now, current));
    const given = current?.answers.get(entry.id) ?? answerOfVisit(now);
    if (given && !answer) reveal(given, { takesFocus: false });
  }

  /**
   * @param {Progress} now
   * @returns {Answer | null}
   */
  function answerOfVisit(now) {
    if (place.session || !place.answered_event) return null;
    const { answers } = questionProgress(now, entry.id);
    return answers.find((each) => each.id === place.answered_event) ?? null;
  }

  function warnIfChanged() {
    if (!isChanged(progress(), entry)) return;
    const last = questionProgress(progress(), entry.id).answers.at(-1);
    article.addChanged(
      `Changed since you answered: this is revision ${entry.revision}, you answered revision ${last?.revision}.`,
    );
  }

  /** @param {boolean} isVisible */
  function setVisible(isVisible) {
    if (!isVisible) saveNote();
    if (answer) return;
    clock = (isVisible ? started : stopped)(clock, setting.monotonic());
    if (!isVisible) saveDraft();
  }

  /** @param {Command} command */
  function obey(command) {
    if (command.name === "next") goOn(1);
    if (command.name === "previous") goOn(-1);
    if (command.name === "flag") flag();
    if (command.name === "answer") answerWith(null);
    if (command.name === "choose") select(article.order[command.place] ?? -1);
    if (command.name === "strike") strike(article.order[command.place] ?? -1);
  }

  function close() {
    setVisible(false);
    clearInterval(ticking);
  }

  return {
    nodes: page.columns(margin.pocket, article.element, margin.aside),
    option_count: article.order.length,
    refresh,
    obey,
    setVisible,
    close,
  };
}

/**
 * @param {Bank} bank
 * @param {Progress} progress
 * @param {Session} session
 * @returns {import("./views/session_margin.js").MapCell[]}
 */
function mapCells(bank, progress, session) {
  return entriesOf(bank, session).map((entry, index) => ({
    href: hrefOf({ name: "session", session: session.id, number: index + 1 }),
    result: session.answers.get(entry.id)?.result ?? "unseen",
    is_flagged: questionProgress(progress, entry.id).is_flagged,
  }));
}
