// The rest stop's tablet: the site on the left; the shift and the screens after a tap on the right.
import { getEnrolment } from "./api.js";
import { nobodyReads } from "./berlin.js";
import { shownCode } from "./calls.js";
import { readSetting, writeSetting } from "./database.js";
import { keepEnrolment } from "./enrolment.js";
import { german, gettext } from "./gettext.js";
import { startIdling } from "./idle.js";
import { startOtherTelephone } from "./other_telephone.js";
import { getReport, listReports, subscribe } from "./outbox.js";
import { screenOf } from "./screens.js";
import { seenSentence, spokenCode } from "./sentence.js";
import { conceal, forgetCallPlace, isShared, lock } from "./shared_tablet.js";
import { openTasksOf } from "./shift.js";
import { showTasks, startPanels } from "./shift_panels.js";
import { startTabletSettings } from "./tablet_settings.js";

/** @import { ListedReport, Site } from "./records.d.ts" */

const CODE_SHOWN = 20_000;
const MINUTE = 60_000;
const TAKEN_ALONG = "taken_along";
const ON_THE_WAY = 20_000;
const root = document.documentElement;
/** @type {Record<string, string>} */
const SPOKEN = JSON.parse(document.getElementById("spoken")?.textContent || "{}");

/** @param {string} name @returns {HTMLElement} */
const part = (name) => /** @type {HTMLElement} */ (document.querySelector(`[data-${name}]`));

/** @param {HTMLElement} place @param {string} text */
const write = (place, text) => {
  if (place.textContent !== text) place.textContent = text;
};

/** Where the site is, as it is said to a control room: in German. @param {Site} site */
const placeInGerman = ({ name, address, side, road, direction, km }) => {
  const carriageway = direction ? `an der ${road ?? ""} Richtung ${direction}` : `an der ${road ?? ""}`;
  const kilometre = `Kilometer ${String(km).replace(".", ",")}`;
  const parts = [name, side, address, road && carriageway, km !== null && kilometre];
  return `„Ich rufe an von: ${parts.filter(Boolean).join(", ")}.`;
};

const showSite = async () => {
  const site = /** @type {Site | undefined} */ (await readSetting("site"));
  if (!site) return;
  write(part("site-name"), [site.name, site.side].filter(Boolean).join(" · "));
  write(part("site-place"), placeInGerman(site));
  part("site-phone").hidden = !site.phone;
  write(/** @type {HTMLElement} */ (part("site-phone").querySelector("bdi")), site.phone ?? "");
};

/** What the report that is open says is seen; and the code, which changes from call to call. */
const showSentence = async () => {
  const report = root.dataset.report ? await getReport(root.dataset.report) : undefined;
  write(part("site-seen"), seenSentence(SPOKEN[report?.fields.category ?? ""] ?? "", german));
  write(part("code"), spokenCode(await shownCode()));
};

/** A tablet is left on through the night: nobody reloads it, and nothing else tells it the hour. */
const followClock = () => {
  dispatchEvent(new Event("night"));
  root.toggleAttribute("data-unattended", nobodyReads());
};

/** The site may have another telephone by now. */
const refreshSite = async () => {
  const code = await readSetting("enrolment");
  const known = typeof code === "string" ? await getEnrolment(code) : undefined;
  if (!known) return;
  await keepEnrolment(known);
  await showSite();
};

/** @type {ReturnType<typeof setTimeout> | undefined} */
let hiding;

/** The code of a report that somebody has just left stands there for a moment, for whoever writes it down. @param {ListedReport | undefined} report */
const showReference = (report) => {
  if (!report?.reference || report.delivery.startsWith("withdr")) return;
  const place = part("code-shown");
  write(/** @type {HTMLElement} */ (place.querySelector("b")), report.reference);
  place.hidden = false;
  clearTimeout(hiding);
  hiding = setTimeout(() => {
    place.hidden = true;
    write(/** @type {HTMLElement} */ (place.querySelector("b")), "");
  }, CODE_SHOWN);
};

/** The reports that somebody left on this page. @type {Set<string>} */
const left = new Set();

const followOnce = async () => {
  // As it was before the reports are read: what is closed below has told its tasks all that was answered.
  const closing = new Set(left);
  await showSentence();
  await openTasksOf(await listReports());
  await showTasks();
  if (await isShared()) await conceal((id) => closing.has(id));
};

/** One after the other: what an older look at the reports says must not come after a newer one. */
let following = Promise.resolve();
const follow = () => (following = following.catch(() => {}).then(followOnce));

/** @param {string | null} before the report that was open */
const onTurn = async (before) => {
  if (before && before !== root.dataset.report) {
    showReference(await getReport(before));
    left.add(before);
  }
  await follow();
};

const goHome = () => {
  if (root.dataset.report !== undefined) location.hash = "";
  dispatchEvent(new CustomEvent("tablet-home"));
};

/** @param {boolean} soon */
const warn = (soon) => {
  part("idle").hidden = !soon || root.dataset.report === undefined;
};

let idling = false;

const watchIdle = async () => {
  if (idling || !(await isShared())) return;
  idling = true;
  root.toggleAttribute("data-shared", true);
  startIdling({ warn, home: goHome });
};

/** What was reported while it was one person's closes as well; and what is asked only where nobody looks on goes at once. */
const onSharing = async () => {
  await watchIdle();
  if (!(await isShared())) return;
  screenOf("text")?.remove();
  await conceal((id) => id !== root.dataset.report);
};

/** The report that somebody took into another language a moment ago. */
const takenAlong = async () => {
  const taken = /** @type {{ id: string, at: number } | undefined} */ (await readSetting(TAKEN_ALONG));
  if (taken) await writeSetting(TAKEN_ALONG, undefined);
  return taken && Date.now() - taken.at < ON_THE_WAY && location.hash.endsWith(`/${taken.id}`) ? taken.id : undefined;
};

/** Whoever comes next must not find what somebody left open, whichever address the browser restores. */
const closeEarlier = async () => {
  if (!(await isShared())) return;
  const goingOn = await takenAlong();
  if (!goingOn) {
    history.replaceState(null, "", location.pathname);
    await forgetCallPlace();
  }
  await Promise.all([conceal((id) => id !== goingOn), lock()]);
};

const start = async () => {
  startPanels();
  startTabletSettings();
  startOtherTelephone(part("calling"));
  // Nothing here works before its script does.
  /** @type {HTMLElement} */ (document.querySelector("[data-screen=start]")).inert = false;
  setInterval(followClock, MINUTE);
  await watchIdle();
  await showSite();
  await follow();
  setInterval(() => void showSentence().catch(() => {}), MINUTE);
  await refreshSite();
};

// The screens after a tap say on the root whose they are.
const turns = new MutationObserver(([turn]) => void onTurn(turn?.oldValue ?? null).catch(() => {}));
turns.observe(root, { attributeFilter: ["data-report"], attributeOldValue: true });
subscribe(() => void follow().catch(() => {}));
addEventListener("save-entered", (event) => {
  const { report } = root.dataset;
  const { detail } = /** @type {CustomEvent<Promise<unknown>[]>} */ (event);
  if (report) detail.push(writeSetting(TAKEN_ALONG, { id: report, at: Date.now() }));
});
addEventListener("site-changed", () => void showSite().catch(() => {}));
addEventListener("sharing-changed", () => void onSharing().catch(() => {}));

await closeEarlier().catch(() => {});
await import("./start.js");
void start().catch(() => {
  write(part("site-name"), gettext("Dieser Browser lässt die App nichts speichern, zum Beispiel im privaten Modus."));
});
