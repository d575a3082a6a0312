// What the screens show of a report, and how what was typed there becomes an amendment: only what has changed.
import { gettext } from "./gettext.js";
import { amendReport, getReport } from "./outbox.js";
import { detailsOf, screenOf } from "./screens.js";
import { standingOf, timeOf } from "./wording.js";

/** @import { ListedReport, ReportFields } from "./records.d.ts" */

const ITEM = "suspicious_item";

/** @type {Promise<unknown>} */
let last = Promise.resolve();

/**
 * One after another: what is answered or typed is added to what the report says by then.
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export const inTurn = (work) => {
  const done = last.then(work);
  last = done.catch(() => {});
  return done;
};

/** Keep what was typed on a screen. @param {string} step @param {string} id */
export const leaveScreen = async (step, id) => {
  const report = await getReport(id);
  const screen = screenOf(step);
  if (!report || !screen || report.delivery.startsWith("withdr")) return;
  const changed = detailsOf(step).typed?.(screen, report) ?? {};
  if (Object.keys(changed).length) await amendReport(id, changed);
};

/** Show which answer holds. @param {HTMLElement} screen @param {unknown} value */
export const mark = (screen, value) => {
  for (const button of screen.querySelectorAll("button[data-answer]")) {
    button.setAttribute("aria-pressed", String(button.getAttribute("data-answer") === String(value)));
  }
};

/** @param {string} words @param {string} [kind] */
const pathStep = (words, kind = "") => {
  const item = document.createElement("li");
  item.className = kind;
  item.textContent = words;
  return item;
};

/** What came of a withdrawal. @param {HTMLElement} screen @param {ListedReport} report */
const showWithdrawal = (screen, { withdrawal }) => {
  for (const note of /** @type {NodeListOf<HTMLElement>} */ (screen.querySelectorAll("[data-withdrawal]"))) {
    note.hidden = note.dataset.withdrawal !== withdrawal;
  }
};

/** @param {HTMLElement} screen @param {ListedReport} report */
const showState = (screen, report) => {
  const { words, tone } = standingOf(report);
  const steps = [pathStep(gettext("Auf diesem Gerät gespeichert %(time)s", { time: timeOf(report.createdAt) }), "done")];
  if (report.practice || tone !== "good") steps.push(pathStep(words, tone === "wrong" ? "wrong" : ""));
  else {
    steps.push(pathStep(gettext("Angekommen %(time)s", { time: timeOf(report.receivedAt) }), "done answered"));
    const read = report.seenAt !== null || report.state === "closed";
    const when = report.seenAt ? gettext("Gelesen %(time)s", { time: timeOf(report.seenAt) }) : gettext("Gelesen");
    steps.push(pathStep(read ? when : gettext("Noch nicht gelesen"), read ? "done answered" : ""));
    if (report.state === "closed") steps.push(pathStep(gettext("Abgeschlossen"), "done answered"));
  }
  showWithdrawal(screen, report);
  screen.querySelector("[data-path]")?.replaceChildren(...steps);
  /** @type {HTMLElement} */ (screen.querySelector("[data-reference]")).textContent = report.reference;
};

/** Some words fit one category alone, others every one but it. @param {HTMLElement} screen @param {string | null} [category] */
const fit = (screen, category) => {
  /** @type {NodeListOf<HTMLElement>} */
  const worded = screen.querySelectorAll("[data-for], [data-not-for]");
  for (const words of worded) words.hidden = words.dataset.for ? words.dataset.for !== category : words.dataset.notFor === category;
};

/**
 * 110 once more at the end, until somebody said that it is over; near an item, as soon as it is known to be one.
 * @param {string} step
 * @param {HTMLElement} screen
 * @param {ReportFields} fields
 */
const showDanger = (step, screen, { category, ongoing }) => {
  const danger = /** @type {HTMLElement} */ (document.querySelector("[data-danger]"));
  danger.hidden = step === "state" ? ongoing === false : step !== "place" || category !== ITEM;
  // What stays is not moved: it would lose the focus.
  if (!danger.hidden && danger.parentElement !== screen) screen.querySelector("h1")?.after(danger);
};

/** What photos and voice memos need comes when somebody wants them. @param {HTMLElement} screen @param {string} id */
const showMedia = async (screen, id) => (await import(screen.dataset.module ?? "")).showMedia(id);

/** Fill a screen with what is known of the report. @param {string} step @param {ListedReport} report */
export const showScreen = async (step, report) => {
  const screen = screenOf(step);
  if (!screen) return;
  showDanger(step, screen, report.fields);
  fit(screen, report.fields.category);
  if (step === "ongoing") mark(screen, report.fields.ongoing);
  else if (step === "state") showState(screen, report);
  else if (step === "media") await showMedia(screen, report.id).catch(() => {});
  else await detailsOf(step).show?.(screen, report);
};
