import assert from "node:assert/strict";
import fc from "fast-check";
import { canonical, compareEvents } from "../../theme/js/pure/events.js";
import {
  devicesOf,
  difference,
  EMPTY_LOG,
  greatestSeq,
  IMPORT_LIMIT_BYTES,
  isNewer,
  makeLog,
  readAside,
  readEvents,
  readImport,
  readSegment,
  readStored,
  sortedEvents,
  union,
  writeExport,
  writeSegment,
} from "../../theme/js/pure/merge.js";
import { answered, anyEvent, begun, eventOf, idOf } from "./samples.js";

/** @typedef {import("../../theme/js/pure/merge.js").Log} Log */

const anyAside = fc.record({
  where: fc.constantFrom("import", "site:e:x"),
  reason: fc.constantFrom("not an object", "too long"),
  text: fc.string(),
});
const anyLog = fc.tuple(fc.array(anyEvent, { maxLength: 12 }), fc.array(anyAside, { maxLength: 3 }))
  .map(([events, aside]) => makeLog(events, aside));

/** @type {(log: Log) => string} */
const written = (log) => writeExport(log, { site: "site", bank: "b", exported_at: 1 });
/** @type {(a: Log, b: Log) => void} */
const same = (a, b) => assert.equal(written(a), written(b));

Deno.test("joining logs is commutative", () => {
  fc.assert(fc.property(anyLog, anyLog, (a, b) => same(union(a, b), union(b, a))), {
    numRuns: 3_000,
  });
});

Deno.test("joining logs is associative", () => {
  fc.assert(
    fc.property(anyLog, anyLog, anyLog, (a, b, c) => {
      same(union(union(a, b), c), union(a, union(b, c)));
      same(union(a, b, c), union(union(c, a), b));
    }),
    { numRuns: 4_000 },
  );
});

Deno.test("joining logs is idempotent, and the empty log adds nothing", () => {
  fc.assert(
    fc.property(anyLog, anyLog, (a, b) => {
      same(union(a, a), a);
      same(union(union(a, b), b), union(a, b));
      same(union(a, EMPTY_LOG), a);
    }),
    { numRuns: 3_000 },
  );
});

Deno.test("what is exported can be imported, and importing it twice changes nothing", () => {
  fc.assert(fc.property(anyLog, anyLog, (a, b) => {
    const read = readImport(written(a), "site");
    assert.ok("log" in read);
    same(read.log, a);
    const once = union(b, read.log);
    assert.deepEqual(difference(once, read.log), { fresh: [], known: a.events.size, aside: [] });
  }));
});

Deno.test("no event is lost, whichever log it stood in", () => {
  fc.assert(fc.property(fc.array(anyEvent), fc.array(anyEvent), (a, b) => {
    const log = union(makeLog(a, []), makeLog(b, []));
    const all = new Set([...log.events.values()].map((event) => canonical(event)));
    for (const { text } of log.aside.values()) all.add(text);
    for (const event of [...a, ...b]) assert.ok(all.has(canonical(event)));
  }));
});

Deno.test("of two events with one id all devices keep the same, and set the other aside", () => {
  const [first, second] = [answered(1, { option: 1 }), answered(1, { option: 2 })];
  for (const order of [[first, second], [second, first], [second, first, second]]) {
    const log = makeLog(order, []);
    assert.deepEqual([...log.events.values()], [first]);
    assert.deepEqual([...log.aside.values()].map((each) => each.text), [canonical(second)]);
  }
});

Deno.test("a stored event is read by its key", () => {
  const event = answered(1);
  const text = JSON.stringify(event);
  assert.deepEqual([...readStored("k", text, event.id).events.values()], [event]);
  /** @type {[string, string][]} */
  const bad = [
    [text.slice(1), "not an object"],
    ["", "not an object"],
    ['{"v":1}', "bad field: at"],
    [JSON.stringify(answered(2)), "under another event's key"],
  ];
  for (const [broken, reason] of bad) {
    const log = readStored("k", broken, event.id);
    assert.equal(log.events.size, 0);
    assert.deepEqual([...log.aside.values()], [{ where: "k", reason, text: broken }]);
  }
});

Deno.test("a damaged segment costs only the damaged line", () => {
  const events = [1, 2, 3, 4].map((n) => answered(n));
  const text = writeSegment(events.map(canonical));
  assert.equal(readSegment("s", text).events.size, 4);
  const broken = text.replace('"seq":2', '"seq":"');
  const log = readSegment("s", broken);
  assert.deepEqual([...log.events.keys()], [1, 3, 4].map((n) => idOf(n)));
  assert.equal(log.aside.size, 1);
  assert.equal(readSegment("s", text.slice(0, -30)).events.size, 3);
  assert.equal(readSegment("s", '[{"v":1},7]').aside.size, 2);
});

Deno.test("values that are no events are set aside as they were", () => {
  /** @type {Record<string, unknown>} */
  const circle = {};
  circle.self = circle;
  const log = readEvents("database", [answered(1), { a: 1 }, undefined, { ...circle }]);
  assert.equal(log.events.size, 1);
  assert.deepEqual([...log.aside.values()].map((each) => each.text), [
    '{"a":1}',
    "undefined",
    "(too deeply nested to be written)",
  ]);
});

Deno.test("what was set aside is read with its shape", () => {
  const aside = { where: "w", reason: "r", text: "t" };
  assert.deepEqual(readAside({ ...aside, more: 1 }), aside);
  const bad = [null, { where: 1, reason: "r", text: "t" }, { where: "w", reason: 1, text: "t" }, {
    where: "w",
    reason: "r",
  }];
  for (const value of [...bad, { ...aside, where: "x".repeat(201) }]) {
    assert.equal(readAside(value), null);
  }
});

Deno.test("files that are not ours are refused with a reason", () => {
  const good = JSON.parse(written(makeLog([answered(1)], [])));
  /** @type {[string, RegExp][]} */
  const files = [
    ["", /not a file of progress/],
    ["not json", /no JSON object/],
    ["[]", /no JSON object/],
    ["[".repeat(200_000), /no JSON object/],
    [JSON.stringify({ ...good, format: "bookmarks" }), /not a file of progress/],
    [JSON.stringify({ ...good, version: 2 }), /another version/],
    [JSON.stringify({ ...good, site: "other" }), /another site/],
    [JSON.stringify({ ...good, events: {} }), /damaged/],
    [JSON.stringify({ ...good, aside: 3 }), /damaged/],
    [" ".repeat(IMPORT_LIMIT_BYTES + 1), /larger than 50 MB/],
  ];
  for (const [text, reason] of files) {
    const read = readImport(text, "site");
    assert.ok("refused" in read);
    assert.match(read.refused, reason);
  }
});

Deno.test("single bad events of a good file are set aside", () => {
  const file = JSON.parse(written(makeLog([answered(1)], [])));
  file.events.push({ ...answered(2), result: "maybe" }, 7, JSON.parse('{"__proto__":{"v":1}}'));
  file.aside = [{ where: "w", reason: "r", text: "t" }, "nonsense"];
  const read = readImport(JSON.stringify(file), "site");
  assert.ok("log" in read);
  assert.deepEqual([...read.log.events.keys()], [idOf(1)]);
  assert.equal(read.log.aside.size, 5);
  delete file.aside;
  assert.ok("log" in readImport(JSON.stringify(file), "site"));
});

Deno.test("the difference says what an import adds", () => {
  const before = makeLog([answered(1)], []);
  const incoming = makeLog([answered(1), answered(3), answered(2), answered(1, { option: 0 })], []);
  const { fresh, known, aside } = difference(before, incoming);
  assert.deepEqual(fresh.map((event) => event.id), [idOf(2), idOf(3)]);
  assert.equal(known, 1);
  assert.equal(aside.length, 1);
});

Deno.test("an export is sorted, has an event a line, and says what it is", () => {
  const log = makeLog([answered(3), answered(1), begun(2)], []);
  const text = written(log);
  const value = JSON.parse(text);
  assert.deepEqual(value.events, sortedEvents(log));
  assert.deepEqual(value.events.toSorted(compareEvents), value.events);
  assert.equal(text.split("\n").length, 3 + 5);
  assert.equal(value.format, "question-bank-progress");
});

Deno.test("logs know their devices, their greatest counter, and whether they are newer", () => {
  const log = makeLog([answered(1), eventOf(9, { type: "reset", id: idOf(9, "klmnopqrst") })], []);
  assert.deepEqual(devicesOf(log.events.values()), new Set(["abcdefghij", "klmnopqrst"]));
  assert.equal(greatestSeq(log), 9);
  assert.equal(greatestSeq(EMPTY_LOG), 0);
  assert.ok(!isNewer(log));
  assert.ok(isNewer(makeLog([{ ...answered(1), v: 2 }], [])));
});
