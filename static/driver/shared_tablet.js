// A tablet that many use: what was reported is not readable on it afterwards, and its settings stand behind a PIN.
import { readSetting, write, writeSetting } from "./database.js";
import { keepPin, tryPin } from "./pin.js";

/** @import { Report, Writing } from "./records.d.ts" */

const UNLOCKED_FOR = 300_000;
const UNLOCKED = "unlocked_until";
const CALL_PLACE = "call_place";

/** Whether this device is a shared tablet. */
export const isShared = async () => (await readSetting("shared_pin")) !== undefined;

/** Make this device a shared tablet, or give it another PIN. @param {string} pin */
export const share = async (pin) => {
  await keepPin(pin);
  await writeSetting("tablet", true);
};

/** Make it a device of one person again. */
export const stopSharing = () => writeSetting("shared_pin", undefined);

/** Open the settings for five minutes if the PIN is right. @param {string} pin */
export const unlock = async (pin) => {
  const tried = await tryPin(pin);
  if (tried.right) await writeSetting(UNLOCKED, Date.now() + UNLOCKED_FOR);
  return tried;
};

/** Close them again. */
export const lock = () => writeSetting(UNLOCKED, undefined);

/** Whether somebody with the PIN is at the tablet. */
export const isUnlocked = async () => Date.now() < Number(await readSetting(UNLOCKED));

/** Whether what is one person's must not be shown now. */
export const isLocked = async () => (await isShared()) && !(await isUnlocked());

/** What somebody chose for a call is no other's. */
export const forgetCallPlace = () => writeSetting(CALL_PLACE, undefined);

/** Reports of which something has not arrived yet. @param {Writing} transaction */
const unsent = async (transaction) =>
  new Set((await transaction.objectStore("amendments").getAll()).map(({ report }) => report));

/** A report that nobody opens any more here: of one that has arrived a follow-up needs its id, secret and times. @param {Report} report @param {boolean} arrived */
const closed = (report, arrived) => ({
  ...report,
  ...(arrived ? { body: "", fields: {}, reference: "", messages: [] } : {}),
  left: true,
});

/** @param {Report} report */
const isReadable = ({ reference, fields }) => reference !== "" || Object.keys(fields).length > 0;

/**
 * Close the reports that somebody has left; what was chosen for a call goes with them. Those closed earlier are emptied
 * once they have arrived.
 * @param {(id: string) => boolean} isLeft
 */
export const conceal = (isLeft) =>
  write(["reports", "amendments", "settings"], async (transaction) => {
    const waiting = await unsent(transaction);
    const reports = transaction.objectStore("reports");
    for (const report of await reports.getAll()) {
      const leaving = !report.left && isLeft(report.id);
      const arrived = report.delivery === "arrived" && !waiting.has(report.id);
      if (leaving) await transaction.objectStore("settings").delete(CALL_PLACE);
      if (leaving || (report.left && arrived && isReadable(report))) await reports.put(closed(report, arrived));
    }
  });

/** The next shift is not asked about a call of this one: it goes once it has arrived, and until then is only sent. @param {Writing} transaction */
export const leaveCalls = async (transaction) => {
  const calls = transaction.objectStore("calls");
  for (const call of await calls.getAll()) {
    await (call.delivery === "arrived" ? calls.delete(call.id) : calls.put({ ...call, waitAsked: true }));
  }
};
