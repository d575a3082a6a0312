// Single keys as shortcuts: never while somebody types or with another key held, and only while they are switched on
// (WCAG 2.1.4). `?` tells them. The choice is kept for this browser.
import { keep, recall } from "./choice.js";

const KEPT = "keys";
const TYPED_INTO = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";

const areOn = () => recall(KEPT) !== "off";

/** Whether a key belongs to what somebody is doing, not to us. @param {KeyboardEvent} event */
const isTaken = (event) => {
  const { target } = event;
  const types = target instanceof Element && target.closest(TYPED_INTO) !== null;
  return event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.isComposing || types || document.querySelector("dialog[open]") !== null;
};

/**
 * Do something at a key, for as long as the keys are on.
 * @param {Record<string, () => void>} actions
 */
export const onKeys = (actions) => {
  document.addEventListener("keydown", (event) => {
    const action = Object.hasOwn(actions, event.key) ? actions[event.key] : undefined;
    if (!action || !areOn() || isTaken(event)) return;
    event.preventDefault();
    action();
  });
};

const dialog = document.querySelector("[data-keys-dialog]");
const opener = document.querySelector("[data-keys-open]");
const switched = document.querySelector("[data-keys-switch]");

if (dialog instanceof HTMLDialogElement && opener instanceof HTMLElement && switched instanceof HTMLInputElement) {
  opener.hidden = false;
  switched.checked = areOn();
  opener.addEventListener("click", () => dialog.showModal());
  switched.addEventListener("change", () => keep(KEPT, switched.checked ? "on" : "off"));
  onKeys({ "?": () => dialog.showModal() });
}
