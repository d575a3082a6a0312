// What is tapped on the screens after a report: each answer is saved first, then the next screen comes.
import { leaveScreen, showScreen } from "./answers.js";
import { writeSetting } from "./database.js";
import { gettext } from "./gettext.js";
import { amendReport, getReport } from "./outbox.js";

/** @typedef {{ step: string, id: string }} Place */
/** @typedef {{ enough?: boolean, later?: boolean, stay?: boolean }} Next */

/** @type {Record<string, boolean | null>} */
const ONGOING = { true: true, false: false, null: null };
const KM = /^\s*\d{1,4}([.,]\d{1,3})?\s*$/;

/** @param {Element} target @param {Place} place @returns {Promise<Next | null>} */
const onAnswer = async (target, { step, id }) => {
  const answer = target.closest("[data-answer]")?.getAttribute("data-answer");
  if (!answer) return null;
  if (answer === "driving") return { later: true };
  if (step === "what") await amendReport(id, { category: answer });
  else await amendReport(id, { ongoing: ONGOING[answer] ?? null });
  return { stay: answer === "true" };
};

/** @param {string} step @param {string} id */
const showAgain = async (step, id) => {
  const report = await getReport(id);
  if (report) await showScreen(step, report);
};

/** @param {Element} target @param {Place} place */
const onGroup = async (target, { step, id }) => {
  const group = target.closest("[data-group]")?.getAttribute("data-group");
  if (!group) return;
  await writeSetting("target_group", group);
  await amendReport(id, { target_group: group });
  await showAgain(step, id);
};

/** @param {Element} target */
const onMore = (target) => {
  const more = /** @type {HTMLElement | null} */ (target.closest("[data-more]"));
  if (!more) return;
  const hidden = /** @type {HTMLElement[]} */ ([...(more.parentElement?.querySelectorAll("[data-answer][hidden]") ?? [])]);
  for (const button of hidden) button.hidden = false;
  more.hidden = true;
  hidden[0]?.focus();
};

/** A kilometre that is none is the one thing that cannot go along as it is. @param {Event} event */
const checkKilometre = ({ target }) => {
  if (!(target instanceof HTMLInputElement) || target.name !== "place.km") return;
  const wrong = target.value.trim() !== "" && !KM.test(target.value);
  target.setCustomValidity(wrong ? gettext("Schreiben Sie den Kilometer als Zahl, zum Beispiel 423,5.") : "");
};

/** @param {Event} event */
const showOtherTime = ({ target }) => {
  if (!(target instanceof HTMLInputElement) || target.name !== "observed_at") return;
  const other = /** @type {HTMLElement | null} */ (target.form?.querySelector("[data-other-time]") ?? null);
  if (other) other.hidden = target.value !== "other";
};

/**
 * Listen on the screens.
 * @param {HTMLElement} flow
 * @param {() => Place} place what is shown
 * @param {(next: Next) => void} onward
 */
export const startTaps = (flow, place, onward) => {
  flow.addEventListener("click", ({ target }) => {
    if (!(target instanceof Element)) return;
    onMore(target);
    void onGroup(target, place()).catch(() => {});
    void onAnswer(target, place())
      .then((next) => next && !next.stay && onward(next))
      .catch(() => {});
  });
  flow.addEventListener("submit", (event) => {
    event.preventDefault();
    const enough = /** @type {HTMLButtonElement | null} */ (event.submitter)?.value === "enough";
    const { step, id } = place();
    void leaveScreen(step, id)
      .then(() => onward({ enough }))
      .catch(() => {});
  });
  flow.addEventListener("input", checkKilometre);
  flow.addEventListener("change", showOtherTime);
};
