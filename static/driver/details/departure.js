// Where it went. The direction of a report's place is that of the carriageway; a report has no field for a departure, so
// it stands behind the place in words, in German, which the office reads.

/** @import { ReportFields } from "../records.d.ts" */
/** @typedef {ReportFields["place"]} Place */

const LONGEST = 200;
const DEPARTURE = /(?:^|, |: )(weg(?:: | Richtung )(.+))$/;

/** What is said of the place itself. @param {string | null | undefined} text */
export const withoutDeparture = (text) => (text ?? "").replace(DEPARTURE, "");

/** The words for a departure, as they stand in a report. @param {string} to @param {boolean} named whether signs name it */
export const departureWords = (to, named) => (to ? `weg${named ? " Richtung " : ": "}${to}` : "");

/** The words that a place ends with, or none. @param {string | null | undefined} text */
export const departureIn = (text) => DEPARTURE.exec(text ?? "")?.[1] ?? "";

/** Where it went, or nothing. @param {Place} place */
export const wentTo = (place) => DEPARTURE.exec(place?.text ?? "")?.[2] ?? "";

/** A text for a place, and behind it a departure. @param {string | null | undefined} text @param {string} words */
export const withDeparture = (text, words) =>
  [withoutDeparture(text), words].filter(Boolean).join(", ").slice(0, LONGEST) || null;

/** A place with another departure, or with none. @param {Place} place @param {string} words */
export const depart = (place, words) => {
  const text = withDeparture(place?.text, words);
  return text === (place?.text || null) ? place : { ...place, text };
};
