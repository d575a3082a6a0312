// On the page of a report or of a series: to what can be done there, by the keys that its parts name.
import { onKeys } from "./keys.js";

const KEYS = "unslhcid";
const USABLE = "a[href], button, input:not([type=hidden]), select, textarea";

/** A link is followed, a button pressed; of anything else the first of these is at hand then. @param {string} key */
const go = (key) => () => {
  const there = document.querySelector(`[data-key="${key}"]`);
  if (!(there instanceof HTMLElement)) return;
  if (there.matches(USABLE)) {
    there.click();
    return;
  }
  there.closest("details")?.setAttribute("open", "");
  const first = there.querySelector(USABLE);
  if (first instanceof HTMLElement) first.focus();
};

onKeys(Object.fromEntries([...KEYS].map((key) => [key, go(key)])));
