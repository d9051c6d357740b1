/**
 * The wiring of the app: it alone hands in the clock and chance.
 *
 * @module
 */

import { startApp } from "./edges/app.js";

startApp({
  now: () => Date.now(),
  monotonic: () => performance.now(),
  randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
});
