// "Here": what the phone makes of its position at the tap. What is sure is taken at once; what is not waits for a yes.
import { gettext } from "../gettext.js";
import { amendReport } from "../outbox.js";
import { fixWords } from "../fix_words.js";
import { hereWith, isHere, ownWords } from "./at_the_phone.js";
import { depart, departureIn, withoutDeparture } from "./departure.js";
import { fieldOf, fill, startChecks, typed } from "./entries.js";
import { foundPlace } from "./found.js";
import { isWithoutPosition } from "./unlocated.js";
import { showWays, wayIn, waysOf } from "./ways.js";

/** @import { Screen } from "../screens.js" */
/** @import { Found, Place } from "./found.js" */
/** @import { ListedReport, ReportFields } from "../records.d.ts" */

/** @param {number} km with at least one digit behind the comma */
const onSign = (km) => (Number.isInteger(km * 10) ? km.toFixed(1) : String(km)).replace(".", ",");

/** What is said of the place itself in words. @param {Place} place */
const saidOf = (place) => withoutDeparture(ownWords({ place }).place?.text);

/** @param {Place} place @returns {string[]} */
const linesOf = (place) =>
  [
    place.road?.replace(/^([A-Z])\s*(?=\d)/, "$1 ") ?? "",
    place.direction ? gettext("Richtung %(place)s", { place: place.direction }) : "",
    typeof place.km === "number" ? gettext("Kilometer %(km)s", { km: onSign(place.km) }) : "",
    saidOf(place),
  ].filter(Boolean);

/** @param {string} words */
const line = (words) => Object.assign(document.createElement("span"), { textContent: words });

/** @param {HTMLElement} screen @param {string} name @returns {HTMLElement} */
const part = (screen, name) => /** @type {HTMLElement} */ (screen.querySelector(`[data-${name}]`));

/** What is likely and neither confirmed nor put right. @param {Place} likely @param {Place} place @returns {Place} */
const open = (likely, place) =>
  Object.fromEntries(Object.entries(likely).filter(([key]) => (key === "text" ? !saidOf(place) : !(key in place))));

/** @param {HTMLElement} screen @param {ListedReport} report @param {Place} place @param {Found} found */
const showFound = (screen, { fields: { position } }, place, { likely, near }) => {
  const unsure = linesOf(open(likely, place)).map((words) => gettext("vermutlich %(place)s", { place: words }));
  const lines = [...linesOf(place), ...unsure];
  part(screen, "found").replaceChildren(...(lines.length ? lines : [near]).filter(Boolean).map(line));
  part(screen, "found-fix").textContent = position
    ? gettext("Ihr Standort ist dabei, %(fix)s.", { fix: fixWords(position) })
    : place.site
      ? ""
      : gettext("Noch kein Standort. Das geht auch ohne.");
  part(screen, "unsure").hidden = unsure.length === 0;
};

/** Either what was found stands there, or the fields to put it right. @param {HTMLElement} screen @param {boolean} mending */
const setMending = (screen, mending) => {
  part(screen, "mended").hidden = !mending;
  for (const name of ["mend", "found", "found-fix", "directions"]) part(screen, name).hidden = mending;
};

/**
 * Words come first where no road is known, and begin there. Gives the field that does.
 * @param {HTMLElement} screen
 * @param {ReportFields} fields
 */
const showFields = (screen, fields) => {
  const words = fieldOf(screen, "place.text");
  const box = /** @type {HTMLElement} */ (words.closest(".field"));
  if (fields.place?.road) part(screen, "mended").append(box);
  else part(screen, "mended").prepend(box);
  fill(screen, ownWords(fields));
  setMending(screen, true);
  return fields.place?.road ? fieldOf(screen, "place.road") : words;
};

/** @type {Found} */
let latest = { sure: {}, likely: {}, near: "" };
let owner = "";

/** What is sure is saved as soon as it is known: a position may come after the answer. @param {ListedReport} report */
const takeSure = async ({ id, fields }) => {
  const place = fields.place ?? {};
  const news = Object.entries(latest.sure).filter(([key]) => !(key in place));
  if (!isHere(place) || !news.length) return place;
  const all = { ...place, ...Object.fromEntries(news) };
  await amendReport(id, { place: all });
  return all;
};

/** @type {Screen} */
export const here = {
  start(screen) {
    startChecks(screen);
    part(screen, "mend").addEventListener("click", () => {
      const place = JSON.parse(screen.dataset.place ?? "{}");
      const first = showFields(screen, { place: { ...open(latest.likely, place), ...place } });
      part(screen, "unsure").hidden = true;
      first.focus();
    });
  },
  async show(screen, report) {
    const mending = !part(screen, "mended").hidden && owner === report.id;
    owner = report.id;
    latest = await foundPlace(report);
    // What somebody is putting right stays as it is.
    if (mending) return;
    setMending(screen, false);
    const place = await takeSure(report);
    screen.dataset.place = JSON.stringify(place);
    showFound(screen, report, place, latest);
    if (await isWithoutPosition(report)) return void showFields(screen, { place });
    showWays(screen, place.direction || latest.likely.direction ? [] : await waysOf({ ...report, fields: { ...report.fields, place } }), "");
  },
  typed(screen, { fields }) {
    if (part(screen, "mended").hidden) return {};
    const { place } = typed(screen, ownWords(fields));
    return place ? { place: { ...place, text: hereWith(place.text) } } : {};
  },
  answer(answer, { fields }) {
    const place = fields.place ?? {};
    const way = wayIn(answer);
    if (way) return { fields: { place: { ...place, direction: way } }, stay: true };
    const confirmed = open(latest.likely, place);
    return { fields: { place: depart({ ...place, ...confirmed }, departureIn(place.text)) } };
  },
};
