/**
 * The learner's data: what is kept where, export, import, reset.
 *
 * @module
 */

import { IMPORT_LIMIT_BYTES } from "../../pure/merge.js";
import { counted } from "../../pure/words.js";
import { confirm } from "./dialogs.js";
import { button, make } from "./elements.js";

/** @typedef {import("../../pure/merge.js").Difference} Difference */
/** @typedef {import("../../pure/words.js").StoreState} StoreState */

/**
 * @typedef {object} DataModel
 * @property {number} events
 * @property {number} answers
 * @property {number} aside
 * @property {import("../store.js").Place[]} places
 * @property {string | null} exported In words, when there was an export.
 */

/** @type {Record<StoreState, string>} */
const STATE_WORDS = {
  kept: "works",
  full: "is full",
  blocked: "is blocked by this browser",
  failed: "does not work at the moment",
};

/**
 * Make the view.
 *
 * @param {() => DataModel} read Asked again after an export and an import.
 * @param {{onExport: () => void, onImport: (text: string) => {refused: string} | Difference,
 *   onReset: () => void}} on
 * @returns {Node[]}
 */
export function dataView(read, on) {
  const exported = make("span", {});
  const where = make("div", {});
  const update = () => {
    const model = read();
    exported.textContent = exportedText(model);
    where.replaceChildren(...whereTable(model));
  };
  update();
  return [
    make(
      "header",
      { class: "page-head" },
      make("p", { class: "crumb" }, make("a", { href: "#/" }, "All questions")),
      make("h1", {}, "Your data"),
      make("p", {}, "Your progress is kept in this browser, on this device, and sent nowhere."),
    ),
    part("Export", [
      make(
        "p",
        {},
        "One file with everything: keep it, or import it on another device. A browser may clear what " +
          "a site stored; a file is yours. ",
        exported,
      ),
      make(
        "p",
        { class: "page-actions" },
        button("button button-main", then(on.onExport, update), "Export progress"),
      ),
    ]),
    part("Import", importForm(on.onImport, update)),
    part("What is kept where", [where]),
    part("Reset", [
      make("p", {}, "Removes your progress from this device. Exported files stay as they are."),
      make(
        "p",
        { class: "page-actions" },
        button("button button-danger", () => askReset(read(), on.onReset), "Remove my progress"),
      ),
    ]),
  ];
}

/**
 * @param {() => void} first
 * @param {() => void} second
 * @returns {() => void} Both, one after the other.
 */
function then(first, second) {
  return () => {
    first();
    second();
  };
}

/**
 * @param {DataModel} model
 * @returns {string}
 */
function exportedText({ exported }) {
  return exported ? `The last export was ${exported}.` : "Nothing was exported yet.";
}

/**
 * @param {DataModel} model
 * @param {() => void} onReset
 */
function askReset({ answers }, onReset) {
  confirm({
    title: "Remove your progress?",
    text:
      `${counted(answers, "answer")}, flags, notes and sessions are removed from this device. ` +
      "This cannot be undone, unless you have an export.",
    label: "Remove my progress",
    onConfirm: onReset,
  });
}

/**
 * @param {(text: string) => {refused: string} | Difference} onImport
 * @param {() => void} onDone
 * @returns {Node[]}
 */
function importForm(onImport, onDone) {
  const report = make("div", { class: "import-report", role: "status" });
  const input = make("input", {
    type: "file",
    id: "import-file",
    accept: ".json,application/json",
  });
  input.addEventListener("change", async () => {
    const file = input.files?.[0];
    if (!file) return;
    report.replaceChildren(make("p", {}, "Reading the file …"));
    report.replaceChildren(...reportOf(file.name, await readFile(file, onImport)));
    onDone();
    input.value = "";
  });
  return [
    make(
      "p",
      {},
      "Adds what the file has and this device has not. Nothing is replaced, and importing twice " +
        "changes nothing.",
    ),
    make(
      "p",
      { class: "file-field" },
      make("label", { for: "import-file" }, "A file that was exported here: "),
      input,
    ),
    report,
  ];
}

/**
 * @param {File} file
 * @param {(text: string) => {refused: string} | Difference} onImport
 * @returns {Promise<{refused: string} | Difference>}
 */
async function readFile(file, onImport) {
  if (file.size > IMPORT_LIMIT_BYTES) return { refused: "It is larger than 50 MB." };
  try {
    return onImport(await file.text());
  } catch {
    return { refused: "The browser could not read it." };
  }
}

/**
 * @param {string} name
 * @param {{refused: string} | Difference} outcome
 * @returns {Node[]}
 */
function reportOf(name, outcome) {
  if ("refused" in outcome) {
    return [make("p", {}, `${name} was refused. ${outcome.refused} Nothing was changed.`)];
  }
  const { fresh, known, aside } = outcome;
  const reasons = [...new Set(aside.map((each) => each.reason))].slice(0, 5);
  return [
    make(
      "p",
      {},
      `${name}: ${counted(fresh.length, "new event")}, ${known} already there, ` +
        `${aside.length} set aside.`,
    ),
    ...(reasons.length > 0 ? [make("p", {}, `Set aside because: ${reasons.join("; ")}.`)] : []),
  ];
}

/**
 * @param {DataModel} model
 * @returns {HTMLElement[]}
 */
function whereTable({ events, aside, places }) {
  const rows = places.map(({ name, under, state, size }) => [
    name,
    under,
    size === null ? STATE_WORDS[state] : `${STATE_WORDS[state]}, ${thousands(size)}`,
  ]);
  return [
    make(
      "p",
      {},
      `${counted(events, "event")}, ${copies(places)}. ` +
        (aside > 0 ? `${counted(aside, "entry", "entries")} set aside, part of every export.` : ""),
    ),
    make(
      "div",
      { class: "table", tabindex: 0, role: "region", "aria-label": "What is kept where" },
      make(
        "table",
        { class: "ledger" },
        make(
          "thead",
          {},
          make(
            "tr",
            {},
            ["Place", "Under", "State"].map((text) => make("th", { scope: "col" }, text)),
          ),
        ),
        make(
          "tbody",
          {},
          rows.map((cells) => make("tr", {}, cells.map((cell) => make("td", {}, cell)))),
        ),
      ),
    ),
  ];
}

/**
 * @param {readonly import("../store.js").Place[]} places
 * @returns {string}
 */
function copies(places) {
  const working = places.filter(({ state }) => state === "kept");
  if (working.length === places.length) return "each kept in both places";
  return working.length > 0
    ? `new ones kept in ${working.map(({ name }) => name).join()} alone`
    : "none of the new ones kept";
}

/**
 * @param {number} units
 * @returns {string}
 */
function thousands(units) {
  return `about ${counted(Math.ceil(units / 1000), "thousand characters", "thousand characters")}`;
}

/**
 * @param {string} title
 * @param {Node[]} content
 * @returns {HTMLElement}
 */
function part(title, content) {
  return make("section", { class: "part" }, make("h2", {}, title), ...content);
}
