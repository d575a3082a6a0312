// What a report says, line by line. What stands in a line comes from the page's language, from signs and from people: each
// keeps its own direction, whatever stands beside it.
import { isHere, ownWords } from "./details/at_the_phone.js";
import { wentTo, withoutDeparture } from "./details/departure.js";
import { make } from "./elements.js";
import { gettext } from "./gettext.js";
import { directionOf } from "./lettering.js";
import { table } from "./pieces.js";
import { kilometreOf, timeOf } from "./wording.js";

/** @import { ListedReport, ReportFields } from "./records.d.ts" */

/** @type {{ kind?: Record<string, string>, colour?: Record<string, string> }} */
const WORDS = table("vehicle-words");

/** @param {(Node | string | number | false | null | undefined)[]} parts what is not known leaves no gap @returns {(Node | string)[]} */
const lineOf = (...parts) => {
  const known = parts.filter((part) => part instanceof Node || (typeof part === "string" && part));
  const apart = known.map((part) => (part instanceof Node ? part : make("bdi", { dir: directionOf(String(part)) }, String(part))));
  return apart.flatMap((part, index) => (index ? [" · ", part] : [part]));
};

/** @param {ReportFields} fields */
const where = (fields) => {
  const { road, km, direction } = fields.place ?? {};
  const here = isHere(fields.place) && gettext("Am Standort des Telefons");
  const text = withoutDeparture(ownWords(fields).place?.text);
  return lineOf(here, text, road, km && gettext("km %(km)s", { km: kilometreOf(km) }), direction);
};

/** @param {NonNullable<ReportFields["vehicle"]>} vehicle */
const vehicleWords = ({ kind, colour, plate, country }) => {
  // What another release called it stays.
  const [what, shade] = [WORDS.kind?.[kind ?? ""] ?? kind, WORDS.colour?.[colour ?? ""] ?? colour];
  // A plate is read from the left, also where nothing in it says so.
  return lineOf(what, shade, plate && make("bdi", { dir: "ltr", className: "report-plate" }, plate), country);
};

/** Whether it goes on: "still there" is the same answer as "yes", so the line says both. @param {ReportFields["ongoing"]} ongoing */
const goesOn = (ongoing) => {
  if (ongoing === undefined) return [];
  return ongoing ? lineOf(gettext("Ja"), gettext("Noch da")) : lineOf(ongoing === null ? gettext("Weiß nicht") : gettext("Nein"));
};

/** Whether a report says more than that it was tapped. @param {ListedReport} report */
export const saysAnything = ({ fields: { category, text, place, vehicle }, media }) =>
  [category, text, ...Object.values(place ?? {}), ...Object.values(vehicle ?? {}), media.length].some(Boolean);

/** @param {ListedReport} report */
export const factsOf = (report) => {
  const { observed_at, ongoing, place, vehicle, text } = report.fields;
  return {
    // The title says when it was tapped.
    when: lineOf(observed_at && timeOf(observed_at) !== timeOf(report.createdAt) && timeOf(observed_at)),
    ongoing: goesOn(ongoing),
    where: where(report.fields),
    went: lineOf(wentTo(place)),
    vehicle: vehicleWords(vehicle ?? {}),
    // As a whole in its writer's direction, line for line.
    text: text ? [make("p", { dir: directionOf(text) }, text)] : [],
    // Said by the state already, until more has happened.
    arrived: lineOf((report.seenAt || report.state === "closed") && timeOf(report.receivedAt)),
    reference: lineOf(report.reference),
  };
};
