/**
 * What belongs to the session: clock, map, flag and note. From 1080 px it stands in the margin;
 * below, a strip above the question holds the clock, the map, a flag and a note, and flag and note
 * stand once more below the explanation.
 *
 * @module
 */

import { clockText, RESULT_WORDS } from "../../pure/words.js";
import { NOTE_LIMIT } from "../../pure/events.js";
import { button, icon, make, RESULT_ICONS, svg, unseen } from "./elements.js";

/** @typedef {import("../../pure/standing.js").Standing} Standing */

/**
 * @typedef {object} MapCell
 * @property {string} href
 * @property {Standing} result
 * @property {boolean} is_flagged
 */

/**
 * @typedef {object} MarginModel
 * @property {string} title What the learner is in.
 * @property {number} number This question's, from 1.
 * @property {MapCell[]} cells Empty outside a session.
 * @property {number} estimate_ms
 * @property {string} note
 */

/**
 * @typedef {object} Margin
 * @property {HTMLElement} aside
 * @property {HTMLElement} pocket
 * @property {(elapsed_ms: number) => void} setClock
 * @property {(isOn: boolean) => void} setFlag
 * @property {(cells: readonly MapCell[]) => void} setMap
 * @property {(text: string) => void} setNote
 */

/**
 * Make the margin.
 *
 * @param {MarginModel} model
 * @param {{onFlag: () => void, onNote: (text: string) => void, onNoteLeft: () => void,
 *   onKeys: () => void}} on
 * @returns {Margin}
 */
export function sessionMargin(model, on) {
  const clocks = [clockFace(model.estimate_ms), clockFace(model.estimate_ms)];
  const gauge = gaugeOf(model.estimate_ms);
  const maps = [make("nav", { class: "map", "aria-label": "Questions of this session" })];
  const strip = make("span", { class: "strip", "aria-hidden": "true" });
  const flag = button("flag", on.onFlag);
  const small = button("pocket-flag", on.onFlag, icon("flag"), unseen("Flag this question"));
  const note = noteField("note", on);
  const folded = foldedNote(on);
  const place = model.cells.length > 0
    ? pocketMap(model, strip, clocks[1]?.face, maps)
    : clocks[1]?.face;
  const pocket = make("div", { class: "pocket" }, place, small, folded.opener, folded.place);
  const aside = asideOf(model, {
    clock: clocks[0]?.face,
    gauge,
    map: maps[0],
    flag,
    note: note.place,
    on,
  });
  const margin = {
    aside,
    pocket,
    setClock(/** @type {number} */ elapsed_ms) {
      for (const clock of clocks) clock.set(elapsed_ms);
      gauge.set(elapsed_ms);
    },
    setFlag(/** @type {boolean} */ isOn) {
      for (const each of [flag, small]) each.setAttribute("aria-pressed", String(isOn));
      flag.replaceChildren(icon("flag"), isOn ? "Flagged" : "Flag this question", kbd("F"));
    },
    setMap(/** @type {readonly MapCell[]} */ cells) {
      for (const map of maps) map.replaceChildren(...cells.map(mapCell(model.number)));
      strip.replaceChildren(...cells.map(stripCell(model.number)));
    },
    setNote(/** @type {string} */ text) {
      for (const each of [note, folded]) each.set(text);
    },
  };
  margin.setClock(0);
  margin.setFlag(false);
  margin.setMap(model.cells);
  margin.setNote(model.note);
  return margin;
}

/**
 * @param {MarginModel} model
 * @param {{clock: Node | undefined, gauge: {face: Node}, map: Node | undefined, flag: Node,
 *   note: Node, on: {onKeys: () => void}}} parts
 * @returns {HTMLElement}
 */
function asideOf(model, { clock, gauge, map, flag, note, on }) {
  const isSession = model.cells.length > 0;
  return make(
    "aside",
    { class: "session-margin", "aria-label": isSession ? "Session" : "This question" },
    make(
      "div",
      { class: "margin-clock" },
      make("h2", { class: "session-title" }, model.title),
      clock,
      gauge.face,
    ),
    isSession && make(
      "div",
      { class: "margin-map" },
      make("h2", {}, `Question ${model.number} of ${model.cells.length}`),
      map,
    ),
    make("div", { class: "margin-tools" }, flag, note),
    make(
      "p",
      { class: "keys-hint" },
      kbd("A"),
      "–",
      kbd("D"),
      " choose, ",
      button("text-button", on.onKeys, "all keys"),
      " ",
      kbd("?"),
    ),
  );
}

/**
 * @param {MarginModel} model
 * @param {Node} strip
 * @param {Node | undefined} clock
 * @param {HTMLElement[]} maps The map that is folded in the pocket is added to them.
 * @returns {HTMLElement}
 */
function pocketMap(model, strip, clock, maps) {
  const map = make("nav", { class: "map", "aria-label": "Questions of this session" });
  maps.push(map);
  return make(
    "details",
    { class: "pocket-map" },
    make(
      "summary",
      {},
      make("span", { class: "pocket-place num" }, `${model.number} of ${model.cells.length}`),
      strip,
      clock,
    ),
    make("div", { class: "pocket-body" }, make("p", { class: "session-title" }, model.title), map),
  );
}

/**
 * @param {number} number
 * @returns {(cell: MapCell, index: number) => HTMLElement}
 */
function mapCell(number) {
  return ({ href, result, is_flagged }, index) => {
    const isCurrent = index + 1 === number;
    const words = [
      `Question ${index + 1}`,
      result === "unseen" ? "not answered" : RESULT_WORDS[result].toLowerCase(),
      ...(is_flagged ? ["flagged"] : []),
    ];
    return make(
      "a",
      {
        href,
        class: is_flagged ? "is-flagged" : null,
        "data-result": result,
        "aria-label": words.join(", "),
        "aria-current": isCurrent ? "step" : null,
      },
      result === "unseen" ? String(index + 1) : icon(RESULT_ICONS[result]),
    );
  };
}

/**
 * @param {number} number
 * @returns {(cell: MapCell, index: number) => HTMLElement}
 */
function stripCell(number) {
  return ({ result, is_flagged }, index) =>
    make("i", {
      "data-result": result,
      class: [index + 1 === number && "is-current", is_flagged && "is-flagged"]
        .filter(Boolean).join(" ") || null,
    });
}

/**
 * @param {number} estimate_ms
 * @returns {{face: HTMLElement, set: (elapsed_ms: number) => void}}
 */
function clockFace(estimate_ms) {
  const time = make("span", { class: "clock-time" }, "0:00");
  const face = make(
    "p",
    { class: "clock", role: "timer", "aria-label": "Time on this question" },
    time,
    make("small", {}, ` of ${clockText(estimate_ms)}`),
  );
  return { face, set: (elapsed_ms) => void (time.textContent = clockText(elapsed_ms)) };
}

/**
 * @param {number} estimate_ms
 * @returns {{face: SVGElement, set: (elapsed_ms: number) => void}}
 */
function gaugeOf(estimate_ms) {
  const value = svg("line", { class: "gauge-value", x1: 0, x2: 0, y1: 2, y2: 2 });
  const face = svg(
    "svg",
    { class: "gauge", "aria-hidden": "true" },
    svg("line", { x1: 0, x2: "100%", y1: 2, y2: 2 }),
    value,
  );
  return {
    face,
    set(elapsed_ms) {
      const share = Math.min(1, elapsed_ms / estimate_ms);
      value.setAttribute("x2", `${(share * 100).toFixed(1)}%`);
      value.classList.toggle("is-over", elapsed_ms > estimate_ms);
    },
  };
}

/**
 * @typedef {object} NoteField
 * @property {HTMLElement} place
 * @property {(text: string) => void} set Unless the learner is writing in it.
 * @property {() => void} focus
 */

/**
 * @param {string} id
 * @param {{onNote: (text: string) => void, onNoteLeft: () => void}} on
 * @returns {NoteField}
 */
function noteField(id, on) {
  const field = make("textarea", { id, rows: 3, maxlength: NOTE_LIMIT });
  field.addEventListener("input", () => on.onNote(field.value));
  field.addEventListener("blur", on.onNoteLeft);
  return {
    place: make("div", { class: "note" }, make("label", { for: id }, "Note"), field),
    set(text) {
      if (field !== document.activeElement) field.value = text;
    },
    focus: () => field.focus(),
  };
}

/**
 * @param {{onNote: (text: string) => void, onNoteLeft: () => void}} on
 * @returns {NoteField & {opener: HTMLElement}} A note that a button opens.
 */
function foldedNote(on) {
  const field = noteField("pocket-note", on);
  const label = unseen("");
  const opener = button(
    "pocket-note",
    () => show(field.place.hidden === true),
    icon("note"),
    label,
  );
  const show = (/** @type {boolean} */ isOpen) => {
    field.place.hidden = !isOpen;
    opener.setAttribute("aria-expanded", String(isOpen));
    if (isOpen) field.focus();
  };
  show(false);
  return {
    ...field,
    opener,
    set(text) {
      field.set(text);
      label.textContent = text ? "Your note" : "Write a note";
      opener.classList.toggle("is-written", text !== "");
    },
  };
}

/**
 * @param {string} key
 * @returns {HTMLElement}
 */
function kbd(key) {
  return make("kbd", {}, key);
}
