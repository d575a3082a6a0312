// From a report back to its list, and on to the next one, by the keys that its links name.
import { onKeys } from "./keys.js";

/** @param {string} key */
const follow = (key) => () => {
  const link = document.querySelector(`[data-key="${key}"]`);
  if (link instanceof HTMLElement) link.click();
};

onKeys({ u: follow("u"), n: follow("n") });
