/**
 * The clock of a question: it counts while the question is visible and unanswered.
 *
 * Instants come from a clock that is never set, so that changing the time of day adds nothing.
 *
 * @module
 */

/**
 * @typedef {object} Clock
 * @property {number} counted_ms What was counted before it last began to run.
 * @property {number | null} running_since_ms Null while it stands still.
 */

/**
 * Make a clock that stands still.
 *
 * @param {number} counted_ms
 * @returns {Clock}
 */
export function stoppedClock(counted_ms) {
  return { counted_ms, running_since_ms: null };
}

/**
 * Read a clock.
 *
 * @param {Clock} clock
 * @param {number} now_ms
 * @returns {number} Whole milliseconds.
 */
export function elapsedMs(clock, now_ms) {
  const running = clock.running_since_ms === null ? 0 : now_ms - clock.running_since_ms;
  return Math.round(clock.counted_ms + Math.max(0, running));
}

/**
 * Let a clock run; one that runs goes on.
 *
 * @param {Clock} clock
 * @param {number} now_ms
 * @returns {Clock}
 */
export function started(clock, now_ms) {
  return clock.running_since_ms === null ? { ...clock, running_since_ms: now_ms } : clock;
}

/**
 * Stop a clock; one that stands still stays as it is.
 *
 * @param {Clock} clock
 * @param {number} now_ms
 * @returns {Clock}
 */
export function stopped(clock, now_ms) {
  return stoppedClock(elapsedMs(clock, now_ms));
}
