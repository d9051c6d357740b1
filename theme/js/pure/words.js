/**
 * Words and figures that a learner reads.
 *
 * @module
 */

/** @typedef {import("./events.js").Result} Result */
/** @typedef {import("./events.js").Confidence} Confidence */
/** @typedef {import("./standing.js").Standing} Standing */
/** @typedef {import("./standing.js").Tally} Tally */
/** @typedef {import("./standing.js").BeliefRecord} BeliefRecord */

/** @type {Record<Standing, string>} */
export const RESULT_WORDS = { right: "Right", wrong: "Wrong", trap: "Trap", unseen: "Unseen" };

/** @type {Record<Confidence, string>} */
export const CONFIDENCE_WORDS = { guess: "Guess", fairly: "Fairly sure", certain: "Certain" };

/** What an answer says of its confidence. @type {Record<Confidence, string>} */
const SAID = { guess: "a guess", fairly: "fairly sure", certain: "certain" };

/**
 * Write a duration as minutes and seconds.
 *
 * @param {number} ms
 * @returns {string} Such as `1:42`.
 */
export function clockText(ms) {
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/**
 * Write what is said of an answer: time against the estimate, and confidence.
 *
 * @param {{result: Result, elapsed_ms: number, confidence: Confidence | null}} answer
 * @param {number} estimate_seconds
 * @returns {string} Such as `1:42 of 3:30, certain.`
 */
export function verdictDetail(answer, estimate_seconds) {
  const time = `${clockText(answer.elapsed_ms)} of ${clockText(estimate_seconds * 1000)}`;
  return answer.confidence ? `${time}, ${SAID[answer.confidence]}.` : `${time}.`;
}

/**
 * Write what the rationale of an option begins with.
 *
 * @param {Result} verdict
 * @param {{isChosen: boolean, wasStruck: boolean}} about
 * @returns {string} Such as `Trap, and your answer.`
 */
export function verdictWord(verdict, { isChosen, wasStruck }) {
  if (isChosen) return `${RESULT_WORDS[verdict]}, and your answer.`;
  return wasStruck
    ? `${RESULT_WORDS[verdict]}, and you had struck it out.`
    : `${RESULT_WORDS[verdict]}.`;
}

/**
 * Count things.
 *
 * @param {number} count
 * @param {string} one
 * @param {string} [many]
 * @returns {string} Such as `1 question` and `2 questions`.
 */
export function counted(count, one, many = `${one}s`) {
  return `${count.toLocaleString("en-GB")} ${count === 1 ? one : many}`;
}

/**
 * Write a tally as a sentence for those who do not see the segments.
 *
 * @param {Tally} tally
 * @returns {string} Such as `3 right, 1 trap, 16 unseen`.
 */
export function tallyText(tally) {
  /** @type {Standing[]} */
  const kinds = ["right", "wrong", "trap", "unseen"];
  const parts = kinds.filter((kind) => tally[kind] > 0).map((kind) => `${tally[kind]} ${kind}`);
  return parts.join(", ");
}

/**
 * Write how many questions carry a belief and how often it caught the learner.
 *
 * @param {BeliefRecord} record
 * @returns {string}
 */
export function beliefText({ questions, met, caught }) {
  const isOnly = questions.length === 1;
  const carry = isOnly
    ? "One question carries this belief."
    : `${questions.length} questions carry this belief.`;
  if (met === 0) return carry;
  if (met === 1) {
    const place = isOnly ? "there" : "in the one you answered";
    return `${carry} It ${caught === 0 ? "did not catch" : "caught"} you ${place}.`;
  }
  return `${carry} It caught you in ${caught || "none"} of the ${met} you answered.`;
}

/**
 * Write a moment relative to today.
 *
 * @param {number} at_ms
 * @param {number} now_ms
 * @returns {string} Such as `today at 18:40`, `yesterday at 18:40`, `on 3 November 2026`.
 */
export function momentText(at_ms, now_ms) {
  const at = new Date(at_ms);
  const time = `${at.getHours()}:${String(at.getMinutes()).padStart(2, "0")}`;
  const days = dayNumber(new Date(now_ms)) - dayNumber(at);
  if (days === 0) return `today at ${time}`;
  if (days === 1) return `yesterday at ${time}`;
  return `on ${at.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" })}`;
}

/**
 * How well a store keeps what it is given: `kept` both ways, `full` when it refused for want of
 * space, `blocked` when the browser does not let us use it, `failed` for any other fault.
 *
 * @typedef {"kept" | "full" | "blocked" | "failed"} StoreState
 */

/**
 * Write what is kept, and where, in one line for the foot of the page.
 *
 * @param {{local: StoreState, database: StoreState, is_read_only: boolean, has_events: boolean}} state
 * @returns {string}
 */
export function keptText({ local, database, is_read_only, has_events }) {
  if (is_read_only) {
    return "Progress was written by a newer version of this site. Nothing is added.";
  }
  if (local !== "kept" && database !== "kept") return "Progress is not kept in this browser.";
  if (local !== "kept" || database !== "kept") return "Kept on this device, in one place only.";
  return has_events ? "Kept on this device." : "Progress will be kept on this device.";
}

/**
 * Say what is the matter with the stores and what to do.
 *
 * @param {{local: StoreState, database: StoreState, is_read_only: boolean, aside: number}} state
 * @returns {string[]} Nothing when all is well.
 */
export function noticesOf({ local, database, is_read_only, aside }) {
  /** @type {string[]} */
  const notices = [];
  if (is_read_only) {
    notices.push(
      "Your progress was written by a newer version of this site. You can read on, but new answers " +
        "are not kept. Reload the page to get the newer version.",
    );
  } else if (local !== "kept" && database !== "kept") {
    notices.push(
      `${WHY[worse(local, database)]} Answers given now are lost with this page: export them.`,
    );
  } else if (local === "full" || database === "full") {
    notices.push(
      "The storage that this browser gives to the site is full. New answers are kept in one place " +
        "instead of two. Export your progress to be safe.",
    );
  }
  if (aside > 0) {
    notices.push(
      `${
        counted(aside, "stored entry", "stored entries")
      } could not be read. Nothing was deleted: ` +
        "what was found is set aside and is part of every export.",
    );
  }
  return notices;
}

/** @type {Record<StoreState, string>} */
const WHY = {
  kept: "",
  full: "The storage that this browser gives to the site is full.",
  blocked: "This browser does not let the site store anything.",
  failed: "This browser's storage does not work at the moment.",
};

/**
 * @param {StoreState} a
 * @param {StoreState} b
 * @returns {StoreState} The one that says more to a learner.
 */
function worse(a, b) {
  return a === "full" || b === "full" ? "full" : a;
}

/**
 * @param {Date} date
 * @returns {number} Days since 1970 by the device's own calendar.
 */
function dayNumber(date) {
  return Math.floor(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / 86_400_000);
}
