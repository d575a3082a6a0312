// A tablet that many use: what was reported is not readable on it afterwards, and its settings stand behind a PIN.
import { readSetting, write, writeSetting } from "./database.js";
import { keepPin, tryPin } from "./pin.js";

/** @import { Writing } from "./records.d.ts" */

const UNLOCKED_FOR = 300_000;
const UNLOCKED = "unlocked_until";

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

/** Reports of which something has not arrived yet. @param {Writing} transaction */
const unsent = async (transaction) =>
  new Set((await transaction.objectStore("amendments").getAll()).map(({ report }) => report));

/**
 * Close every report but the one that somebody is still at: it opens no more here, and of what has arrived nothing stays
 * but what a follow-up needs, its id, secret and times. What was chosen for a call goes as well.
 * @param {string} [open]
 */
export const conceal = (open) =>
  write(["reports", "amendments", "settings"], async (transaction) => {
    const waiting = await unsent(transaction);
    const reports = transaction.objectStore("reports");
    for (const report of await reports.getAll()) {
      if (report.id === open) continue;
      const gone = report.delivery === "arrived" && !waiting.has(report.id);
      const emptied = gone ? { body: "", fields: {}, reference: "", messages: [] } : {};
      if (!report.left || (gone && (report.reference || Object.keys(report.fields).length))) {
        await reports.put({ ...report, ...emptied, left: true });
      }
    }
    if (!open) await transaction.objectStore("settings").delete("call_place");
  });

/** The next shift is not asked about a call of this one: it goes once it has arrived, and until then is only sent. @param {Writing} transaction */
export const leaveCalls = async (transaction) => {
  const calls = transaction.objectStore("calls");
  for (const call of await calls.getAll()) {
    await (call.delivery === "arrived" ? calls.delete(call.id) : calls.put({ ...call, waitAsked: true }));
  }
};
