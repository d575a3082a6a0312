// A voice memo: what is said lies on this phone second by second, so that a closed page loses one at most.
import { beginVoice, endVoice, keepPiece } from "./media_store.js";
import { holdDraft } from "./worker.js";

/** The longest that a memo may be, in seconds. */
export const LONGEST = 120;
const PIECE_MS = 1000;
const BITS_PER_SECOND = 32_000;
const TYPES = ["audio/webm;codecs=opus", "audio/mp4;codecs=mp4a.40.2", "audio/mp4"];

/** @typedef {{ onLevel: (level: number) => void, onEnd: (error: unknown) => void }} Listeners */
/** @typedef {{ id: string, stop: () => Promise<void>, seconds: () => number }} Recording */

/** Whether this browser can record what the server takes. */
export const canRecord = () =>
  "MediaRecorder" in globalThis &&
  Boolean(navigator.mediaDevices) &&
  TYPES.some((type) => MediaRecorder.isTypeSupported(type));

/** How loud it is now, 0 to 1. @param {AnalyserNode} analyser @param {Uint8Array<ArrayBuffer>} wave */
const levelOf = (analyser, wave) => {
  analyser.getByteTimeDomainData(wave);
  return wave.reduce((loudest, each) => Math.max(loudest, Math.abs(each - 128) / 128), 0);
};

/**
 * Tell the level with each picture of the screen.
 * @param {MediaStream} stream
 * @param {(level: number) => void} onLevel
 * @returns {() => void} ends it
 */
const listen = (stream, onLevel) => {
  const context = new AudioContext();
  // Made long after the tap, Safari lets it wait.
  void context.resume();
  const analyser = context.createAnalyser();
  analyser.fftSize = 512;
  context.createMediaStreamSource(stream).connect(analyser);
  const wave = new Uint8Array(analyser.fftSize);
  let frame = 0;
  const look = () => {
    onLevel(levelOf(analyser, wave));
    frame = requestAnimationFrame(look);
  };
  look();
  return () => {
    cancelAnimationFrame(frame);
    void context.close();
  };
};

/** While something is taken, in whichever tab: whoever finds this lock free knows that nothing is under way. */
export const holdTaking = () => {
  let release = () => {};
  const held = new Promise((/** @type {(value?: unknown) => void} */ resolve) => {
    release = resolve;
  });
  void navigator.locks?.request("recording", () => held);
  return release;
};

/**
 * Keeps each piece as it comes, one after the other.
 * @param {string} id
 * @param {() => number} seconds
 * @param {() => void} onFailure a full phone ends the memo; what is there stays
 */
const keeper = (id, seconds, onFailure) => {
  let number = 0;
  /** @type {Promise<unknown>} */
  let kept = Promise.resolve();
  /** @param {BlobEvent} event */
  const keep = ({ data }) => {
    if (!data.size) return;
    const [own, until] = [number, seconds()];
    number += 1;
    kept = kept.then(async () => keepPiece(id, own, await data.arrayBuffer(), until));
    kept.catch(onFailure);
  };
  return { keep, done: () => kept.then(() => undefined, (/** @type {unknown} */ error) => error) };
};

/** @param {MediaStream} stream @param {string} report */
const begin = async (stream, report) => {
  const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type)) ?? "";
  const recorder = new MediaRecorder(stream, { mimeType, audioBitsPerSecond: BITS_PER_SECOND });
  // What it really records may be called otherwise than what was asked for.
  return { recorder, id: (await beginVoice(report, recorder.mimeType || mimeType)).id };
};

/**
 * Record for a report until somebody stops it, two minutes at most. Rejects with `NotAllowedError` and the like where
 * there is no microphone, and with `NotSaved`.
 * @param {string} report
 * @param {Listeners} listeners
 * @returns {Promise<Recording>}
 */
export const record = async (report, { onLevel, onEnd }) => {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const closeTracks = () => stream.getTracks().forEach((track) => track.stop());
  const { recorder, id } = await begin(stream, report).catch((error) => {
    closeTracks();
    throw error;
  });
  const begun = performance.now();
  const seconds = () => Math.min(LONGEST, (performance.now() - begun) / 1000);
  const end = () => recorder.state !== "inactive" && recorder.stop();
  const { keep, done } = keeper(id, seconds, end);
  const timer = setTimeout(end, LONGEST * 1000);
  const releases = [closeTracks, listen(stream, onLevel), holdDraft(), holdTaking(), () => clearTimeout(timer)];
  const finish = async () => {
    const error = await done();
    for (const release of releases) release();
    await endVoice(id);
    onEnd(error);
  };
  const ended = new Promise((resolve) => {
    recorder.addEventListener("stop", () => resolve(finish()), { once: true });
  });
  recorder.addEventListener("dataavailable", keep);
  recorder.start(PIECE_MS);
  const stop = async () => {
    end();
    await ended;
  };
  return { id, seconds, stop };
};
