import assert from "node:assert/strict";
import { elapsedMs, started, stopped, stoppedClock } from "../../theme/js/pure/clock.js";

Deno.test("a clock counts while it runs and at no other time", () => {
  let clock = started(stoppedClock(1_000), 50);
  assert.equal(elapsedMs(clock, 250.4), 1_200);
  clock = stopped(started(clock, 100), 300);
  assert.equal(elapsedMs(clock, 9_000), 1_250);
  assert.equal(elapsedMs(started(stopped(clock, 9_000), 10_000), 10_001), 1_251);
});

Deno.test("an instant before the start counts nothing", () => {
  assert.equal(elapsedMs(started(stoppedClock(0), 100), 50), 0);
});
