// How photos and voice memos stand, in the words of the phone.
import { gettext, ngettext } from "./gettext.js";
import { waitsForWifi } from "./network.js";
import { timeOf } from "./wording.js";

/** @import { ListedReport, Medium } from "./records.d.ts" */

/** @param {number} seconds */
export const minutes = (seconds) => {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
};

/** @param {Medium} medium */
export const nameOf = ({ kind, seconds }) =>
  kind === "photo" ? gettext("Foto") : gettext("Sprachnotiz, %(length)s", { length: minutes(seconds) });

/**
 * @param {Medium} medium
 * @param {unknown} onWifi the setting `media_on_wifi`
 * @returns {{ words: string, tone: "waiting" | "good" | "wrong" | "plain" }}
 */
export const mediumStanding = ({ delivery, receivedAt }, onWifi) => {
  switch (delivery) {
    case "arrived":
      return { words: gettext("Angekommen %(time)s", { time: timeOf(receivedAt) }), tone: "good" };
    case "attention":
      return { words: gettext("Der Server nimmt das nicht an."), tone: "wrong" };
    case "withdrawing":
      return { words: gettext("Wird entfernt, sobald der Server antwortet."), tone: "waiting" };
    case "saved":
      return waitsForWifi(onWifi)
        ? { words: gettext("Wartet auf WLAN."), tone: "waiting" }
        : { words: gettext("Noch nicht gesendet – liegt auf diesem Gerät"), tone: "waiting" };
    default:
      return { words: gettext("Wird gesendet, wenn Sie auf „Weiter“ tippen."), tone: "plain" };
  }
};

/**
 * What somebody should know of the media of a report, beside how many were not sent yet.
 * @param {ListedReport} report
 * @param {unknown} onWifi the setting `media_on_wifi`
 */
export const mediaWords = ({ drafts, media }, onWifi) => [
  drafts
    ? ngettext(
        "%(number)s Foto oder Sprachnotiz wartet darauf, dass Sie auf „Weiter“ tippen.",
        "%(number)s Fotos oder Sprachnotizen warten darauf, dass Sie auf „Weiter“ tippen.",
        drafts,
      )
    : "",
  waitsForWifi(onWifi) && media.some(({ delivery }) => delivery === "saved")
    ? gettext("Fotos und Sprachnotizen warten auf WLAN. Die Meldung selbst wartet nicht.")
    : "",
];
