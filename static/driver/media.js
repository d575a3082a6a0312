// The screen for a photo or a voice memo. Loaded when somebody first comes to it.
import { readSetting, writeSetting } from "./database.js";
import { gettext } from "./gettext.js";
import { dropUnheard, showList } from "./media_list.js";
import { addPhoto, allMade, takeUp } from "./media_making.js";
import { removeMedium, sendDrafts } from "./media_store.js";
import { minutes } from "./media_words.js";
import { clearFailure, follow, part, screen, showTold, tellFailure, whose } from "./media_told.js";
import { subscribe } from "./outbox.js";
import { canRecord, record } from "./voice.js";

/** @import { Recording } from "./voice.js" */

const HEARD = 0.06;
const SECOND = 1000;
const still = matchMedia("(prefers-reduced-motion: reduce)");

/** Whose the screen was last, and whose it was when the camera opened. */
let [owner, chooser] = ["", ""];
/** What was wanted when the note came. */
let wanted = "";
/** @type {Recording | null} */
let recording = null;

/** Exactly one of them is to be seen. @param {string} name `ways`, `photo`, `voice` or `recording` */
const turnTo = (name) => {
  const goes = document.activeElement?.closest("[data-note], [data-recording]");
  /** @type {HTMLElement} */ (part("media-ways")).hidden = name !== "ways";
  for (const note of /** @type {NodeListOf<HTMLElement>} */ (screen.querySelectorAll("[data-note]"))) {
    note.hidden = note.dataset.note !== name;
    if (!note.hidden) note.focus();
  }
  const panel = part("recording");
  if (panel) panel.hidden = name !== "recording";
  // Where somebody was is gone: they go on where they began.
  if (goes && name === "ways") /** @type {HTMLElement | null} */ (screen.querySelector(`[data-way="${wanted}"]`))?.focus();
};

/** @param {HTMLInputElement} input */
const onPhoto = (input) => {
  const [file] = input.files ?? [];
  // The same photo may be chosen again.
  input.value = "";
  if (!file) return;
  clearFailure(chooser);
  void follow(chooser, addPhoto(chooser, file, chooser !== whose.report));
};

let loudest = 0;

/** @param {number} level */
const showLevel = (level) => {
  loudest = Math.max(loudest, level);
  // What moves all the time is not for everybody; the words say the same.
  if (!still.matches) /** @type {HTMLElement} */ (part("level")).style.transform = `scaleX(${Math.min(1, level * 1.5)})`;
};

const showTime = () => {
  if (!recording) return;
  /** @type {HTMLElement} */ (part("recorded")).textContent = minutes(recording.seconds());
  const heard = /** @type {HTMLElement} */ (part("heard"));
  const words = loudest > HEARD ? gettext("Ton kommt an.") : gettext("Es ist nichts zu hören.");
  if (heard.textContent !== words) heard.textContent = words;
  loudest = 0;
  // Whoever speaks touches nothing: to a tablet that waits for a touch it is one.
  dispatchEvent(new Event("input"));
};

/** @param {string} id @param {unknown} error */
const onEnd = (id, error) => {
  recording = null;
  turnTo("ways");
  if (error) tellFailure(id, error, gettext("Die Aufnahme ist abgebrochen. Was schon da war, steht oben."));
};

/** Whoever went on while the browser asked for the microphone is not listened to. @param {Recording} begun */
const forget = async (begun) => {
  await begun.stop();
  await removeMedium(begun.id);
};

const startRecording = async () => {
  const id = whose.report;
  clearFailure(id);
  try {
    const begun = await record(id, { onLevel: showLevel, onEnd: (error) => onEnd(id, error) });
    if (id !== whose.report) return await forget(begun);
    recording = begun;
    turnTo("recording");
    showTime();
    return part("stop")?.focus();
  } catch (error) {
    if (id !== whose.report) return undefined;
    turnTo("ways");
    const words = gettext("Das Mikrofon ist nicht freigegeben. Erlauben Sie es im Browser, oder schreiben Sie stattdessen.");
    return tellFailure(id, error, words);
  }
};

/** @param {string} way */
const start = (way) => {
  if (way === "voice") return startRecording();
  chooser = whose.report;
  // Straight from the tap: a browser opens the camera for nothing else.
  /** @type {HTMLInputElement | null} */ (screen.querySelector(`[data-file="${way}"]`))?.click();
  return undefined;
};

const understood = new Set();
let [shared, idle] = [false, false];

/** @param {string} way */
const onWay = (way) => {
  const kind = way === "voice" ? "voice" : "photo";
  wanted = way;
  if (understood.has(kind)) return start(way);
  return turnTo(kind);
};

/** @param {string} kind */
const onUnderstood = (kind) => {
  understood.add(kind);
  if (!shared) void writeSetting("media_understood", [...understood]).catch(() => {});
  turnTo("ways");
  return start(wanted);
};

/** Whoever goes on lets go of what was taken; what is still being recorded ends first. Nobody goes on where nobody is. */
const leave = async () => {
  const left = whose.report;
  if (!left || location.hash === `#media/${left}`) return;
  whose.report = "";
  await recording?.stop();
  turnTo("ways");
  if (idle) await dropUnheard(left);
  await sendDrafts(left);
};

/** Whatever ends the page waits until what was taken is whole. @param {Event} event */
const finish = (event) => {
  const { detail } = /** @type {CustomEvent<Promise<unknown>[]>} */ (event);
  detail.push(allMade(), Promise.resolve(recording?.stop()));
};

const addStyle = () =>
  new Promise((resolve) => {
    const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: screen.dataset.style ?? "" });
    link.addEventListener("load", resolve);
    link.addEventListener("error", resolve);
    document.head.append(link);
  });

const show = () => whose.report && showList(/** @type {HTMLElement} */ (part("taken")), whose.report);

const begin = async () => {
  await addStyle();
  shared = (await readSetting("shared_pin")) !== undefined;
  const known = await readSetting("media_understood");
  for (const kind of Array.isArray(known) && !shared ? known : []) understood.add(kind);
  const voice = /** @type {HTMLElement | null} */ (screen.querySelector("[data-way=voice]"));
  if (voice) voice.hidden = !canRecord();
  screen.addEventListener("click", ({ target }) => {
    if (!(target instanceof Element)) return;
    const way = target.closest("[data-way]")?.getAttribute("data-way");
    const kind = target.closest("[data-understood]")?.getAttribute("data-understood");
    if (way) void onWay(way);
    else if (kind) void onUnderstood(kind);
    else if (target.closest("[data-not-now]")) turnTo("ways");
    else if (target.closest("[data-stop]")) void recording?.stop();
  });
  for (const input of /** @type {NodeListOf<HTMLInputElement>} */ (screen.querySelectorAll("[data-file]"))) {
    input.addEventListener("change", () => void onPhoto(input));
  }
  addEventListener("tablet-home", () => (idle = true));
  addEventListener("hashchange", () => void leave().catch(() => {}));
  addEventListener("save-entered", finish);
  subscribe(() => void show());
  setInterval(showTime, SECOND);
  /** @type {HTMLElement} */ (part("media")).hidden = false;
};

/** @type {Promise<void> | null} */
let begun = null;

/** Show what a report has, and take more. @param {string} id */
export const showMedia = async (id) => {
  begun ??= begin();
  await begun;
  idle = false;
  // Whoever comes next to a tablet is told as well.
  if (shared && owner !== id) understood.clear();
  whose.report = owner = id;
  showTold();
  if (!recording) await takeUp(follow);
  await show();
};
