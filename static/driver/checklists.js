// The checklist of the group that was chosen once; ticks stay on this phone.
import { getGuidance } from "./api.js";
import { articleOf, foldedList, isList } from "./checklist.js";
import { readSetting, readTicks, writeSetting } from "./database.js";

/** @import { Checklist } from "./records.d.ts" */

const root = document.documentElement;
const place = /** @type {HTMLElement} */ (document.querySelector("[data-checklists]"));
const missing = /** @type {HTMLElement} */ (document.querySelector("[data-checklists-missing]"));
const choose = /** @type {HTMLElement} */ (document.querySelector("[data-choose]"));
const chosen = /** @type {HTMLElement} */ (document.querySelector("[data-chosen]"));
const name = /** @type {HTMLElement} */ (chosen.querySelector("b"));
const choice = /** @type {HTMLElement} */ (document.querySelector("[data-group-choice]"));
const links = /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("a[data-group]"));

let shown = "";

/** @param {boolean} open */
const offerChoice = (open) => {
  choose.hidden = choice.hidden = !open;
  chosen.hidden = open;
};

/** @param {string} group */
const show = async (group) => {
  for (const link of links) {
    if (link.dataset.group === group) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
    if (link.dataset.group === group) name.textContent = link.textContent;
  }
  offerChoice(false);
  shown = group;
  /** @type {Checklist[]} */
  const published = (await getGuidance(group, root.lang))?.checklists ?? [];
  const wanted = published.filter(isList);
  const ticks = await Promise.all(wanted.map((each) => readTicks(`${each.slug}/${each.version}/`)));
  // Somebody chose another group meanwhile.
  if (shown !== group) return;
  // The first is what somebody comes for; the others wait under their titles.
  const lists = wanted.map((each, index) => foldedList(articleOf(each, ticks[index] ?? new Map()), index === 0));
  place.replaceChildren(...lists);
  missing.hidden = wanted.length > 0;
};

chosen.querySelector("button")?.addEventListener("click", () => {
  offerChoice(true);
  links[0]?.focus();
});
for (const link of links) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    const group = link.dataset.group ?? "";
    void writeSetting("target_group", group).catch(() => {});
    void show(group).catch(() => {});
  });
}

const asked = new URLSearchParams(location.search).get("target_group");
const kept = asked ?? (await readSetting("target_group").catch(() => undefined));
if (typeof kept === "string") await show(kept).catch(() => {});
