// An item of guidance on the screen: under its title, opened by a tap.
import { button, linked, make, own, wordsOf } from "./elements.js";
import { gettext } from "./gettext.js";
import { footOf } from "./guidance_foot.js";
import { reportSign } from "./report_sign.js";
import { tickable } from "./ticks.js";
import { trainingOf } from "./training.js";
import { dayOf } from "./wording.js";

/** @import { GuidanceItem, Point, Situation } from "./records.d.ts" */

const root = document.documentElement;

/** What somebody sees can be reported at once, where it is a sign of something. @param {Point} point */
const readPoint = ({ text, category }) => {
  const words = make("span", { className: "point" }, ...linked(text));
  if (!category) return make("li", {}, words);
  const label = gettext("Melden");
  const report = button(label, "quiet", () => reportSign(category));
  Object.assign(report, own);
  report.setAttribute("aria-label", `${label}: ${wordsOf(text)}`);
  return make("li", { className: "sign" }, words, report);
};

/** @param {GuidanceItem} item @returns {{ parts: Node[], progress?: Node }} */
const contentOf = (item) => {
  if (item.kind === "training") return { parts: [trainingOf(/** @type {Situation[]} */ (item.sections))] };
  const sections = /** @type {{ title: string, points: Point[] }[]} */ (item.sections);
  const ticks = item.kind === "routine" ? tickable(`${item.slug}/${item.version}/`) : undefined;
  const parts = sections.map(({ title, points }, section) => {
    const items = points.map((point, number) => ticks?.point(`${section}/${number}`, point.text) ?? readPoint(point));
    const list = make("ul", { className: ticks ? "ticks" : "" }, ...items);
    // What protects oneself stands first, and apart.
    const apart = section === 0 && sections.length > 2;
    return make("section", { className: apart ? "first" : "" }, make("h3", {}, title), list);
  });
  return ticks ? { parts: [...parts, ticks.foot], progress: ticks.progress } : { parts };
};

/** Since when a notice holds, where, and until when. @param {GuidanceItem} item */
const frameOf = ({ kind, published_at, road, region, valid_until }) => {
  const since = kind === "notice" && published_at ? gettext("Seit %(day)s", { day: dayOf(published_at) }) : "";
  const until = valid_until ? gettext("Gilt bis %(day)s", { day: dayOf(valid_until) }) : "";
  const words = [since, road, region, until].filter(Boolean).join(" · ");
  return words ? [make("p", { className: "hint", ...own }, words)] : [];
};

/** A text that is not translated is German. @param {GuidanceItem} item */
const untranslatedOf = ({ language }) =>
  language === root.lang ? [] : [make("p", { className: "hint", ...own }, gettext("Nur auf Deutsch."))];

/** @param {GuidanceItem} item */
const warningsOf = ({ recalled, status }) => {
  const words = recalled
    ? gettext("Zurückgezogen. Bitte nicht mehr danach handeln.")
    : status === "draft"
      ? gettext("Entwurf, noch nicht abgestimmt.")
      : "";
  return words ? [make("p", { className: "notice", ...own }, words)] : [];
};

/**
 * An item under its title.
 * @param {GuidanceItem} item
 * @param {string} group whose guidance it is shown among
 * @param {{ isNew?: boolean }} [about] `isNew`: nobody has read it here yet
 */
export const foldedItem = (item, group, { isNew = false } = {}) => {
  const { parts, progress } = item.recalled ? { parts: [] } : contentOf(item);
  const foot = item.recalled ? [] : [footOf(item, group)];
  const title = make("h2", { className: "unseen" }, item.title);
  const dir = item.language === root.lang ? root.dir : "ltr";
  const article = make("article", { className: "checklist", lang: item.language, dir }, title);
  article.append(...untranslatedOf(item), ...warningsOf(item), ...frameOf(item), ...parts, ...foot);
  const named = make("span", { dir: "auto" }, wordsOf(item.title));
  if (progress) named.append(progress);
  const summary = make("summary", { lang: item.language }, named);
  if (isNew) summary.append(make("b", { className: "badge badge-new", ...own }, gettext("Neu")));
  const className = item.kind === "notice" ? "folded notice-item" : "folded";
  return make("details", { className, id: item.slug }, summary, article);
};
