// The screens after a tap: the first and the last stand in the page; those between come as soon as it is there.
import { getDetails } from "./api.js";
import { readSetting } from "./database.js";
import { addMessages } from "./gettext.js";

/** @import { ListedReport, ReportFields } from "./records.d.ts" */

/** What an answer says, and what comes after it: the next screen, another one, or none. */
/** @typedef {{ fields?: ReportFields, to?: string, stay?: boolean }} Answered */
/**
 * `start`: once, when the screen is there; `show`: fill it with what is known; `typed`: what was entered and differs
 * from what is known; `answer`: what the tap on an answer means.
 * @typedef {object} Screen
 * @property {(screen: HTMLElement) => void} [start]
 * @property {(screen: HTMLElement, report: ListedReport) => unknown} [show]
 * @property {(screen: HTMLElement, report: ListedReport) => ReportFields} [typed]
 * @property {(answer: string, report: ListedReport, screen: HTMLElement) => Answered | Promise<Answered>} [answer]
 */

const LAST = "state";
const root = document.documentElement;
const flow = /** @type {HTMLElement} */ (document.querySelector("[data-flow]"));

/** @type {Record<string, Screen>} */
let details = {};

/** @param {string} step @returns {HTMLElement | null} */
export const screenOf = (step) => flow.querySelector(`[data-screen="${CSS.escape(step)}"]`);

/** @returns {NodeListOf<HTMLElement>} */
export const allScreens = () => document.querySelectorAll("[data-screen]");

/** @param {string} step @returns {Screen} */
export const detailsOf = (step) => details[step] ?? {};

/** A category leaves out what does not fit it; where somebody is, they are. @param {string} step @param {ReportFields | undefined} fields */
const namesInOrder = (step, fields) => {
  /** @type {NodeListOf<HTMLElement>} */
  const inOrder = flow.querySelectorAll("[data-screen]:not([data-within])");
  const fitting = [...inOrder].filter(({ dataset }) => dataset.screen === step || !dataset.notFor || dataset.notFor !== fields?.category);
  return fitting.map(({ dataset }) => dataset.screen ?? "");
};

/** What comes after a screen. The operator's rules may leave some out. @param {string} step @param {ReportFields | undefined} fields */
export const stepAfter = (step, fields) => {
  const before = screenOf(step)?.dataset.within ?? step;
  const names = namesInOrder(before, fields);
  return names[names.indexOf(before) + 1] ?? LAST;
};

/** What stands before a screen: of a vehicle that there was none of, neither colour nor plate. @param {string} step @param {ReportFields | undefined} fields */
export const stepBefore = (step, fields) => {
  const names = namesInOrder(step, fields);
  const before = screenOf(step)?.dataset.within ?? names[names.indexOf(step) - 1] ?? "";
  return fields?.vehicle === null && before === "plate" ? "vehicle" : before;
};

/** What came, if it is ours: a captive portal's page has none of it. @param {Document} page */
const boxIn = (page) => {
  const box = /** @type {HTMLElement | null} */ (page.querySelector("[data-details]"));
  if (!box?.dataset.module?.startsWith("/static/driver/")) throw new Error("no details");
  return box;
};

const take = async () => {
  const page = await getDetails(root.lang);
  const box = boxIn(page);
  addMessages(JSON.parse(page.getElementById("details-messages")?.textContent || "{}"));
  /** @type {{ screens: Record<string, Screen> }} */
  const { screens } = await import(box.dataset.module ?? "");
  // Where many look on, nothing is written about people.
  if (await readSetting("shared_pin")) box.querySelector("[data-screen=text]")?.remove();
  screenOf(LAST)?.before(...box.children);
  details = screens;
  for (const [step, { start }] of Object.entries(details)) {
    const screen = screenOf(step);
    if (screen) start?.(screen);
  }
};

/** @type {Promise<void> | null} */
let loading = null;

/** Bring the screens in; without network and worker there are none, and it is tried again the next time. */
export const loadScreens = () => {
  // Twice: what was under way may go down with the network when the worker already holds it.
  loading ??= take()
    .catch(take)
    .catch(() => {
      loading = null;
    });
  return loading;
};
