// Reads an enrolment code from a poster, where the browser knows how. The camera runs from a tap to the code, no longer.
import { gettext } from "./gettext.js";

/** @param {string} name @returns {HTMLElement} */
const part = (name) => /** @type {HTMLElement} */ (document.querySelector(`[data-${name}]`));
const picture = /** @type {HTMLVideoElement} */ (part("scan-picture"));

/** @type {MediaStream | null} */
let stream = null;

/** The code within what a poster says: an address of ours, or the code alone. @param {string} text */
export const codeIn = (text) => (/(?:\/join\/|^)([0-9A-Za-z]{4,20})(?:$|[?#])/.exec(text.trim())?.[1] ?? "").toUpperCase();

/** @param {boolean} on @param {string} [words] */
const show = (on, words = "") => {
  picture.hidden = !on;
  part("scan-stop").hidden = !on;
  part("scan-start").hidden = on;
  part("scan-state").textContent = words;
};

/** @param {string} [words] */
const stop = (words) => {
  for (const track of stream?.getTracks() ?? []) track.stop();
  stream = null;
  picture.srcObject = null;
  show(false, words);
};

/** @param {any} detector @param {(code: string) => void} onCode */
const look = async (detector, onCode) => {
  if (!stream) return;
  const found = await detector.detect(picture).catch(() => []);
  const code = found.map((/** @type {{ rawValue: string }} */ { rawValue }) => codeIn(rawValue)).find(Boolean);
  if (!code) return void requestAnimationFrame(() => void look(detector, onCode));
  onCode(code);
  stop(gettext("Gelesen: %(code)s. Tippen Sie auf „Code behalten“.", { code }));
};

/** @param {any} detector @param {(code: string) => void} onCode */
const start = async (detector, onCode) => {
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
  } catch {
    stop(gettext("Die Kamera lässt sich nicht öffnen. Tippen Sie den Code ein."));
    return;
  }
  picture.srcObject = stream;
  show(true);
  await picture.play();
  await look(detector, onCode);
};

/** Offer to read a code, if this browser reads such. @param {(code: string) => void} onCode */
export const startScan = async (onCode) => {
  const Detector = /** @type {any} */ (globalThis).BarcodeDetector;
  if (!(await Detector.getSupportedFormats()).includes("qr_code")) return;
  const detector = new Detector({ formats: ["qr_code"] });
  part("scan-start").addEventListener("click", () => void start(detector, onCode).catch(() => stop()));
  part("scan-stop").addEventListener("click", () => stop());
  addEventListener("pagehide", () => stop());
  part("scan").hidden = false;
};
