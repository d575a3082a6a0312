// The reports of this phone: how each stands, and what can still be done with it.
import { readSetting } from "./database.js";
import { gettext, ngettext } from "./gettext.js";
import { mediaWords } from "./media_words.js";
import { countUnsent, forgetReport, listReports, subscribe, undoReport } from "./outbox.js";
import { exportReport, retryReport } from "./refused.js";
import { isLocked } from "./shared_tablet.js";
import { refreshReports, sendNow } from "./sync.js";
import { standingOf, timeOf, waitingWords } from "./wording.js";

/** @import { ListedReport } from "./records.d.ts" */

const lang = document.documentElement.lang;
/** @type {Record<string, string>} */
const CATEGORIES = JSON.parse(document.getElementById("categories")?.textContent || "{}");

/** @param {string} name @returns {HTMLElement} */
const part = (name) => /** @type {HTMLElement} */ (document.querySelector(`[data-${name}]`));

/**
 * @param {string} tag
 * @param {string} className
 * @param {(Node | string)[]} children
 */
const make = (tag, className, ...children) => {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children);
  return element;
};

/** Whether media are to wait for Wi-Fi, by this phone's settings. @type {unknown} */
let onWifi = false;

/** @type {HTMLElement | null} the button that has asked whether somebody is sure */
let asking = null;

/** @param {string} words @param {() => Promise<unknown>} work @param {string} [sure] asked before it is done */
const action = (words, work, sure) => {
  const button = /** @type {HTMLButtonElement} */ (make("button", "button button-quiet", words));
  button.type = "button";
  button.addEventListener("click", () => {
    if (sure && asking !== button) {
      asking = button;
      button.textContent = sure;
      return;
    }
    asking = null;
    void work().catch(() => {});
  });
  return button;
};

/** @param {string} words @param {string} step @param {string} id */
const link = (words, step, id) => {
  const made = /** @type {HTMLAnchorElement} */ (make("a", "button button-quiet", words));
  made.href = `/${lang}/#${step}/${id}`;
  return made;
};

/** @param {string} id */
const download = async (id) => {
  const text = await exportReport(id);
  if (!text) return;
  const made = document.createElement("a");
  made.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  made.download = `${id}.json`;
  made.click();
};

/** @type {HTMLFormElement | undefined} the form in which somebody mends a report; the list stays as it is meanwhile */
let mending;

/** @param {ListedReport} report */
const openMending = async (report) => {
  const { mendingForm } = await import("./mend.js");
  mending = await mendingForm(report);
  mending.addEventListener("submit", () => (mending = undefined));
  document.querySelector(`[data-report="${report.id}"]`)?.append(mending);
  const first = mending.querySelector("[aria-invalid]") ?? mending.querySelector("[name]");
  /** @type {HTMLElement | null} */ (first)?.focus();
};

/** @param {ListedReport} report */
const actions = (report) => {
  const { id, delivery, state, withdrawal, refused, drafts } = report;
  const forget = action(
    gettext("Vom Telefon löschen"),
    () => forgetReport(id),
    gettext("Wirklich löschen? Zurückziehen geht dann nicht mehr."),
  );
  if (delivery.startsWith("withdr")) return [forget];
  const open = link(gettext("Ansehen"), "state", id);
  if (state === "closed") return [open, forget];
  const amend = drafts ? link(gettext("Foto oder Sprachnotiz ansehen"), "media", id) : link(gettext("Ergänzen"), "what", id);
  const back = action(gettext("Zurückziehen"), () => undoReport(id), gettext("Wirklich zurückziehen?"));
  if (delivery === "attention" || refused) {
    const mend = action(gettext("Ändern"), () => openMending(report));
    const again = action(gettext("Noch einmal senden"), () => retryReport(id));
    return [mend, again, action(gettext("Als Datei sichern"), () => download(id)), back, forget];
  }
  return withdrawal === "requested" ? [open, amend] : [open, amend, back];
};

/** @param {ListedReport} report */
const where = ({ fields }) => {
  const { text, road, km, direction } = fields.place ?? {};
  return [text, road, km && gettext("km %(km)s", { km: km.toLocaleString(lang) }), direction].filter(Boolean).join(" · ");
};

/** @param {ListedReport} report */
const details = (report) =>
  [
    report.withdrawal === "requested" ? gettext("Rückzug erbeten. Darüber wird entschieden.") : "",
    report.withdrawal === "refused" ? gettext("Der Rückzug wurde abgelehnt: Die Meldung wird noch gebraucht.") : "",
    report.refused ? gettext("Eine Ergänzung nimmt der Server so nicht an.") : "",
    report.helped ? gettext("Ihre Meldung hat geholfen.") : "",
    waitingWords(report),
    ...mediaWords(report, onWifi),
    where(report),
    report.fields.vehicle?.plate ?? "",
    gettext("Kennung %(reference)s", { reference: report.reference }),
  ].filter(Boolean);

/** @param {ListedReport} report */
const item = (report) => {
  const { words, tone } = standingOf(report);
  const name = CATEGORIES[report.fields.category ?? ""] ?? gettext("Meldung ohne Angaben");
  const practice = report.practice ? ` · ${gettext("Übung")}` : "";
  const state = make("p", "report-state", words);
  state.dataset.tone = tone;
  const made = make(
    "li",
    "report",
    make("h2", "", `${timeOf(report.createdAt)} · ${name}${practice}`),
    state,
    ...details(report).map((detail) => make("p", "report-details", detail)),
    make("div", "report-steps", ...actions(report)),
  );
  made.dataset.report = report.id;
  return made;
};

const show = async () => {
  // On its way to the tablet's start.
  if (await isLocked()) return;
  onWifi = await readSetting("media_on_wifi");
  const [reports, unsent] = await Promise.all([listReports(), countUnsent()]);
  // Whoever mends, or is about to say that they are sure, must not find the list changed under the finger.
  if (!asking?.isConnected && !mending?.isConnected) part("reports").replaceChildren(...reports.map(item));
  part("none").hidden = reports.length > 0;
  part("unsent-box").hidden = !unsent;
  part("unsent-words").textContent = ngettext(
    "%(number)s Meldung noch nicht gesendet.",
    "%(number)s Meldungen noch nicht gesendet.",
    unsent,
  );
};

part("send-now").addEventListener("click", () => void sendNow());
subscribe(() => void show().catch(() => {}));
void show().catch(() => {});
void refreshReports().catch(() => {});
