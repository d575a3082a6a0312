// Screen text of the scripts: German in the source, any other language from the page.

/** @typedef {Record<string, string | number>} Values */

/** @type {Record<string, string | Record<string, string>>} */
const messages = JSON.parse(document.getElementById("messages")?.textContent || "{}");
/** Take in what further scripts say. @param {typeof messages} more */
export const addMessages = (more) => {
  Object.assign(messages, more);
};

const plural = new Intl.PluralRules(document.documentElement.lang || "de");

/** @param {string} text @param {Values} values */
const fill = (text, values) => text.replace(/%\((\w+)\)s/g, (_match, name) => String(values[name] ?? ""));

/**
 * A whole sentence in the page's language; `%(name)s` is filled in from `values`.
 * @param {string} msgid in German
 * @param {Values} [values]
 */
export const gettext = (msgid, values = {}) => {
  const found = messages[msgid];
  return fill(typeof found === "string" && found ? found : msgid, values);
};

/**
 * The sentence itself, filled in, for ears that only hear German.
 * @param {string} msgid
 * @param {Values} [values]
 */
export const german = (msgid, values = {}) => fill(msgid, values);

/**
 * As `gettext`, in the form that goes with a number, which is `%(number)s`.
 * @param {string} one
 * @param {string} many
 * @param {number} number
 */
export const ngettext = (one, many, number) => {
  const forms = messages[one];
  const source = number === 1 ? one : many;
  const text = typeof forms === "object" ? forms[plural.select(number)] || forms.other || source : source;
  return fill(text, { number });
};
