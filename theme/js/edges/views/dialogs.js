/**
 * Dialogs: all keys, and the question before something is removed.
 *
 * @module
 */

import { KEY_HELP } from "../../pure/keys.js";
import { button, make } from "./elements.js";

/**
 * Show all keys.
 *
 * @param {{isOn: boolean, onSwitch: (isOn: boolean) => void}} keys Whether single keys do anything.
 */
export function showKeys({ isOn, onSwitch }) {
  const box = make("input", { type: "checkbox", checked: isOn });
  box.addEventListener("change", () => onSwitch(box.checked));
  const rows = KEY_HELP.map(({ keys, does }) =>
    make("div", {}, make("dt", {}, ...keyRow(keys)), make("dd", {}, does))
  );
  open("Keys", (close) => [
    make("dl", { class: "key-list" }, ...rows),
    make("p", {}, make("label", {}, box, " Use these keys")),
    make("p", { class: "page-actions" }, button("button button-main", close, "Close")),
  ]);
}

/**
 * Ask before something is done that cannot be undone.
 *
 * @param {{title: string, text: string, label: string, onConfirm: () => void}} question
 */
export function confirm({ title, text, label, onConfirm }) {
  open(title, (close) => [
    make("p", {}, text),
    make(
      "p",
      { class: "page-actions" },
      button("button button-main", close, "Keep everything"),
      button(
        "button button-danger",
        () => {
          close();
          onConfirm();
        },
        label,
      ),
    ),
  ]);
}

/**
 * @param {string} title
 * @param {(close: () => void) => Node[]} content
 */
function open(title, content) {
  const dialog = make("dialog", { class: "dialog", "aria-labelledby": "dialog-title" });
  dialog.append(
    make("h2", { id: "dialog-title" }, title),
    ...content(() => dialog.close()),
  );
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

/**
 * @param {string} keys Words between spaces; what joins keys is no key.
 * @returns {(Node | string)[]}
 */
function keyRow(keys) {
  return keys.split(" ").flatMap((word) => [/[–+]|^or$/.test(word) ? word : kbd(word), " "]);
}

/**
 * @param {string} key
 * @returns {HTMLElement}
 */
function kbd(key) {
  return make("kbd", {}, key);
}
