/** The deck as Python writes it: `tests/test_seam.py` holds the fixture to the builder. */

import assert from "node:assert/strict";
import { indexBank } from "../../theme/js/pure/bank.js";
import { deckReader, takeBank } from "../../theme/js/edges/deck.js";

const DATA = new URL("./fixtures/data/", import.meta.url);
const world = /** @type {{questionBank?: any, questionDecks?: Record<string, any>}} */ (globalThis);
let runs = 0;

/**
 * Run a data script as a page does.
 *
 * @param {string} path Such as `data/sorting.js?v=1`.
 */
async function load(path) {
  const name = path.replace(/^data\/(.*\.js).*$/, "$1");
  await import(new URL(`${name}?run=${runs++}`, DATA).href);
}

/** @returns {Promise<import("../../theme/js/pure/bank.js").BankData>} */
async function bankData() {
  await load("data/bank.js");
  const data = takeBank();
  assert.ok(data);
  return data;
}

Deno.test("the bank that Python writes is the bank that the browser reads", async () => {
  const bank = indexBank(await bankData());
  assert.equal(bank.data.id, "small-bank");
  assert.match(bank.data.version, /^[0-9a-f]{16}$/);
  assert.deepEqual([...bank.categories.keys()], ["sorting", "text"]);
  for (const entry of bank.entries) {
    assert.ok(Number.isInteger(entry.revision) && Number.isInteger(entry.time));
    assert.ok(entry.category.topics.some((topic) => topic.id === entry.topic));
    assert.equal(entry.misconceptions.length, 1);
  }
});

Deno.test("every question of the bank has its article in its category's deck", async () => {
  const bank = indexBank(await bankData());
  const read = deckReader(load, bank.data.version);
  for (const entry of bank.entries) {
    const deck = await read(entry.category.id);
    const question = deck.questions[entry.id];
    assert.equal(question?.revision, entry.revision);
    assert.match(String(question?.html), /^<article class="question"/);
    for (const part of ["option-list", "rationale", "solution", "data-verdict", "verdict-word"]) {
      assert.ok(question?.html.includes(part), part);
    }
  }
});

Deno.test("a deck is loaded once, and again after a failure", async () => {
  const { version } = await bankData();
  delete world.questionDecks;
  let loads = 0;
  let isOffline = true;
  const read = deckReader(async (path) => {
    loads += 1;
    if (isOffline) throw new Error("offline");
    await load(path);
  }, version);
  await assert.rejects(read("sorting"), /offline/);
  isOffline = false;
  await Promise.all([read("sorting"), read("sorting")]);
  await read("sorting");
  assert.equal(loads, 2);
});

Deno.test("a deck of another version is refused", async () => {
  const read = deckReader(load, "ffffffffffffffff");
  await assert.rejects(read("text"), /another version/);
  await assert.rejects(read("constructor"));
});

Deno.test("a bank of an unknown format is none", () => {
  const { questionBank } = world;
  world.questionBank = { ...questionBank, format: 2 };
  assert.equal(takeBank(), null);
  delete world.questionBank;
  assert.equal(takeBank(), null);
  world.questionBank = questionBank;
});
