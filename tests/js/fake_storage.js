/**
 * A `localStorage` for tests: with a quota, and with faults on demand.
 *
 * @module
 */

export class FakeStorage {
  /** @type {Map<string, string>} */
  items = new Map();
  quota_units = Infinity;
  /** How many writes still succeed before the page is killed. */
  writes_left = Infinity;

  /** @returns {number} */
  get length() {
    return this.items.size;
  }

  /**
   * @param {number} index
   * @returns {string | null}
   */
  key(index) {
    return [...this.items.keys()][index] ?? null;
  }

  /**
   * @param {string} key
   * @returns {string | null}
   */
  getItem(key) {
    return this.items.get(key) ?? null;
  }

  /**
   * @param {string} key
   * @param {string} value
   */
  setItem(key, value) {
    this.#count();
    const others = [...this.items].filter(([other]) => other !== key);
    const used = others.reduce((sum, [other, text]) => sum + other.length + text.length, 0);
    if (used + key.length + value.length > this.quota_units) {
      throw new DOMException("full", "QuotaExceededError");
    }
    this.items.set(key, String(value));
  }

  /** @param {string} key */
  removeItem(key) {
    this.#count();
    this.items.delete(key);
  }

  clear() {
    throw new Error("The whole storage belongs to the origin and is nobody's to clear.");
  }

  #count() {
    if (this.writes_left <= 0) throw new Error("killed");
    this.writes_left -= 1;
  }
}

/**
 * Make a storage the page's own.
 *
 * @param {() => unknown} get May throw, as blocked storage does.
 */
export function useStorage(get) {
  Object.defineProperty(globalThis, "localStorage", { configurable: true, get });
}
