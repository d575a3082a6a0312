// What it was: the six of the reporter's target group first, all others behind "Anderes".
import { mark } from "../answers.js";
import { readSetting, writeSetting } from "../database.js";
import { amendReport, getReport } from "../outbox.js";

/** @import { Screen } from "../screens.js" */
/** @import { ListedReport } from "../records.d.ts" */

const OTHER = "other";
const LATER = 100;

/** @param {HTMLElement} screen @param {ListedReport} report */
const show = async (screen, { id, fields }) => {
  /** @type {Record<string, string[]>} */
  const groups = JSON.parse(screen.dataset.categories ?? "{}");
  const group = String((await readSetting("target_group")) ?? "");
  const first = groups[group] ?? groups[""] ?? [];
  const list = /** @type {HTMLElement} */ (screen.querySelector("[data-answers]"));
  const more = /** @type {HTMLElement} */ (list.querySelector("[data-more]"));
  /** @param {HTMLElement} button */
  const rank = ({ dataset: { answer = "" } }) => {
    const place = first.indexOf(answer);
    return place >= 0 ? place : answer === OTHER ? LATER + 1 : LATER;
  };
  const chosen = fields.category ?? "";
  // What somebody opened stays open, also when an answer that was being saved shows the screen once more.
  const all = screen.dataset.opened === id || (chosen !== "" && !first.includes(chosen));
  const buttons = [.../** @type {NodeListOf<HTMLElement>} */ (list.querySelectorAll("[data-answer]"))];
  for (const button of buttons.sort((a, b) => rank(a) - rank(b))) {
    button.hidden = !all && rank(button) >= LATER;
    list.append(button);
  }
  more.hidden = all;
  list.append(more);
  /** @type {HTMLElement} */ (screen.querySelector("[data-groups]")).hidden = group !== "";
  mark(screen, chosen);
};

/** @param {HTMLElement} screen @param {HTMLElement} more */
const showAll = (screen, more) => {
  screen.dataset.opened = document.documentElement.dataset.report ?? "";
  const hidden = /** @type {HTMLElement[]} */ ([...(more.parentElement?.querySelectorAll("[data-answer][hidden]") ?? [])]);
  for (const button of hidden) button.hidden = false;
  more.hidden = true;
  hidden[0]?.focus();
};

/** @param {HTMLElement} screen @param {string} group */
const chooseGroup = async (screen, group) => {
  const id = document.documentElement.dataset.report ?? "";
  await writeSetting("target_group", group);
  await amendReport(id, { target_group: group });
  const report = await getReport(id);
  if (report) await show(screen, report);
};

/** @type {Screen} */
export const what = {
  start(screen) {
    const groups = /** @type {HTMLElement} */ (screen.querySelector("[data-groups]"));
    // Both ways on lie over the lower end of the screen.
    groups.addEventListener("toggle", () => groups.scrollIntoView({ block: "center" }));
    screen.addEventListener("click", ({ target }) => {
      if (!(target instanceof Element)) return;
      const more = /** @type {HTMLElement | null} */ (target.closest("[data-more]"));
      const group = target.closest("[data-group]")?.getAttribute("data-group");
      if (more) showAll(screen, more);
      if (group) void chooseGroup(screen, group).catch(() => {});
    });
  },
  show,
  answer: (category) => ({ fields: { category } }),
};
