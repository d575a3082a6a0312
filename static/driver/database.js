// IndexedDB, wrapped once: every other module reads and writes through `read` and `write`.
import { openDB } from "../vendor/idb.js";

/** @import { IDBPDatabase, IDBPTransaction } from "../vendor/idb.js" */
/** @import { Reading, Schema, StoreName, Writing } from "./records.d.ts" */

const NAME = "driver";
const VERSION = 4;

// A browser closes connections behind our back (memory, a lost storage process). None of these has committed anything.
const LOST = ["InvalidStateError", "AbortError", "UnknownError"];

/** @type {Promise<IDBPDatabase<Schema>> | null} */
let connection = null;

const forget = () => {
  connection = null;
};

/** @param {number} [version] */
const open = (version) =>
  /** @type {typeof openDB<Schema>} */ (openDB)(NAME, version, {
    upgrade(database, before) {
      if (before < 1) {
        database.createObjectStore("reports", { keyPath: "id" });
        database.createObjectStore("amendments", { keyPath: "id" }).createIndex("report", "report");
        database.createObjectStore("calls", { keyPath: "id" });
        database.createObjectStore("settings");
        database.createObjectStore("ticks");
      }
      if (before < 2) {
        database.createObjectStore("media", { keyPath: "id" }).createIndex("report", "report");
        // Bytes apart, so that a list of media reads none; `[medium, number]` is the key.
        database.createObjectStore("pieces");
      }
      if (before < 3) database.createObjectStore("messages", { keyPath: "id" }).createIndex("report", "report");
      if (before < 4) database.createObjectStore("readings", { keyPath: "id" });
    },
    blocking(_current, _blocked, event) {
      forget();
      /** @type {IDBDatabase} */ (event.target).close();
    },
    terminated: forget,
  });

const connect = () => {
  connection ??= open(VERSION)
    // A newer shell in another tab has raised the version: this page goes on with what it knows.
    .catch((error) => (error.name === "VersionError" ? open() : Promise.reject(error)))
    .catch((error) => {
      forget();
      throw error;
    });
  return connection;
};

/**
 * @template T
 * @template {IDBTransactionMode} M
 * @param {StoreName[]} stores
 * @param {M} mode
 * @param {(transaction: IDBPTransaction<Schema, StoreName[], M>) => Promise<T>} work
 */
const once = async (stores, mode, work) => {
  const transaction = (await connect()).transaction(stores, mode, { durability: "strict" });
  const working = work(transaction).catch((error) => {
    try {
      transaction.abort();
    } catch {
      // It is over already.
    }
    throw error;
  });
  const [worked, done] = await Promise.allSettled([working, transaction.done]);
  // The transaction knows the cause (a full disk); its requests merely say that they were aborted.
  if (done.status === "rejected" && done.reason.name !== "AbortError") throw done.reason;
  if (worked.status === "rejected") throw worked.reason;
  if (done.status === "rejected") throw done.reason;
  return worked.value;
};

/**
 * @template T
 * @template {IDBTransactionMode} M
 * @param {StoreName[]} stores
 * @param {M} mode
 * @param {(transaction: IDBPTransaction<Schema, StoreName[], M>) => Promise<T>} work
 */
const run = async (stores, mode, work) => {
  try {
    return await once(stores, mode, work);
  } catch (error) {
    if (!(error instanceof DOMException && LOST.includes(error.name))) throw error;
    forget();
    return once(stores, mode, work);
  }
};

/**
 * Read in one transaction. `work` may be called twice.
 * @template T
 * @param {StoreName[]} stores
 * @param {(transaction: Reading) => Promise<T>} work
 */
export const read = (stores, work) => run(stores, "readonly", work);

/**
 * Write in one transaction; resolves when it is complete and on the disk, else nothing of it happened.
 * `work` awaits nothing but this transaction and may be called twice.
 * @template T
 * @param {StoreName[]} stores
 * @param {(transaction: Writing) => Promise<T>} work
 */
export const write = (stores, work) => run(stores, "readwrite", work);

/**
 * A setting of this phone (`target_group`, `enrolment`, `language`, …); undefined where none was made.
 * @param {string} key
 */
export const readSetting = (key) => read(["settings"], (transaction) => transaction.objectStore("settings").get(key));

/**
 * @param {string} key
 * @param {unknown} value undefined removes it
 */
export const writeSetting = (key, value) =>
  write(["settings"], async (transaction) => {
    const settings = transaction.objectStore("settings");
    await (value === undefined ? settings.delete(key) : settings.put(value, key));
  });

/**
 * The ticked items of a checklist, by key, with the time of the tick.
 * @param {string} list the common beginning of the keys
 * @returns {Promise<Map<string, number>>}
 */
export const readTicks = (list) =>
  read(["ticks"], async (transaction) => {
    const ticks = transaction.objectStore("ticks");
    const range = IDBKeyRange.bound(list, `${list}\uffff`);
    const [keys, times] = await Promise.all([ticks.getAllKeys(range), ticks.getAll(range)]);
    return new Map(keys.map((key, index) => [key, times[index] ?? 0]));
  });

/**
 * @param {string} key
 * @param {boolean} ticked
 */
export const writeTick = (key, ticked) =>
  write(["ticks"], async (transaction) => {
    const ticks = transaction.objectStore("ticks");
    await (ticked ? ticks.put(Date.now(), key) : ticks.delete(key));
  });
