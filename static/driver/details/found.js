// What the phone makes of its position at the tap: the motorway, the direction, the kilometre, the rest area.
import { readSetting } from "../database.js";
import { gettext } from "../gettext.js";
import { townWords } from "../sentence.js";
import { whereabouts } from "../whereabouts.js";
import { hereWith } from "./at_the_phone.js";
import { fixOf, places } from "./ways.js";

/** @import { ListedReport, ReportFields, Site } from "../records.d.ts" */
/** @import { Whereabouts } from "../whereabouts.js" */
/** @typedef {NonNullable<ReportFields["place"]>} Place */
/** `sure`: what may be said at once; `likely`: what somebody has to confirm. @typedef {{ sure: Place, likely: Place, near: string }} Found */

/** @param {Whereabouts} known @param {boolean} sure @returns {Place} */
const placeOf = ({ road, direction, km, rest_area: area }, sure) => {
  const value = (/** @type {{ value: string, sure: boolean } | undefined} */ told) => (told?.sure === sure ? told.value : "");
  const number = value(km).replace(",", ".");
  return {
    ...(value(road) ? { road: value(road) } : {}),
    ...(value(direction) ? { direction: value(direction) } : {}),
    ...(number ? { km: Number(number) } : {}),
    ...(value(area) ? { text: hereWith(value(area)) } : {}),
  };
};

/** A tablet stands where its site is. @returns {Promise<Place | null>} */
const sitePlace = async () => {
  const [tablet, site] = await Promise.all([readSetting("tablet"), readSetting("site")]);
  if (!tablet || !site) return null;
  const { slug, name, side, road, direction, km } = /** @type {Site} */ (site);
  return { site: slug, road, direction, km, text: hereWith([name, side].filter(Boolean).join(", ")) };
};

/** What the phone makes of its position at the tap. @param {ListedReport} report @returns {Promise<Found>} */
export const foundPlace = async (report) => {
  const site = await sitePlace();
  if (site) return { sure: site, likely: {}, near: "" };
  const fix = fixOf(report);
  const gazetteer = await places();
  const known = fix ? whereabouts([fix], gazetteer, report.createdAt) : {};
  const sure = { text: hereWith(""), ...placeOf(known, true) };
  return { sure, likely: placeOf(known, false), near: known.town ? townWords(known.town, gettext) : "" };
};
