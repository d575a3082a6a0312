// The screen for a photo or a voice memo. Loaded when somebody first comes to it.
import { readSetting, writeSetting } from "./database.js";
import { gettext } from "./gettext.js";
import { dropUnheard, showList } from "./media_list.js";
import { keepPhoto, recoverVoices, sendDrafts } from "./media_store.js";
import { minutes } from "./media_words.js";
import { NotSaved, announce, subscribe } from "./outbox.js";
import { smallPhoto } from "./photo.js";
import { canRecord, record } from "./voice.js";

/** @import { Recording } from "./voice.js" */

const HEARD = 0.06;
const SECOND = 1000;
const screen = /** @type {HTMLElement} */ (document.querySelector("[data-screen=media]"));
const still = matchMedia("(prefers-reduced-motion: reduce)");

/** @param {string} name @returns {HTMLElement | null} the operator may take photos alone, or voice alone */
const part = (name) => screen.querySelector(`[data-${name}]`);

/** Whose screen it is, and whose it was last. */
let [report, owner] = ["", ""];
/** @type {Recording | null} */
let recording = null;

/** Exactly one of them is to be seen. @param {string} name `ways`, `photo`, `voice` or `recording` */
const turnTo = (name) => {
  /** @type {HTMLElement} */ (part("media-ways")).hidden = name !== "ways";
  for (const note of /** @type {NodeListOf<HTMLElement>} */ (screen.querySelectorAll("[data-note]"))) {
    note.hidden = note.dataset.note !== name;
    if (!note.hidden) note.focus();
  }
  const panel = part("recording");
  if (panel) panel.hidden = name !== "recording";
};

/** @param {string} words */
const tell = (words) => {
  /** @type {HTMLElement} */ (part("media-failed")).textContent = words;
};

/** @param {unknown} error @param {string} words said where it is nothing else */
const tellFailure = (error, words) => {
  const full = error instanceof NotSaved && error.reason === "full";
  tell(full ? gettext("Auf diesem Gerät ist kein Platz mehr.") : words);
};

/** @param {HTMLInputElement} input */
const onPhoto = async (input) => {
  const [file] = input.files ?? [];
  // The same photo may be chosen again.
  input.value = "";
  if (!file) return;
  tell("");
  try {
    const photo = await smallPhoto(file);
    await keepPhoto(report, photo.type, await photo.arrayBuffer());
    announce("changed");
  } catch (error) {
    tellFailure(error, gettext("Dieses Bild kann das Gerät nicht lesen. Nehmen Sie ein anderes."));
  }
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

/** @param {unknown} error */
const onEnd = (error) => {
  recording = null;
  turnTo("ways");
  if (error) tellFailure(error, gettext("Die Aufnahme ist abgebrochen. Was schon da war, steht oben."));
};

const startRecording = async () => {
  tell("");
  try {
    recording = await record(report, { onLevel: showLevel, onEnd });
    turnTo("recording");
    showTime();
    part("stop")?.focus();
  } catch (error) {
    turnTo("ways");
    const words = gettext("Das Mikrofon ist nicht freigegeben. Erlauben Sie es im Browser, oder schreiben Sie stattdessen.");
    tellFailure(error, words);
  }
};

/** @param {string} way */
const start = (way) => {
  if (way === "voice") return startRecording();
  // Straight from the tap: a browser opens the camera for nothing else.
  /** @type {HTMLInputElement | null} */ (screen.querySelector(`[data-file="${way}"]`))?.click();
  return undefined;
};

/** What was wanted when the note came. */
let wanted = "";
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
  const left = report;
  if (!left || location.hash === `#media/${left}`) return;
  report = "";
  await recording?.stop();
  turnTo("ways");
  if (idle) await dropUnheard(left);
  await sendDrafts(left);
};

/** A recording that a closed page cut off is whole now, unless one runs in another tab. */
const recover = () =>
  navigator.locks
    ? navigator.locks.request("recording", { ifAvailable: true }, (lock) => (lock ? recoverVoices() : undefined))
    : recoverVoices();

const addStyle = () =>
  new Promise((resolve) => {
    const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: screen.dataset.style ?? "" });
    link.addEventListener("load", resolve);
    link.addEventListener("error", resolve);
    document.head.append(link);
  });

const show = () => report && showList(/** @type {HTMLElement} */ (part("taken")), report);

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
  report = owner = id;
  if (!recording) await recover();
  await show();
};
