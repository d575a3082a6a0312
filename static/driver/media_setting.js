// The wish to send photos and voice memos on Wi-Fi alone.
import { readSetting, writeSetting } from "./database.js";
import { knowsNetwork, wantsWifi } from "./network.js";
import { announce } from "./outbox.js";

const section = /** @type {HTMLElement} */ (document.querySelector("[data-media-wifi]"));
const box = /** @type {HTMLInputElement} */ (section.querySelector("[data-on-wifi]"));

const keep = async () => {
  await writeSetting("media_on_wifi", box.checked);
  // What waited may go now.
  announce("queued");
};

box.addEventListener("change", () => void keep().catch(() => {}));
void readSetting("media_on_wifi")
  .then((chosen) => {
    box.checked = wantsWifi(chosen);
    section.hidden = !knowsNetwork();
  })
  .catch(() => {});
