// What is typed into a screen's fields: filled with what is known, and given back where it differs.
import { gettext } from "../gettext.js";
import { departureIn, withDeparture, withoutDeparture } from "./departure.js";

/** @import { ReportFields } from "../records.d.ts" */
/** @typedef {HTMLInputElement | HTMLTextAreaElement} Field */

const GROUPED = ["place", "vehicle"];
const KM = /^\d{1,4}([.,]\d{1,3})?$/;

/** @param {HTMLElement} screen @returns {NodeListOf<Field>} */
const fieldsOf = (screen) => screen.querySelectorAll("input[name], textarea[name]");

/** @param {HTMLElement} screen @param {string} name @returns {Field} */
export const fieldOf = (screen, name) => /** @type {Field} */ (screen.querySelector(`[name="${name}"]`));

/** @param {ReportFields} fields @param {string} name @returns {unknown} */
const valueOf = (fields, name) => {
  const value = name.split(".").reduce((/** @type {any} */ within, key) => within?.[key], fields) ?? null;
  // Where it went is asked on a screen of its own.
  return name === "place.text" ? withoutDeparture(value) || null : value;
};

/** A kilometre as it stands on a sign; null for anything else. @param {string} text */
export const kilometre = (text) => (KM.test(text.trim()) ? Number(text.trim().replace(",", ".")) : null);

/** @param {string} name @param {unknown} value */
const written = (name, value) => {
  const text = value === null || value === undefined ? "" : String(value);
  return name === "place.km" ? text.replace(".", ",") : text;
};

/** @param {HTMLElement} screen @param {ReportFields} fields */
export const fill = (screen, fields) => {
  for (const field of fieldsOf(screen)) {
    const value = written(field.name, valueOf(fields, field.name));
    if (field.value !== value) field.value = value;
    checkKilometre(field);
  }
};

/** A kilometre that is none would be refused: it is kept in words, so that nothing typed is lost. @param {Map<string, string>} entered */
const keepUnreadable = (entered) => {
  const km = entered.get("place.km") ?? "";
  if (!km || kilometre(km) !== null) return;
  const text = entered.get("place.text") ?? "";
  entered.set("place.km", "");
  if (!text.includes(km)) entered.set("place.text", [text, `km ${km}`].filter(Boolean).join(", "));
};

/** @param {string} name @param {string} text */
const meant = (name, text) => (name === "place.km" ? kilometre(text) : text || null);

/**
 * Only what differs from what is known, with the whole of a group of fields.
 * @param {HTMLElement} screen
 * @param {ReportFields} fields
 * @returns {ReportFields}
 */
export const typed = (screen, fields) => {
  const entered = new Map(Array.from(fieldsOf(screen), ({ name, value }) => [name, value.trim()]));
  keepUnreadable(entered);
  /** @type {Record<string, any>} */
  const changed = {};
  for (const [name, text] of entered) {
    const value = meant(name, text);
    if (value === valueOf(fields, name)) continue;
    const [group = "", key = ""] = name.split(".");
    if (GROUPED.includes(group)) changed[group] = { .../** @type {any} */ (fields)[group], ...changed[group], [key]: value };
    else changed[group] = value;
  }
  if ("text" in (changed.place ?? {})) changed.place.text = withDeparture(changed.place.text, departureIn(fields.place?.text));
  return changed;
};

/** @param {Field} field */
const checkKilometre = (field) => {
  if (field.name !== "place.km") return;
  const wrong = field.value.trim() !== "" && kilometre(field.value) === null;
  say(field, wrong ? gettext("Schreiben Sie den Kilometer als Zahl, zum Beispiel 423,5.") : "");
};

/** @param {Field} field @param {string} words nothing takes back what was said */
export const say = (field, words) => {
  field.setCustomValidity(words);
  if (!words) showError(field, "");
};

/** @param {Field} field @param {string} words */
const showError = (field, words) => {
  const id = `${field.id}-error`;
  const error = document.getElementById(id) ?? Object.assign(document.createElement("p"), { id, className: "field-error" });
  error.textContent = words;
  if (!error.isConnected) {
    error.setAttribute("role", "alert");
    field.after(error);
    field.setAttribute("aria-describedby", [field.getAttribute("aria-describedby"), id].filter(Boolean).join(" "));
  }
  field.setAttribute("aria-invalid", String(words !== ""));
  // With its label, which says what the words are about.
  if (words) (field.closest(".field") ?? error).scrollIntoView({ block: "nearest" });
};

/** Say beside a field what is wrong with it, and stay there. @param {HTMLElement} screen */
export const startChecks = (screen) => {
  screen.addEventListener("input", ({ target }) => checkKilometre(/** @type {Field} */ (target)));
  screen.addEventListener(
    "invalid",
    (event) => {
      const field = /** @type {Field} */ (event.target);
      event.preventDefault();
      field.focus();
      showError(field, field.validationMessage);
    },
    { capture: true },
  );
};
