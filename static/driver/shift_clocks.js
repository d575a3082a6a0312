// The clocks of the videos: however many there are, what stands below them stays in sight.
import { justFinished, justOpened } from "./finished.js";
import { gettext } from "./gettext.js";

/** @import { Task } from "./shift.js" */

const IN_SIGHT = 3;
const more = /** @type {HTMLElement} */ (document.querySelector("[data-more-clocks]"));

/** @param {Task} task */
const rank = ({ id, doneAt, until }) => {
  if (justOpened(id)) return 0;
  if (doneAt && !justFinished(id)) return 3;
  return (until ?? 0) > Date.now() ? 1 : 2;
};

/**
 * First what was opened by hand a moment ago, then what can still be saved, then what may be lost.
 * @param {Task[]} videos the most urgent first
 */
export const inOrder = (videos) => videos.sort((a, b) => rank(a) - rank(b));

/** @param {HTMLElement[]} clocks the first ones stand there, the others behind their number */
export const showClocks = (clocks) => {
  document.querySelector("[data-clocks]")?.replaceChildren(...clocks.slice(0, IN_SIGHT));
  more.querySelector("ul")?.replaceChildren(...clocks.slice(IN_SIGHT));
  more.hidden = clocks.length <= IN_SIGHT;
  /** @type {HTMLElement} */ (more.querySelector("summary")).textContent = gettext("Weitere Videos: %(number)s", {
    number: clocks.length - IN_SIGHT,
  });
};
