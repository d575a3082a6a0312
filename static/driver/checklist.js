// One checklist on the screen; ticks stay on this phone.
import { writeTick } from "./database.js";
import { gettext } from "./gettext.js";

/** @import { Checklist } from "./records.d.ts" */

const root = document.documentElement;

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

/** Whether an item is a list of points; a training card is none. @param {Checklist} item */
export const isList = ({ kind }) => kind !== "training";

/** What is read and not worked through has nothing to tick. @param {string} text */
const point = (text) => make("li", {}, text);

/** A checklist to be shown, with what is ticked of it. @param {Checklist} checklist @param {Map<string, number>} ticks */
export const articleOf = (checklist, ticks) => {
  const sections = checklist.sections.map(({ title, points }, section) => {
    const items = points.map(({ text }, number) => {
      const key = `${checklist.slug}/${checklist.version}/${section}/${number}`;
      return checklist.kind === "card" ? point(text) : tick(key, text, ticks.has(key));
    });
    const list = make("ul", { className: checklist.kind === "card" ? "" : "ticks" }, ...items);
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

/** A list under its title, opened by a tap. @param {HTMLElement} article @param {boolean} open */
export const foldedList = (article, open) => {
  const title = /** @type {HTMLElement} */ (article.querySelector("h2"));
  const summary = make("summary", { lang: article.lang }, title.textContent ?? "");
  title.className = "unseen";
  const folded = Object.assign(document.createElement("details"), { className: "folded", open });
  folded.append(summary, article);
  return folded;
};
