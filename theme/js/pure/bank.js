/**
 * The bank as the browser knows it before it has loaded a single question's text.
 *
 * @module
 */

/**
 * What `data/bank.js` holds: written by `builder/deck.py`.
 *
 * @typedef {object} BankData
 * @property {number} format
 * @property {string} id The site's id: the name space of all that is stored.
 * @property {string} version
 * @property {string} title
 * @property {string} [tagline]
 * @property {string[]} [introduction] What a newcomer reads.
 * @property {CheckpointData[]} checkpoints
 * @property {Record<string, MisconceptionData>} misconceptions
 *
 * @typedef {object} CheckpointData
 * @property {string} id
 * @property {string} title
 * @property {number} number
 * @property {CategoryData[]} categories
 *
 * @typedef {object} CategoryData
 * @property {string} id
 * @property {string} title
 * @property {string} short_title
 * @property {string} subtitle
 * @property {{id: string, title: string, count?: number}[]} topics
 * @property {QuestionData[]} questions
 *
 * @typedef {object} QuestionData
 * @property {string} id
 * @property {number} revision
 * @property {string} topic
 * @property {string} difficulty
 * @property {number} time Seconds.
 * @property {string} title
 * @property {string[]} [formerly]
 *
 * @typedef {object} MisconceptionData
 * @property {string} belief
 * @property {string} holds
 * @property {string} breaks
 * @property {string[]} questions
 */

/**
 * A question with the places it belongs to.
 *
 * @typedef {QuestionData & {category: CategoryData, misconceptions: string[]}} Entry
 */

/**
 * @typedef {object} Bank
 * @property {BankData} data
 * @property {Entry[]} entries All questions in the bank's order.
 * @property {ReadonlyMap<string, Entry>} questions By id.
 * @property {ReadonlyMap<string, CategoryData>} categories By id.
 * @property {ReadonlyMap<string, string>} aliases Former id to the present one.
 */

/** The form of `data/bank.js` and of the decks that this code reads. */
export const BANK_FORMAT = 1;

/**
 * Prepare the bank for looking things up.
 *
 * @param {BankData} data
 * @returns {Bank}
 */
export function indexBank(data) {
  const categories = data.checkpoints.flatMap((checkpoint) => checkpoint.categories);
  const beliefs = beliefsByQuestion(data);
  const entries = categories.flatMap((category) =>
    category.questions.map((question) => ({
      ...question,
      category,
      misconceptions: beliefs.get(question.id) ?? [],
    }))
  );
  return {
    data,
    entries,
    questions: new Map(entries.map((entry) => [entry.id, entry])),
    categories: new Map(categories.map((category) => [category.id, category])),
    aliases: new Map(
      entries.flatMap((entry) => (entry.formerly ?? []).map((old) => [old, entry.id])),
    ),
  };
}

/**
 * Name a topic of a category.
 *
 * @param {CategoryData} category
 * @param {string} topic
 * @returns {string} The id itself when the category has no such topic.
 */
export function topicTitle(category, topic) {
  return category.topics.find((each) => each.id === topic)?.title ?? topic;
}

/**
 * @param {BankData} data
 * @returns {Map<string, string[]>}
 */
function beliefsByQuestion(data) {
  /** @type {Map<string, string[]>} */
  const found = new Map();
  for (const [id, misconception] of Object.entries(data.misconceptions)) {
    for (const question of misconception.questions) {
      found.set(question, [...(found.get(question) ?? []), id]);
    }
  }
  return found;
}
