// A word on what was just done.
import { gettext } from "./gettext.js";
import { getReport } from "./outbox.js";

const told = /** @type {HTMLElement} */ (document.querySelector("[data-told]"));
/** The report whose undo was told last, and has still to be answered. */
let undone = "";

/** A word on what was just done; the next touch takes it away. @param {string} words @param {string} [undoing] */
export const tell = (words, undoing = "") => {
  undone = undoing;
  for (const next of ["pointerdown", "keydown"]) addEventListener(next, () => told.replaceChildren(), { once: true });
  told.textContent = words;
};

/** The server's answer to an undo, as long as the words that promised it stand. */
export const tellAnswered = async () => {
  if (!undone || !told?.textContent || (await getReport(undone))?.delivery !== "withdrawn") return;
  tell(gettext("Der Inhalt ist gelöscht. Niemand kann die Meldung mehr lesen."));
};
