// The PIN of a shared tablet: kept as a slow salted hash, and after a few wrong tries it has to be waited for.
import { readSetting, write, writeSetting } from "./database.js";

const ROUNDS = 600_000;
const FREE_TRIES = 5;
const FIRST_WAIT = 30_000;
const LONGEST_WAIT = 900_000;

/** @typedef {{ salt: Uint8Array<ArrayBuffer>, hash: Uint8Array<ArrayBuffer> }} Pin */
/** Wrong tries in a row, and when the next one counts (milliseconds since 1970). @typedef {{ wrong: number, next: number }} Tries */

/** @param {string} pin @param {Uint8Array<ArrayBuffer>} salt */
const hashOf = async (pin, salt) => {
  const key = await crypto.subtle.importKey("raw", new TextEncoder().encode(pin), "PBKDF2", false, ["deriveBits"]);
  const options = { name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS };
  return new Uint8Array(await crypto.subtle.deriveBits(options, key, 256));
};

/** @param {string} pin */
export const keepPin = async (pin) => {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  await writeSetting("shared_pin", { salt, hash: await hashOf(pin, salt) });
};

/** Counted before it is looked at, so that nobody tries for nothing by closing the page. @returns {Promise<number>} when the next try counts, if this one does not */
const beginTry = () =>
  write(["settings"], async (transaction) => {
    const settings = transaction.objectStore("settings");
    const { wrong, next } = /** @type {Tries} */ ((await settings.get("pin_tries")) ?? { wrong: 0, next: 0 });
    if (Date.now() < next) return next;
    const wait = wrong + 1 < FREE_TRIES ? 0 : Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (wrong + 1 - FREE_TRIES));
    await settings.put({ wrong: wrong + 1, next: Date.now() + wait }, "pin_tries");
    return 0;
  });

/**
 * Whether this is the PIN; of a device without one, any.
 * @param {string} pin
 * @returns {Promise<{ right: boolean, waitUntil: number }>} `waitUntil`: milliseconds since 1970, 0 where another try counts at once
 */
export const tryPin = async (pin) => {
  const kept = /** @type {Pin | undefined} */ (await readSetting("shared_pin"));
  if (!kept) return { right: true, waitUntil: 0 };
  const waiting = await beginTry();
  if (waiting) return { right: false, waitUntil: waiting };
  const hash = await hashOf(pin, kept.salt);
  const right = hash.every((byte, index) => byte === kept.hash[index]);
  if (right) await writeSetting("pin_tries", undefined);
  const { next } = /** @type {Tries} */ ((await readSetting("pin_tries")) ?? { next: 0 });
  return { right, waitUntil: next > Date.now() ? next : 0 };
};
