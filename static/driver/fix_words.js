// The words of honesty for a position: how sure it is, and how old.
import { gettext, ngettext } from "./gettext.js";
import { locale } from "./wording.js";

/** @import { Position } from "./records.d.ts" */

/** @param {number} number @param {number} digits */
const decimal = (number, digits) =>
  new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(number);

/** How exact a position is and how old. @param {Position} position */
export const fixWords = ({ accuracy_m, age_s }) => {
  const exact = gettext("auf %(metres)s Meter genau", { metres: decimal(accuracy_m, 0) });
  const minutes = Math.floor(age_s / 60);
  const old = minutes
    ? ngettext("vor %(number)s Minute", "vor %(number)s Minuten", minutes)
    : ngettext("vor %(number)s Sekunde", "vor %(number)s Sekunden", Math.round(age_s));
  return `${exact} · ${old}`;
};
