/**
 * The copy of the log in `localStorage`: one key an event, written once by the page that made it.
 *
 * Tabs never write a key that another tab writes, since two tabs that append to one key lose up to
 * half of what they write. The storage itself is handed in by `store.js`.
 *
 * @module
 */

import { canonical, compareText } from "../pure/events.js";
import { makeLog, readAside, readSegment, readStored, union, writeSegment } from "../pure/merge.js";
import { digest } from "./digest.js";

/** @typedef {import("../pure/merge.js").Log} Log */
/** @typedef {import("../pure/merge.js").Aside} Aside */
/** @typedef {import("../pure/events.js").StoredEvent} StoredEvent */

/** Above so many event keys they are gathered into a segment: many keys make loading slow. */
export const COMPACTION_LIMIT = 500;

/**
 * Name the keys of a site.
 *
 * @param {string} site
 */
export function keysOf(site) {
  return {
    all: `${site}:`,
    event: `${site}:e:`,
    segment: `${site}:s:`,
    aside: `${site}:aside:`,
    draft: `${site}:draft:`,
    device: `${site}:device`,
    theme: `${site}:theme`,
    setting: `${site}:set:`,
  };
}

/**
 * List the keys that begin with a prefix.
 *
 * @param {Storage} storage
 * @param {string} prefix
 * @returns {string[]} Sorted.
 */
export function keysWith(storage, prefix) {
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? "");
  return keys.filter((key) => key.startsWith(prefix)).sort(compareText);
}

/**
 * Read the whole copy.
 *
 * @param {Storage} storage
 * @param {string} site
 * @returns {Log} What cannot be read is set aside in it; the storage is not changed.
 */
export function readLocal(storage, site) {
  const keys = keysOf(site);
  const events = keysWith(storage, keys.event).map((key) =>
    readStored(key, storage.getItem(key) ?? "", key.slice(keys.event.length))
  );
  const segments = keysWith(storage, keys.segment).map((key) =>
    readSegment(key, storage.getItem(key) ?? "")
  );
  const aside = keysWith(storage, keys.aside).map((key) => asideAt(storage, key));
  return union(...events, ...segments, makeLog([], aside));
}

/**
 * Write an event under its own key.
 *
 * @param {Storage} storage
 * @param {string} site
 * @param {StoredEvent} event
 */
export function writeEvent(storage, site, event) {
  storage.setItem(keysOf(site).event + event.id, canonical(event));
}

/**
 * Write several events, as segments, which take fewer keys and less space than a key each.
 *
 * @param {Storage} storage
 * @param {string} site
 * @param {readonly StoredEvent[]} events
 */
export function writeEvents(storage, site, events) {
  for (let start = 0; start < events.length; start += COMPACTION_LIMIT) {
    const texts = events.slice(start, start + COMPACTION_LIMIT).map(canonical);
    putSegment(storage, site, writeSegment(texts));
  }
}

/**
 * @param {Storage} storage
 * @param {string} site
 * @param {string} text
 * @returns {boolean} Whether it reads back as it was written.
 */
function putSegment(storage, site, text) {
  const key = keysOf(site).segment + digest(text).slice(0, 32);
  storage.setItem(key, text);
  return storage.getItem(key) === text;
}

/**
 * Keep what was set aside under a key made from its content, so that nothing is ever overwritten,
 * and then take away the entry that it came from.
 *
 * @param {Storage} storage
 * @param {string} site
 * @param {Aside} aside
 */
export function writeAside(storage, site, aside) {
  const keys = keysOf(site);
  const text = canonical(aside);
  const key = keys.aside + digest(text).slice(0, 32);
  storage.setItem(key, text);
  if (!aside.where.startsWith(keys.event) || storage.getItem(aside.where) !== aside.text) return;
  if (storage.getItem(key) === text) storage.removeItem(aside.where);
}

/**
 * Gather event keys into one segment that is never changed afterwards. The sources go only after
 * the segment has been read back, so a crash leaves duplicates at worst.
 *
 * @param {Storage} storage
 * @param {string} site
 * @param {number} [limit]
 * @returns {boolean} Whether there was enough to gather.
 */
export function compact(storage, site, limit = COMPACTION_LIMIT) {
  const keys = keysOf(site);
  const sources = keysWith(storage, keys.event);
  if (sources.length <= limit) return false;
  const texts = sources.map((key) => storage.getItem(key) ?? "");
  const whole = sources.flatMap((key, index) => {
    const text = /** @type {string} */ (texts[index]);
    return readStored(key, text, key.slice(keys.event.length)).events.size ? [{ key, text }] : [];
  });
  const segment = writeSegment(whole.map(({ text }) => text));
  if (!putSegment(storage, site, segment)) return false;
  for (const source of whole) {
    if (storage.getItem(source.key) === source.text) storage.removeItem(source.key);
  }
  return true;
}

/**
 * Take away what a site stored, and nothing of its neighbours on the same origin.
 *
 * @param {Storage} storage
 * @param {string} site
 */
export function clearLocal(storage, site) {
  const keys = keysOf(site);
  for (const key of keysWith(storage, keys.all)) {
    if (key !== keys.theme && key !== keys.device) storage.removeItem(key);
  }
}

/**
 * Measure what a site stored.
 *
 * @param {Storage} storage
 * @param {string} site
 * @returns {number} UTF-16 units, keys included, as quotas count.
 */
export function sizeOf(storage, site) {
  return keysWith(storage, keysOf(site).all)
    .reduce((sum, key) => sum + key.length + (storage.getItem(key) ?? "").length, 0);
}

/**
 * @param {Storage} storage
 * @param {string} key
 * @returns {Aside}
 */
function asideAt(storage, key) {
  const text = storage.getItem(key) ?? "";
  try {
    const found = readAside(JSON.parse(text));
    if (found) return found;
  } catch { // not JSON: itself damaged, and still kept
  }
  return { where: key, reason: "damaged where it was set aside", text };
}
