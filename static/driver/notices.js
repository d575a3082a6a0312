// Which notices hold today, and which of them nobody has read on this phone. No push: the phone asks when it is opened.
import { dayInBerlin } from "./berlin.js";
import { read, readSetting, writeSetting } from "./database.js";
import { ngettext } from "./gettext.js";

/** @import { GuidanceItem } from "./records.d.ts" */

/** Whether an item is not past its last day, whenever it was brought here. @param {GuidanceItem} item */
export const isInForce = ({ valid_until }) => !valid_until || valid_until >= dayInBerlin();

/** A recall has to be read as well, by whoever read what is recalled. @param {GuidanceItem} notice */
const seen = ({ slug, version, recalled }) => `seen:${slug}/${version}${recalled ? "/recalled" : ""}`;

/** Whether somebody has read a notice here, in whichever version. @param {GuidanceItem} notice */
const wasRead = async ({ slug }) => {
  const versions = IDBKeyRange.bound(`seen:${slug}/`, `seen:${slug}/\uffff`);
  return (await read(["settings"], (transaction) => transaction.objectStore("settings").count(versions))) > 0;
};

/** @param {GuidanceItem} notice */
export const isUnread = async (notice) => !(await readSetting(seen(notice))) && (!notice.recalled || (await wasRead(notice)));

/** @param {GuidanceItem} notice */
export const markRead = (notice) => writeSetting(seen(notice), true);

/** Say how many are to be read. @param {HTMLElement} place @param {GuidanceItem[]} notices */
export const showUnread = async (place, notices) => {
  const unread = await Promise.all(notices.filter(isInForce).map(isUnread));
  const number = unread.filter(Boolean).length;
  place.textContent = number ? ngettext("%(number)s neuer Hinweis", "%(number)s neue Hinweise", number) : "";
  place.hidden = !number;
};
