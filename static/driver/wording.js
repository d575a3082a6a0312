// The words of honesty: how a report stands, and when.
import { gettext, ngettext } from "./gettext.js";

/** @import { ListedReport } from "./records.d.ts" */

const { lang } = document.documentElement;
/** Times are told as in Germany, whatever the language, and in the digits of its signs. */
export const locale = { en: "en-GB", ar: "ar-u-nu-latn" }[lang] ?? (lang || "de");
const minute = /** @type {const} */ ({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
// Made when they are first wanted: to make one takes a slow phone longer than a whole screen.
/** @type {Intl.DateTimeFormat | undefined} */
let calendar;
/** @type {Intl.DateTimeFormat | undefined} */
let days;

/** @param {number} number */
const twoDigits = (number) => String(number).padStart(2, "0");

/** The time of day alone, for a day that is named otherwise. @param {number | Date} moment */
export const hourOf = (moment) => {
  const date = new Date(moment);
  return `${twoDigits(date.getHours())}:${twoDigits(date.getMinutes())}`;
};

/** The time of day; with the date where it was not today. @param {string | number | null | undefined} moment */
export const timeOf = (moment) => {
  const date = new Date(moment ?? Date.now());
  if (date.toDateString() === new Date().toDateString()) return hourOf(date);
  calendar ??= new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", ...minute });
  return calendar.format(date);
};

/** A day, as Germany's calendar has it. @param {string} moment */
export const dayOf = (moment) => {
  days ??= new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "Europe/Berlin" });
  return days.format(new Date(moment));
};

/** A kilometre as it stands on a sign, in every language. @param {number} km */
export const kilometreOf = (km) => String(km).replace(".", ",");

/** @typedef {{ words: string, tone: "waiting" | "good" | "wrong" | "plain" }} Standing */

/** @param {string} words @param {Standing["tone"]} tone @returns {Standing} */
const standing = (words, tone) => ({ words, tone });

export const UNSENT = () => gettext("Noch nicht gesendet – liegt auf diesem Gerät");

/** @param {Pick<ListedReport, "state" | "seenAt">} report */
export const isRead = ({ state, seenAt }) => Boolean(seenAt || (state && state !== "received"));

/** What the server said last; green only from here on. @param {ListedReport} report */
const answered = ({ practice, state, seenAt, receivedAt }) => {
  if (practice) return gettext("Übung – zählt nicht.");
  if (state === "closed") return gettext("Abgeschlossen");
  if (isRead({ state, seenAt })) return gettext("Gelesen %(time)s", { time: timeOf(seenAt) });
  return gettext("Angekommen %(time)s", { time: timeOf(receivedAt) });
};

/** How a report stands, in the words of the phone. @param {ListedReport} report @returns {Standing} */
export const standingOf = (report) => {
  switch (report.delivery) {
    case "withdrawn":
      return standing(gettext("Zurückgezogen"), "plain");
    case "withdrawing":
      return standing(gettext("Wird zurückgezogen, sobald der Server antwortet"), "waiting");
    case "attention":
      return standing(gettext("Braucht Sie: Der Server nimmt sie so nicht an"), "wrong");
    case "saved":
      return standing(UNSENT(), "waiting");
    default:
      return standing(answered(report), "good");
  }
};

/** @param {ListedReport} report */
export const waitingWords = ({ delivery, waiting }) =>
  delivery === "arrived" && waiting
    ? ngettext(
        "%(number)s Ergänzung noch nicht gesendet",
        "%(number)s Ergänzungen noch nicht gesendet",
        waiting,
      )
    : "";
