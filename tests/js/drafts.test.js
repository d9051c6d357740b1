import assert from "node:assert/strict";
import { laterDraft, readDraft, withQuestion } from "../../theme/js/pure/drafts.js";

const DRAFT = {
  number: 3,
  seed: 7,
  saved_at_ms: 100,
  questions: { one: { selected: 2, struck: [0, 1], elapsed_ms: 4_000 } },
};

Deno.test("a draft is read as it was written", () => {
  assert.deepEqual(readDraft(JSON.stringify(DRAFT)), DRAFT);
  const fresh = { ...DRAFT, questions: { one: { selected: null, struck: [], elapsed_ms: 0 } } };
  assert.deepEqual(readDraft(JSON.stringify(fresh)), fresh);
});

Deno.test("a damaged draft is none, and a damaged question is left out of it", () => {
  const bad = [null, "", "{", "[]", "{}", JSON.stringify({ ...DRAFT, number: "3" })];
  bad.push(JSON.stringify({ ...DRAFT, seed: -1 }), JSON.stringify({ ...DRAFT, saved_at_ms: null }));
  for (const text of bad) assert.equal(readDraft(text), null);
  const one = DRAFT.questions.one;
  const questions = {
    a: 7,
    b: { ...one, struck: "01" },
    c: { ...one, struck: [-1] },
    d: { ...one, selected: "2" },
    e: { ...one, elapsed_ms: 1.5 },
    one,
  };
  assert.deepEqual(readDraft(JSON.stringify({ ...DRAFT, questions })), DRAFT);
});

Deno.test("the later of two drafts counts", () => {
  const later = { ...DRAFT, saved_at_ms: 200 };
  assert.equal(laterDraft(DRAFT, later), later);
  assert.equal(laterDraft(later, DRAFT), later);
  assert.equal(laterDraft(null, DRAFT), DRAFT);
  assert.equal(laterDraft(DRAFT, null), DRAFT);
  assert.equal(laterDraft(null, null), null);
});

Deno.test("a question is replaced or forgotten and the others stay", () => {
  const state = { selected: 1, struck: [], elapsed_ms: 5 };
  const two = withQuestion(DRAFT, "two", state);
  assert.deepEqual(two.questions, { ...DRAFT.questions, two: state });
  assert.deepEqual(withQuestion(two, "two", null), DRAFT);
});
