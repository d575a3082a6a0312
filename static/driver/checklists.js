// The checklist of the group that was chosen once; ticks stay on this phone.
import { getGuidance } from "./api.js";
import { readSetting, readTicks, writeSetting, writeTick } from "./database.js";
import { gettext } from "./gettext.js";

/** @import { Checklist } from "./records.d.ts" */

const root = document.documentElement;
const place = /** @type {HTMLElement} */ (document.querySelector("[data-checklists]"));
const missing = /** @type {HTMLElement} */ (document.querySelector("[data-checklists-missing]"));
const choose = /** @type {HTMLElement} */ (document.querySelector("[data-choose]"));
const chosen = /** @type {HTMLElement} */ (document.querySelector("[data-chosen]"));
const name = /** @type {HTMLElement} */ (chosen.querySelector("b"));
const choice = /** @type {HTMLElement} */ (document.querySelector("[data-group-choice]"));
const links = /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("a[data-group]"));

/**
 * @param {string} tag
 * @param {Partial<HTMLElement>} properties
 * @param {(Node | string)[]} children
 */
const make = (tag, properties, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

/** @param {string} key @param {string} text @param {boolean} ticked */
const tick = (key, text, ticked) => {
  const box = Object.assign(document.createElement("input"), { type: "checkbox", checked: ticked });
  box.addEventListener("change", () => void writeTick(key, box.checked).catch(() => {}));
  return make("li", {}, make("label", { className: "tick" }, box, make("span", {}, text)));
};

/** @param {Checklist} checklist @param {Map<string, number>} ticks */
const article = (checklist, ticks) => {
  const sections = checklist.sections.map(({ title, points }, section) => {
    const items = points.map(({ text }, point) => {
      const key = `${checklist.slug}/${checklist.version}/${section}/${point}`;
      return tick(key, text, ticks.has(key));
    });
    const list = make("ul", { className: "ticks" }, ...items);
    // What protects oneself stands first, and apart.
    return make("section", { className: section === 0 ? "first" : "" }, make("h3", {}, title), list);
  });
  const draft = make("p", { className: "notice", lang: root.lang }, gettext("Entwurf, noch nicht abgestimmt."));
  const source = gettext("Quelle: %(source)s", { source: "" });
  const sources = make("p", { className: "source", lang: root.lang }, source, make("span", { lang: "en" }, checklist.source));
  const notes = checklist.status === "draft" ? [draft] : [];
  const title = make("h2", {}, checklist.title);
  return make("article", { className: "checklist", lang: checklist.language }, title, ...notes, ...sections, sources);
};

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
  const wanted = (await getGuidance(group, root.lang))?.checklists ?? [];
  const ticks = await Promise.all(wanted.map((each) => readTicks(`${each.slug}/${each.version}/`)));
  // Somebody chose another group meanwhile.
  if (shown !== group) return;
  place.replaceChildren(...wanted.map((each, index) => article(each, ticks[index] ?? new Map())));
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
