// The rest stop's tablet: the site on the left; the shift and the screens after a tap on the right.
import { callCode } from "./calls.js";
import { readSetting } from "./database.js";
import { gettext } from "./gettext.js";
import { listReports, subscribe } from "./outbox.js";
import { conceal, isShared } from "./shared_tablet.js";
import { openTasksOf } from "./shift.js";
import { startPanels } from "./shift_panels.js";
import { startTabletSettings } from "./tablet_settings.js";

/** @import { Site } from "./records.d.ts" */

const CODE_SHOWN = 20_000;
const IDLE = 60_000;
const WARNING = 10_000;
const root = document.documentElement;

/** @param {string} name @returns {HTMLElement} */
const part = (name) => /** @type {HTMLElement} */ (document.querySelector(`[data-${name}]`));

/** Where the site is, as it is said to a control room: in German. @param {Site} site */
const placeInGerman = ({ name, address, side, road, direction, km }) => {
  const carriageway = direction ? `an der ${road ?? ""} Richtung ${direction}` : `an der ${road ?? ""}`;
  const kilometre = `Kilometer ${String(km).replace(".", ",")}`;
  const parts = [name, side, address, road && carriageway, km !== null && kilometre];
  return `„Ich rufe an von: ${parts.filter(Boolean).join(", ")}.`;
};

const showSite = async () => {
  const site = /** @type {Site | undefined} */ (await readSetting("site"));
  part("code").textContent = (await callCode()).replace(/(\d)(?=\d)/gu, "$1 ");
  if (!site) return;
  part("site-name").textContent = [site.name, site.side].filter(Boolean).join(" · ");
  part("site-place").textContent = placeInGerman(site);
  part("site-phone").hidden = !site.phone;
  /** @type {HTMLElement} */ (part("site-phone").querySelector("bdi")).textContent = site.phone ?? "";
};

const isOpen = () => root.dataset.report !== undefined;

/** @type {ReturnType<typeof setTimeout> | undefined} */
let hiding;
const told = new Set();

/** The code of a report that somebody has just left stands there for a moment, for whoever writes it down. */
const showCode = async () => {
  const [latest] = await listReports();
  if (isOpen() || !latest || told.has(latest.id) || Date.now() - latest.createdAt > CODE_SHOWN * 30) return;
  told.add(latest.id);
  const place = part("code-shown");
  /** @type {HTMLElement} */ (place.querySelector("b")).textContent = latest.reference;
  place.hidden = false;
  clearTimeout(hiding);
  hiding = setTimeout(() => (place.hidden = true), CODE_SHOWN);
};

const follow = async () => {
  await openTasksOf(await listReports());
  if (await isShared()) await conceal(root.dataset.report);
};

/** @type {ReturnType<typeof setTimeout>[]} */
let idling = [];

const goHome = () => {
  part("idle").hidden = true;
  if (isOpen()) location.hash = "";
  dispatchEvent(new CustomEvent("tablet-home"));
};

/** Nobody at the tablet: what stands on it goes, after a word of warning that any touch takes back. */
const startIdling = () => {
  const restart = () => {
    idling.forEach(clearTimeout);
    part("idle").hidden = true;
    const warn = () => (part("idle").hidden = !isOpen());
    idling = [setTimeout(warn, IDLE - WARNING), setTimeout(goHome, IDLE)];
  };
  for (const sign of ["pointerdown", "keydown", "input", "scroll"]) addEventListener(sign, restart, { capture: true, passive: true });
  restart();
};

const start = async () => {
  startPanels();
  startTabletSettings();
  // Nothing here works before its script does.
  /** @type {HTMLElement} */ (document.querySelector("[data-screen=start]")).inert = false;
  await showSite();
  await follow();
  if (await isShared()) startIdling();
};

// The screens after a tap say on the root whose they are.
new MutationObserver(() => void follow().then(showCode).catch(() => {})).observe(root, { attributeFilter: ["data-report"] });
subscribe(() => void follow().catch(() => {}));
addEventListener("site-changed", () => void showSite().catch(() => {}));
void start().catch(() => {
  part("site-name").textContent = gettext("Dieser Browser lässt die App nichts speichern, zum Beispiel im privaten Modus.");
});
