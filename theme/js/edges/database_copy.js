/**
 * The copy of the log in IndexedDB: one record an event, one transaction each. A committed
 * transaction survives a killed browser, which `localStorage` does not promise.
 *
 * @module
 */

import { openDB } from "idb";
import { makeLog, readEvents, union } from "../pure/merge.js";
import { canonical } from "../pure/events.js";
import { readAside } from "../pure/merge.js";
import { digest } from "./digest.js";

/** @typedef {import("../pure/merge.js").Log} Log */
/** @typedef {import("../pure/merge.js").Aside} Aside */
/** @typedef {import("../pure/events.js").StoredEvent} StoredEvent */
/** @typedef {import("idb").IDBPDatabase} Database */

/** Version of the database's layout. */
const LAYOUT = 1;

/** Names of its stores: events by id, what was set aside by a hash, and small values by name. */
const EVENTS = "events";
const ASIDE = "aside";
const VALUES = "values";

/**
 * Open a site's database.
 *
 * @param {string} site
 * @param {{onNewer: () => void, onLost: () => void}} on `onNewer`: another tab brings a newer
 *   layout, and this one has let go; `onLost`: the browser closed it.
 * @returns {Promise<Database>} Rejected with a `VersionError` where the layout is newer already.
 */
export function openDatabase(site, { onNewer, onLost }) {
  return openDB(`${site}:log`, LAYOUT, {
    upgrade(database) {
      database.createObjectStore(EVENTS, { keyPath: "id" });
      database.createObjectStore(ASIDE, { keyPath: "key" });
      database.createObjectStore(VALUES, { keyPath: "key" });
    },
    blocking(_current, next, event) {
      /** @type {IDBDatabase} */ (event.target).close();
      if (next !== null) onNewer();
      else onLost();
    },
    terminated: onLost,
  });
}

/**
 * Read the whole copy.
 *
 * @param {Database} database
 * @returns {Promise<Log>}
 */
export async function readDatabase(database) {
  const transaction = database.transaction([EVENTS, ASIDE]);
  const [events, aside] = await Promise.all([
    transaction.objectStore(EVENTS).getAll(),
    transaction.objectStore(ASIDE).getAll(),
  ]);
  return union(readEvents("database", events), makeLog([], aside.flatMap(asideOf)));
}

/**
 * Write events, all or none, and wait until they are on the disk.
 *
 * @param {Database} database
 * @param {readonly StoredEvent[]} events
 */
export async function putEvents(database, events) {
  const transaction = database.transaction(EVENTS, "readwrite", { durability: "strict" });
  for (const event of events) transaction.store.put(event).catch(() => {});
  transaction.commit();
  await transaction.done;
}

/**
 * Keep what was set aside.
 *
 * @param {Database} database
 * @param {readonly Aside[]} asides
 */
export async function putAside(database, asides) {
  const transaction = database.transaction([EVENTS, ASIDE], "readwrite");
  for (const aside of asides) {
    const key = digest(canonical(aside)).slice(0, 32);
    transaction.objectStore(ASIDE).put({ key, ...aside }).catch(() => {});
  }
  transaction.commit();
  await transaction.done;
}

/**
 * Read a small value, such as a draft.
 *
 * @param {Database} database
 * @param {string} key
 * @returns {Promise<string | null>}
 */
export async function readValue(database, key) {
  const found = await database.get(VALUES, key);
  return typeof found?.text === "string" ? found.text : null;
}

/**
 * Write or remove a small value.
 *
 * @param {Database} database
 * @param {string} key
 * @param {string | null} text
 */
export async function writeValue(database, key, text) {
  if (text === null) await database.delete(VALUES, key);
  else await database.put(VALUES, { key, text });
}

/**
 * Remove everything.
 *
 * @param {Database} database
 */
export async function clearDatabase(database) {
  const transaction = database.transaction([EVENTS, ASIDE, VALUES], "readwrite");
  for (const name of [EVENTS, ASIDE, VALUES]) transaction.objectStore(name).clear().catch(() => {});
  await transaction.done;
}

/**
 * @param {unknown} record
 * @returns {Aside[]}
 */
function asideOf(record) {
  const found = readAside(record);
  return found ? [found] : [];
}
