// The tablet's settings: whether it is shared, its PIN, and when the site's video is overwritten.
import { readSetting, writeSetting } from "./database.js";
import { gettext, ngettext } from "./gettext.js";
import { isShared, isUnlocked, lock, share, stopSharing, unlock } from "./shared_tablet.js";
import { timeOf } from "./wording.js";

/** @import { Site } from "./records.d.ts" */

/** @param {string} name @returns {HTMLElement} */
const part = (name) => /** @type {HTMLElement} */ (document.querySelector(`[data-${name}]`));

/** @param {string} name */
const turnTo = (name) => {
  for (const panel of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-panel]"))) {
    panel.hidden = panel.dataset.panel !== name;
  }
};

/** @param {string} form @param {string} name */
const input = (form, name) => /** @type {HTMLInputElement} */ (part(form).querySelector(`[name=${name}]`));

/** What the operator says of the site's video holds; else it is chosen here. */
const showVideo = async () => {
  const site = /** @type {Site | undefined} */ (await readSetting("site"));
  const hours = site?.video_hours;
  const choices = /** @type {HTMLFieldSetElement} */ (input("sharing", "video_hours").closest("fieldset"));
  choices.hidden = Boolean(hours);
  part("site-video").hidden = !hours;
  part("site-video").textContent = hours
    ? ngettext("Das Video wird nach %(number)s Stunde überschrieben.", "Das Video wird nach %(number)s Stunden überschrieben.", hours)
    : "";
  const chosen = String((await readSetting("video_hours")) ?? 24);
  const choice = /** @type {HTMLInputElement | null} */ (choices.querySelector(`[value="${chosen}"]`));
  if (choice) choice.checked = true;
};

const show = async () => {
  const shared = await isShared();
  const open = !shared || (await isUnlocked());
  part("pin-form").hidden = open;
  part("unlocked").hidden = !open;
  part("stop-sharing").hidden = !shared;
  part("keep-pin").hidden = !shared;
  // A tablet that is being set up begins as a shared one.
  for (const name of ["new_pin", "new_pin_again"]) input("sharing", name).required = !shared && !(await readSetting("tablet"));
  await showVideo();
  part("sharing-state").textContent = shared
    ? gettext("Dieses Tablet wird gemeinsam genutzt.")
    : gettext("Mit einer PIN wird das Tablet gemeinsam genutzt: Nichts von einer Meldung ist danach hier lesbar.");
};

/** @param {number} waitUntil */
const wrongWords = (waitUntil) =>
  waitUntil
    ? gettext("Zu viele Versuche. Der nächste geht ab %(time)s.", { time: timeOf(Math.ceil(waitUntil / 60_000) * 60_000) })
    : gettext("Diese PIN stimmt nicht.");

/** @param {Event} event */
const enter = async (event) => {
  event.preventDefault();
  const pin = input("pin-form", "pin");
  const { right, waitUntil } = await unlock(pin.value);
  part("pin-wrong").textContent = right ? "" : wrongWords(waitUntil);
  part("pin-wrong").hidden = right;
  pin.value = "";
  await show();
};

const checkAgain = () => {
  const again = input("sharing", "new_pin_again");
  const same = again.value === input("sharing", "new_pin").value;
  again.setCustomValidity(same ? "" : gettext("Die beiden PINs sind verschieden."));
};

/** @param {SubmitEvent} event */
const save = async (event) => {
  event.preventDefault();
  const data = new FormData(/** @type {HTMLFormElement} */ (event.target));
  await writeSetting("video_hours", Number(data.get("video_hours")));
  await writeSetting("tablet", true);
  const pin = String(data.get("new_pin") ?? "");
  if (pin) {
    await share(pin);
    await unlock(pin);
  }
  for (const name of ["new_pin", "new_pin_again"]) input("sharing", name).value = "";
  dispatchEvent(new CustomEvent("sharing-changed"));
  await show();
};

const stop = async () => {
  await stopSharing();
  await writeSetting("tablet", undefined);
  location.reload();
};

const home = () => {
  turnTo("shift");
  void lock().catch(() => {});
};

const open = async () => {
  await show();
  turnTo("settings");
  part("settings-title").focus();
};

/** Whoever comes from the page of the code sets the tablet up first. */
const openAtSetUp = async () => {
  if (location.hash !== "#set-up") return;
  history.replaceState(null, "", location.pathname);
  await open();
};

/** Attach the settings of the tablet. Once a page. */
export const startTabletSettings = () => {
  part("settings").addEventListener("click", () => void open().catch(() => {}));
  part("back").addEventListener("click", home);
  addEventListener("tablet-home", home);
  part("pin-form").addEventListener("submit", (event) => void enter(event).catch(() => {}));
  part("sharing").addEventListener("input", checkAgain);
  part("sharing").addEventListener("submit", (event) => void save(/** @type {SubmitEvent} */ (event)).catch(() => {}));
  part("stop-sharing").addEventListener("click", () => void stop().catch(() => {}));
  void openAtSetUp().catch(() => {});
};
