// What each screen asks, and how an answer becomes an amendment: saved at once, and only what has changed.
import { readSetting } from "./database.js";
import { gettext } from "./gettext.js";
import { localTime } from "./identity.js";
import { amendReport, getReport } from "./outbox.js";
import { fixWords, standingOf, timeOf } from "./wording.js";

/** @import { ListedReport, ReportFields } from "./records.d.ts" */

/** @type {Record<string, string[]>} */
const GROUPS = JSON.parse(document.getElementById("groups")?.textContent || "{}");
const WITHOUT_GROUP = ["suspicious_vehicle", "cargo_theft", "burglary", "violence", "person_at_risk", "scouting"];
const GROUPED = ["place", "vehicle"];
const LONGEST_KM = 5000;

/** @param {string} step @returns {HTMLElement} */
const screenOf = (step) => /** @type {HTMLElement} */ (document.querySelector(`[data-flow] [data-screen="${step}"]`));

/** @param {string} step @returns {NodeListOf<HTMLInputElement | HTMLTextAreaElement>} */
const inputs = (step) => screenOf(step).querySelectorAll("input[name]:not([type=radio]), textarea[name]");

/** @param {ReportFields} fields @param {string} name @returns {unknown} */
const valueOf = (fields, name) =>
  name.split(".").reduce((/** @type {any} */ within, key) => within?.[key], fields) ?? null;

/** @param {string} text */
const kilometre = (text) => {
  const km = Number(text.replace(",", "."));
  return text && km >= 0 && km <= LONGEST_KM ? km : null;
};

/** @param {HTMLInputElement | HTMLTextAreaElement} input */
const entered = ({ name, value }) => {
  const text = value.trim();
  return name === "place.km" ? kilometre(text) : text || null;
};

/** @param {ReportFields} fields @returns {string | null} when it was seen, or null where that was not changed */
const observedAt = ({ captured_at }) => {
  const screen = screenOf("place");
  const choice = /** @type {HTMLInputElement | null} */ (screen.querySelector("[name=observed_at]:checked"))?.value;
  const time = /** @type {HTMLInputElement} */ (screen.querySelector("[name=observed_time]")).value;
  if (!choice || !captured_at || (choice === "other" && !time)) return null;
  if (choice === "other") return localTime(new Date(Math.min(Date.parse(time), Date.parse(captured_at))));
  return choice === "0" ? captured_at : localTime(new Date(Date.parse(captured_at) - Number(choice) * 60_000));
};

/** Only what differs from what is known, with the whole of a group of fields. @param {string} step @param {ReportFields} fields */
const changes = (step, fields) => {
  /** @type {Record<string, any>} */
  const changed = {};
  for (const input of inputs(step)) {
    const value = entered(input);
    if (input.name === "observed_time" || value === valueOf(fields, input.name)) continue;
    const [group = "", key = ""] = input.name.split(".");
    if (GROUPED.includes(group)) {
      const known = /** @type {Record<string, any>} */ (fields)[group];
      changed[group] = { ...known, ...changed[group], [key]: value };
    } else changed[group] = value;
  }
  const seen = step === "place" ? observedAt(fields) : null;
  return seen && seen !== fields.observed_at ? { ...changed, observed_at: seen } : changed;
};

/** Keep what was typed on a screen. @param {string} step @param {string} id */
export const leaveScreen = async (step, id) => {
  const report = await getReport(id);
  if (!report || report.delivery.startsWith("withdr")) return;
  const changed = changes(step, report.fields);
  if (Object.keys(changed).length) await amendReport(id, changed);
};

/** @param {HTMLElement} screen @param {unknown} value */
const mark = (screen, value) => {
  for (const button of screen.querySelectorAll("button[data-answer]")) {
    button.setAttribute("aria-pressed", String(button.getAttribute("data-answer") === String(value)));
  }
};

/** @param {ListedReport} report */
const showWhat = async ({ fields }) => {
  const screen = screenOf("what");
  const group = String((await readSetting("target_group")) ?? "");
  const first = GROUPS[group] ?? WITHOUT_GROUP;
  const list = /** @type {HTMLElement} */ (screen.querySelector("[data-answers]"));
  const buttons = [.../** @type {NodeListOf<HTMLElement>} */ (list.querySelectorAll("[data-answer]"))];
  const rank = (/** @type {HTMLElement} */ button) => {
    const place = first.indexOf(button.dataset.answer ?? "");
    return "last" in button.dataset ? 1000 : place < 0 ? 100 : place;
  };
  const more = /** @type {HTMLElement} */ (list.querySelector("[data-more]"));
  const chosen = fields.category ?? "";
  const all = chosen !== "" && !first.includes(chosen);
  for (const button of buttons.sort((a, b) => rank(a) - rank(b))) {
    button.hidden = !all && rank(button) >= 100;
    list.append(button);
  }
  more.hidden = all;
  list.append(more);
  /** @type {HTMLElement} */ (screen.querySelector("[data-groups]")).hidden = group !== "";
  mark(screen, chosen);
};

/** @param {string} step @param {ReportFields} fields */
const fill = (step, fields) => {
  for (const input of inputs(step)) {
    if (input.name === "observed_time") continue;
    const value = valueOf(fields, input.name);
    input.value = value === null ? "" : String(value).replace(".", input.name === "place.km" ? "," : ".");
  }
};

/** @param {ListedReport} report */
const showFix = ({ fields }) => {
  const words = fields.position
    ? gettext("Ihr Standort ist dabei, %(fix)s.", { fix: fixWords(fields.position) })
    : gettext("Noch kein Standort. Das geht auch ohne.");
  /** @type {HTMLElement} */ (screenOf("place").querySelector("[data-fix]")).textContent = words;
};

/** @param {string} words @param {string} [kind] */
const pathStep = (words, kind = "") => {
  const item = document.createElement("li");
  item.className = kind;
  item.textContent = words;
  return item;
};

/** @param {ListedReport} report */
const showState = (report) => {
  const { words, tone } = standingOf(report);
  const steps = [pathStep(gettext("Auf diesem Telefon gespeichert %(time)s", { time: timeOf(report.createdAt) }), "done")];
  if (tone !== "good") steps.push(pathStep(words, tone === "wrong" ? "wrong" : ""));
  else {
    steps.push(pathStep(gettext("Angekommen %(time)s", { time: timeOf(report.receivedAt) }), "done answered"));
    const read = report.seenAt !== null || report.state === "closed";
    const when = report.seenAt ? gettext("Gelesen %(time)s", { time: timeOf(report.seenAt) }) : gettext("Gelesen");
    steps.push(pathStep(read ? when : gettext("Noch nicht gelesen"), read ? "done answered" : ""));
    if (report.state === "closed") steps.push(pathStep(gettext("Abgeschlossen"), "done answered"));
  }
  const screen = screenOf("state");
  screen.querySelector("[data-path]")?.replaceChildren(...steps);
  /** @type {HTMLElement} */ (screen.querySelector("[data-reference]")).textContent = report.reference;
};

/** What photos and voice memos need comes when somebody wants them. @param {string} id */
const showMedia = async (id) => (await import(screenOf("media").dataset.module ?? "")).showMedia(id);

/** Fill a screen with what is known of the report. @param {string} step @param {ListedReport} report */
export const showScreen = async (step, report) => {
  if (step === "ongoing") mark(screenOf(step), report.fields.ongoing);
  else if (step === "what") await showWhat(report);
  else if (step === "state") showState(report);
  else if (step === "media") await showMedia(report.id).catch(() => {});
  else fill(step, report.fields);
  if (step === "place") showFix(report);
};
