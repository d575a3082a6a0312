// Where the phone is, and the German sentence with it. The position is asked for only after a word about why.
import { callCode } from "./calls.js";
import { currentPosition } from "./position.js";
import { fixWords } from "./wording.js";

/** @import { Position } from "./records.d.ts" */

const REFRESH = 1000;

/** @param {string} name @returns {HTMLElement} */
const part = (name) => /** @type {HTMLElement} */ (document.querySelector(`[data-${name}]`));

// The sentence is German whatever the page speaks, and so are its numbers.
/** @param {number} degrees */
const spoken = (degrees) =>
  new Intl.NumberFormat("de", { minimumFractionDigits: 4, maximumFractionDigits: 4 }).format(Math.abs(degrees));

/** @param {string} text */
const line = (text) => {
  const made = document.createElement("span");
  made.textContent = text;
  return made;
};

/** @type {{ position: Position, at: number } | null} */
let found = null;

const showAge = () => {
  if (!found) return;
  const age_s = found.position.age_s + (Date.now() - found.at) / 1000;
  part("fix").textContent = fixWords({ ...found.position, age_s });
};

/** @param {Position | null} position */
const show = (position) => {
  if (!position) return;
  found = { position, at: Date.now() };
  const lat = `${spoken(position.lat)} ${position.lat < 0 ? "Süd" : "Nord"}`;
  const lon = `${spoken(position.lon)} ${position.lon < 0 ? "West" : "Ost"}`;
  const place = part("coordinates");
  place.lang = "de";
  place.replaceChildren(line(lat), line(lon));
  place.hidden = false;
  part("fix").hidden = false;
  part("no-position").hidden = true;
  part("ask").hidden = true;
  part("say-place").textContent = `„Ich weiß nicht genau, wo ich bin. Mein Telefon zeigt: ${lat}, ${lon}.`;
  showAge();
};

const find = async () => show(await currentPosition(show));

const showCode = async () => {
  const code = await callCode();
  part("code").textContent = `${code.slice(0, 3)} ${code.slice(3, 6)} ${code.slice(6)}`;
  part("say-code").hidden = false;
};

const start = async () => {
  const status = await navigator.permissions?.query({ name: "geolocation" }).catch(() => undefined);
  if (status?.state === "granted") return find();
  part("ask").hidden = status?.state === "denied" || !("geolocation" in navigator);
  return undefined;
};

part("find").addEventListener("click", () => void find());
setInterval(showAge, REFRESH);
void showCode().catch(() => {});
void start();
