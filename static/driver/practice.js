// Practice on or off, for this phone. 110 stays real in both.
import { readSetting, writeSetting } from "./database.js";
import { showPractice } from "./shell.js";

/** @param {string} name @returns {HTMLElement} */
const part = (name) => /** @type {HTMLElement} */ (document.querySelector(`[data-practice-${name}]`));

const show = async () => {
  const on = (await readSetting("practice")) === true;
  part("start").hidden = on;
  part("end").hidden = !on;
  part("switch").hidden = false;
  await showPractice();
};

/** @param {boolean} on */
const set = async (on) => {
  await writeSetting("practice", on || undefined);
  await show();
};

part("start").addEventListener("click", () => void set(true).catch(() => {}));
part("end").addEventListener("click", () => void set(false).catch(() => {}));
void show().catch(() => {});
