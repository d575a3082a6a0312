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

/** @param {Writing} transaction @param {string} report */
const isTakenBack = async (transaction, report) =>
  (await transaction.objectStore("reports").get(report))?.delivery.startsWith("withdr");

/** @param {Medium} medium */
const begin = (medium) =>
  save(["media"], async (transaction) => {
    await transaction.objectStore("media").add(medium);
    return medium;
  });

/**
 * Begin a photo: its bytes follow as the camera made them, then small. Rejects with `NotSaved`.
 * @param {string} report
 * @param {string} type
 * @param {boolean} left whether its maker has gone on already
 */
export const beginPhoto = (report, type, left) => begin({ ...newMedium(report, "photo", type), left });

/**
 * Begin a voice memo, whose bytes follow piece by piece. Rejects with `NotSaved`.
 * @param {string} report
 * @param {string} type
 */
export const beginVoice = (report, type) => begin(newMedium(report, "voice", type));

/**
 * Keep the next piece of a voice memo, or a photo as it came. Rejects with `NotSaved`.
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

/**
 * Keep a photo made small, in the place of what the camera made. Rejects with `NotSaved`.
 * @param {string} id
 * @param {string} type
 * @param {ArrayBuffer} bytes
 */
export const keepSmall = (id, type, bytes) =>
  queue(["reports", ...MEDIA], async (transaction) => {
    const media = transaction.objectStore("media");
    const row = await media.get(id);
    // Removed meanwhile, or its report taken back.
    if (row?.delivery !== "recording") return undefined;
    const goes = row.left && !(await isTakenBack(transaction, row.report));
    await transaction.objectStore("pieces").put(bytes, [id, 0]);
    /** @type {Medium} */
    const made = { ...row, type, size: bytes.byteLength, delivery: goes ? "saved" : "draft" };
    await media.put(made);
    return made;
  });

/**
 * The photos that a closed page left before they were small, each with how often it was taken up; not to be called while
 * one is made.
 */
export const takeUnmade = () =>
  write(["media"], async (transaction) => {
    const media = transaction.objectStore("media");
    const unmade = (await media.getAll()).filter(({ delivery, kind }) => delivery === "recording" && kind === "photo");
    const taken = unmade.map((row) => ({ ...row, resumed: (row.resumed ?? 0) + 1 }));
    for (const row of taken) await media.put(row);
    return taken;
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
      if (row.delivery !== "recording" || row.kind !== "voice" || !which(row)) continue;
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

/**
 * Let the media of a report go: from here on they are sent, a photo once it is small. Whoever takes it back lets nothing go.
 * @param {string} report
 */
export const sendDrafts = (report) =>
  queue(["reports", "media"], async (transaction) => {
    if (await isTakenBack(transaction, report)) return;
    const media = transaction.objectStore("media");
    for (const row of await media.index("report").getAll(report)) {
      if (row.delivery === "draft") await media.put({ ...row, delivery: "saved" });
      else if (row.delivery === "recording" && row.kind === "photo") await media.put({ ...row, left: true });
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
