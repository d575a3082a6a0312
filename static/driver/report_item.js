// One report of this phone: how it stands, what was asked, what it says, and what can be done with it.
import { exchanges } from "./conversation.js";
import { gettext } from "./gettext.js";
import { mediaWords, mediumStanding, nameOf } from "./media_words.js";
import { isUnsent } from "./outbox.js";
import { fill, offer, piece, slot, table } from "./pieces.js";
import { factsOf, saysAnything } from "./report_facts.js";
import { isRead, standingOf, timeOf, waitingWords } from "./wording.js";

/** @import { ListedReport, Medium } from "./records.d.ts" */

/**
 * What the list does for a report.
 * @typedef {{
 *   mend(report: ListedReport): unknown,
 *   again(id: string): unknown,
 *   save(report: ListedReport): unknown,
 *   back(id: string): unknown,
 *   remove(id: string): unknown,
 *   saveMedium(medium: Medium): unknown,
 *   removeMedium(id: string): unknown,
 * }} Deeds
 */

const { lang } = document.documentElement;
/** @type {Record<string, string>} */
const CATEGORIES = table("categories");

/** @param {ListedReport} report */
const nameOfReport = (report) => {
  const time = timeOf(report.createdAt);
  const category = CATEGORIES[report.fields.category ?? ""];
  if (category) return [time, category];
  return saysAnything(report) ? [gettext("Meldung von %(time)s", { time })] : [time, gettext("Meldung ohne Angaben")];
};

/** @param {ListedReport} report */
export const titleOf = (report) => [...nameOfReport(report), ...(report.practice ? [gettext("Übung")] : [])].join(" · ");

/** Each deed says of what it is one: the same words stand at every report. @param {ParentNode} within @param {string} of */
const nameDeeds = (within, of) => {
  for (const deed of within.querySelectorAll("[data-deed]")) deed.setAttribute("aria-label", `${deed.textContent?.trim()}: ${of}`);
};

/** What a fact is called. @param {string} name */
const labelOf = (name) => {
  const labels = /** @type {HTMLTemplateElement} */ (document.querySelector("template[data-piece=labels]"));
  return slot(labels.content, name).textContent ?? "";
};

/** What the server did not take of what was said; what only another release knows has no name here. @param {ListedReport} report */
const ignoredWords = ({ ignored, fields }) => {
  const parts = ["category", "vehicle", "text", "enrolment"].filter((name) => ignored.some((each) => each.split("/")[1] === name));
  const names = parts.map((name) => (name === "category" ? CATEGORIES[fields.category ?? ""] : labelOf(name)));
  return names.some(Boolean) ? gettext("Nicht angenommen: %(parts)s", { parts: names.filter(Boolean).join(" · ") }) : "";
};

/** @param {HTMLElement} made @param {ListedReport} report */
const fillFacts = (made, report) => {
  for (const [name, line] of Object.entries(factsOf(report))) {
    if (!line.length) continue;
    const fact = piece("fact");
    fill(fact, "label", labelOf(name));
    slot(fact, "value").append(...line);
    slot(made, "facts").append(fact);
  }
};

/** @param {Medium} medium @param {string} title of its report @param {unknown} onWifi @param {Deeds} deeds */
const mediumItem = (medium, title, onWifi, deeds) => {
  const made = piece("medium");
  nameDeeds(made, `${nameOf(medium)} · ${title}`);
  const { words, tone } = mediumStanding(medium, onWifi);
  fill(made, "name", nameOf(medium));
  fill(made, "state", words);
  slot(made, "state").dataset.tone = tone;
  if (medium.delivery === "attention") offer(made, "export-medium", () => deeds.saveMedium(medium));
  if (medium.delivery !== "withdrawing") offer(made, "remove-medium", () => deeds.removeMedium(medium.id));
  return made;
};

/** What was practised opens in its frame. @param {HTMLElement} made @param {string} name @param {string} step @param {ListedReport} report */
const link = (made, name, step, { id, practice }) => {
  const anchor = /** @type {HTMLAnchorElement} */ (made.querySelector(`[data-deed="${name}"]`));
  anchor.href = `/${lang}/${practice ? "practice" : ""}#${step}/${id}`;
  anchor.hidden = false;
};

/** Ask for a second thought before something is done. @param {HTMLElement} made @param {string} name @param {() => unknown} work */
const offerTwice = (made, name, work) => {
  const sure = slot(made, `sure-${name}`);
  // The question is heard with its answers.
  const question = slot(sure, "question");
  question.id = `${made.dataset.report}-${name}`;
  sure.setAttribute("aria-labelledby", question.id);
  offer(made, name, () => {
    sure.hidden = false;
    sure.toggleAttribute("data-busy", true);
    // Not on what cannot be undone.
    /** @type {HTMLElement | null} */ (sure.querySelector("[data-deed=not]"))?.focus();
  });
  offer(sure, `${name}-sure`, () => {
    sure.toggleAttribute("data-busy", false);
    return work();
  });
  offer(sure, "not", () => {
    sure.hidden = true;
    sure.toggleAttribute("data-busy", false);
    /** @type {HTMLElement | null} */ (made.querySelector(`[data-deed="${name}"]`))?.focus();
  });
};

/** What the server refused is mended, sent again or taken along. @param {HTMLElement} made @param {ListedReport} report @param {Deeds} deeds */
const fillMending = (made, report, deeds) => {
  const { id, delivery, refused, media } = report;
  offer(made, "again", () => deeds.again(id));
  offer(made, "export", () => deeds.save(report));
  // A photo cannot be mended, only what was written.
  const written = refused - media.filter((medium) => medium.delivery === "attention").length;
  if (delivery === "attention" || written) offer(made, "mend", () => deeds.mend(report));
};

/** @param {HTMLElement} made @param {ListedReport} report @param {Deeds} deeds */
const fillDeeds = (made, report, deeds) => {
  const { id, delivery, state, withdrawal, refused, drafts } = report;
  const remove = () => deeds.remove(id);
  if (isUnsent(report)) offerTwice(made, "remove", remove);
  else offer(made, "remove", remove);
  if (delivery.startsWith("withdr")) return;
  if (delivery === "attention" || refused) fillMending(made, report, deeds);
  else link(made, "open", "state", report);
  if (state === "closed") return;
  if (drafts) link(made, "media", "media", report);
  else if (delivery !== "attention") link(made, "amend", "what", report);
  slot(made, "sure-read").hidden = !isRead(report);
  slot(made, "sure-unread").hidden = isRead(report);
  if (withdrawal !== "requested") offerTwice(made, "back", () => deeds.back(id));
};

/** Of what is being taken back nothing is sent, so nothing is to be done for it. @param {ListedReport} report @returns {ListedReport} */
const withoutSending = (report) =>
  report.delivery.startsWith("withdr") ? { ...report, media: [], drafts: 0, refused: 0 } : report;

/** @param {ListedReport} listed @param {unknown} onWifi the setting `media_on_wifi` @param {Deeds} deeds */
export const reportItem = (listed, onWifi, deeds) => {
  const report = withoutSending(listed);
  const { words, tone } = standingOf(report);
  const made = piece("report");
  made.dataset.report = report.id;
  const title = titleOf(report);
  fill(made, "title", title);
  nameDeeds(slot(made, "steps"), title);
  fill(made, "state", words);
  slot(made, "state").dataset.tone = tone;
  slot(made, "helped").hidden = !(report.helped && report.state === "closed");
  slot(made, "requested").hidden = report.withdrawal !== "requested" || report.delivery !== "arrived";
  slot(made, "kept").hidden = report.withdrawal !== "refused";
  slot(made, "erased").hidden = report.delivery !== "withdrawn";
  slot(made, "refused").hidden = !report.refused;
  fill(made, "ignored", report.delivery === "arrived" ? ignoredWords(report) : "");
  fill(made, "waiting", [waitingWords(report), ...mediaWords(report, onWifi)].filter(Boolean).join(" "));
  slot(made, "exchanges").append(...exchanges(report));
  if (report.delivery !== "withdrawn") fillFacts(made, report);
  slot(made, "media").append(...report.media.map((medium) => mediumItem(medium, title, onWifi, deeds)));
  fillDeeds(made, report, deeds);
  return made;
};
