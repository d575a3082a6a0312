// Where it was: here, earlier on the way, or in words. Where the phone is and what was seen where are two things.
import { mark } from "../answers.js";
import { gettext } from "../gettext.js";
import { timeOf } from "../wording.js";
import { isHere } from "./at_the_phone.js";
import { depart, departureIn, withoutDeparture } from "./departure.js";
import { fieldOf, fill, startChecks, typed } from "./entries.js";
import { foundPlace } from "./found.js";
import { isWithoutPosition } from "./unlocated.js";
import { places, showWays, wayIn, waysOf } from "./ways.js";

/** @import { Screen } from "../screens.js" */
/** @import { ListedReport, ReportFields } from "../records.d.ts" */
/** @import { Place } from "./found.js" */

/** How the place was told. @param {ReportFields["place"]} place */
export const wayOf = (place) => {
  // A tablet knows its site without a look.
  if (isHere(place) || place?.site) return "here";
  if (place?.road || typeof place?.km === "number") return "earlier";
  return withoutDeparture(place?.text) ? "describe" : "";
};

/** What somebody at a tablet describes is at its site: the words come to what is known. @param {string} way @param {ReportFields["place"]} place */
const isSaidOfSite = (way, place) => way === "describe" && Boolean(place?.site);

/** What was said by one of the three ways, for whoever comes back to it after trying another. @type {Map<string, Place>} */
const said = new Map();

/** @type {Screen} */
export const place = {
  async show(screen, report) {
    void places().catch(() => {});
    mark(screen, wayOf(report.fields.place));
    const unknown = report.fields.place?.site || (await isWithoutPosition(report));
    /** @type {HTMLElement} */ (screen.querySelector("[data-small]")).textContent = unknown
      ? ""
      : gettext("Ihr Standort um %(time)s", { time: timeOf(report.createdAt) });
  },
  async answer(way, report) {
    const { id, fields } = report;
    const before = wayOf(fields.place);
    if (way === before || isSaidOfSite(way, fields.place)) return { to: way };
    if (before && fields.place) said.set(`${id}/${before}`, fields.place);
    const again = said.get(`${id}/${way}`);
    const now = again ?? (way === "here" ? (await foundPlace(report)).sure : null);
    // What the phone found stands for no other place.
    // It went where it went, wherever it was.
    return now || before ? { fields: { place: depart(now, departureIn(fields.place?.text)) }, to: way } : { to: way };
  },
};

/** Whose screen it is. @type {ListedReport | undefined} */
let shown;

/** @param {HTMLElement} screen */
const showRoadsWays = async (screen) => {
  const road = fieldOf(screen, "place.road").value.trim();
  const ways = road && shown ? await waysOf(shown, road) : [];
  showWays(screen, ways, fieldOf(screen, "place.direction").value);
};

/** @type {Screen} */
export const earlier = {
  start(screen) {
    startChecks(screen);
    fieldOf(screen, "place.road").addEventListener("change", () => void showRoadsWays(screen).catch(() => {}));
  },
  async show(screen, report) {
    shown = report;
    fill(screen, report.fields);
    await showRoadsWays(screen);
  },
  typed: (screen, { fields }) => typed(screen, fields),
  answer: (answer, { fields }) => ({ fields: { place: { ...fields.place, direction: wayIn(answer) } }, stay: true }),
};

/** @type {Screen} */
export const describe = {
  show: (screen, { fields }) => fill(screen, fields),
  typed: (screen, { fields }) => typed(screen, fields),
};
