// One tap saves. What follows (screens, position, sending) never stands between the tap and the store.
import { gettext } from "./gettext.js";
import { NotSaved, amendReport, getReport, saveReport } from "./outbox.js";
import { currentPosition, ownPlace, recentPosition } from "./position.js";

/** @import { Position, Report } from "./records.d.ts" */
/** @import { Motion } from "./position.js" */

const SECOND_TAP = 3000;
const NOTICED = 200;
const JUST_NOW = 60_000;
const root = document.documentElement;

const button = /** @type {HTMLAnchorElement} */ (document.querySelector("[data-report]"));
const failure = /** @type {HTMLElement} */ (document.querySelector("[data-not-saved]"));

const practice = root.dataset.page === "practice";
// They stand while they work, and a tablet hangs on the wall.
const NEVER_DRIVING = ["rest_stop", "dispatch"];

let tappedAt = -Infinity;

/** The screen after the tap; before the screens are loaded, the address waits for them. @param {string} step @param {Report} report */
let showFirst = (step, report) => {
  location.hash = `${step}/${report.id}`;
};

/** @param {string} id @param {Position | null} position */
const addPosition = (id, position) => position && amendReport(id, { position });

/** @param {string} id @param {(motion: Motion) => void} onMotion */
const locate = async (id, onMotion) => {
  await addPosition(id, await currentPosition((better) => void addPosition(id, better), onMotion));
};

/** @param {Report} report */
const mayDrive = ({ fields }) =>
  root.dataset.page === "start" && !NEVER_DRIVING.includes(fields.target_group ?? "");

/** The screen after the tap turns once into the one that fits. @param {string} id @param {Motion} motion */
const turn = (id, motion) => {
  if (location.hash !== `#driving/${id}`) return;
  root.dataset.motion = motion;
  if (motion === "standing") location.replace(`#ongoing/${id}`);
};

/** What was saved on another page a moment ago gets its place here, and the screen that fits; what was practised, its frame. */
const goOn = async () => {
  const [step, id] = location.hash.slice(1).split("/");
  const report = id ? await getReport(id) : undefined;
  if (report?.practice && !practice) return location.replace(`/${root.lang}/practice${location.hash}`);
  if (step !== "driving" || !report || report.fields.position || report.createdAt < Date.now() - JUST_NOW) return;
  if (mayDrive(report)) root.dataset.motion = "asked";
  else location.replace(`#ongoing/${report.id}`);
  await locate(report.id, (motion) => turn(report.id, motion));
};

/** @param {unknown} error */
const tellFailure = (error) => {
  const full = error instanceof NotSaved && error.reason === "full";
  const why = /** @type {HTMLElement} */ (failure.querySelector("[data-not-saved-why]"));
  why.textContent = full
    ? gettext("Auf diesem Gerät ist kein Platz mehr.")
    : gettext("Dieser Browser lässt die App nichts speichern, zum Beispiel im privaten Modus.");
  failure.hidden = false;
};

const tap = async () => {
  // Most phones are quicker than anybody could read of it.
  const slow = setTimeout(() => button.setAttribute("aria-busy", "true"), NOTICED);
  try {
    const place = await ownPlace();
    const report = await saveReport({
      ...(place ? { place } : { position: recentPosition() }),
      language: root.lang,
      practice,
      app_version: root.dataset.version ?? "",
    });
    root.dataset.motion = "asked";
    showFirst(mayDrive(report) ? "driving" : "ongoing", report);
    if (!place) void locate(report.id, (motion) => turn(report.id, motion)).catch(() => {});
  } catch (error) {
    tellFailure(error);
  } finally {
    clearTimeout(slow);
    button.removeAttribute("aria-busy");
  }
};

/** @param {Event} event */
const onTap = (event) => {
  event.preventDefault();
  if (performance.now() - tappedAt < SECOND_TAP) return;
  tappedAt = performance.now();
  void tap();
};

// The reason is shown only to those whom the phone will ask.
const explainPosition = async () => {
  const reason = /** @type {HTMLElement} */ (document.querySelector("[data-position-reason]"));
  const status = await navigator.permissions?.query({ name: "geolocation" });
  const show = () => {
    reason.hidden = status !== undefined && status.state !== "prompt";
  };
  status?.addEventListener("change", show);
  show();
};

button.setAttribute("role", "button");
button.addEventListener("click", onTap);
// A button takes the space bar too.
button.addEventListener("keydown", (event) => event.key === " " && onTap(event));
failure.querySelector("[data-not-saved-close]")?.addEventListener("click", () => {
  failure.hidden = true;
});
void explainPosition().catch(() => {});
void goOn().catch(() => {});

/** While nobody reads, the page says that instead of the hours. */
const showReading = async () => {
  const { nobodyReads } = await import("./berlin.js");
  root.toggleAttribute("data-unattended", nobodyReads());
};

// The screens after the tap are not needed for it.
const loadFlow = async () => {
  const { startFlow, openScreen } = await import("./flow.js");
  startFlow();
  showFirst = openScreen;
  (await import("./unfinished.js")).startUnfinished();
  document.addEventListener("visibilitychange", () => void showReading().catch(() => {}));
  await showReading();
};
const whenLoaded = () => void loadFlow().catch(() => {});
if (document.readyState === "complete" || location.hash) whenLoaded();
else addEventListener("load", whenLoaded);
