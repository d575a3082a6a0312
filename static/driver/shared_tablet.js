// A tablet that many use: what was reported is not readable on it afterwards, and its settings stand behind a PIN.
import { read, readSetting, write, writeSetting } from "./database.js";

const ROUNDS = 200_000;
const UNLOCKED_FOR = 300_000;
const UNLOCKED = "unlocked_until";

/** @typedef {{ salt: Uint8Array<ArrayBuffer>, hash: Uint8Array<ArrayBuffer> }} Pin */

/** @param {string} pin @param {Uint8Array<ArrayBuffer>} salt */
const hashOf = async (pin, salt) => {
  const key = await crypto.subtle.importKey("raw", new TextEncoder().encode(pin), "PBKDF2", false, ["deriveBits"]);
  const options = { name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS };
  return new Uint8Array(await crypto.subtle.deriveBits(options, key, 256));
};

/** Whether this device is a shared tablet. */
export const isShared = async () => (await readSetting("shared_pin")) !== undefined;

/** Make this device a shared tablet, or give it another PIN. @param {string} pin */
export const share = async (pin) => {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  await writeSetting("shared_pin", { salt, hash: await hashOf(pin, salt) });
};

/** Make it a device of one person again. */
export const stopSharing = () => writeSetting("shared_pin", undefined);

/** Open the settings for five minutes if the PIN is right. @param {string} pin @returns {Promise<boolean>} */
export const unlock = async (pin) => {
  const kept = /** @type {Pin | undefined} */ (await readSetting("shared_pin"));
  if (!kept) return true;
  const hash = await hashOf(pin, kept.salt);
  const right = hash.every((byte, index) => byte === kept.hash[index]);
  if (right) await writeSetting(UNLOCKED, Date.now() + UNLOCKED_FOR);
  return right;
};

/** Close them again. */
export const lock = () => writeSetting(UNLOCKED, undefined);

/** Whether somebody with the PIN is at the tablet. */
export const isUnlocked = async () => Date.now() < Number(await readSetting(UNLOCKED));

/**
 * Take from the tablet what arrived reports say; number, secret and times stay, for the follow-up.
 * @param {string} [open] a report that somebody is still at
 */
export const conceal = (open) =>
  write(["reports", "amendments"], async (transaction) => {
    const waiting = new Set((await transaction.objectStore("amendments").getAll()).map(({ report }) => report));
    const reports = transaction.objectStore("reports");
    for (const report of await reports.getAll()) {
      const readable = report.body !== "" && report.delivery === "arrived" && !waiting.has(report.id);
      if (readable && report.id !== open) await reports.put({ ...report, body: "", fields: {}, messages: [] });
    }
  });

/** How many reports can still be read here, because they have not arrived. */
export const countReadable = () =>
  read(["reports"], async (transaction) =>
    (await transaction.objectStore("reports").getAll()).filter(({ body }) => body !== "").length,
  );
