/** The store with both copies, each alone, and none. */

import assert from "node:assert/strict";
import { IDBFactory } from "fake-indexeddb";
import "fake-indexeddb/auto";
import { keysOf, keysWith, sizeOf } from "../../theme/js/edges/local_copy.js";
import { openStore } from "../../theme/js/edges/store.js";
import { FakeStorage, useStorage } from "./fake_storage.js";
import { answered, idOf } from "./samples.js";

/** @typedef {import("../../theme/js/edges/store.js").Store} Store */
/** @typedef {import("../../theme/js/pure/events.js").Body} Body */

const SITE = "site";
const KEYS = keysOf(SITE);
/** @type {Body} */
const FLAG = { type: "flagged", question: "one", revision: 1, on: true };

let drawn = 0;
/** @type {Store[]} */
const opened = [];

/** @type {(more?: object) => Promise<Store>} */
async function open(more = {}) {
  const store = await openStore({
    site: SITE,
    now: () => 1_000 + drawn,
    randomBytes: (count) => new Uint8Array(count).map(() => (drawn++ * 7) % 251),
    onChange: () => {},
    patience_ms: 400,
    ...more,
  });
  opened.push(store);
  return store;
}

/** @type {(name: string, test: (storage: FakeStorage) => Promise<void>) => void} */
function storeTest(name, test) {
  Deno.test({
    name,
    sanitizeOps: false, // the store waits for a stuck database with timers that nobody awaits
    sanitizeResources: false,
    async fn() {
      const storage = new FakeStorage();
      useStorage(() => storage);
      globalThis.indexedDB = new IDBFactory();
      try {
        await test(storage);
      } finally {
        for (const store of opened.splice(0)) store.close();
      }
    },
  });
}

/** @type {(store: Store) => string[]} */
const ids = (store) => [...store.log().events.keys()].toSorted();
/** @type {(milliseconds: number) => Promise<void>} */
const wait = (milliseconds) => new Promise((resolve) => setTimeout(() => resolve(), milliseconds));

storeTest("an event is kept twice and read again", async (storage) => {
  const store = await open();
  const event = store.append(FLAG);
  await store.written();
  store.close();
  assert.equal(keysWith(storage, KEYS.event).length, 1);
  const again = await open();
  assert.deepEqual(again.log().events.get(event.id), event);
  assert.match(event.id, /^[a-z2-7]{10}-[a-z2-7]{6}-1$/);
  assert.deepEqual(again.state(), {
    local: "kept",
    database: "kept",
    is_read_only: false,
    has_events: true,
    aside: 0,
  });
});

storeTest("the counter passes the greatest that was seen", async () => {
  const store = await open();
  const file = store.exportText("b").replace(
    '"events":[\n',
    `"events":[\n${JSON.stringify(answered(70))}`,
  );
  store.importText(file);
  assert.equal(store.append(FLAG).seq, 72);
});

storeTest("localStorage alone suffices, and the database is mended from it", async () => {
  const first = await open();
  first.append(FLAG);
  await first.written();
  globalThis.indexedDB = new IDBFactory();
  const second = await open();
  await second.written();
  assert.deepEqual(ids(second), ids(first));
  useStorage(() => new FakeStorage());
  assert.deepEqual(ids(await open()), ids(first));
});

storeTest("IndexedDB alone suffices, and localStorage is mended from it", async (storage) => {
  const first = await open();
  first.append(FLAG);
  await first.written();
  for (const key of keysWith(storage, KEYS.all)) storage.removeItem(key);
  const second = await open();
  await second.written();
  assert.deepEqual(ids(second), ids(first));
  assert.equal(keysWith(storage, KEYS.segment).length, 1);
  assert.equal(storage.getItem(KEYS.device), [...ids(first)][0]?.slice(0, 10));
});

storeTest("blocked localStorage is said, and the database keeps all", async () => {
  useStorage(() => {
    throw new DOMException("no", "SecurityError");
  });
  const store = await open();
  store.append(FLAG);
  store.writeSetting("keys", "off");
  store.writeDraft("x", { number: 2, seed: 1, questions: {}, saved_at_ms: 1 });
  await store.written();
  assert.equal(store.state().local, "blocked");
  assert.equal(store.state().database, "kept");
  assert.equal(store.readSetting("keys"), "off");
  const again = await open();
  assert.equal(again.log().events.size, 1);
  assert.equal((await again.readDraft("x"))?.number, 2);
  assert.equal(again.places()[0]?.size, null);
});

storeTest("a browser that keeps nothing still works for the page", async () => {
  useStorage(() => null);
  Object.defineProperty(globalThis, "indexedDB", {
    configurable: true,
    writable: true,
    value: undefined,
  });
  const store = await open();
  store.append(FLAG);
  store.writeDraft("x", { number: 2, seed: 1, questions: {}, saved_at_ms: 1 });
  assert.equal(store.log().events.size, 1);
  assert.equal((await store.readDraft("x"))?.number, 2);
  assert.equal(store.state().local, "blocked");
  assert.equal(store.state().database, "blocked");
  assert.equal(JSON.parse(store.exportText("b")).events.length, 1);
});

storeTest("a database that never answers is not waited for", async () => {
  const request = Object.create(globalThis.IDBOpenDBRequest.prototype, {
    addEventListener: { value: () => {} },
  });
  const factory = /** @type {unknown} */ ({ open: () => request });
  globalThis.indexedDB = /** @type {IDBFactory} */ (factory);
  const store = await open({ patience_ms: 30 });
  store.append(FLAG);
  assert.equal(store.state().database, "failed");
  assert.equal(store.log().events.size, 1);
});

storeTest(
  "a full localStorage loses no old event, is said at once, and export works",
  async (storage) => {
    const store = await open();
    store.append(FLAG);
    storage.quota_units = sizeOf(storage, SITE) + 100;
    const before = new Map(storage.items);
    let changes = 0;
    const full = await open({ onChange: () => changes++ });
    full.append(FLAG);
    assert.equal(full.state().local, "full");
    assert.ok(changes > 0);
    for (const [key, text] of before) assert.equal(storage.getItem(key), text);
    assert.equal(JSON.parse(full.exportText("b")).events.length, 2);
    await full.written();
    assert.equal((await open()).log().events.size, 2);
  },
);

storeTest("both full: the page goes on and says so", async (storage) => {
  const store = await open();
  storage.quota_units = 0;
  const put = globalThis.IDBObjectStore.prototype.put;
  globalThis.IDBObjectStore.prototype.put = () => {
    throw new DOMException("full", "QuotaExceededError");
  };
  store.append(FLAG);
  await store.written();
  globalThis.IDBObjectStore.prototype.put = put;
  assert.deepEqual([store.state().local, store.state().database], ["full", "full"]);
  assert.equal(store.log().events.size, 1);
});

storeTest(
  "damage is set aside in both places, exported, and no longer in the way",
  async (storage) => {
    storage.setItem(`${KEYS.event}${idOf(1)}`, "{broken");
    const store = await open();
    await store.written();
    assert.equal(store.state().aside, 1);
    assert.deepEqual(keysWith(storage, KEYS.event), []);
    assert.equal(JSON.parse(store.exportText("b")).aside[0].text, "{broken");
    useStorage(() => new FakeStorage());
    assert.equal((await open()).state().aside, 1);
  },
);

storeTest("newer data is read only, and not a byte is changed", async (storage) => {
  const key = `${KEYS.event}${idOf(1)}`;
  storage.setItem(key, JSON.stringify({ ...answered(1), v: 2, more: "news" }));
  storage.setItem(`${KEYS.event}${idOf(2)}`, "{broken");
  const before = new Map(storage.items);
  const store = await open();
  store.append(FLAG);
  store.writeSetting("keys", "off");
  await store.reset();
  await store.written();
  assert.ok(store.state().is_read_only);
  assert.deepEqual(storage.items, before);
  assert.match(store.exportText("b"), /"more":"news"/);
});

storeTest("a newer layout of the database is left alone", async (storage) => {
  await new Promise((resolve) => {
    const request = globalThis.indexedDB.open(`${SITE}:log`, 2);
    request.onsuccess = () => resolve(request.result.close());
  });
  const store = await open();
  store.append(FLAG);
  assert.ok(store.state().is_read_only);
  assert.deepEqual([...storage.items], []);
});

storeTest("an old tab lets go when a new version arrives", async () => {
  const store = await open();
  await new Promise((resolve) => {
    const request = globalThis.indexedDB.open(`${SITE}:log`, 2);
    request.onsuccess = () => resolve(request.result.close());
  });
  assert.ok(store.state().is_read_only);
});

storeTest("another tab's events arrive by message and by storage, once", async () => {
  let changes = 0;
  const [one, two] = [await open(), await open({ onChange: () => changes++ })];
  const event = one.append(FLAG);
  await wait(100);
  assert.ok(two.log().events.has(event.id));
  const seen = changes;
  const newValue = JSON.stringify(event);
  const key = KEYS.event + event.id;
  globalThis.dispatchEvent(Object.assign(new Event("storage"), { key, newValue }));
  assert.equal(changes, seen);
  const other = JSON.stringify(answered(9));
  const news = { key: KEYS.event + idOf(9), newValue: other };
  globalThis.dispatchEvent(Object.assign(new Event("storage"), news));
  globalThis.dispatchEvent(Object.assign(new Event("storage"), { ...news, newValue: "{" }));
  globalThis.dispatchEvent(
    Object.assign(new Event("storage"), { key: "other:e:1", newValue: other }),
  );
  assert.ok(two.log().events.has(idOf(9)));
});

storeTest("newer events from another tab make this one read only", async () => {
  const store = await open();
  const newValue = JSON.stringify({ ...answered(9), v: 2 });
  const news = { key: KEYS.event + idOf(9), newValue };
  globalThis.dispatchEvent(Object.assign(new Event("storage"), news));
  assert.ok(store.state().is_read_only);
});

storeTest("a reset removes what is ours, here and in other tabs", async (storage) => {
  storage.setItem("sibling:e:1", "theirs");
  const [one, two] = [await open(), await open()];
  one.append(FLAG);
  await one.reset();
  await wait(150);
  for (const store of [one, two, await open()]) {
    assert.deepEqual([...store.log().events.values()].map((event) => event.type), ["reset"]);
  }
  assert.equal(storage.getItem("sibling:e:1"), "theirs");
  assert.equal(keysWith(storage, KEYS.all).length, 2);
});

storeTest("a storage cleared by hand is noticed", async (storage) => {
  const store = await open();
  store.append(FLAG);
  await store.written();
  for (const key of keysWith(storage, KEYS.all)) storage.removeItem(key);
  globalThis.dispatchEvent(Object.assign(new Event("storage"), { key: null, newValue: null }));
  await wait(50);
  assert.equal(store.log().events.size, 1, "the database still has it");
});

storeTest("an import is a union, noted once, and the second changes nothing", async () => {
  const source = await open();
  for (let n = 0; n < 3; n++) source.append(FLAG);
  const file = source.exportText("b");
  await source.reset();
  const store = await open();
  const first = store.importText(file);
  assert.ok("fresh" in first);
  assert.deepEqual([first.fresh.length, first.known, first.aside.length], [3, 0, 0]);
  const size = store.log().events.size;
  const second = store.importText(file);
  assert.ok("fresh" in second);
  assert.deepEqual([second.fresh.length, second.known], [0, 3]);
  assert.equal(store.log().events.size, size);
  await store.written();
  assert.equal((await open()).log().events.size, size);
});

storeTest("an import refuses what is not ours, and what is newer", async () => {
  const store = await open();
  assert.ok("refused" in store.importText("hello"));
  const file = JSON.parse(store.exportText("b"));
  file.events = [{ ...answered(1), v: 2 }];
  const read = store.importText(JSON.stringify(file));
  assert.ok("refused" in read && /newer version/.test(read.refused));
  assert.equal(store.log().events.size, 0);
  assert.ok(!store.state().is_read_only);
});

storeTest("bad events of an import are set aside and kept", async () => {
  const store = await open();
  const file = JSON.parse(store.exportText("b"));
  file.events = [answered(1), { v: 1, id: "x" }];
  const changes = store.importText(JSON.stringify(file));
  assert.ok("aside" in changes && changes.aside.length === 1);
  await store.written();
  assert.equal((await open()).state().aside, 1);
});

storeTest("more than 500 event keys become a segment while one works", async (storage) => {
  const store = await open();
  for (let n = 0; n < 510; n++) store.append(FLAG);
  await store.written();
  assert.equal(keysWith(storage, KEYS.segment).length, 1);
  assert.equal(keysWith(storage, KEYS.event).length, 9);
  globalThis.indexedDB = new IDBFactory();
  assert.equal((await open()).log().events.size, 510);
});

storeTest("drafts are kept, the later copy counts, and they can be removed", async (storage) => {
  const store = await open();
  const draft = { number: 2, seed: 1, questions: {}, saved_at_ms: 5 };
  store.writeDraft("x", draft);
  await store.written();
  storage.setItem(`${KEYS.draft}x`, JSON.stringify({ ...draft, number: 1, saved_at_ms: 4 }));
  assert.equal((await (await open()).readDraft("x"))?.number, 2);
  store.writeDraft("x", null);
  await store.written();
  assert.equal(await (await open()).readDraft("x"), null);
});

storeTest("a database that is deleted under our feet leaves the other copy", async (storage) => {
  const store = await open();
  await new Promise((resolve) => {
    globalThis.indexedDB.deleteDatabase(`${SITE}:log`).onsuccess = resolve;
  });
  store.append(FLAG);
  assert.deepEqual([store.state().database, store.state().is_read_only], ["failed", false]);
  assert.equal(keysWith(storage, KEYS.event).length, 1);
});

storeTest("an answer asks the browser to keep our storage, and nobody waits for it", async () => {
  const { v: _v, id: _id, at: _at, seq: _seq, ...body } = answered(1);
  let asked = 0;
  /** @type {(persist: () => unknown) => void} */
  const withPersist = (persist) => {
    Object.defineProperty(navigator, "storage", { configurable: true, value: { persist } });
  };
  const store = await open();
  withPersist(() => new Promise(() => asked++));
  store.append(/** @type {Body} */ (body));
  withPersist(() => {
    throw new Error("not from disk");
  });
  store.append(/** @type {Body} */ (body));
  withPersist(() => Promise.reject(new Error("no")));
  store.append(/** @type {Body} */ (body));
  assert.equal(asked, 1);
  assert.equal(store.log().events.size, 3);
});

storeTest("without a channel between tabs, storage still tells", async () => {
  const Channel = globalThis.BroadcastChannel;
  Object.defineProperty(globalThis, "BroadcastChannel", { configurable: true, value: undefined });
  const store = await open();
  Object.defineProperty(globalThis, "BroadcastChannel", { configurable: true, value: Channel });
  const news = { key: KEYS.event + idOf(9), newValue: JSON.stringify(answered(9)) };
  globalThis.dispatchEvent(Object.assign(new Event("storage"), news));
  store.append(FLAG);
  assert.equal(store.log().events.size, 2);
});
