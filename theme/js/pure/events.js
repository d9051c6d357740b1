/**
 * The events of the log: what is remembered about a learner, for ever.
 *
 * An event is a flat JSON object. Its form never changes once it has been released: a field may be
 * added, a meaning may not be altered; anything else is a new type or a higher `v`. Lengths and
 * ranges below are what `inspect` accepts; what lies outside is set aside, never thrown away.
 *
 * @module
 */

/** @typedef {"right" | "trap" | "wrong"} Result How an answer turned out. */

/** @typedef {"guess" | "fairly" | "certain"} Confidence How sure the learner said to be. */

/**
 * What every event carries.
 *
 * @typedef {object} Stamp
 * @property {number} v Version of the event's form; 1 is the one described here.
 * @property {string} id `<device>-<tab>-<n>`: ten base32 characters that name the device, six that
 *   name the load of the page, and a counter from 1. Nobody else ever writes this id.
 * @property {number} at Wall clock, milliseconds since 1970, as the device believed it to be.
 * @property {number} seq Lamport counter: one more than the greatest seen when the event was made.
 */

/**
 * A question was answered.
 *
 * @typedef {object} Answered
 * @property {"answered"} type
 * @property {string} question The question's id.
 * @property {number} revision The question's revision that was shown.
 * @property {string | null} session The session it belongs to; null outside one.
 * @property {string} mode `topic`, `single`, or the mode of a session to come.
 * @property {number} option Index of the chosen option in the order of the question's file, from 0.
 * @property {Result} result What the chosen option was in that revision.
 * @property {Confidence | null} confidence Null when the answer was given with Enter alone.
 * @property {number} elapsed_ms Time for which the unanswered question was visible.
 * @property {number[]} order Indexes in file order, as the options stood on the screen.
 * @property {number[]} struck Indexes in file order of the options struck out at the answer.
 * @property {string} bank Version of the bank that asked.
 */

/**
 * A flag was set or taken away; the last one counts.
 *
 * @typedef {object} Flagged
 * @property {"flagged"} type
 * @property {string} question
 * @property {number} revision
 * @property {boolean} on
 */

/**
 * The note on a question was changed; the last one counts, an empty text removes it.
 *
 * @typedef {object} Noted
 * @property {"noted"} type
 * @property {string} question
 * @property {number} revision
 * @property {string} text At most 10,000 UTF-16 units.
 */

/**
 * A session was begun: everything that is needed to resume it or to give it to a colleague.
 *
 * @typedef {object} SessionBegun
 * @property {"session-begun"} type
 * @property {string} session The session's id, ten base32 characters.
 * @property {string} mode `topic` for topic practice in tutor mode; more to come.
 * @property {string} title What the learner sees as its name.
 * @property {Record<string, string>} filter What was asked for, such as `{category, topic, status}`.
 * @property {number} seed 32 bits without sign: decides the order of questions and options.
 * @property {string[]} questions Ids in the order in which they are asked.
 * @property {string} bank Version of the bank.
 */

/**
 * A session came to its end.
 *
 * @typedef {object} SessionEnded
 * @property {"session-ended"} type
 * @property {string} session
 * @property {"finished" | "left"} reason `finished`: every question was answered.
 */

/**
 * A file of progress was imported; its events stand in the log beside this one.
 *
 * @typedef {object} Imported
 * @property {"imported"} type
 * @property {number} events How many events were new.
 * @property {number} devices How many devices they came from.
 * @property {string} file_sha256 Of the file's UTF-8 bytes, in hexadecimal.
 */

/**
 * Everything before was removed from this device. It hides nothing: an import after a reset is how a
 * mistaken reset is undone.
 *
 * @typedef {object} Reset
 * @property {"reset"} type
 */

/**
 * @typedef {Answered | Flagged | Noted | SessionBegun | SessionEnded | Imported | Reset} Body
 * @typedef {Stamp & Body} LogEvent An event of a type and version that this code understands.
 * @typedef {Stamp & {type: string}} StoredEvent Any event that is kept, understood or not.
 */

/** The version of events that this code writes, and the greatest that it understands. */
export const EVENT_VERSION = 1;

/** UTF-16 units of the greatest event that is accepted, in canonical form. */
export const EVENT_LIMIT = 65_536;

/** UTF-16 units of the longest note. */
export const NOTE_LIMIT = 10_000;

const DEPTH_LIMIT = 6;
const NAME = /^[a-z0-9](?:[a-z0-9-]{0,98}[a-z0-9])?$/;
const OWN_ID = /^[a-z2-7]{10}-[a-z2-7]{6}-[1-9][0-9]{0,9}$/;
const ANY_ID = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,99}$/;
const TYPE = /^[a-z][a-z0-9-]{0,39}$/;
const LAST_TIME_MS = 8_640_000_000_000_000;
const LAST_SEQ = 2 ** 40;

/** @typedef {(value: unknown) => boolean} Check */

/** @type {(least: number, most: number) => Check} */
const whole = (least, most) => (value) =>
  Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most;
/** @type {(...words: unknown[]) => Check} */
const oneOf = (...words) => (value) => words.includes(value);
/** @type {(limit: number) => Check} */
const text = (limit) => (value) => typeof value === "string" && value.length <= limit;
/** @type {(pattern: RegExp) => Check} */
const like = (pattern) => (value) => typeof value === "string" && pattern.test(value);
/** @type {(check: Check, limit: number) => Check} */
const listOf = (check, limit) => (value) =>
  Array.isArray(value) && value.length <= limit && value.every(check);
/** @type {(check: Check) => Check} */
const orNull = (check) => (value) => value === null || check(value);
/** @type {(check: Check) => Check} */
const distinct = (check) => (value) =>
  check(value) && new Set(/** @type {unknown[]} */ (value)).size ===
    /** @type {unknown[]} */ (value).length;
/** @type {Check} */
const filter = (value) => isPlain(value) && Object.values(value).every(text(200));

const name = like(NAME);
const revision = whole(1, 1_000_000);
const options = distinct(listOf(whole(0, 25), 26));

/** What each type must carry. @type {Record<string, Record<string, Check>>} */
const FIELDS = {
  answered: {
    question: name,
    revision,
    session: orNull(name),
    mode: name,
    option: whole(0, 25),
    result: oneOf("right", "trap", "wrong"),
    confidence: oneOf("guess", "fairly", "certain", null),
    elapsed_ms: whole(0, 10_000_000_000),
    order: options,
    struck: options,
    bank: text(64),
  },
  flagged: { question: name, revision, on: oneOf(true, false) },
  noted: { question: name, revision, text: text(NOTE_LIMIT) },
  "session-begun": {
    session: name,
    mode: name,
    title: text(300),
    filter,
    seed: whole(0, 2 ** 32 - 1),
    questions: distinct(listOf(name, 2_000)),
    bank: text(64),
  },
  "session-ended": { session: name, reason: oneOf("finished", "left") },
  imported: {
    events: whole(0, 10_000_000),
    devices: whole(0, 10_000_000),
    file_sha256: like(/^[0-9a-f]{64}$/),
  },
  reset: {},
};

/** @type {Record<string, Check>} */
const STAMP = {
  v: whole(1, 1_000_000),
  at: whole(0, LAST_TIME_MS),
  seq: whole(1, LAST_SEQ),
  type: like(TYPE),
};

/**
 * Say whether a value is an event that may be kept.
 *
 * @param {unknown} value Anything, such as what a damaged store or a hostile file held.
 * @returns {{event: StoredEvent, is_understood: boolean} | {reason: string}} The event as it is, or
 *   why it is none. An event of a newer version or of an unknown type is kept and not understood.
 */
export function inspect(value) {
  if (!isPlain(value)) return { reason: "not an object" };
  if (!isShallow(value, DEPTH_LIMIT)) return { reason: "nested too deeply" };
  if (canonical(value).length > EVENT_LIMIT) return { reason: "too long" };
  const stampFault = faultOf(value, STAMP);
  if (stampFault) return { reason: `bad field: ${stampFault}` };
  const fields = value.v === EVENT_VERSION ? ownField(FIELDS, String(value.type)) : undefined;
  const is_understood = fields !== undefined;
  const fault = faultOf(value, { ...fields, id: like(is_understood ? OWN_ID : ANY_ID) });
  if (fault) return { reason: `bad field: ${fault}` };
  return { event: /** @type {StoredEvent} */ (/** @type {unknown} */ (value)), is_understood };
}

/**
 * Narrow an event to the types that this code understands.
 *
 * @param {StoredEvent} event One that `inspect` let through.
 * @returns {event is LogEvent}
 */
export function isUnderstood(event) {
  return event.v === EVENT_VERSION && ownField(FIELDS, event.type) !== undefined;
}

/**
 * Put two events in the one order in which every device folds them.
 *
 * @param {StoredEvent} a
 * @param {StoredEvent} b
 * @returns {number}
 */
export function compareEvents(a, b) {
  return a.at - b.at || a.seq - b.seq || compareText(a.id, b.id);
}

/**
 * Order two texts by UTF-16 units: the same in every browser and locale.
 *
 * @param {string} a
 * @param {string} b
 * @returns {number}
 */
export function compareText(a, b) {
  return a < b ? -1 : Number(a > b);
}

/**
 * Write a JSON value so that equal values have equal texts: keys sorted, no spaces.
 *
 * @param {unknown} value A value that came from JSON.
 * @returns {string}
 */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (!isPlain(value)) return JSON.stringify(value);
  const keys = Object.keys(value).sort(compareText);
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(",")}}`;
}

/**
 * Say whether a value is an object that JSON writes with braces.
 *
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
export function isPlain(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * @param {unknown} value
 * @param {number} levels
 * @returns {boolean}
 */
function isShallow(value, levels) {
  if (typeof value !== "object" || value === null) return true;
  return levels > 0 && Object.values(value).every((inner) => isShallow(inner, levels - 1));
}

/**
 * @param {Record<string, unknown>} value
 * @param {Record<string, Check>} fields
 * @returns {string | null} The first field that is missing or wrong.
 */
function faultOf(value, fields) {
  const found = Object.entries(fields).find(([key, check]) =>
    !Object.hasOwn(value, key) || !check(value[key])
  );
  return found ? found[0] : null;
}

/**
 * @template T
 * @param {Record<string, T>} table
 * @param {string} key
 * @returns {T | undefined}
 */
function ownField(table, key) {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
