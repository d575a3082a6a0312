// Where it went: still there, one of the two ways of the motorway, somewhere else in words.
import { mark } from "../answers.js";
import { depart, departureWords, wentTo } from "./departure.js";
import { fieldOf } from "./entries.js";
import { showWays, wayIn, waysOf } from "./ways.js";

/** @import { Screen } from "../screens.js" */
/** @import { ReportFields } from "../records.d.ts" */

const THERE = "there";
const TO = "to:";

/** The two ways that the screen offers. @type {string[]} */
let ways = [];

/** What stands in the field: a way that is none of the buttons. @param {ReportFields} fields */
const inWords = ({ place }) => (ways.includes(wentTo(place)) ? "" : wentTo(place));

/** It left, so what goes on is not here any more. @param {ReportFields} fields @returns {ReportFields} */
const gone = ({ ongoing }) => (ongoing === true ? { ongoing: false } : {});

/** @param {ReportFields} fields @param {string} to @returns {ReportFields} */
const leaving = (fields, to) => ({ place: depart(fields.place, departureWords(to, ways.includes(to))) });

/** @param {ReportFields} fields @returns {ReportFields} */
const notLeft = (fields) => (wentTo(fields.place) ? leaving(fields, "") : {});

/** @type {Screen} */
export const direction = {
  async show(screen, report) {
    const { place, ongoing } = report.fields;
    ways = await waysOf(report);
    showWays(screen, ways, undefined);
    mark(screen, ongoing === true ? THERE : TO + wentTo(place));
    fieldOf(screen, "departure").value = inWords(report.fields);
  },
  typed(screen, { fields }) {
    const entered = fieldOf(screen, "departure").value.trim();
    if (entered === inWords(fields)) return {};
    return { ...leaving(fields, entered), ...(entered ? gone(fields) : {}) };
  },
  answer(answer, { fields }) {
    const way = wayIn(answer);
    if (way) return { fields: { ...leaving(fields, way), ...gone(fields) } };
    if (answer === THERE) return { fields: { ...notLeft(fields), ...(fields.ongoing === true ? {} : { ongoing: true }) } };
    return { fields: { ...notLeft(fields), ...(fields.ongoing === true ? { ongoing: null } : {}) } };
  },
};
