// What the screen for photos and voice memos says of what is under way, and of what went wrong.
import { tell } from "./told.js";
import { gettext } from "./gettext.js";
import { isMaking } from "./media_making.js";
import { mediumStanding } from "./media_words.js";
import { NotSaved } from "./outbox.js";

/** @import { Made } from "./media_making.js" */

export const screen = /** @type {HTMLElement} */ (document.querySelector("[data-screen=media]"));

/** @param {string} name @returns {HTMLElement | null} the operator may take photos alone, or voice alone */
export const part = (name) => screen.querySelector(`[data-${name}]`);

/** Whose screen it is; nobody's once it was left. */
export const whose = { report: "" };

/** What went wrong, by report. @type {Map<string, string>} */
const failures = new Map();

const showFailure = () => {
  const [place, words] = [/** @type {HTMLElement} */ (part("media-failed")), failures.get(whose.report) ?? ""];
  if (place.textContent !== words) place.textContent = words;
};

/** @param {string} report */
export const clearFailure = (report) => {
  failures.delete(report);
  showFailure();
};

/**
 * Told where somebody is by now, and on the screen if they come back to it.
 * @param {string} report
 * @param {unknown} error
 * @param {string} words said where it is nothing else
 */
export const tellFailure = (report, error, words) => {
  const full = error instanceof NotSaved && error.reason === "full";
  const said = full ? gettext("Auf diesem Gerät ist kein Platz mehr.") : words;
  failures.set(report, said);
  showFailure();
  if (report !== whose.report) tell(said);
};

/** What becomes of a photo is to be seen in the list; whoever does not see it hears it. @param {string} [become] */
const showMaking = (become = "") => {
  const busy = isMaking(whose.report);
  const told = /** @type {HTMLElement} */ (part("media-told"));
  told.className = busy ? "media-told" : "unseen";
  told.textContent = busy ? gettext("Das Foto wird verkleinert. Sie können schon weitergehen.") : become;
  part("taken")?.setAttribute("aria-busy", String(busy));
};

/** Say how things stand with the report whose screen it is now. */
export const showTold = () => {
  showFailure();
  showMaking();
};

/** Say of a photo that it is made small, and what became of it. @param {string} report whose it is @param {Made} done */
export const follow = async (report, done) => {
  showMaking();
  try {
    const medium = await done;
    const photo = gettext("Ihr Foto");
    showMaking(medium?.report === whose.report ? `${photo}: ${mediumStanding(medium, false).words}` : "");
  } catch (error) {
    showMaking();
    tellFailure(report, error, gettext("Dieses Bild kann das Gerät nicht lesen. Nehmen Sie ein anderes."));
  }
};
