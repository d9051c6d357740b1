import assert from "node:assert/strict";
import fc from "fast-check";
import { nameOf, optionOrder, seedOf, shuffle } from "../../theme/js/pure/random.js";

Deno.test("a seed gives the same order for ever", () => {
  assert.deepEqual(
    VECTORS.map(([seed]) => optionOrder(seed, "one", 4)),
    VECTORS.map(([, order]) => order),
  );
  assert.equal(seedOf(7, "one"), SEED_OF_SEVEN);
});

Deno.test("a shuffle keeps every item and leaves the list as it was", () => {
  fc.assert(fc.property(fc.array(fc.nat()), fc.nat(), (items, seed) => {
    const before = [...items];
    assert.deepEqual(shuffle(items, seed).sort(), before.toSorted());
    assert.deepEqual(items, before);
  }));
});

Deno.test("each option stands at each place equally often", () => {
  const counts = Array.from({ length: 4 }, () => [0, 0, 0, 0]);
  for (let seed = 0; seed < 4_000; seed++) {
    optionOrder(seed, "a-question", 4).forEach((option, place) => {
      /** @type {number[]} */ (counts[option])[place] = (counts[option]?.[place] ?? 0) + 1;
    });
  }
  for (const count of counts.flat()) assert.ok(Math.abs(count - 1_000) < 120, String(count));
});

Deno.test("questions of one session have orders of their own", () => {
  const orders = new Set(Array.from({ length: 50 }, (_, n) => optionOrder(1, `q${n}`, 4).join("")));
  assert.ok(orders.size > 15);
});

Deno.test("bytes become letters that are easy to tell apart", () => {
  assert.equal(nameOf(new Uint8Array([0, 31, 32, 255, 26])), "a7a72");
});

/** Written down from the first release. @type {[number, number[]][]} */
const VECTORS = [
  [0, [1, 3, 0, 2]],
  [1, [3, 0, 2, 1]],
  [2026, [0, 3, 1, 2]],
  [4294967295, [2, 0, 1, 3]],
];
const SEED_OF_SEVEN = 3_681_247_000;
