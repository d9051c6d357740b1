import assert from "node:assert/strict";
import {
  beliefText,
  clockText,
  counted,
  keptText,
  momentText,
  noticesOf,
  tallyText,
  verdictDetail,
  verdictWord,
} from "../../theme/js/pure/words.js";

/** @typedef {import("../../theme/js/pure/standing.js").BeliefRecord} BeliefRecord */
/** @typedef {import("../../theme/js/pure/words.js").StoreState} StoreState */

Deno.test("durations have minutes and two digits of seconds", () => {
  assert.deepEqual([0, 999, 102_000, 6_000_000].map(clockText), ["0:00", "0:00", "1:42", "100:00"]);
});

Deno.test("a verdict says time, estimate and confidence", () => {
  const answer = /** @type {const} */ ({ result: "right", elapsed_ms: 102_000 });
  assert.equal(verdictDetail({ ...answer, confidence: "certain" }, 210), "1:42 of 3:30, certain.");
  assert.equal(verdictDetail({ ...answer, confidence: "guess" }, 210), "1:42 of 3:30, a guess.");
  assert.equal(verdictDetail({ ...answer, confidence: null }, 210), "1:42 of 3:30.");
});

Deno.test("a rationale opens with what happened to its option", () => {
  const words = [
    verdictWord("trap", { isChosen: true, wasStruck: false }),
    verdictWord("wrong", { isChosen: false, wasStruck: true }),
    verdictWord("right", { isChosen: false, wasStruck: false }),
  ];
  assert.deepEqual(words, [
    "Trap, and your answer.",
    "Wrong, and you had struck it out.",
    "Right.",
  ]);
});

Deno.test("things are counted in one and many", () => {
  assert.equal(counted(1, "entry", "entries"), "1 entry");
  assert.equal(counted(1_234, "question"), "1,234 questions");
});

Deno.test("a tally names what there is", () => {
  assert.equal(
    tallyText({ right: 3, wrong: 0, trap: 1, unseen: 16 }),
    "3 right, 1 trap, 16 unseen",
  );
});

Deno.test("a belief says how many questions carry it and how often it caught", () => {
  /** @type {(count: number, met: number, caught: number) => string} */
  const text = (count, met, caught) =>
    beliefText(/** @type {BeliefRecord} */ ({ questions: Array(count).fill({}), met, caught }));
  assert.equal(text(1, 0, 0), "One question carries this belief.");
  assert.equal(text(1, 1, 1), "One question carries this belief. It caught you there.");
  assert.equal(text(1, 1, 0), "One question carries this belief. It did not catch you there.");
  assert.equal(
    text(3, 1, 0),
    "3 questions carry this belief. It did not catch you in the one you answered.",
  );
  assert.equal(
    text(3, 1, 1),
    "3 questions carry this belief. It caught you in the one you answered.",
  );
  assert.equal(
    text(3, 2, 0),
    "3 questions carry this belief. It caught you in none of the 2 you answered.",
  );
  assert.equal(
    text(3, 2, 1),
    "3 questions carry this belief. It caught you in 1 of the 2 you answered.",
  );
});

Deno.test("moments are told as a person would", () => {
  const now = new Date(2026, 10, 23, 9, 5).getTime();
  assert.equal(momentText(new Date(2026, 10, 23, 0, 4).getTime(), now), "today at 0:04");
  assert.equal(momentText(new Date(2026, 10, 22, 23, 59).getTime(), now), "yesterday at 23:59");
  assert.equal(momentText(new Date(2026, 9, 3).getTime(), now), "on 3 October 2026");
  assert.equal(momentText(new Date(2027, 0, 1).getTime(), now), "on 1 January 2027");
});

/** @type {(local: StoreState, database: StoreState, more?: object) => {local: StoreState, database: StoreState, is_read_only: boolean, has_events: boolean, aside: number}} */
const state = (local, database, more = {}) => ({
  local,
  database,
  is_read_only: false,
  has_events: true,
  aside: 0,
  ...more,
});

Deno.test("the foot says what is kept", () => {
  assert.match(keptText(state("kept", "kept")), /^Kept on this device\.$/);
  assert.match(keptText(state("kept", "kept", { has_events: false })), /will be kept/);
  assert.match(keptText(state("kept", "failed")), /one place only/);
  assert.match(keptText(state("full", "kept")), /one place only/);
  assert.match(keptText(state("blocked", "blocked")), /not kept/);
  assert.match(keptText(state("kept", "kept", { is_read_only: true })), /newer version/);
});

Deno.test("a notice says what happened, what was kept and what to do", () => {
  assert.deepEqual(noticesOf(state("kept", "kept")), []);
  assert.deepEqual(noticesOf(state("blocked", "kept")), []);
  assert.match(String(noticesOf(state("full", "kept"))), /full.*Export/);
  assert.match(String(noticesOf(state("kept", "full"))), /full.*Export/);
  assert.match(String(noticesOf(state("full", "blocked"))), /full\. Answers given now are lost/);
  assert.match(String(noticesOf(state("blocked", "full"))), /full\. Answers/);
  assert.match(String(noticesOf(state("blocked", "failed"))), /does not let the site store/);
  assert.match(String(noticesOf(state("failed", "failed"))), /does not work at the moment/);
  assert.match(String(noticesOf(state("kept", "kept", { is_read_only: true }))), /newer version/);
  assert.match(String(noticesOf(state("kept", "kept", { aside: 1 }))), /^1 stored entry could not/);
});
