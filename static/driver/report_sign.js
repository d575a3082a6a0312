// From a sign in a checklist to a report of it: saved by the tap itself, as on the start page, with what it is.
import { saveReport } from "./outbox.js";
import { ownPlace } from "./position.js";

const SECOND_TAP = 3000;
const root = document.documentElement;

let tappedAt = -Infinity;

/**
 * Save a report of a category and go on to what is asked next. A browser that cannot store gets the form that needs no
 * store.
 * @param {string} category
 */
export const reportSign = async (category) => {
  if (performance.now() - tappedAt < SECOND_TAP) return;
  tappedAt = performance.now();
  const fields = { category, language: root.lang, practice: false, app_version: root.dataset.version ?? "" };
  try {
    const place = await ownPlace();
    const { id } = await saveReport(place ? { ...fields, place } : fields);
    if (root.dataset.page === "tablet") location.hash = `ongoing/${id}`;
    // The start page asks for the place, and whether the phone moves.
    else location.assign(`/${root.lang}/#driving/${id}`);
  } catch {
    location.assign(`/${root.lang}/form?category=${category}`);
  }
};
