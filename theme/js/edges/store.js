/**
 * The store: the log of events, kept twice, and the small things beside it.
 *
 * It alone names `localStorage` and `indexedDB`. Either may be missing, full, or throw at any time;
 * the store then works with the other, or with none, and says so in its state.
 *
 * @module
 */

import { canonical, EVENT_VERSION, inspect } from "../pure/events.js";
import {
  devicesOf,
  difference,
  EMPTY_LOG,
  greatestSeq,
  isNewer,
  makeLog,
  readImport,
  union,
  writeExport,
} from "../pure/merge.js";
import { laterDraft, readDraft } from "../pure/drafts.js";
import { nameOf } from "../pure/random.js";
import * as database_copy from "./database_copy.js";
import * as local_copy from "./local_copy.js";
import { digest } from "./digest.js";
import { connectTabs } from "./tabs.js";

/** @typedef {import("../pure/events.js").Body} Body */
/** @typedef {import("../pure/events.js").StoredEvent} StoredEvent */
/** @typedef {import("../pure/merge.js").Log} Log */
/** @typedef {import("../pure/merge.js").Difference} Difference */
/** @typedef {import("../pure/drafts.js").Draft} Draft */
/** @typedef {import("../pure/words.js").StoreState} StoreState */

/**
 * What the store can say of itself.
 *
 * @typedef {object} State
 * @property {StoreState} local
 * @property {StoreState} database
 * @property {boolean} is_read_only A newer version wrote here; nothing is changed.
 * @property {boolean} has_events
 * @property {number} aside How many entries are set aside.
 */

/**
 * A place where the log is kept, as the learner is told of it.
 *
 * @typedef {object} Place
 * @property {string} name
 * @property {string} under Which keys or which database.
 * @property {StoreState} state
 * @property {number | null} size UTF-16 units, where the browser tells.
 */

/**
 * What a page needs to open the store.
 *
 * @typedef {object} Opening
 * @property {string} site The site's id, which every key begins with.
 * @property {() => number} now Wall clock in milliseconds.
 * @property {(count: number) => Uint8Array} randomBytes
 * @property {() => void} onChange Called when the log or the state has changed.
 * @property {number} [patience_ms] How long to wait for IndexedDB, which may never answer.
 */

/**
 * @typedef {object} Store
 * @property {() => Log} log
 * @property {() => State} state
 * @property {(body: Body) => StoredEvent} append
 * @property {() => Promise<void>} written Resolves when all appended so far is on the disk.
 * @property {(name: string) => Promise<Draft | null>} readDraft
 * @property {(name: string, draft: Draft | null) => void} writeDraft
 * @property {(name: string) => string | null} readSetting
 * @property {(name: string, value: string) => void} writeSetting
 * @property {(bank: string) => string} exportText
 * @property {(text: string) => {refused: string} | Difference} importText
 * @property {() => Promise<void>} reset
 * @property {() => Place[]} places
 * @property {() => void} close
 */

const DEFAULT_PATIENCE_MS = 1_500;

/**
 * Open the store and read both copies.
 *
 * @param {Opening} opening
 * @returns {Promise<Store>} Never rejected.
 */
export async function openStore({ site, now, randomBytes, onChange, patience_ms }) {
  const keys = local_copy.keysOf(site);
  const tab = nameOf(randomBytes(6));
  /** @type {Log} */
  let log = EMPTY_LOG;
  /** @type {import("idb").IDBPDatabase | null} */
  let database = null;
  let made = 0;
  let greatest_seq = 0;
  let is_opening = true;
  /** @type {Promise<unknown>} */
  let pending = Promise.resolve();
  /** @type {Map<string, string>} */
  const unkept = new Map(); // drafts and settings of a page whose browser keeps nothing
  /** @type {State} */
  const state = {
    local: "kept",
    database: "kept",
    is_read_only: false,
    has_events: false,
    aside: 0,
  };

  const announce = () => {
    state.has_events = log.events.size > 0;
    state.aside = log.aside.size;
    if (!is_opening) onChange();
  };

  /** @type {(incoming: Log) => void} */
  const take = (incoming) => {
    log = union(log, incoming);
    greatest_seq = Math.max(greatest_seq, greatestSeq(incoming));
    if (isNewer(incoming)) state.is_read_only = true;
  };

  /** @type {<T>(work: (storage: Storage) => T) => T | undefined} */
  const onLocal = (work) => {
    try {
      const result = work(globalThis.localStorage);
      if (state.local !== "full") state.local = "kept";
      return result;
    } catch (error) {
      state.local = faultOf(error);
      announce();
      return undefined;
    }
  };

  /** @type {<T>(work: (database: import("idb").IDBPDatabase) => Promise<T>) => Promise<T | undefined>} */
  const onDatabase = async (work) => {
    if (!database) return undefined;
    try {
      return await work(database);
    } catch (error) {
      state.database = faultOf(error);
      announce();
      return undefined;
    }
  };

  /** @type {(work: () => Promise<unknown>) => void} */
  const queue = (work) => {
    pending = pending.then(work, work);
  };

  const tabs = connectTabs(site, {
    onEvent(text) {
      const found = inspect(parse(text));
      if (!("event" in found) || log.events.has(found.event.id)) return;
      if (found.event.type === "reset") return void reload();
      take(makeLog([found.event], []));
      announce();
    },
    onCleared: () => void reload(),
  });

  /** Write to each copy what only the other had, so that each suffices alone. */
  const heal = (/** @type {Log} */ local, /** @type {Log} */ stored) => {
    if (state.is_read_only) return;
    const events = [...log.events.values()];
    onLocal((storage) => {
      for (const aside of log.aside.values()) local_copy.writeAside(storage, site, aside);
      const missing = events.filter((event) => !local.events.has(event.id));
      local_copy.writeEvents(storage, site, missing);
      local_copy.compact(storage, site);
    });
    const missing = events.filter((event) => !stored.events.has(event.id));
    const aside = [...log.aside].filter(([key]) => !stored.aside.has(key)).map(([, each]) => each);
    if (missing.length > 0) queue(() => onDatabase((db) => database_copy.putEvents(db, missing)));
    if (aside.length > 0) queue(() => onDatabase((db) => database_copy.putAside(db, aside)));
  };

  const readLocalCopy = () =>
    onLocal((storage) => local_copy.readLocal(storage, site)) ?? EMPTY_LOG;

  const reload = async () => {
    log = EMPTY_LOG;
    take(readLocalCopy());
    take(await onDatabase(database_copy.readDatabase) ?? EMPTY_LOG);
    announce();
  };

  const letGo = (/** @type {boolean} */ isNewerLayout) => {
    database = null;
    state.database = "failed";
    if (isNewerLayout) state.is_read_only = true;
    announce();
  };

  const device = await openCopies();
  is_opening = false;

  /** @returns {Promise<string>} The device's name. */
  async function openCopies() {
    const local = readLocalCopy();
    take(local);
    const opened = connectDatabase(local);
    await Promise.race([opened, wait(patience_ms ?? DEFAULT_PATIENCE_MS)]);
    if (!database && state.database === "kept") state.database = "failed";
    const known = onLocal((storage) => storage.getItem(keys.device)) ??
      await quickly(onDatabase((db) => database_copy.readValue(db, "device")));
    const name = /^[a-z2-7]{10}$/.test(known ?? "") ? String(known) : nameOf(randomBytes(10));
    if (!state.is_read_only) keepDevice(name);
    announce();
    return name;
  }

  /** @param {string} name */
  function keepDevice(name) {
    onLocal((storage) => {
      if (storage.getItem(keys.device) !== name) storage.setItem(keys.device, name);
    });
    queue(() => onDatabase((db) => database_copy.writeValue(db, "device", name)));
  }

  /** @param {Log} local */
  async function connectDatabase(local) {
    try {
      database = await database_copy.openDatabase(site, {
        onNewer: () => letGo(true),
        onLost: () => letGo(false),
      });
      const stored = await database_copy.readDatabase(database);
      state.database = "kept";
      take(stored);
      heal(local, stored);
    } catch (error) {
      const isNewerLayout = error instanceof Error && error.name === "VersionError";
      state.database = faultOf(error);
      if (isNewerLayout) state.is_read_only = true;
      else heal(local, EMPTY_LOG);
    }
    announce();
  }

  /**
   * Keep events that are already in `log`.
   *
   * @param {readonly StoredEvent[]} events
   */
  function keep(events) {
    if (state.is_read_only) return;
    onLocal((storage) => {
      const [only, ...others] = events;
      if (only && others.length === 0) local_copy.writeEvent(storage, site, only);
      else local_copy.writeEvents(storage, site, events);
      local_copy.compact(storage, site);
    });
    queue(() => onDatabase((db) => database_copy.putEvents(db, events)));
  }

  /** @param {Body} body */
  function append(body) {
    made += 1;
    greatest_seq += 1;
    const id = `${device}-${tab}-${made}`;
    const event = { v: EVENT_VERSION, id, at: now(), seq: greatest_seq, ...body };
    log = withEvent(log, event);
    keep([event]);
    if (!state.is_read_only) tabs.tell(canonical(event));
    if (event.type === "answered") askToPersist();
    announce();
    return event;
  }

  /** @param {string} text */
  function importText(text) {
    const found = readImport(text, site);
    if ("refused" in found) return found;
    if (state.is_read_only || isNewer(found.log)) {
      return { refused: "It needs the newer version of this site. Reload the page and try again." };
    }
    const changes = difference(log, found.log);
    take(found.log);
    keep(changes.fresh);
    onLocal((storage) => {
      for (const aside of changes.aside) local_copy.writeAside(storage, site, aside);
    });
    queue(() => onDatabase((db) => database_copy.putAside(db, changes.aside)));
    for (const event of changes.fresh) tabs.tell(canonical(event));
    if (changes.fresh.length > 0) {
      const devices = devicesOf(changes.fresh).size;
      const file_sha256 = digest(text);
      append({ type: "imported", events: changes.fresh.length, devices, file_sha256 });
    }
    announce();
    return changes;
  }

  async function reset() {
    if (state.is_read_only) return;
    log = EMPTY_LOG;
    unkept.clear();
    onLocal((storage) => local_copy.clearLocal(storage, site));
    queue(() => onDatabase(database_copy.clearDatabase));
    queue(() => onDatabase((db) => database_copy.writeValue(db, "device", device)));
    state.local = "kept";
    append({ type: "reset" });
    await pending;
    tabs.tellCleared();
  }

  /**
   * @param {string} name
   * @param {string | null} text
   */
  function writeSmall(name, text) {
    if (text === null) unkept.delete(name);
    else unkept.set(name, text);
    if (state.is_read_only) return;
    const key = keys.all + name;
    onLocal((storage) => text === null ? storage.removeItem(key) : storage.setItem(key, text));
    queue(() => onDatabase((db) => database_copy.writeValue(db, name, text)));
  }

  return {
    log: () => log,
    state: () => ({ ...state }),
    append,
    written: async () => void (await pending),
    async readDraft(name) {
      const local = onLocal((storage) => storage.getItem(keys.draft + name));
      const stored = await quickly(
        onDatabase((db) => database_copy.readValue(db, `draft:${name}`)),
      );
      const own = unkept.get(`draft:${name}`) ?? null;
      return laterDraft(
        readDraft(own),
        laterDraft(readDraft(local ?? null), readDraft(stored ?? null)),
      );
    },
    writeDraft: (name, draft) => writeSmall(`draft:${name}`, draft && JSON.stringify(draft)),
    readSetting: (name) =>
      onLocal((storage) => storage.getItem(keys.setting + name)) ??
        unkept.get(`set:${name}`) ?? null,
    writeSetting: (name, value) => writeSmall(`set:${name}`, value),
    exportText: (bank) => writeExport(log, { site, bank, exported_at: now() }),
    importText,
    reset,
    places: () => [
      {
        name: "localStorage",
        under: `keys that begin with ${keys.all}`,
        state: state.local,
        size: onLocal((storage) => local_copy.sizeOf(storage, site)) ?? null,
      },
      { name: "IndexedDB", under: `database ${site}:log`, state: state.database, size: null },
    ],
    close() {
      tabs.close();
      database?.close();
    },
  };
}

/**
 * @param {Log} log
 * @param {StoredEvent} event One with a new id.
 * @returns {Log}
 */
function withEvent(log, event) {
  return { events: new Map(log.events).set(event.id, event), aside: log.aside };
}

/**
 * @param {unknown} error
 * @returns {StoreState}
 */
function faultOf(error) {
  const name = error instanceof Error ? error.name : "";
  if (/quota/i.test(name)) return "full";
  return name === "SecurityError" || error instanceof ReferenceError || error instanceof TypeError
    ? "blocked"
    : "failed";
}

/** Ask the browser not to clear our storage by itself. The answer may never come: nobody waits. */
function askToPersist() {
  try {
    globalThis.navigator.storage?.persist?.()?.catch(() => {});
  } catch { // not in this browser, or not from disk
  }
}

/**
 * @template T
 * @param {Promise<T>} work
 * @returns {Promise<T | undefined>} Undefined when a stuck database gives no answer.
 */
function quickly(work) {
  return Promise.race([work, wait(500).then(() => undefined)]);
}

/**
 * @param {number} ms
 * @returns {Promise<void>}
 */
function wait(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/**
 * @param {string} text
 * @returns {unknown}
 */
function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
