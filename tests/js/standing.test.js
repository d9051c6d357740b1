import assert from "node:assert/strict";
import { indexBank } from "../../theme/js/pure/bank.js";
import { fold } from "../../theme/js/pure/fold.js";
import { beliefRecord, isChanged, standingOf, tallyOf } from "../../theme/js/pure/standing.js";
import { answered, bankData } from "./samples.js";

const BANK = indexBank(bankData());
/** @type {(events: import("../../theme/js/pure/events.js").StoredEvent[]) => import("../../theme/js/pure/fold.js").Progress} */
const progressOf = (events) => fold(events, BANK.aliases);

Deno.test("a question stands as its last answer left it", () => {
  const progress = progressOf([answered(1), answered(2, { result: "trap" })]);
  assert.equal(standingOf(progress, "one"), "trap");
  assert.equal(standingOf(progress, "two"), "unseen");
  assert.deepEqual(tallyOf(progress, BANK.entries), { right: 0, wrong: 0, trap: 1, unseen: 2 });
});

Deno.test("a question is changed when its revision is newer than the last answer's", () => {
  const [, two] = BANK.entries;
  assert.ok(two);
  assert.ok(isChanged(progressOf([answered(1, { question: "two" })]), two));
  assert.ok(!isChanged(progressOf([answered(1, { question: "two", revision: 2 })]), two));
  assert.ok(!isChanged(progressOf([]), two));
});

Deno.test("a belief counts questions, not answers", () => {
  const progress = progressOf([
    answered(1, { result: "trap" }),
    answered(2, { result: "trap" }),
    answered(3),
    answered(4, { question: "two", revision: 2, result: "wrong" }),
  ]);
  const record = beliefRecord(BANK, progress, "views-copy");
  assert.deepEqual(record?.questions.map((entry) => entry.id), ["one", "two"]);
  assert.deepEqual([record?.met, record?.caught], [2, 1]);
  assert.equal(beliefRecord(BANK, progress, "toString"), null);
});
