// Mending what the server refused: what was entered stands there again, what is at fault is marked, nothing is lost.
import { carry, mendName } from "./carried.js";
import { gettext } from "./gettext.js";
import { localTime } from "./identity.js";
import { table } from "./pieces.js";
import { editReport, refusedAmendments, replaceRefused } from "./refused.js";

/** @import { Field } from "./carried.js" */
/** @import { ListedReport, Problem, ReportFields } from "./records.d.ts" */

/** @type {Record<string, () => string>} */
const LABELS = {
  observed_at: () => gettext("Zeitpunkt"),
  "place.text": () => gettext("Ort in Worten"),
  "place.road": () => gettext("Autobahn"),
  "place.km": () => gettext("Kilometer"),
  "place.direction": () => gettext("Richtung"),
  "vehicle.plate": () => gettext("Kennzeichen"),
  "vehicle.country": () => gettext("Land"),
  "vehicle.kind": () => gettext("Art"),
  "vehicle.colour": () => gettext("Farbe"),
  text: () => gettext("In Ihren Worten"),
};
const LONGEST = 1000;
/** The fixed words for vehicles in the page's language, by the last part of a field's name. @type {Record<string, Record<string, string>>} */
const WORDS = table("vehicle-words");

/** A list of the words; one of another release stays. @param {Record<string, string>} words @param {string} known */
const wordList = (words, known) => {
  const list = document.createElement("select");
  const options = known === "" || known in words ? { "": "–", ...words } : { "": "–", ...words, [known]: known };
  list.append(...Object.entries(options).map(([value, name]) => new Option(name, value, false, value === known)));
  return list;
};

/** @param {ReportFields} fields @param {string} name @returns {unknown} */
const valueOf = (fields, name) => name.split(".").reduce((/** @type {any} */ within, key) => within?.[key], fields) ?? "";

/** Whether a JSON pointer lies at a field, within it or around it. @param {Problem | null} problem @param {string} name */
const isAtFault = (problem, name) => {
  const own = `/${name.replace(".", "/")}/`;
  return (problem?.pointers ?? []).some((each) => `${each}/`.startsWith(own) || (each !== "" && own.startsWith(`${each}/`)));
};

/** @param {string} name @param {unknown} value */
const shown = (name, value) => {
  if (name === "observed_at") return String(value).slice(0, 16);
  return name === "place.km" ? String(value).replace(".", ",") : String(value);
};

/** @param {string} name @param {string} value */
const meant = (name, value) => {
  const text = value.trim();
  if (name === "observed_at") return text ? localTime(new Date(text)) : undefined;
  if (name === "place.km") return text && Number.isFinite(Number(text.replace(",", "."))) ? Number(text.replace(",", ".")) : null;
  return text || null;
};

/** @param {string} name @param {unknown} value @param {boolean} wrong */
const field = (name, value, wrong) => {
  const id = `mend-${name.replace(".", "-")}`;
  const words = WORDS[name.replace("vehicle.", "")];
  const input = words ? wordList(words, String(value)) : document.createElement(name === "text" ? "textarea" : "input");
  Object.assign(input, { id, name, className: "field-input", autocomplete: "off", value: shown(name, value) });
  if (!words) Object.assign(input, { maxLength: LONGEST });
  if (name === "observed_at") input.setAttribute("type", "datetime-local");
  if (name === "text") input.setAttribute("rows", "4");
  const label = Object.assign(document.createElement("label"), { htmlFor: id, className: "field-label", textContent: LABELS[name]?.() ?? name });
  const box = Object.assign(document.createElement("div"), { className: wrong ? "field field-wrong" : "field" });
  box.append(label);
  if (wrong) {
    const error = Object.assign(document.createElement("p"), { id: `${id}-error`, className: "field-error" });
    error.textContent = gettext("Das nimmt der Server so nicht an. Bitte ändern oder leeren.");
    input.setAttribute("aria-describedby", error.id);
    input.setAttribute("aria-invalid", "true");
    box.append(error);
  }
  box.append(input);
  return box;
};

/** @param {HTMLFormElement} form @param {ReportFields} fields @returns {ReportFields} */
const entered = (form, fields) => {
  /** @type {Record<string, any>} */
  const changed = {};
  for (const input of /** @type {NodeListOf<HTMLInputElement | HTMLTextAreaElement>} */ (form.querySelectorAll("[name]"))) {
    const [group = "", key] = input.name.split(".");
    // What somebody left as it is keeps its seconds and its exact form.
    const value = input.value === shown(input.name, valueOf(fields, input.name)) ? valueOf(fields, input.name) || null : meant(input.name, input.value);
    if (key) changed[group] = { .../** @type {Record<string, any>} */ (fields)[group], ...changed[group], [key]: value };
    else changed[group] = value;
  }
  return changed;
};

/** What the server pointed at and nobody can see here goes. @param {Problem | null} problem @returns {ReportFields} */
const leftOut = (problem) => {
  const hidden = (problem?.pointers ?? []).map((pointer) => pointer.split("/")[1] ?? "").filter((name) => name && !seen(name));
  return Object.fromEntries(hidden.map((name) => [name, undefined]));
};

/** @param {string} name */
const seen = (name) => Object.keys(LABELS).some((label) => label.split(".")[0] === name);

/** What is to be mended: the report itself, or what was added to it. @param {ListedReport} report */
const refusal = async (report) => {
  if (report.delivery === "attention") return { fields: report.fields, problem: report.problem, save: editReport };
  const amendments = await refusedAmendments(report.id);
  const fields = Object.assign({}, ...amendments.map((each) => each.fields));
  const pointers = amendments.flatMap((each) => each.problem?.pointers ?? []);
  const [first] = amendments;
  return { fields, problem: first?.problem ? { ...first.problem, pointers } : null, save: replaceRefused };
};

/**
 * The form that mends a report; sending it saves at once.
 * @param {ListedReport} report
 * @returns {Promise<HTMLFormElement>}
 */
export const mendingForm = async (report) => {
  const { fields, problem, save } = await refusal(report);
  const form = Object.assign(document.createElement("form"), { className: "mend", noValidate: true });
  const names = Object.keys(LABELS).filter((name) => valueOf(fields, name) !== "" || isAtFault(problem, name));
  form.append(...names.map((name) => field(name, valueOf(fields, name), isAtFault(problem, name))));
  for (const input of /** @type {NodeListOf<Field>} */ (form.querySelectorAll("[name]"))) await carry(input, `${mendName(report.id)}${input.name}`);
  const button = Object.assign(document.createElement("button"), { className: "button button-main", textContent: gettext("Speichern und senden") });
  form.append(button);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void save(report.id, { ...leftOut(problem), ...entered(form, fields) }).catch(() => {});
  });
  return form;
};
