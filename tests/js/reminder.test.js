import assert from "node:assert/strict";
import { isReminderDue, readMark, writeMark } from "../../theme/js/pure/reminder.js";

const DAY = 86_400_000;
const FACTS = {
  now_ms: 20 * DAY,
  answers: 5,
  first_answer_at_ms: 19 * DAY,
  exported: null,
  reminded: null,
};

Deno.test("a week or a hundred answers without an export are reminded of", () => {
  assert.ok(!isReminderDue(FACTS));
  assert.ok(isReminderDue({ ...FACTS, first_answer_at_ms: 13 * DAY }));
  assert.ok(isReminderDue({ ...FACTS, answers: 100 }));
  assert.ok(!isReminderDue({ ...FACTS, answers: 0, first_answer_at_ms: 0 }));
});

Deno.test("after an export the count begins anew", () => {
  const exported = { at_ms: 12 * DAY, answers: 5 };
  assert.ok(!isReminderDue({ ...FACTS, exported }));
  assert.ok(isReminderDue({ ...FACTS, answers: 6, exported }));
  assert.ok(!isReminderDue({ ...FACTS, answers: 6, exported: { ...exported, at_ms: 19 * DAY } }));
});

Deno.test("it is said once after each export", () => {
  const late = { ...FACTS, first_answer_at_ms: 0 };
  assert.ok(!isReminderDue({ ...late, reminded: { at_ms: 8 * DAY, answers: 3 } }));
  const exported = { at_ms: 9 * DAY, answers: 3 };
  assert.ok(isReminderDue({ ...late, exported, reminded: { at_ms: 8 * DAY, answers: 3 } }));
});

Deno.test("marks are read as they were written, and nothing else is", () => {
  const mark = { at_ms: 5, answers: 7 };
  assert.deepEqual(readMark(writeMark(mark)), mark);
  for (const text of [null, "", "x", "5", "5 x"]) assert.equal(readMark(text), null);
});
