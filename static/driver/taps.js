// What is tapped on the screens after a report: each answer is saved first, then the next screen comes.
import { inTurn, leaveScreen, showScreen } from "./answers.js";
import { amendReport, getReport } from "./outbox.js";
import { detailsOf, screenOf } from "./screens.js";

/** @import { Answered } from "./screens.js" */
/** @typedef {{ step: string, id: string }} Place */
/** @typedef {{ enough?: boolean, back?: boolean, to?: string }} Next */

/** @type {Record<string, boolean | null>} */
const ONGOING = { true: true, false: false, null: null };

/** @param {string} answer @param {Place} place @returns {Promise<Answered>} */
const meaning = async (answer, { step, id }) => {
  if (answer === "driving") return { to: "start" };
  if (step === "ongoing") return { fields: { ongoing: ONGOING[answer] ?? null }, stay: answer === "true" };
  const [report, screen] = [await getReport(id), screenOf(step)];
  return (report && screen && (await detailsOf(step).answer?.(answer, report, screen))) || { stay: true };
};

/** @param {string} answer @param {Place} place @returns {Promise<Next | null>} */
const onAnswer = async (answer, place) => {
  await leaveScreen(place.step, place.id);
  const { fields = {}, to, stay } = await meaning(answer, place);
  if (Object.keys(fields).length) await amendReport(place.id, fields);
  // What stands on the screen is what holds, or what was typed before would come back on leaving.
  const report = Object.keys(fields).length ? await getReport(place.id) : undefined;
  if (report) await showScreen(place.step, report);
  return stay ? null : to ? { to } : {};
};

/**
 * Listen on the screens.
 * @param {HTMLElement} flow
 * @param {() => Place} place what is shown
 * @param {(next: Next) => void} onward
 */
export const startTaps = (flow, place, onward) => {
  flow.addEventListener("click", ({ target }) => {
    const answer = target instanceof Element && target.closest("[data-answer]")?.getAttribute("data-answer");
    if (!answer) return;
    const at = place();
    void inTurn(() => onAnswer(answer, at))
      .then((next) => next && onward(next))
      .catch(() => {});
  });
  /** @param {Next} next */
  const leave = (next) => {
    const { step, id } = place();
    void inTurn(() => leaveScreen(step, id))
      .then(() => onward(next))
      .catch(() => {});
  };
  flow.addEventListener("click", ({ target }) => {
    if (target instanceof Element && target.closest("[data-step-back]")) leave({ back: true });
  });
  flow.addEventListener("submit", (event) => {
    event.preventDefault();
    leave({ enough: /** @type {HTMLButtonElement | null} */ (event.submitter)?.value === "enough" });
  });
};
