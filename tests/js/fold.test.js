import assert from "node:assert/strict";
import fc from "fast-check";
import { fold, openSessions, questionProgress } from "../../theme/js/pure/fold.js";
import { answered, anyEvent, begun, eventOf, idOf } from "./samples.js";

const ALIASES = new Map([["old-two", "two"]]);

Deno.test("progress does not depend on the order in which events arrive", () => {
  const shuffled = fc.array(anyEvent, { maxLength: 25 }).chain((events) =>
    fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length }))
  );
  fc.assert(
    fc.property(shuffled, ([events, other]) => {
      const ids = new Set(events.map((event) => event.id));
      fc.pre(ids.size === events.length);
      assert.deepEqual(fold(events, ALIASES), fold(other, ALIASES));
    }),
    { numRuns: 2_000 },
  );
});

Deno.test("no event makes the fold throw, whatever the clocks said", () => {
  fc.assert(fc.property(fc.array(anyEvent), (events) => {
    const progress = fold(events, ALIASES);
    const answers = events.filter((event) => event.type === "answered" && event.v === 1);
    assert.equal(progress.answers, answers.length);
  }));
});

Deno.test("the last answer, flag and note of a question count", () => {
  const progress = fold([
    eventOf(6, { type: "noted", question: "one", revision: 1, text: "later" }),
    eventOf(5, { type: "noted", question: "one", revision: 1, text: "sooner" }),
    eventOf(4, { type: "flagged", question: "one", revision: 1, on: false }),
    eventOf(3, { type: "flagged", question: "one", revision: 1, on: true }),
    answered(2, { result: "trap" }),
    answered(1),
  ], ALIASES);
  const { answers, is_flagged, note } = questionProgress(progress, "one");
  assert.deepEqual(answers.map((answer) => answer.result), ["right", "trap"]);
  assert.equal(is_flagged, false);
  assert.equal(note, "later");
  assert.deepEqual(questionProgress(progress, "unknown"), {
    answers: [],
    is_flagged: false,
    note: "",
  });
});

Deno.test("a renamed question keeps its history, in sessions too", () => {
  const progress = fold([
    begun(1, { questions: ["old-two", "one"] }),
    answered(2, { question: "old-two", session: "sessionone" }),
    answered(3, { question: "two" }),
  ], ALIASES);
  assert.equal(questionProgress(progress, "two").answers.length, 2);
  assert.ok(progress.sessions.get("sessionone")?.answers.has("two"));
});

Deno.test("a session holds the first answer to each of its own questions", () => {
  const progress = fold([
    begun(1),
    answered(2, { session: "sessionone", result: "wrong" }),
    answered(3, { session: "sessionone", result: "right" }),
    answered(4, { session: "sessionone", question: "elsewhere" }),
    answered(5, { session: "unknown" }),
  ], ALIASES);
  const session = progress.sessions.get("sessionone");
  assert.deepEqual([...session?.answers.values() ?? []].map((each) => each.result), ["wrong"]);
  assert.equal(session?.active_at_ms, 3_000);
  assert.equal(progress.answers, 4);
});

Deno.test("an answer dated before its session, by a clock that was set back, still belongs to it", () => {
  const progress = fold([answered(1, { session: "sessionone" }), begun(2)], ALIASES);
  assert.equal(progress.sessions.get("sessionone")?.answers.size, 1);
});

Deno.test("a session is open until it ends, and the first end and beginning count", () => {
  const events = [
    begun(1),
    begun(2, { session: "sessiontwo" }),
    begun(3, { title: "forged" }),
    answered(4, { session: "sessionone" }),
  ];
  assert.deepEqual(openSessions(fold(events, ALIASES)).map((each) => each.id), [
    "sessionone",
    "sessiontwo",
  ]);
  const ended = fold([
    ...events,
    eventOf(5, { type: "session-ended", session: "sessionone", reason: "left" }),
    eventOf(6, { type: "session-ended", session: "sessionone", reason: "finished" }),
    eventOf(7, { type: "session-ended", session: "unknown", reason: "left" }),
  ], ALIASES);
  assert.deepEqual(openSessions(ended).map((each) => each.id), ["sessiontwo"]);
  assert.equal(ended.sessions.get("sessionone")?.ended, "left");
  assert.equal(ended.sessions.get("sessionone")?.title, "Arrays");
});

Deno.test("imports and resets are remembered and hide nothing", () => {
  const progress = fold([
    answered(1),
    eventOf(2, { type: "reset" }),
    eventOf(3, { type: "imported", events: 1, devices: 1, file_sha256: "0".repeat(64) }),
  ], ALIASES);
  assert.equal(progress.answers, 1);
  assert.equal(questionProgress(progress, "one").answers[0]?.id, idOf(1));
});
