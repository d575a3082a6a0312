// What is seen, in words for the sentence: of the report that somebody has just made, or chosen on the page.
import { readSetting } from "./database.js";
import { chooseCategory, chosenCategory } from "./facts.js";
import { getReport, listReports } from "./outbox.js";

const RECENT = 1_800_000;
const root = document.documentElement;
const box = /** @type {HTMLElement} */ (document.querySelector("[data-seen]"));
/** @type {NodeListOf<HTMLButtonElement>} */
const buttons = box.querySelectorAll("[data-seen-category]");
/** @type {Record<string, string[]>} */
const FIRST = JSON.parse(document.getElementById("seen-first")?.textContent || "{}");

/** @param {unknown} group */
const firstOf = (group) => FIRST[String(group ?? "")] ?? FIRST[""] ?? [];

/** @param {string | null | undefined} category the words for it, empty where there are none */
export const wordsOf = (category) => {
  const button = [...buttons].find(({ dataset }) => dataset.seenCategory === category);
  return { inGerman: button?.dataset.german ?? "", own: button?.dataset.own ?? "" };
};

/** The report that the address names (`#report=<id>`), else the last one if it is not long ago. What was practised is none. */
const currentReport = async () => {
  const named = /^#report=([\w-]+)$/.exec(location.hash)?.[1];
  if (named) {
    const report = await getReport(named);
    if (report?.practice) return undefined;
    root.dataset.report = named;
    return report;
  }
  const last = (await listReports()).find(({ practice }) => !practice);
  return last && !last.left && last.createdAt > Date.now() - RECENT && !last.delivery.startsWith("withdr") ? last : undefined;
};

const mark = () => {
  for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.seenCategory === chosenCategory()));
};

/** @param {() => void} onChange */
export const startSeen = async (onChange) => {
  const [report, group] = await Promise.all([currentReport(), readSetting("target_group")]);
  // What is over is not seen "just now"; whoever calls about it says what it was.
  const current = report?.fields.ongoing === false ? null : report?.fields.category;
  if (chosenCategory() === undefined && current) await chooseCategory(current);
  // The chosen one is among them, so that it can be taken back.
  const first = [...firstOf(group), chosenCategory()];
  const more = /** @type {HTMLElement} */ (box.querySelector("[data-seen-more]"));
  for (const category of first) more.before(...[...buttons].filter(({ dataset }) => dataset.seenCategory === category));
  for (const button of buttons) {
    button.hidden = !first.includes(button.dataset.seenCategory ?? "");
    button.addEventListener("click", () => {
      const { seenCategory = "" } = button.dataset;
      // A second tap takes the answer back.
      void chooseCategory(seenCategory === chosenCategory() ? "" : seenCategory).catch(() => {});
      mark();
      onChange();
    });
  }
  more.addEventListener("click", () => {
    for (const button of buttons) button.hidden = false;
    more.hidden = true;
  });
  mark();
  box.hidden = false;
};
