// The photos and voice memos of a report on its screen: to be looked at, listened to, and removed.
import { readSetting } from "./database.js";
import { gettext } from "./gettext.js";
import { bytesOf } from "./media_bytes.js";
import { listMedia, removeMedium } from "./media_store.js";
import { mediumStanding, nameOf } from "./media_words.js";
import { preview } from "./photo.js";

/** @import { Medium } from "./records.d.ts" */

const PREVIEW_EDGE = 480;

/** @param {string} tag @param {string} className @param {(Node | string)[]} children */
const make = (tag, className, ...children) => {
  const element = document.createElement(tag);
  element.className = className;
  element.append(...children);
  return element;
};

/** The memos that somebody listened to. @type {Set<string>} */
const heard = new Set();

/** What shows a medium while its bytes are here. @param {Medium} medium @returns {Promise<HTMLElement[]>} */
const shown = async (medium) => {
  const bytes = await bytesOf(medium);
  if (!bytes.size) return [];
  if (medium.kind === "photo") {
    const canvas = await preview(bytes, PREVIEW_EDGE);
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", gettext("Ihr Foto"));
    return [canvas];
  }
  const player = document.createElement("audio");
  player.controls = true;
  player.src = URL.createObjectURL(bytes);
  player.setAttribute("aria-label", nameOf(medium));
  player.addEventListener("play", () => heard.add(medium.id));
  return [player];
};

/** @param {Medium} medium @param {unknown} onWifi */
const item = async (medium, onWifi) => {
  const { words, tone } = mediumStanding(medium, onWifi);
  const state = make("span", "taken-state", words);
  state.dataset.tone = tone;
  const remove = /** @type {HTMLButtonElement} */ (make("button", "button button-quiet", gettext("Entfernen")));
  remove.type = "button";
  remove.addEventListener("click", () => void removeMedium(medium.id).catch(() => {}));
  const said = make("p", "", make("b", "", nameOf(medium)), state);
  const rest = medium.delivery === "withdrawing" ? [] : [remove];
  const made = make("li", `taken-${medium.kind}`, ...(await shown(medium)), make("div", "taken-words", said, ...rest));
  made.dataset.medium = medium.id;
  made.dataset.delivery = medium.delivery;
  return made;
};

/** @param {Element} element */
const letGo = (element) => {
  const player = element.querySelector("audio");
  if (player) URL.revokeObjectURL(player.src);
  element.remove();
};

/** One refresh after the other: two at once would show things twice. @type {Promise<unknown>} */
let showing = Promise.resolve();

/** @param {HTMLElement} list @param {string} report */
const refresh = async (list, report) => {
  const [media, onWifi] = await Promise.all([listMedia(report), readSetting("media_on_wifi")]);
  const wanted = media.filter(({ delivery }) => delivery !== "recording");
  const old = /** @type {HTMLElement[]} */ ([...list.children]);
  for (const element of old) {
    const medium = wanted.find(({ id }) => id === element.dataset.medium);
    // What has not changed stays: somebody may be listening to it.
    if (medium?.delivery !== element.dataset.delivery) letGo(element);
  }
  for (const [index, medium] of wanted.entries()) {
    const there = list.children[index];
    if (there instanceof HTMLElement && there.dataset.medium === medium.id) continue;
    list.insertBefore(await item(medium, onWifi), there ?? null);
  }
};

/**
 * Show the media of a report as they are now.
 * @param {HTMLElement} list
 * @param {string} report
 */
export const showList = (list, report) => {
  showing = showing.then(() => refresh(list, report)).catch(() => {});
  return showing;
};

/** Remove the memos of a report that nobody listened to, of those that nobody has let go. @param {string} report */
export const dropUnheard = async (report) => {
  for (const { id, kind, delivery } of await listMedia(report)) {
    if (kind === "voice" && delivery === "draft" && !heard.has(id)) await removeMedium(id);
  }
};
