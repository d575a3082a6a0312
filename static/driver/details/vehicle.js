// The vehicle: its kind, its colour, its plate and where that comes from. Each by a tap, and each may be left out.
import { mark } from "../answers.js";
import { stepAfter } from "../screens.js";
import { fieldOf, fill, typed } from "./entries.js";

/** @import { Screen } from "../screens.js" */
/** @import { ReportFields } from "../records.d.ts" */

const NONE = "none";
const OTHER = "other";

/** What was said before somebody said that there was none. @type {Map<string, NonNullable<ReportFields["vehicle"]>>} */
const dropped = new Map();

/** @type {Screen} */
export const vehicle = {
  show: (screen, { fields }) => mark(screen, fields.vehicle === null ? NONE : (fields.vehicle?.kind ?? "")),
  answer(kind, { id, fields }) {
    if (kind !== NONE) return { fields: { vehicle: { ...dropped.get(id), ...fields.vehicle, kind } } };
    if (fields.vehicle) dropped.set(id, fields.vehicle);
    return { ...(fields.vehicle === null ? {} : { fields: { vehicle: null } }), to: stepAfter("plate", fields) };
  },
};

/** @type {Screen} */
export const colour = {
  show: (screen, { fields }) => mark(screen, fields.vehicle?.colour ?? ""),
  answer: (answer, { fields }) => ({ fields: { vehicle: { ...fields.vehicle, colour: answer } } }),
};

/** @param {HTMLElement} screen */
const plateField = (screen) => /** @type {HTMLInputElement} */ (fieldOf(screen, "vehicle.plate"));

/** Plates know no small letters. @param {HTMLInputElement} field */
const raise = (field) => {
  const { selectionStart, selectionEnd, value } = field;
  const raised = value.toUpperCase();
  if (raised === value) return;
  field.value = raised;
  field.setSelectionRange(selectionStart, selectionEnd);
};

/** @param {HTMLInputElement} field */
const addUnread = (field) => {
  field.setRangeText("?", field.selectionStart ?? field.value.length, field.selectionEnd ?? field.value.length, "end");
  field.focus();
};

/** @param {HTMLElement} screen @param {boolean} shown */
const showOther = (screen, shown) => {
  /** @type {HTMLElement} */ (screen.querySelector("[data-other-country]")).hidden = !shown;
};

/** @type {Screen} */
export const plate = {
  start(screen) {
    const field = plateField(screen);
    field.dir = "ltr";
    field.autocapitalize = "characters";
    field.spellcheck = false;
    field.addEventListener("input", (event) => /** @type {InputEvent} */ (event).isComposing || raise(field));
    field.addEventListener("change", () => raise(field));
    screen.querySelector("[data-unread]")?.addEventListener("click", () => addUnread(field));
  },
  show(screen, { fields }) {
    fill(screen, fields);
    const country = fields.vehicle?.country ?? "";
    const known = screen.querySelector(`[data-answer="${CSS.escape(country)}"]`) !== null;
    mark(screen, country && !known ? OTHER : country);
    showOther(screen, country !== "" && !known);
  },
  typed(screen, { fields }) {
    raise(plateField(screen));
    return typed(screen, fields);
  },
  answer(country, { fields }, screen) {
    if (country !== OTHER) return { fields: { vehicle: { ...fields.vehicle, country } }, stay: true };
    const field = fieldOf(screen, "vehicle.country");
    mark(screen, OTHER);
    showOther(screen, true);
    if (screen.querySelector(`[data-answer="${CSS.escape(field.value)}"]`)) field.value = "";
    field.focus();
    return { stay: true };
  },
};
