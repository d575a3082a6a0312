// Photos and voice memos on this phone: a row each, their bytes apart. What was taken is there until it is removed
// or has arrived.
import { read, write } from "./database.js";
import { newId } from "./identity.js";
import { announce, piecesOf, queue, save } from "./outbox.js";

/** @import { Medium, StoreName, Writing } from "./records.d.ts" */

/** @type {StoreName[]} */
const MEDIA = ["media", "pieces"];

/** @param {string} report @param {Medium["kind"]} kind @param {string} type @returns {Medium} */
const newMedium = (report, kind, type) => ({
  id: newId(),
  report,
  kind,
  type,
  size: 0,
  seconds: 0,
  delivery: "recording",
  createdAt: Date.now(),
  attempts: 0,
  nextTryAt: 0,
  problem: null,
  receivedAt: null,
});

/**
 * Keep a photo, not to be sent yet. Rejects with `NotSaved`.
 * @param {string} report
 * @param {string} type
 * @param {ArrayBuffer} bytes
 */
export const keepPhoto = (report, type, bytes) =>
  save(MEDIA, async (transaction) => {
    const made = { ...newMedium(report, "photo", type), delivery: /** @type {const} */ ("draft"), size: bytes.byteLength };
    await transaction.objectStore("media").add(made);
    await transaction.objectStore("pieces").add(bytes, [made.id, 0]);
    return made;
  });

/**
 * Begin a voice memo, whose bytes follow piece by piece. Rejects with `NotSaved`.
 * @param {string} report
 * @param {string} type
 */
export const beginVoice = (report, type) =>
  save(["media"], async (transaction) => {
    const made = newMedium(report, "voice", type);
    await transaction.objectStore("media").add(made);
    return made;
  });

/**
 * Keep the next piece of a voice memo. Rejects with `NotSaved`.
 * @param {string} id
 * @param {number} number
 * @param {ArrayBuffer} bytes
 * @param {number} seconds how long the memo is with it
 */
export const keepPiece = (id, number, bytes, seconds) =>
  save(MEDIA, async (transaction) => {
    const media = transaction.objectStore("media");
    const row = await media.get(id);
    // Removed while it was recorded.
    if (row?.delivery !== "recording") return;
    await transaction.objectStore("pieces").put(bytes, [id, number]);
    await media.put({ ...row, size: row.size + bytes.byteLength, seconds });
  });

/** @param {Writing} transaction @param {string} id */
const drop = async (transaction, id) => {
  await transaction.objectStore("media").delete(id);
  await transaction.objectStore("pieces").delete(piecesOf(id));
};

/**
 * End voice memos: what was recorded is whole now, and what holds nothing goes.
 * @param {(medium: Medium) => boolean} which
 */
const endVoices = async (which) => {
  await write(MEDIA, async (transaction) => {
    const media = transaction.objectStore("media");
    for (const row of await media.getAll()) {
      if (row.delivery !== "recording" || !which(row)) continue;
      if (row.size) await media.put({ ...row, delivery: "draft" });
      else await drop(transaction, row.id);
    }
  });
  announce("changed");
};

/** @param {string} id */
export const endVoice = (id) => endVoices((row) => row.id === id);

/** Recordings that a closed page cut off, in this tab or another; not to be called while one runs. */
export const recoverVoices = () => endVoices(() => true);

/** Let the media of a report go: from here on they are sent. Whoever takes it back lets nothing go. @param {string} report */
export const sendDrafts = (report) =>
  queue(["reports", "media"], async (transaction) => {
    if ((await transaction.objectStore("reports").get(report))?.delivery.startsWith("withdr")) return;
    const media = transaction.objectStore("media");
    for (const row of await media.index("report").getAll(report)) {
      if (row.delivery === "draft") await media.put({ ...row, delivery: "saved" });
    }
  });

/**
 * Remove a medium from here, and from the server where it may have come to.
 * @param {string} id
 */
export const removeMedium = (id) =>
  queue(MEDIA, async (transaction) => {
    const media = transaction.objectStore("media");
    const row = await media.get(id);
    if (!row || row.attempts === 0) return drop(transaction, id);
    await transaction.objectStore("pieces").delete(piecesOf(id));
    await media.put({ ...row, delivery: "withdrawing", nextTryAt: 0, problem: null });
  });

/** The media of a report in their order. @param {string} report */
export const listMedia = (report) =>
  read(["media"], async (transaction) => {
    const rows = await transaction.objectStore("media").index("report").getAll(report);
    return rows.sort((a, b) => a.createdAt - b.createdAt);
  });
