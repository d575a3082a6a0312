// The words of a video that has to be secured: which one, until when, and how long that is.
import { gettext, ngettext } from "./gettext.js";
import { hourOf, timeOf } from "./wording.js";

/** @import { Task } from "./shift.js" */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** When a video is overwritten. @param {number} until */
export const untilWords = (until) => {
  const tomorrow = new Date(Date.now() + DAY).toDateString() === new Date(until).toDateString();
  return tomorrow ? gettext("bis morgen %(time)s", { time: hourOf(until) }) : gettext("bis %(time)s", { time: timeOf(until) });
};

/** How long it can still be secured. @param {number} left in milliseconds */
export const leftWords = (left) => {
  if (left < 0) return gettext("Vielleicht schon überschrieben. Sichern Sie, was noch da ist.");
  const hours = Math.floor(left / HOUR);
  return hours >= 2
    ? ngettext("noch %(number)s Stunde", "noch %(number)s Stunden", hours)
    : ngettext("noch %(number)s Minute", "noch %(number)s Minuten", Math.ceil(left / MINUTE));
};

/** Which video it is, told without a word of what was seen: customers look on. @param {Task} task */
export const videoName = ({ report, startedAt, seenAt }) => {
  const time = timeOf(startedAt);
  if (report === null) return gettext("Von Hand gestartet %(time)s", { time });
  const seen = timeOf(seenAt ?? startedAt);
  const name = gettext("Meldung von %(time)s", { time });
  const observed = gettext("Beobachtung von %(time)s", { time: seen });
  return seen === time ? name : `${name} · ${observed}`;
};
