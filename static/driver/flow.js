// The screens after a tap. The address says which (`#ongoing/<id>`), so the back button and a reload work.
import { inTurn, leaveScreen, showScreen } from "./answers.js";
import { nobodyReads } from "./berlin.js";
import { gettext } from "./gettext.js";
import { getReport, listedAlone, subscribe, undoReport } from "./outbox.js";
import { allScreens, loadScreens, screenOf, stepAfter, stepBefore } from "./screens.js";
import { startTaps } from "./taps.js";
import { tell, tellAnswered } from "./told.js";
import { setFinished } from "./unfinished.js";
import { standingOf, timeOf, waitingWords } from "./wording.js";
import { holdDraft } from "./worker.js";

/** @import { ListedReport, Report, ReportFields } from "./records.d.ts" */

// Whoever taps twice must not answer a question that was not there yet.
const SETTLING = 600;
// What these show changes while somebody looks: how far the report is, and where the phone is.
const FOLLOWING = ["state", "here"];
const root = document.documentElement;
const flow = /** @type {HTMLElement} */ (document.querySelector("[data-flow]"));

/** @param {string} name @returns {HTMLElement} */
const part = (name) => /** @type {HTMLElement} */ (flow.querySelector(`[data-${name}]`));

/** What the screen shows now. @type {{ step: string, id: string }} */
let current = { step: "start", id: "" };
let release = () => {};

const route = () => {
  const [step = "", id = ""] = location.hash.slice(1).split("/");
  return step && id ? { step, id } : { step: "start", id: "" };
};

const isShown = () => {
  const { step, id } = route();
  return step === current.step && id === current.id;
};

/** @param {string} step */
const go = (step) => {
  location.hash = step === "start" ? "" : `${step}/${current.id}`;
};

/** @param {ListedReport} report */
const undoLeft = (report) => Math.ceil((report.createdAt + Number(root.dataset.undo) * 1000 - Date.now()) / 1000);

/** @type {ReturnType<typeof setTimeout> | undefined} */
let ticking;

/** @param {ListedReport} report */
const showUndo = (report) => {
  clearTimeout(ticking);
  const left = undoLeft(report);
  part("undo").hidden = left <= 0;
  // A tablet has no page of its own reports.
  part("undo-later").hidden = left > 0 || root.dataset.page === "tablet";
  part("undo-left").textContent = left > 0 ? String(left) : "";
  if (left > 0) ticking = setTimeout(() => showUndo(report), 1000);
};

/** @param {ListedReport} report */
const showSaved = (report) => {
  const { words, tone } = standingOf(report);
  const state = part("saved-state");
  const both = [words, waitingWords(report)].filter(Boolean).join(" · ");
  part("saved-at").textContent = gettext("Gespeichert um %(time)s", { time: timeOf(report.createdAt) });
  // Announced when it changes, so it is touched only then.
  if (state.textContent !== both) state.textContent = both;
  part("saved").dataset.tone = tone;
  part("nobody-reads").hidden = report.fields.ongoing === false || !nobodyReads();
  // The number leads until somebody said that it is over.
  root.toggleAttribute("data-calm", report.fields.ongoing === false);
  showUndo(report);
};

/** @param {string} step */
const turnTo = (step) => {
  for (const screen of allScreens()) screen.hidden = screen.dataset.screen !== step;
  flow.hidden = step === "start";
  scrollTo(0, 0);
};

/** @param {HTMLElement} screen */
const settle = (screen) => {
  screen.inert = true;
  setTimeout(() => {
    screen.inert = false;
    /** @type {HTMLElement | null} */ (screen.querySelector("h1"))?.focus({ preventScroll: true });
  }, SETTLING);
};

const leave = async () => {
  const { step, id } = current;
  if (step !== "start") await inTurn(() => leaveScreen(step, id));
};

/** A screen that is not there: the page has none of it, or it could not come. @param {{ step: string, id: string }} wanted */
const existing = async ({ step, id }) => {
  if (id && !screenOf(step)) await loadScreens();
  return { step: !id || screenOf(step) ? step : "state", id };
};

/** Nothing opens again once it was taken back, or left on a tablet that many use. @param {ListedReport} report */
const isToBeSeen = ({ left, delivery }) => !left && !delivery.startsWith("withdr");

/** Hold the address's place: no new version comes in between, and a call from here belongs to the report. @param {{ step: string, id: string }} place */
const hold = (place) => {
  current = place;
  release();
  release = place.step === "start" ? () => {} : holdDraft();
  if (place.id) root.dataset.report = place.id;
  else delete root.dataset.report;
};

/** @param {(id: string) => Promise<ListedReport | undefined> | ListedReport} [find] where the report is known from */
const show = async (find = getReport) => {
  await leave();
  const wanted = await existing(route());
  const report = wanted.id ? await find(wanted.id) : undefined;
  const { step, id } = current;
  if (!report || !isToBeSeen(report)) {
    hold({ step: "start", id: "" });
    root.removeAttribute("data-calm");
    turnTo("start");
    // Whoever goes on by keyboard goes on where it began.
    return void (step !== "start" && /** @type {HTMLElement} */ (document.querySelector("a[data-report]")).focus({ preventScroll: true }));
  }
  hold(wanted);
  showSaved(report);
  await showScreen(wanted.step, report);
  turnTo(wanted.step);
  if (wanted.step === "state") void setFinished(wanted.id, true).catch(() => {});
  if (wanted.step !== step || wanted.id !== id) settle(/** @type {HTMLElement} */ (screenOf(wanted.step)));
};

const refresh = async () => {
  await tellAnswered();
  const report = current.id ? await getReport(current.id) : undefined;
  if (!report) return;
  showSaved(report);
  if (FOLLOWING.includes(current.step)) await showScreen(current.step, report);
};

const undo = async () => {
  const { id } = current;
  const outcome = await undoReport(id);
  current = { step: "start", id: "" };
  go("start");
  void show();
  tell(
    outcome === "deleted"
      ? gettext("Zurückgenommen. Auf diesem Gerät ist nichts davon geblieben.")
      : gettext("Wird zurückgenommen, sobald der Server antwortet."),
    id,
  );
};

/** What it was is not asked of whoever came from a sign in a checklist. @param {string} step @param {ReportFields | undefined} fields */
const nextAfter = (step, fields) => {
  const next = stepAfter(step, fields);
  return step === "ongoing" && next === "what" && fields?.category ? stepAfter(next, fields) : next;
};

/** @param {{ enough?: boolean, back?: boolean, to?: string }} next */
const onward = async ({ enough, back, to }) => {
  const { step } = current;
  if (to === "start") await setFinished(current.id, false);
  await loadScreens();
  const fields = (await getReport(current.id))?.fields;
  if (enough) go("state");
  else if (back) go(stepBefore(step, fields));
  else go(to ?? nextAfter(step, fields));
};

/** Show a screen of a report that was saved a moment ago: what is known is not read again. @param {string} step @param {Report} report */
export const openScreen = (step, report) => {
  // To set `location.hash` takes three times as long, and this is on the way from the tap to the screen.
  history.pushState(null, "", `#${step}/${report.id}`);
  void show(() => listedAlone(report));
};

/** Show the screen that the address names, now and whenever it changes. */
export const startFlow = () => {
  part("undo").addEventListener("click", () => void undo().catch(() => {}));
  flow.addEventListener("click", ({ target }) => {
    const step = target instanceof Element && target.closest("[data-go]")?.getAttribute("data-go");
    if (step) go(step);
  });
  startTaps(flow, () => current, (next) => void onward(next));
  subscribe(() => void refresh().catch(() => {}));
  addEventListener("hashchange", () => void (isShown() || show()));
  addEventListener("save-entered", (event) => void /** @type {CustomEvent<Promise<unknown>[]>} */ (event).detail.push(leave()));
  // What was typed is kept even where the phone ends the page behind somebody's back.
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && void leave().catch(() => {}));
  void loadScreens();
  void show();
};
