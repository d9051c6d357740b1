import assert from "node:assert/strict";
import { indexBank } from "../../theme/js/pure/bank.js";
import { fold } from "../../theme/js/pure/fold.js";
import {
  entriesOf,
  furtherPractice,
  matching,
  nextNumber,
  planSession,
  reviewOf,
} from "../../theme/js/pure/sessions.js";
import { answered, bankData, begun, eventOf } from "./samples.js";

/** @typedef {import("../../theme/js/pure/events.js").StoredEvent} StoredEvent */
/** @typedef {import("../../theme/js/pure/sessions.js").Filter} Filter */

const BANK = indexBank(bankData());
/** @type {(events: StoredEvent[]) => import("../../theme/js/pure/fold.js").Progress} */
const progressOf = (events) => fold(events, BANK.aliases);
/** @type {(filter: Filter, events?: StoredEvent[]) => string[]} */
const ids = (filter, events = []) =>
  matching(BANK, progressOf(events), filter).map((entry) => entry.id);
/** @type {(filter: Filter, events?: StoredEvent[]) => string | undefined} */
const title = (filter, events = []) =>
  planSession(BANK, progressOf(events), { session: "s", seed: 1, filter })?.title;
/** @type {(events: StoredEvent[]) => import("../../theme/js/pure/fold.js").Session} */
function sessionOf(events) {
  const session = progressOf(events).sessions.get("sessionone");
  assert.ok(session);
  return session;
}

Deno.test("a filter lets the right questions through", () => {
  const events = [answered(1), answered(2, { question: "three", result: "wrong" })];
  assert.deepEqual(ids({}), ["one", "two", "three"]);
  assert.deepEqual(ids({ category: "empty" }), []);
  assert.deepEqual(ids({ category: "arrays", topic: "strides" }), ["one", "three"]);
  assert.deepEqual(ids({ status: "unseen" }, events), ["two"]);
  assert.deepEqual(ids({ status: "missed" }, events), ["three"]);
  assert.deepEqual(ids({ status: "missed" }, [answered(1, { result: "trap" })]), ["one"]);
  assert.deepEqual(ids({ misconception: "views-copy" }), ["one", "two"]);
  assert.deepEqual(ids({ misconception: "views-copy", except: "one" }), ["two"]);
});

Deno.test("a question that changed counts as unseen", () => {
  assert.deepEqual(ids({ status: "unseen" }, [answered(1, { question: "two" })]), [
    "one",
    "two",
    "three",
  ]);
});

Deno.test("what was missed in a session is practised, as answered there", () => {
  const events = [
    begun(1),
    answered(2, { session: "sessionone", result: "wrong" }),
    answered(3, { session: "sessionone", question: "two", revision: 2 }),
    answered(4),
  ];
  assert.deepEqual(ids({ missed_in: "sessionone" }, events), ["one"]);
  assert.deepEqual(ids({ missed_in: "unknown" }, events), []);
});

Deno.test("a plan holds all questions in an order drawn from the seed, or nothing", () => {
  const wish = { session: "sessionone", seed: 7, filter: { category: "arrays" } };
  const plan = planSession(BANK, progressOf([]), wish);
  assert.deepEqual(plan, planSession(BANK, progressOf([]), wish));
  assert.deepEqual(plan?.questions.toSorted(), ["one", "three", "two"]);
  assert.equal(plan?.bank, BANK.data.version);
  assert.equal(planSession(BANK, progressOf([]), { ...wish, filter: { category: "empty" } }), null);
});

Deno.test("a session is called what was asked for", () => {
  assert.equal(title({}), "A bank");
  assert.equal(title({ status: "missed" }, [answered(1, { result: "trap" })]), "A bank, missed");
  assert.equal(title({ category: "arrays" }), "Arrays");
  assert.equal(title({ category: "arrays", status: "unseen" }), "Arrays, unseen");
  assert.equal(title({ category: "arrays", topic: "views" }), "Arrays, Views");
  assert.equal(title({ misconception: "views-copy" }), "Belief: A view copies.");
  const missed = [begun(1), answered(2, { session: "sessionone", result: "trap" })];
  assert.equal(title({ missed_in: "sessionone" }, missed), "Missed: Arrays");
  const again = [begun(1, { title: "Missed: Arrays" }), ...missed.slice(1)];
  assert.equal(title({ missed_in: "sessionone" }, again), "Missed: Arrays");
});

Deno.test("a question that left the bank leaves the session", () => {
  const session = sessionOf([begun(1, { questions: ["gone", "three", "one"] })]);
  assert.deepEqual(entriesOf(BANK, session).map((entry) => entry.id), ["three", "one"]);
});

Deno.test("a session goes on with the next unanswered question, round the end", () => {
  const session = sessionOf([begun(1), answered(2, { session: "sessionone", question: "two" })]);
  const entries = entriesOf(BANK, session);
  assert.deepEqual([0, 1, 2, 3].map((after) => nextNumber(entries, session, after)), [1, 3, 3, 1]);
  const done = ["one", "two", "three"].map((question, index) =>
    answered(index + 2, { session: "sessionone", question })
  );
  assert.equal(nextNumber(entries, sessionOf([begun(1), ...done]), 3), null);
});

Deno.test("a review counts what was answered", () => {
  const events = [
    begun(1),
    answered(2, { session: "sessionone", result: "trap", confidence: "guess" }),
    answered(3, { session: "sessionone", question: "two", confidence: null, elapsed_ms: 1_000 }),
    eventOf(4, { type: "flagged", question: "three", revision: 1, on: true }),
  ];
  const review = reviewOf(BANK, progressOf(events), sessionOf(events));
  assert.equal(review.rows.length, 3);
  assert.deepEqual([review.answered, review.right], [2, 1]);
  assert.deepEqual([review.elapsed_ms, review.estimate_ms], [103_000, 420_000]);
  assert.deepEqual(review.by_confidence, [
    { confidence: "guess", answered: 1, right: 0 },
    { confidence: null, answered: 1, right: 1 },
  ]);
  assert.deepEqual(review.traps.map((row) => row.number), [1]);
  assert.deepEqual(review.missed.map((row) => row.entry.id), ["one"]);
  assert.ok(review.rows[2]?.is_flagged && review.rows[2].answer === null);
});

Deno.test("after a session comes what is unseen: next topic, category, other categories", () => {
  const category = /** @type {const} */ ("arrays");
  /** @type {(filter: Filter, questions: string[], seen: string[]) => unknown} */
  const further = (filter, questions, seen) => {
    const events = [
      begun(1, { filter, questions }),
      ...seen.map((question, index) => answered(index + 2, { question, revision: 2 })),
    ];
    const found = furtherPractice(BANK, progressOf(events), sessionOf(events));
    return found && [found.filter.topic ?? found.filter.category, found.title, found.count];
  };
  const strides = { category, topic: "strides" };
  assert.deepEqual(further(strides, ["one", "three"], ["one", "three"]), ["views", "Views", 1]);
  assert.deepEqual(further({ category, topic: "views" }, ["two"], ["two"]), [
    "strides",
    "Strides",
    2,
  ]);
  assert.deepEqual(further({ category }, ["one"], ["one"]), ["arrays", "Arrays", 2]);
  assert.deepEqual(further({ missed_in: "other" }, ["two"], ["two"]), ["arrays", "Arrays", 2]);
  assert.deepEqual(further({ category: "empty" }, [], []), ["arrays", "Arrays", 3]);
  assert.deepEqual(further({ category: "gone" }, ["gone"], []), ["arrays", "Arrays", 3]);
  assert.equal(further(strides, ["one"], ["one", "two", "three"]), null);
  const nothing = indexBank({ ...bankData(), checkpoints: [] });
  assert.equal(furtherPractice(nothing, progressOf([]), sessionOf([begun(1)])), null);
});
