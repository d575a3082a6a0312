// Taking reports off this phone, and putting them back as long as the page is open.
import { write } from "./database.js";
import { WHOLE, announce, deleteDetails, piecesOf, queue } from "./outbox.js";

/** @import { StoreName } from "./records.d.ts" */

/** What was taken: a store, its rows, and keys where the rows do not hold them. @typedef {[StoreName, any, any?][]} Taken */

/**
 * Remove reports from this phone alone, sent or not; with them go the secrets that could withdraw them.
 * @param {string[]} ids
 * @returns {Promise<Taken>} for `putBack`
 */
export const removeReports = async (ids) => {
  const taken = await write(WHOLE, async (transaction) => {
    /** @type {Taken} */
    const rows = [];
    for (const id of ids) {
      rows.push(["reports", await transaction.objectStore("reports").get(id)]);
      for (const name of /** @type {const} */ (["amendments", "messages", "media"])) {
        const details = await transaction.objectStore(/** @type {"media"} */ (name)).index("report").getAll(id);
        rows.push(...details.map((row) => /** @type {Taken[number]} */ ([name, row])));
        if (name === "media") for (const row of details) rows.push(...(await piecesIn(transaction, row.id)));
      }
      await deleteDetails(transaction, id);
      await transaction.objectStore("reports").delete(id);
    }
    return rows.filter(([, row]) => row);
  });
  announce("changed");
  return taken;
};

/** @param {import("./records.d.ts").Writing} transaction @param {string} medium @returns {Promise<Taken>} */
const piecesIn = async (transaction, medium) => {
  const pieces = transaction.objectStore("pieces");
  const [keys, bytes] = await Promise.all([pieces.getAllKeys(piecesOf(medium)), pieces.getAll(piecesOf(medium))]);
  return keys.map((key, index) => ["pieces", bytes[index], key]);
};

/** Put back what was removed. @param {Taken} taken */
export const putBack = (taken) =>
  queue(WHOLE, async (transaction) => {
    for (const [name, row, key] of taken) await transaction.objectStore(/** @type {any} */ (name)).put(row, key);
  });
