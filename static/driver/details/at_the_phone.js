// The words for a place that the app writes itself: it was where the phone was at the tap. What else was said of it stands
// behind a colon.

/** @import { ReportFields } from "../records.d.ts" */

// The office knows these words; in a report they stand in German, whatever the phone speaks.
const AT_THE_PHONE = "Am Standort des Telefons";

/** Whether somebody said that it was where the phone is. @param {ReportFields["place"]} place */
export const isHere = (place) => (place?.text ?? "").startsWith(AT_THE_PHONE);

/** The text of a place that is here. @param {string | null | undefined} words what else was said of it */
export const hereWith = (words) => (words ? `${AT_THE_PHONE}: ${words}` : AT_THE_PHONE);

/** Without the words that the app itself wrote. @param {ReportFields} fields @returns {ReportFields} */
export const ownWords = (fields) => {
  const { place } = fields;
  const text = isHere(place) ? (place?.text ?? "").slice(AT_THE_PHONE.length).replace(/^[:,] /, "") : place?.text;
  return { ...fields, place: { ...place, text: text || null } };
};
