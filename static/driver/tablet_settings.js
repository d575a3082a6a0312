// The tablet's settings: whether it is shared, its PIN, and when the site's video is overwritten.
import { noteOtherCall } from "./calls.js";
import { readSetting, writeSetting } from "./database.js";
import { gettext } from "./gettext.js";
import { isShared, isUnlocked, lock, share, stopSharing, unlock } from "./shared_tablet.js";

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

const show = async () => {
  const shared = await isShared();
  const open = !shared || (await isUnlocked());
  part("pin-form").hidden = open;
  part("unlocked").hidden = !open;
  part("stop-sharing").hidden = !shared;
  const hours = String((await readSetting("video_hours")) ?? 24);
  const choice = /** @type {HTMLInputElement | null} */ (part("sharing").querySelector(`[name=video_hours][value="${hours}"]`));
  if (choice) choice.checked = true;
  part("sharing-state").textContent = shared
    ? gettext("Dieses Tablet wird gemeinsam genutzt.")
    : gettext("Mit einer PIN wird das Tablet gemeinsam genutzt: Nichts von einer Meldung ist danach hier lesbar.");
};

/** @param {Event} event */
const enter = async (event) => {
  event.preventDefault();
  const pin = input("pin-form", "pin");
  part("pin-wrong").hidden = await unlock(pin.value);
  pin.value = "";
  await show();
};

/** @param {SubmitEvent} event */
const save = async (event) => {
  event.preventDefault();
  const form = /** @type {HTMLFormElement} */ (event.target);
  const data = new FormData(form);
  await writeSetting("video_hours", Number(data.get("video_hours")));
  await writeSetting("tablet", true);
  const pin = String(data.get("new_pin") ?? "");
  if (pin) {
    await share(pin);
    await unlock(pin);
  }
  input("sharing", "new_pin").value = "";
  await show();
};

const stop = async () => {
  await stopSharing();
  await writeSetting("tablet", undefined);
  await show();
};

const home = () => {
  turnTo("shift");
  void lock().catch(() => {});
};

/** Attach the settings of the tablet. Once a page. */
export const startTabletSettings = () => {
  part("settings").addEventListener("click", () => void show().then(() => turnTo("settings")).catch(() => {}));
  part("back").addEventListener("click", home);
  addEventListener("tablet-home", home);
  part("pin-form").addEventListener("submit", (event) => void enter(event).catch(() => {}));
  part("sharing").addEventListener("submit", (event) => void save(/** @type {SubmitEvent} */ (event)).catch(() => {}));
  part("stop-sharing").addEventListener("click", () => void stop().catch(() => {}));
  part("calling").addEventListener("click", () => void noteOtherCall().catch(() => {}));
};
