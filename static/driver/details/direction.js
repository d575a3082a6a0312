// Where it went: still there, one of the two ways of the motorway, somewhere else in words.
import { mark } from "../answers.js";
import { fieldOf } from "./entries.js";
import { showWays, wayIn, waysOf } from "./ways.js";

/** @import { Screen } from "../screens.js" */
/** @import { ReportFields } from "../records.d.ts" */

const THERE = "there";
const TO = "to:";

/** The two ways that the screen offers. @type {string[]} */
let ways = [];

/** What stands in the field: a direction that is none of the buttons. @param {ReportFields} fields */
const inWords = ({ place }) => (place?.direction && !ways.includes(place.direction) ? place.direction : "");

/** It left, so what goes on is not here any more. @param {ReportFields} fields @returns {ReportFields} */
const gone = ({ ongoing }) => (ongoing === true ? { ongoing: false } : {});

/** @type {Screen} */
export const direction = {
  async show(screen, report) {
    const { place, ongoing } = report.fields;
    ways = await waysOf(report);
    showWays(screen, ways, undefined);
    mark(screen, ongoing === true ? THERE : place?.direction ? TO + place.direction : "");
    fieldOf(screen, "place.direction").value = inWords(report.fields);
  },
  typed(screen, { fields }) {
    const entered = fieldOf(screen, "place.direction").value.trim();
    if (entered === inWords(fields)) return {};
    return { place: { ...fields.place, direction: entered || null }, ...(entered ? gone(fields) : {}) };
  },
  answer(answer, { fields }) {
    const way = wayIn(answer);
    if (way) return { fields: { place: { ...fields.place, direction: way }, ...gone(fields) } };
    if (answer === THERE) return fields.ongoing === true ? {} : { fields: { ongoing: true } };
    return fields.ongoing === true ? { fields: { ongoing: null } } : {};
  },
};
