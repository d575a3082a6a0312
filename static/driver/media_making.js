// Photos being made small: kept first as the camera made them, so that none is lost, whatever is opened or closed meanwhile.
import { bytesOf } from "./media_bytes.js";
import { beginPhoto, keepPiece, keepSmall, recoverVoices, removeMedium, takeUnmade } from "./media_store.js";
import { NotSaved } from "./outbox.js";
import { smallPhoto } from "./photo.js";
import { holdTaking } from "./voice.js";
import { holdDraft } from "./worker.js";

/** @import { Medium } from "./records.d.ts" */

/** What became of a photo; nothing where it was removed meanwhile. @typedef {Promise<Medium | undefined>} Made */
/** @typedef {(report: string, done: Made) => unknown} Follow */

const MOST_TRIES = 3;

/** What is under way, and whose it is. @type {Map<Promise<unknown>, string>} */
const making = new Map();

/** One after the other: a picture of a camera fills the memory of a small phone. @type {Promise<unknown>} */
let last = Promise.resolve();

/** @param {string} id @param {Blob} file */
const makeSmall = async (id, file) => {
  try {
    const photo = await smallPhoto(file);
    return await keepSmall(id, photo.type, await photo.arrayBuffer());
  } catch (error) {
    // What could be read and not be stored stays as it came, for the next opening.
    if (!(error instanceof NotSaved)) await removeMedium(id);
    throw error;
  }
};

/**
 * Nothing comes in between while it is done: no other version, and nobody who takes it for left behind.
 * @param {string} report
 * @param {() => Made} work
 */
const watched = (report, work) => {
  const releases = [holdDraft(), holdTaking()];
  const done = work().finally(() => {
    making.delete(done);
    for (const release of releases) release();
  });
  making.set(done, report);
  return done;
};

/** @param {string} id @param {Blob} file */
const inTurn = (id, file) => {
  const done = last.then(() => makeSmall(id, file));
  last = done.catch(() => {});
  return done;
};

/**
 * Keep a photo for a report. Rejects with `NotSaved`, and where the browser cannot read it.
 * @param {string} report
 * @param {Blob} file
 * @param {boolean} left whether its maker has gone on already
 */
export const addPhoto = (report, file, left) =>
  watched(report, async () => {
    const { id } = await beginPhoto(report, file.type, left);
    // A phone too full for this may still have room for what becomes of it.
    await file.arrayBuffer().then((bytes) => keepPiece(id, 0, bytes, 0)).catch(() => {});
    return inTurn(id, file);
  });

/** @param {Follow} follow */
const takeUpNow = async (follow) => {
  await recoverVoices();
  if (making.size) return;
  for (const medium of await takeUnmade()) {
    // What ends a page under its weight must not end every one after it: as nothing, it cannot be read.
    const left = async () => (medium.resumed > MOST_TRIES ? new Blob() : bytesOf(medium));
    void follow(medium.report, watched(medium.report, async () => inTurn(medium.id, await left())));
  }
};

/**
 * A recording that a closed page cut off is whole now, and a photo is made small, unless another tab is about it.
 * @param {Follow} follow hears of each photo
 */
export const takeUp = (follow) =>
  navigator.locks
    ? navigator.locks.request("recording", { ifAvailable: true }, (lock) => (lock ? takeUpNow(follow) : undefined))
    : takeUpNow(follow);

/** Whether a photo of a report is still made small. @param {string} report */
export const isMaking = (report) => [...making.values()].includes(report);

/** Resolves once none is, whatever became of them. */
export const allMade = () => Promise.allSettled(making.keys());
