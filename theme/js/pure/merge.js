/**
 * Logs and how they are joined. A log is a set of events by id and a set of things set aside, and
 * joining two is forming the union, so the order and the number of joins do not matter.
 *
 * @module
 */

import { canonical, compareEvents, EVENT_VERSION, inspect, isPlain } from "./events.js";

/** @typedef {import("./events.js").StoredEvent} StoredEvent */

/**
 * Something that was found where an event should be, kept as it was.
 *
 * @typedef {object} Aside
 * @property {string} where The key it was found under, `import`, or `conflict`.
 * @property {string} reason Why it is no event, in words.
 * @property {string} text What was found, to the letter.
 */

/**
 * @typedef {object} Log
 * @property {ReadonlyMap<string, StoredEvent>} events By id.
 * @property {ReadonlyMap<string, Aside>} aside By canonical form.
 */

/** @typedef {{log: Log} | {refused: string}} ImportResult */

/**
 * What an import changed.
 *
 * @typedef {object} Difference
 * @property {StoredEvent[]} fresh Events that the log did not have.
 * @property {number} known How many events it had.
 * @property {Aside[]} aside What was set aside and had not been before.
 */

export const EXPORT_FORMAT = "question-bank-progress";
export const EXPORT_VERSION = 1;

/** The greatest file that is read, in bytes. */
export const IMPORT_LIMIT_BYTES = 50_000_000;

/** @type {Log} */
export const EMPTY_LOG = Object.freeze({ events: new Map(), aside: new Map() });

/**
 * Make a log of events and things set aside, in any order and with repetitions.
 *
 * Two events with one id and different content come from damage or malice: the one whose canonical
 * form sorts first is kept, so that every device keeps the same one, and the other is set aside.
 *
 * @param {Iterable<StoredEvent>} events
 * @param {Iterable<Aside>} aside
 * @returns {Log}
 */
export function makeLog(events, aside) {
  /** @type {Map<string, StoredEvent>} */
  const kept = new Map();
  const leftOver = new Map([...aside].map((each) => [canonical(each), each]));
  for (const event of events) {
    const earlier = kept.get(event.id);
    const [first, second] = earlier ? inCanonicalOrder(event, earlier) : [event, event];
    kept.set(event.id, first);
    if (first !== second && canonical(first) !== canonical(second)) {
      const conflict = conflictOf(second);
      leftOver.set(canonical(conflict), conflict);
    }
  }
  return { events: kept, aside: leftOver };
}

/**
 * Join logs: commutative, associative, idempotent.
 *
 * @param {...Log} logs
 * @returns {Log}
 */
export function union(...logs) {
  return makeLog(
    logs.flatMap((log) => [...log.events.values()]),
    logs.flatMap((log) => [...log.aside.values()]),
  );
}

/**
 * List a log's events in the order in which they are folded and exported.
 *
 * @param {Log} log
 * @returns {StoredEvent[]}
 */
export function sortedEvents(log) {
  return [...log.events.values()].sort(compareEvents);
}

/**
 * Read what was stored under the key of an event.
 *
 * @param {string} where The key, for what must be set aside.
 * @param {string} text
 * @param {string} id The id that the event must have.
 * @returns {Log}
 */
export function readStored(where, text, id) {
  const found = inspect(parse(text));
  if ("reason" in found) return makeLog([], [{ where, reason: found.reason, text }]);
  if (found.event.id === id) return makeLog([found.event], []);
  return makeLog([], [{ where, reason: "under another event's key", text }]);
}

/**
 * Write events as a segment: an array with an event a line, so that damage costs a line.
 *
 * @param {readonly string[]} events Each as JSON without a line break.
 * @returns {string}
 */
export function writeSegment(events) {
  return `[\n${events.join(",\n")}\n]`;
}

/**
 * Read a segment; where it is damaged, what can be read of its lines.
 *
 * @param {string} where
 * @param {string} text
 * @returns {Log}
 */
export function readSegment(where, text) {
  const whole = parse(text);
  if (Array.isArray(whole)) return readEvents(where, whole);
  const lines = text.split("\n").map((line) => line.replace(/,$/, ""));
  return union(
    ...lines.filter((line) => !["[", "]", ""].includes(line)).map((line) => {
      const found = inspect(parse(line));
      if ("event" in found) return makeLog([found.event], []);
      return makeLog([], [{ where, reason: found.reason, text: line }]);
    }),
  );
}

/**
 * Sort values into events and things set aside.
 *
 * @param {string} where
 * @param {readonly unknown[]} values
 * @returns {Log}
 */
export function readEvents(where, values) {
  /** @type {StoredEvent[]} */
  const events = [];
  /** @type {Aside[]} */
  const aside = [];
  for (const value of values) {
    const found = inspect(value);
    if ("event" in found) events.push(found.event);
    else aside.push({ where, reason: found.reason, text: textOf(value) });
  }
  return makeLog(events, aside);
}

/**
 * Read something that was set aside earlier.
 *
 * @param {unknown} value
 * @returns {Aside | null} Null when it is not of that form.
 */
export function readAside(value) {
  if (!isPlain(value)) return null;
  const { where, reason, text } = value;
  if (typeof where !== "string" || typeof reason !== "string" || typeof text !== "string") {
    return null;
  }
  return where.length <= 200 && reason.length <= 200 ? { where, reason, text } : null;
}

/**
 * Write a log as the file that a learner keeps.
 *
 * @param {Log} log
 * @param {{site: string, bank: string, exported_at: number}} about
 * @returns {string} JSON, an event a line, so that two exports can be compared.
 */
export function writeExport(log, { site, bank, exported_at }) {
  const head = { format: EXPORT_FORMAT, version: EXPORT_VERSION, site, bank, exported_at };
  const start = JSON.stringify(head).slice(0, -1);
  const events = sortedEvents(log).map((event) => canonical(event));
  const aside = [...log.aside.keys()].sort();
  return `${start},"events":[\n${events.join(",\n")}\n],"aside":[\n${aside.join(",\n")}\n]}\n`;
}

/**
 * Read a file that claims to be an export. It is refused whole when it is not one of this site, and
 * a bad event in a good file is set aside.
 *
 * @param {string} text
 * @param {string} site
 * @returns {ImportResult}
 */
export function readImport(text, site) {
  if (text.length > IMPORT_LIMIT_BYTES) return { refused: "It is larger than 50 MB." };
  const value = parse(text);
  if (!isPlain(value)) return { refused: "It is not a file of progress: it is no JSON object." };
  const refused = refusalOf(value, site);
  if (refused) return { refused };
  const events = /** @type {unknown[]} */ (value.events);
  const kept = readEvents("import", events);
  const asides = /** @type {unknown[]} */ (value.aside ?? []).map((each) =>
    readAside(each) ?? { where: "import", reason: "not something set aside", text: textOf(each) }
  );
  return { log: union(kept, makeLog([], asides)) };
}

/**
 * Say what joining a log to another adds.
 *
 * @param {Log} before
 * @param {Log} incoming
 * @returns {Difference}
 */
export function difference(before, incoming) {
  const after = union(before, incoming);
  const fresh = sortedEvents(incoming).filter((event) => !before.events.has(event.id));
  const aside = [...after.aside].filter(([key]) => !before.aside.has(key)).map(([, each]) => each);
  return { fresh, known: incoming.events.size - fresh.length, aside };
}

/**
 * Name the devices that a log's events come from.
 *
 * @param {Iterable<StoredEvent>} events
 * @returns {Set<string>}
 */
export function devicesOf(events) {
  return new Set([...events].map((event) => event.id.slice(0, 10)));
}

/**
 * Find the greatest counter of a log, which the next event must pass.
 *
 * @param {Log} log
 * @returns {number} 0 for an empty log.
 */
export function greatestSeq(log) {
  let greatest = 0;
  for (const event of log.events.values()) greatest = Math.max(greatest, event.seq);
  return greatest;
}

/**
 * Say whether a log holds what a newer version of this code wrote, before which it must not write.
 *
 * @param {Log} log
 * @returns {boolean}
 */
export function isNewer(log) {
  return [...log.events.values()].some((event) => event.v > EVENT_VERSION);
}

/**
 * @param {Record<string, unknown>} value
 * @param {string} site
 * @returns {string | null}
 */
function refusalOf(value, site) {
  if (value.format !== EXPORT_FORMAT) return "It is not a file of progress.";
  if (value.version !== EXPORT_VERSION) {
    return "It was written by another version of this site. Reload the page and try again.";
  }
  if (value.site !== site) return "It is the progress of another site.";
  const isWhole = Array.isArray(value.events) && Array.isArray(value.aside ?? []);
  return isWhole ? null : "It is damaged: its list of events is missing.";
}

/**
 * @param {StoredEvent} a
 * @param {StoredEvent} b
 * @returns {[StoredEvent, StoredEvent]}
 */
function inCanonicalOrder(a, b) {
  return canonical(a) <= canonical(b) ? [a, b] : [b, a];
}

/**
 * @param {StoredEvent} event
 * @returns {Aside}
 */
function conflictOf(event) {
  return { where: "conflict", reason: "another event has this id", text: canonical(event) };
}

/**
 * @param {string} text
 * @returns {unknown} Undefined when it is not JSON.
 */
function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * @param {unknown} value Came from JSON.
 * @returns {string}
 */
function textOf(value) {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch { // nested so deeply that even the browser gives up; or, from a database, a cycle
    return "(too deeply nested to be written)";
  }
}
