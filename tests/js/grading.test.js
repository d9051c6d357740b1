import assert from "node:assert/strict";
import { grade } from "../../theme/js/pure/grading.js";

Deno.test("an answer is what the chosen option is", () => {
  const verdicts = new Map([[0, "trap"], [1, "right"], [2, "wrong"]]);
  const typed =
    /** @type {Map<number, import("../../theme/js/pure/events.js").Result>} */ (verdicts);
  assert.deepEqual([0, 1, 2, 9].map((option) => grade(typed, option)), [
    "trap",
    "right",
    "wrong",
    "wrong",
  ]);
});
