/**
 * Events and banks that tests begin with, and generators of arbitrary ones.
 *
 * @module
 */

import fc from "fast-check";

/** @typedef {import("../../theme/js/pure/events.js").StoredEvent} StoredEvent */
/** @typedef {import("../../theme/js/pure/events.js").LogEvent} LogEvent */
/** @typedef {import("../../theme/js/pure/bank.js").BankData} BankData */
/** @typedef {import("../../theme/js/pure/bank.js").QuestionData} QuestionData */

export const DEVICE = "abcdefghij";

/** @type {(n: number, device?: string) => string} */
export const idOf = (n, device = DEVICE) => `${device}-tabtab-${n}`;

/** @type {(n: number, body: object) => LogEvent} */
export function eventOf(n, body) {
  return /** @type {LogEvent} */ ({ v: 1, id: idOf(n), at: 1_000 * n, seq: n, ...body });
}

/** @type {(n: number, more?: object) => LogEvent} */
export function answered(n, more = {}) {
  return eventOf(n, {
    type: "answered",
    question: "one",
    revision: 1,
    session: null,
    mode: "single",
    option: 2,
    result: "right",
    confidence: "certain",
    elapsed_ms: 102_000,
    order: [2, 0, 3, 1],
    struck: [0],
    bank: "0123456789abcdef",
    ...more,
  });
}

/** @type {(n: number, more?: object) => LogEvent} */
export function begun(n, more = {}) {
  return eventOf(n, {
    type: "session-begun",
    session: "sessionone",
    mode: "topic",
    title: "Arrays",
    filter: { category: "arrays" },
    seed: 7,
    questions: ["one", "two", "three"],
    bank: "0123456789abcdef",
    ...more,
  });
}

/** @type {(id: string, more?: Partial<QuestionData>) => QuestionData} */
export function question(id, more = {}) {
  return { id, revision: 1, topic: "strides", difficulty: "hard", time: 210, title: id, ...more };
}

/** @type {() => BankData} */
export function bankData() {
  return {
    format: 1,
    id: "site",
    version: "0123456789abcdef",
    title: "A bank",
    checkpoints: [{
      id: "data",
      title: "Data",
      number: 1,
      categories: [
        {
          id: "arrays",
          title: "Senior arrays",
          short_title: "Arrays",
          subtitle: "All of them",
          topics: [{ id: "strides", title: "Strides" }, { id: "views", title: "Views" }],
          questions: [
            question("one"),
            question("two", { topic: "views", revision: 2, formerly: ["old-two"] }),
            question("three", { difficulty: "medium", time: 120 }),
          ],
        },
        {
          id: "empty",
          title: "Senior nothing",
          short_title: "Nothing",
          subtitle: "",
          topics: [],
          questions: [],
        },
      ],
    }],
    misconceptions: {
      "views-copy": {
        belief: "A view copies.",
        holds: "Never.",
        breaks: "Always.",
        questions: ["one", "two"],
      },
      "lonely": { belief: "Alone.", holds: "Here.", breaks: "There.", questions: ["three"] },
      "unused": { belief: "Unused.", holds: "Here.", breaks: "There.", questions: [] },
    },
  };
}

const name = fc.constantFrom("one", "two", "old-two", "three");
const stamp = {
  v: fc.constant(1),
  id: fc.tuple(fc.constantFrom(DEVICE, "klmnopqrst"), fc.integer({ min: 1, max: 12 }))
    .map(([device, n]) => idOf(n, device)),
  at: fc.integer({ min: 0, max: 20 }),
  seq: fc.integer({ min: 1, max: 6 }),
};

/** @type {(type: string, fields: Record<string, fc.Arbitrary<unknown>>) => fc.Arbitrary<object>} */
const typed = (type, fields) => fc.record({ ...stamp, type: fc.constant(type), ...fields });

/** Events that often agree in id, time and counter, so that ties and conflicts happen. */
export const anyEvent = /** @type {fc.Arbitrary<StoredEvent>} */ (fc.oneof(
  typed("answered", {
    question: name,
    revision: fc.integer({ min: 1, max: 3 }),
    session: fc.constantFrom(null, "sessionone", "sessiontwo"),
    mode: fc.constant("topic"),
    option: fc.integer({ min: 0, max: 3 }),
    result: fc.constantFrom("right", "wrong", "trap"),
    confidence: fc.constantFrom("guess", "fairly", "certain", null),
    elapsed_ms: fc.nat(),
    order: fc.constant([3, 1, 0, 2]),
    struck: fc.uniqueArray(fc.integer({ min: 0, max: 3 })),
    bank: fc.string({ maxLength: 16 }),
  }),
  typed("flagged", { question: name, revision: fc.constant(1), on: fc.boolean() }),
  typed("noted", { question: name, revision: fc.constant(1), text: fc.string() }),
  typed("session-begun", {
    session: fc.constantFrom("sessionone", "sessiontwo"),
    mode: fc.constant("topic"),
    title: fc.string({ maxLength: 20 }),
    filter: fc.constant({}),
    seed: fc.nat(),
    questions: fc.uniqueArray(name),
    bank: fc.constant("x"),
  }),
  typed("session-ended", {
    session: fc.constantFrom("sessionone", "sessiontwo"),
    reason: fc.constantFrom("finished", "left"),
  }),
  typed("imported", {
    events: fc.nat(10),
    devices: fc.nat(3),
    file_sha256: fc.constant("0".repeat(64)),
  }),
  typed("reset", {}),
  typed("answered-by-voice", { words: fc.string() }),
  fc.record({ ...stamp, v: fc.constant(2), type: fc.constant("answered"), anything: fc.string() }),
));
