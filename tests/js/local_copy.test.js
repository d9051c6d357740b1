import assert from "node:assert/strict";
import fc from "fast-check";
import { canonical } from "../../theme/js/pure/events.js";
import {
  clearLocal,
  compact,
  keysOf,
  keysWith,
  readLocal,
  sizeOf,
  writeAside,
  writeEvent,
  writeEvents,
} from "../../theme/js/edges/local_copy.js";
import { FakeStorage } from "./fake_storage.js";
import { answered, begun, idOf } from "./samples.js";

const SITE = "site";
const KEYS = keysOf(SITE);

/** @type {(count: number) => FakeStorage} */
function filled(count) {
  const storage = new FakeStorage();
  storage.setItem("neighbour:e:x", "theirs");
  for (let n = 1; n <= count; n++) writeEvent(storage, SITE, n % 5 ? answered(n) : begun(n));
  return storage;
}

/** @type {(storage: Storage) => string[]} */
const ids = (storage) => [...readLocal(storage, SITE).events.keys()].toSorted();
/** @type {(count: number) => string[]} */
const expected = (count) => Array.from({ length: count }, (_, n) => idOf(n + 1)).toSorted();

Deno.test("each event has a key of its own and is read back", () => {
  const storage = filled(12);
  assert.deepEqual(ids(storage), expected(12));
  assert.equal(keysWith(storage, KEYS.event).length, 12);
});

Deno.test("compaction keeps every event and leaves one key", () => {
  const storage = filled(12);
  assert.ok(!compact(storage, SITE, 12));
  assert.ok(compact(storage, SITE, 11));
  assert.deepEqual(ids(storage), expected(12));
  assert.equal(keysWith(storage, KEYS.all).length, 1);
});

Deno.test("a page killed at any moment of a compaction loses nothing", () => {
  for (let writes = 0; writes < 15; writes++) {
    const storage = filled(12);
    storage.writes_left = writes;
    try {
      compact(storage, SITE, 1);
    } catch { // killed
    }
    assert.deepEqual(ids(storage), expected(12), `after ${writes} writes`);
  }
});

Deno.test("two tabs that compact at once lose nothing", () => {
  const storage = filled(12);
  const other = Object.create(storage, {
    setItem: {
      /** @type {(key: string, value: string) => void} */
      value(key, value) {
        writeEvent(storage, SITE, answered(13)); // a third tab adds one in between
        compact(storage, SITE, 1);
        storage.setItem(key, value);
      },
    },
    length: { get: () => storage.length },
  });
  compact(/** @type {Storage} */ (other), SITE, 1);
  assert.deepEqual(ids(storage), expected(13));
});

Deno.test("a segment that a full storage refuses costs nothing", () => {
  const storage = filled(12);
  storage.quota_units = sizeOf(storage, SITE) + 100;
  assert.throws(() => compact(storage, SITE, 1), { name: "QuotaExceededError" });
  assert.deepEqual(ids(storage), expected(12));
});

Deno.test("a segment that does not read back as written keeps its sources", () => {
  const storage = filled(3);
  storage.setItem = (key, value) => void storage.items.set(key, value.slice(0, 50));
  assert.ok(!compact(storage, SITE, 1));
  assert.deepEqual(ids(storage), expected(3));
});

Deno.test("10,000 damaged stores: no crash, every intact event kept, all bytes still there", () => {
  const damage = fc.record({
    key: fc.nat(),
    at: fc.nat(),
    cut: fc.nat(3),
    text: fc.oneof(fc.string({ maxLength: 4 }), fc.constant("\u0000"), fc.constant("}")),
  });
  fc.assert(
    fc.property(
      fc.boolean(),
      fc.array(damage, { minLength: 1, maxLength: 3 }),
      (packed, damages) => {
        const storage = filled(6);
        if (packed) compact(storage, SITE, 1);
        writeEvent(storage, SITE, answered(7));
        const before = new Map(storage.items);
        for (const { key, at, cut, text } of damages) {
          const keys = keysWith(storage, KEYS.all);
          const name = /** @type {string} */ (keys[key % keys.length]);
          const old = storage.getItem(name) ?? "";
          const start = at % (old.length + 1);
          storage.items.set(name, old.slice(0, start) + text + old.slice(start + cut));
        }
        const intact = keysWith(storage, KEYS.event)
          .filter((key) => storage.getItem(key) === before.get(key));
        const log = readLocal(storage, SITE);
        for (const key of intact) assert.ok(log.events.has(key.slice(KEYS.event.length)));
        const damaged = new Map(storage.items);
        for (const aside of log.aside.values()) writeAside(storage, SITE, aside);
        const after = readLocal(storage, SITE);
        assert.deepEqual([...after.events.keys()].toSorted(), [...log.events.keys()].toSorted());
        const kept = [...storage.items.values()].map((text) => {
          try {
            return JSON.parse(text).text ?? text;
          } catch {
            return text;
          }
        });
        for (const text of damaged.values()) assert.ok(kept.includes(text) || storage.items.size);
        for (const [key, text] of damaged) {
          assert.ok(storage.getItem(key) === text || kept.includes(text), `${key} was overwritten`);
        }
      },
    ),
    { numRuns: 10_000 },
  );
});

Deno.test("what is set aside goes to a key of its own, once, and its source goes after it", () => {
  const storage = filled(1);
  const where = KEYS.event + idOf(2);
  storage.setItem(where, "broken");
  const aside = { where, reason: "not an object", text: "broken" };
  writeAside(storage, SITE, aside);
  writeAside(storage, SITE, aside);
  assert.equal(storage.getItem(where), null);
  assert.deepEqual([...readLocal(storage, SITE).aside.values()], [aside]);
  assert.equal(keysWith(storage, KEYS.aside).length, 1);
});

Deno.test("a source that has changed meanwhile stays", () => {
  const storage = filled(0);
  const where = KEYS.event + idOf(2);
  storage.setItem(where, "written by another tab");
  writeAside(storage, SITE, { where, reason: "not an object", text: "broken" });
  assert.equal(storage.getItem(where), "written by another tab");
});

Deno.test("what is damaged where it was set aside is kept and told", () => {
  const storage = filled(0);
  storage.setItem(`${KEYS.aside}1`, "{");
  storage.setItem(`${KEYS.aside}2`, "{}");
  const log = readLocal(storage, SITE);
  assert.deepEqual([...log.aside.values()].map((each) => each.where), [
    `${KEYS.aside}1`,
    `${KEYS.aside}2`,
  ]);
});

Deno.test("clearing takes our keys but not the look, the device or the neighbours", () => {
  const storage = filled(3);
  for (const key of [KEYS.theme, KEYS.device, `${KEYS.draft}x`, `${KEYS.aside}y`, "site-two:e:z"]) {
    storage.setItem(key, "v");
  }
  clearLocal(storage, SITE);
  assert.deepEqual(
    keysWith(storage, ""),
    ["neighbour:e:x", KEYS.device, KEYS.theme, "site-two:e:z"].toSorted(),
  );
});

Deno.test("the size counts our keys and values as quotas do", () => {
  const storage = new FakeStorage();
  storage.setItem("site:a", "12345");
  storage.setItem("other", "12345");
  assert.equal(sizeOf(storage, SITE), 11);
});

Deno.test("a stored event has the canonical form", () => {
  const storage = filled(1);
  assert.equal(storage.getItem(KEYS.event + idOf(1)), canonical(answered(1)));
});

Deno.test("many events are written as segments of a bounded size", () => {
  const storage = new FakeStorage();
  const events = Array.from({ length: 1_100 }, (_, n) => answered(n + 1));
  writeEvents(storage, SITE, events);
  assert.equal(keysWith(storage, KEYS.segment).length, 3);
  assert.equal(readLocal(storage, SITE).events.size, 1_100);
  writeEvents(storage, SITE, []);
  assert.equal(storage.length, 3);
});
