import assert from "node:assert/strict";
import fc from "fast-check";
import {
  canonical,
  compareEvents,
  compareText,
  EVENT_LIMIT,
  inspect,
  isPlain,
  isUnderstood,
  NOTE_LIMIT,
} from "../../theme/js/pure/events.js";
import { answered, anyEvent, begun, eventOf } from "./samples.js";

/** @type {(value: unknown) => string} */
function reason(value) {
  const found = inspect(value);
  return "reason" in found ? found.reason : "";
}

Deno.test("every type of event is understood", () => {
  const bodies = [
    { type: "flagged", question: "one", revision: 1, on: true },
    { type: "noted", question: "one", revision: 1, text: "" },
    { type: "session-ended", session: "sessionone", reason: "left" },
    { type: "imported", events: 3, devices: 1, file_sha256: "a".repeat(64) },
    { type: "reset" },
  ];
  const events = [answered(1), begun(2), ...bodies.map((body) => eventOf(3, body))];
  for (const event of events) {
    assert.deepEqual(inspect(event), { event, is_understood: true });
    assert.ok(isUnderstood(event));
  }
});

Deno.test("newer versions and unknown types are kept and not understood", () => {
  for (const event of [eventOf(1, { type: "spoken" }), { ...answered(1), v: 2, option: "B" }]) {
    const found = inspect(event);
    assert.ok("event" in found && !found.is_understood);
    assert.ok(!isUnderstood(found.event));
  }
});

Deno.test("a type that is a property of every object is unknown, not understood", () => {
  const found = inspect(eventOf(1, { type: "constructor" }));
  assert.ok("event" in found && !found.is_understood);
});

Deno.test("what is no event is named as such", () => {
  assert.equal(reason(null), "not an object");
  assert.equal(reason([]), "not an object");
  assert.equal(reason("text"), "not an object");
  assert.equal(reason({ ...answered(1), a: [[[[[[1]]]]]] }), "nested too deeply");
  assert.equal(reason({ ...answered(1), a: "x".repeat(EVENT_LIMIT) }), "too long");
});

Deno.test("each bad field is named", () => {
  const bad = {
    v: [0, 1.5, "1", 2_000_000],
    id: ["", "x", "abcdefghij-tabtab-0", 7],
    at: [-1, NaN, 1e20, "now"],
    seq: [0, 2 ** 41],
    type: ["", "Answered", 5, null],
    question: ["", "-one", "One", "a".repeat(101), 3],
    revision: [0, 1.5],
    session: [7, ""],
    option: [-1, 26],
    result: ["Right", null],
    confidence: ["sure", undefined],
    elapsed_ms: [-1, 1e11],
    order: [[1, 1], "0123", [99]],
    struck: [[0, 0], null],
    bank: [null, "x".repeat(65)],
  };
  for (const [field, values] of Object.entries(bad)) {
    for (const value of values) {
      assert.equal(reason({ ...answered(1), [field]: value }), `bad field: ${field}`);
    }
    const { [field]: _, ...without } = /** @type {Record<string, unknown>} */ (answered(1));
    assert.equal(reason(without), `bad field: ${field}`);
  }
});

Deno.test("fields of sessions and notes have their ranges", () => {
  assert.equal(reason(begun(1, { filter: { topic: 3 } })), "bad field: filter");
  assert.equal(reason(begun(1, { filter: [] })), "bad field: filter");
  assert.equal(reason(begun(1, { questions: ["one", "one"] })), "bad field: questions");
  assert.equal(reason(begun(1, { seed: 2 ** 32 })), "bad field: seed");
  const note = { type: "noted", question: "one", revision: 1, text: "x".repeat(NOTE_LIMIT + 1) };
  assert.equal(reason(eventOf(1, note)), "bad field: text");
});

Deno.test("nothing that JSON can say makes the inspection throw", () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => {
    inspect(value);
  }));
});

Deno.test("the order of events is total", () => {
  fc.assert(fc.property(anyEvent, anyEvent, (a, b) => {
    assert.equal(Math.sign(compareEvents(a, b)) + Math.sign(compareEvents(b, a)), 0);
    if (compareEvents(a, b) === 0) assert.equal(a.id, b.id);
  }));
  assert.ok(compareEvents(eventOf(1, { at: 5 }), eventOf(2, { at: 4 })) > 0);
  assert.ok(compareEvents(eventOf(1, { at: 5, seq: 1 }), eventOf(2, { at: 5, seq: 2 })) < 0);
});

Deno.test("texts are ordered by units and not by a locale", () => {
  assert.deepEqual(["é", "z", "Z", "a"].sort(compareText), ["Z", "a", "z", "é"]);
  assert.equal(compareText("a", "a"), 0);
});

Deno.test("equal values have equal canonical forms, which read back", () => {
  assert.equal(
    canonical({ b: [1, { d: null, c: "ü" }], a: true }),
    '{"a":true,"b":[1,{"c":"ü","d":null}]}',
  );
  fc.assert(fc.property(fc.jsonValue(), (value) => {
    assert.equal(canonical(JSON.parse(canonical(value))), canonical(value));
  }));
});

Deno.test("only objects with braces are plain", () => {
  assert.deepEqual([{}, [], null, "x"].map(isPlain), [true, false, false, false]);
});
