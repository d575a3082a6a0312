// The reports of this phone: how each stands, and what can still be done with it.
import { carriedNames, mendName } from "./carried.js";
import { readSetting } from "./database.js";
import { gettext, ngettext } from "./gettext.js";
import { bytesOf } from "./media_bytes.js";
import { removeMedium } from "./media_store.js";
import { countUnsent, isUnsent, listReports, subscribe, undoReport } from "./outbox.js";
import { exportReport, retryReport } from "./refused.js";
import { isLocked } from "./shared_tablet.js";
import { putBack, removeReports } from "./removal.js";
import { reportItem, titleOf } from "./report_item.js";
import { refreshReports, sendNow } from "./sync.js";
import { standingOf } from "./wording.js";

/** @import { Deeds } from "./report_item.js" */
/** @import { ListedReport, Medium } from "./records.d.ts" */
/** @import { Taken } from "./removal.js" */

const EVERY_MS = 15_000;

/** @param {string} name @returns {HTMLElement} */
const part = (name) => /** @type {HTMLElement} */ (document.querySelector(`[data-${name}]`));

/** @param {string} name @param {() => unknown} work */
const on = (name, work) => part(name).addEventListener("click", () => void Promise.resolve(work()).catch(() => {}));

/** @param {Blob} content @param {string} name */
const download = (content, name) => {
  const made = document.createElement("a");
  made.href = URL.createObjectURL(content);
  made.download = name;
  made.click();
  URL.revokeObjectURL(made.href);
};

/** @param {Medium} medium */
const saveMedium = async (medium) => {
  const ending = medium.type.split("/")[1]?.split(";")[0] ?? "bin";
  download(await bytesOf(medium), `${medium.id}.${ending}`);
};

/** When the report was made that somebody just mended: it comes back as a new one, of the same moment. */
let mended = 0;

/** @param {ListedReport[]} reports */
const goToMended = (reports) => {
  const found = reports.find(({ createdAt, delivery }) => createdAt === mended && delivery !== "attention");
  if (!found) return;
  mended = 0;
  /** @type {HTMLElement | null} */ (document.querySelector(`[data-report="${found.id}"] h2`))?.focus();
};

/** @param {ListedReport} report */
const openMending = async (report) => {
  const { mendingForm } = await import("./mend.js");
  const form = await mendingForm(report);
  form.toggleAttribute("data-busy", true);
  form.addEventListener("submit", () => {
    mended = report.createdAt;
    form.remove();
  });
  document.querySelector(`[data-report="${report.id}"]`)?.append(form);
  /** @type {HTMLElement | null} */ (form.querySelector("[aria-invalid]") ?? form.querySelector("[name]"))?.focus();
};

/** Whoever was mending when the language changed goes on. */
const goOnMending = async () => {
  const names = await carriedNames();
  const reports = names.length ? await listReports() : [];
  for (const report of reports) if (names.some((name) => name.startsWith(mendName(report.id)))) await openMending(report);
};

/** @type {Taken} what can be put back */
let taken = [];

/** @param {string[]} ids */
const remove = async (ids) => {
  taken = await removeReports(ids);
  const words = ngettext("%(number)s Meldung vom Telefon gelöscht.", "%(number)s Meldungen vom Telefon gelöscht.", ids.length);
  part("removed-words").textContent = words;
  part("removed").hidden = false;
  part("news").textContent = words;
  closeSure();
  part("put-back").focus();
};

const closeSure = () => {
  part("remove-sure").hidden = true;
  part("remove-all").hidden = false;
};

const removeAll = async () => {
  const [reports, unsent] = await Promise.all([listReports(), countUnsent()]);
  if (!unsent) return remove(reports.map(({ id }) => id));
  part("remove-words").textContent = unsentWords(unsent);
  part("remove-sure").hidden = false;
  part("remove-all").hidden = true;
  return part("remove-sent").focus();
};

/** @param {(report: ListedReport) => boolean} which */
const removeWhere = async (which) => remove((await listReports()).filter(which).map(({ id }) => id));

/** @type {Deeds} */
const deeds = {
  mend: openMending,
  again: retryReport,
  save: async ({ id }) => download(new Blob([(await exportReport(id)) ?? ""], { type: "application/json" }), `${id}.json`),
  back: undoReport,
  remove: (id) => remove([id]),
  saveMedium,
  removeMedium,
};

/** @param {number} number */
const unsentWords = (number) => ngettext("%(number)s Meldung noch nicht gesendet.", "%(number)s Meldungen noch nicht gesendet.", number);

/** What is shown of each report, and what it was made from. @type {Map<string, { key: string, item: HTMLElement, standing: string, questions: number }>} */
let shown = new Map();

/** Whoever mends, writes or is about to say that they are sure must not find the report changed under the finger. @param {HTMLElement} item */
const isBusy = (item) =>
  item.isConnected &&
  (item.querySelector("[data-busy]") !== null || [...item.querySelectorAll("textarea")].some(({ value }) => value !== ""));

/** Where somebody was, they stay: at the same question, else at the same report. @param {HTMLElement} item */
const stay = (item) => {
  const section = document.activeElement?.closest("[data-question]");
  const question = section instanceof HTMLElement && item.querySelector(`[data-question="${section.dataset.question}"] h3`);
  queueMicrotask(() => /** @type {HTMLElement | null} */ (question || item.querySelector("h2"))?.focus());
};

/** @param {ListedReport} report @param {unknown} onWifi */
const current = (report, onWifi) => {
  const key = JSON.stringify([{ ...report, askedAt: 0 }, onWifi, new Date().toDateString()]);
  const known = shown.get(report.id);
  if (known && (known.key === key || isBusy(known.item))) return known;
  const item = reportItem(report, onWifi, deeds);
  if (known?.item.contains(document.activeElement)) stay(item);
  return { key, item, standing: standingOf(report).words, questions: report.questions };
};

/** What changed since it was shown last, for those who do not see it. @param {ListedReport[]} reports @param {typeof shown} before */
const news = (reports, before) =>
  reports.flatMap((report) => {
    const [old, now] = [before.get(report.id), shown.get(report.id)];
    if (!old || !now) return [];
    const title = titleOf(report);
    const asked = now.questions > old.questions ? [gettext("Neue Frage zu: %(report)s", { report: title })] : [];
    return now.standing === old.standing ? asked : [`${title}: ${now.standing}`, ...asked];
  });

const show = async () => {
  // On its way to the tablet's start.
  if (await isLocked()) return;
  const [reports, unsent, onWifi] = await Promise.all([listReports(), countUnsent(), readSetting("media_on_wifi")]);
  const before = shown;
  shown = new Map(reports.map((report) => [report.id, current(report, onWifi)]));
  const items = reports.map(({ id }) => /** @type {HTMLElement} */ (shown.get(id)?.item));
  const list = part("reports");
  for (const item of /** @type {HTMLElement[]} */ ([...list.children])) if (!items.includes(item)) item.remove();
  for (const [index, item] of items.entries()) if (list.children[index] !== item) list.insertBefore(item, list.children[index] ?? null);
  part("asked").hidden = !reports.some(({ questions }) => questions);
  part("none").hidden = reports.length > 0;
  part("list-end").hidden = reports.length === 0;
  part("unsent-box").hidden = !unsent;
  part("unsent-words").textContent = unsentWords(unsent);
  // What the server refused goes nowhere by itself.
  part("unsent-tries").hidden = reports.some(({ delivery, refused }) => delivery === "attention" || refused);
  goToMended(reports);
  const words = news(reports, before).join(" ");
  if (words) part("news").textContent = words;
};

on("send-now", sendNow);
on("asked", () => {
  const question = /** @type {HTMLElement | null} */ (document.querySelector(".question[data-open] h3"));
  question?.focus();
  question?.closest(".question")?.scrollIntoView({ block: "center" });
});
on("remove-all", removeAll);
on("remove-sent", () => removeWhere((report) => !isUnsent(report)));
on("remove-now", () => removeWhere(() => true));
on("remove-not", closeSure);
on("put-back", async () => {
  part("removed").hidden = true;
  await putBack(taken);
  taken = [];
});

/** One after the other: two at once would show things twice. */
let showing = show().catch(() => {});
void showing.then(goOnMending).catch(() => {});
subscribe(() => (showing = showing.then(show).catch(() => {})));
const look = () => document.visibilityState === "visible" && void refreshReports(true).catch(() => {});
setInterval(look, EVERY_MS);
look();
