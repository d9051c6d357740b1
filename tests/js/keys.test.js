import assert from "node:assert/strict";
import { commandOf, KEY_HELP } from "../../theme/js/pure/keys.js";

/** @type {(key: string, more?: Partial<import("../../theme/js/pure/keys.js").Press>) => import("../../theme/js/pure/keys.js").Press} */
const press = (key, more = {}) => ({
  key,
  code: "",
  shiftKey: false,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  repeat: false,
  isComposing: false,
  ...more,
});

Deno.test("letters and digits choose, with Shift they strike out", () => {
  const choose = { name: "choose", place: 1 };
  const strike = { name: "strike", place: 1 };
  assert.deepEqual(commandOf(press("b"), 4), choose);
  assert.deepEqual(commandOf(press("B"), 4), choose, "caps lock");
  assert.deepEqual(commandOf(press("2", { code: "Digit2" }), 4), choose);
  assert.deepEqual(commandOf(press("2", { code: "Numpad2" }), 4), choose);
  assert.deepEqual(commandOf(press("é", { code: "Digit2" }), 4), choose, "a French keyboard");
  assert.deepEqual(commandOf(press("B", { shiftKey: true }), 4), strike);
  assert.deepEqual(commandOf(press("@", { code: "Digit2", shiftKey: true }), 4), strike);
});

Deno.test("an option that is not there cannot be chosen", () => {
  assert.equal(commandOf(press("d"), 3), null);
  assert.equal(commandOf(press("9", { code: "Digit9" }), 4), null);
});

Deno.test("the other keys do what the help says", () => {
  const names = ["N", "p", "f", "Enter", "?"].map((key) => commandOf(press(key), 4)?.name);
  assert.deepEqual(names, ["next", "previous", "flag", "answer", "keys"]);
  assert.equal(commandOf(press("?", { shiftKey: true }), 4)?.name, "keys");
  assert.equal(commandOf(press("N", { shiftKey: true }), 4), null);
  assert.equal(commandOf(press("x"), 4), null);
  assert.equal(commandOf(press("toString"), 4), null);
  assert.equal(KEY_HELP.length, 7);
});

Deno.test("keys with modifiers, repeated or being composed do nothing", () => {
  for (const held of ["ctrlKey", "altKey", "metaKey", "repeat", "isComposing"]) {
    assert.equal(commandOf(press("a", { [held]: true }), 4), null);
  }
});
