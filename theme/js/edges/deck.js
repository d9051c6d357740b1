/**
 * The deck reader: the bank's data, which classic scripts leave behind. From disk a page can run
 * scripts and fetch nothing, so a category's questions come by a script, once they are needed.
 *
 * @module
 */

import { BANK_FORMAT } from "../pure/bank.js";

/** @typedef {import("../pure/bank.js").BankData} BankData */

/**
 * @typedef {object} Deck
 * @property {number} format
 * @property {string} version
 * @property {Record<string, {revision: number, html: string}>} questions
 */

/** @typedef {(path: string) => Promise<void>} LoadScript */

/**
 * Take the bank that `data/bank.js` left.
 *
 * @returns {BankData | null} Null when it did not load or has a form that this code does not know.
 */
export function takeBank() {
  const data = /** @type {{questionBank?: BankData}} */ (globalThis).questionBank;
  return data?.format === BANK_FORMAT ? data : null;
}

/**
 * Make a reader of the categories' decks.
 *
 * @param {LoadScript} loadScript
 * @param {string} version The bank's; a deck of another one is half an update.
 * @returns {(category: string) => Promise<Deck>} Rejected when the deck cannot be had; each is
 *   loaded once.
 */
export function deckReader(loadScript, version) {
  /** @type {Map<string, Promise<Deck>>} */
  const decks = new Map();
  return (category) => {
    const found = decks.get(category) ?? load(loadScript, version, category);
    decks.set(category, found);
    found.catch(() => decks.delete(category)); // so that the learner can try again
    return found;
  };
}

/**
 * @param {LoadScript} loadScript
 * @param {string} version
 * @param {string} category
 * @returns {Promise<Deck>}
 */
async function load(loadScript, version, category) {
  const present = deckOf(category, version);
  if (present) return present;
  await loadScript(`data/${category}.js?v=${version}`);
  const deck = deckOf(category, version);
  if (!deck) throw new Error("The questions belong to another version of the site.");
  return deck;
}

/**
 * @param {string} category
 * @param {string} version
 * @returns {Deck | null}
 */
function deckOf(category, version) {
  const decks = /** @type {{questionDecks?: Record<string, Deck>}} */ (globalThis).questionDecks;
  const deck = decks && Object.hasOwn(decks, category) ? decks[category] : undefined;
  return deck?.format === BANK_FORMAT && deck.version === version ? deck : null;
}
