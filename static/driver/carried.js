// What was typed and not saved goes along into another language, and is forgotten once it stands there again.
import { readSetting, writeSetting } from "./database.js";

/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Field */

const CARRIED = "carried";

const take = async () => {
  const kept = /** @type {Record<string, string> | undefined} */ (await readSetting(CARRIED));
  if (kept) await writeSetting(CARRIED, undefined);
  return kept ?? {};
};

const kept = take().catch(() => /** @type {Record<string, string>} */ ({}));

const keep = () => {
  const fields = /** @type {Field[]} */ ([...document.querySelectorAll("[data-carried]")]);
  return writeSetting(CARRIED, Object.fromEntries(fields.map((field) => [field.dataset.carried, field.value])));
};

addEventListener("save-entered", (event) => {
  /** @type {CustomEvent<Promise<unknown>[]>} */ (event).detail.push(keep());
});

/** How the names of the fields begin that mend a report. @param {string} report */
export const mendName = (report) => `mend/${report}/`;

/** The names of what was carried here and not yet taken. */
export const carriedNames = async () => Object.keys(await kept);

/**
 * Let a field carry what is typed in it, and put in what it carried before.
 * @param {Field} field
 * @param {string} name under which the field is found again
 * @returns {Promise<boolean>} whether it carried anything
 */
export const carry = async (field, name) => {
  field.dataset.carried = name;
  const values = await kept;
  const value = values[name];
  // Once: what is then sent or dropped must not come back.
  delete values[name];
  if (value === undefined) return false;
  field.value = value;
  return value !== "";
};
