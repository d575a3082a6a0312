// When it was: apart from the tap, and never after it.
import { mark } from "../answers.js";
import { gettext } from "../gettext.js";
import { localTime } from "../identity.js";
import { timeOf } from "../wording.js";
import { fieldOf, say, startChecks } from "./entries.js";
import { wayOf } from "./place.js";

/** @import { Screen } from "../screens.js" */
/** @import { ListedReport } from "../records.d.ts" */

const MINUTE = 60_000;
const LONGEST_MEMORY = 14 * 24 * 60;
const OFFERED = ["0", "15", "25", "60"];

/** @param {ListedReport} report */
const tappedAt = ({ fields, createdAt }) => Date.parse(fields.captured_at ?? "") || createdAt;

/** @param {ListedReport} report @param {number} minutes */
const before = (report, minutes) => localTime(new Date(tappedAt(report) - minutes * MINUTE));

/** Which answer holds. @param {ListedReport} report */
const given = (report) => {
  const seen = Date.parse(report.fields.observed_at ?? "") || tappedAt(report);
  const minutes = String(Math.round((tappedAt(report) - seen) / MINUTE));
  return OFFERED.includes(minutes) ? minutes : "other";
};

/** @param {HTMLElement} screen @param {boolean} shown */
const showField = (screen, shown) => {
  /** @type {HTMLElement} */ (screen.querySelector("[data-other-time]")).hidden = !shown;
};

/** @param {HTMLElement} screen */
const timeField = (screen) => /** @type {HTMLInputElement} */ (fieldOf(screen, "observed_time"));

/** @type {Screen} */
export const time = {
  start(screen) {
    startChecks(screen);
    const field = timeField(screen);
    field.addEventListener("input", () => {
      const wrong = field.value !== "" && (field.value < field.min || field.value > field.max);
      const words = gettext("Das muss vor Ihrer Meldung (%(time)s) liegen und höchstens 14 Tage her sein.", { time: timeOf(field.max) });
      say(field, wrong ? words : "");
    });
  },
  show(screen, report) {
    const { fields } = report;
    const field = timeField(screen);
    const answer = given(report);
    // What was seen elsewhere was not seen just now; until somebody says when, nothing is chosen.
    mark(screen, answer === "0" && wayOf(fields.place) === "earlier" ? "" : answer);
    for (const button of screen.querySelectorAll("[data-answer]")) {
      const words = button.querySelector("[data-small]");
      const minutes = Number(button.getAttribute("data-answer"));
      if (words) words.textContent = timeOf(before(report, minutes));
    }
    // A field for a moment takes no seconds and no offset.
    field.min = before(report, LONGEST_MEMORY - 1).slice(0, 16);
    field.max = before(report, 0).slice(0, 16);
    field.value = answer === "other" ? (fields.observed_at ?? "").slice(0, 16) : "";
    say(field, "");
    showField(screen, answer === "other");
  },
  typed(screen, { fields }) {
    const field = timeField(screen);
    const known = (fields.observed_at ?? "").slice(0, 16);
    if (!field.value || field.value === known || !field.validity.valid) return {};
    return { observed_at: localTime(new Date(field.value)) };
  },
  answer(minutes, report, screen) {
    if (minutes === "other") {
      showField(screen, true);
      mark(screen, minutes);
      timeField(screen).focus();
      return { stay: true };
    }
    timeField(screen).value = "";
    say(timeField(screen), "");
    const { fields } = report;
    const seen = minutes === "0" ? fields.captured_at : before(report, Number(minutes));
    return seen === undefined || seen === fields.observed_at ? {} : { fields: { observed_at: seen } };
  },
};
