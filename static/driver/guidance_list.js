// All guidance of a group in one place: the notices on top, and every item under its title.
import { getGuidance, onNewContent } from "./api.js";
import { make } from "./elements.js";
import { gettext } from "./gettext.js";
import { foldedItem } from "./guidance_item.js";
import { isInForce, isUnread, markRead } from "./notices.js";

/** @import { GuidanceItem } from "./records.d.ts" */

const LOOK_AGAIN = 600_000;
const root = document.documentElement;

/** @param {GuidanceItem} notice @param {HTMLDetailsElement} folded */
const markOnceOpen = (notice, folded) => {
  const mark = () => {
    if (!folded.open) return;
    folded.removeEventListener("toggle", mark);
    void markRead(notice).catch(() => {});
  };
  folded.addEventListener("toggle", mark);
};

/** What stays is not moved: it would lose the focus. @param {HTMLElement} place @param {HTMLElement[]} wanted */
const arrange = (place, wanted) => {
  for (const each of [...place.children]) if (!wanted.includes(/** @type {HTMLElement} */ (each))) each.remove();
  let next = place.firstElementChild;
  for (const each of wanted) {
    if (each === next) next = next.nextElementSibling;
    else place.insertBefore(each, next);
  }
};

/**
 * Guidance in a place of the page. `show` fills it, `find` gives the items there, `open` one of them if it is there, `forget` makes all
 * anew at the next `show`. What came newer from the server takes its place; what is the same stays as somebody left it.
 * @param {HTMLElement} place
 * @param {{ openFirst?: boolean, onShown?: () => unknown }} [options]
 */
export const guidanceIn = (place, { openFirst = false, onShown = () => {} } = {}) => {
  let group = "";
  /** What stands there, by what it was made of. @type {Map<string, { item: GuidanceItem, folded: HTMLDetailsElement }>} */
  let shown = new Map();
  const heading = make("h2", { className: "notices-title" }, gettext("Aktuelle Hinweise"));

  /** @param {GuidanceItem} item */
  const entry = async (item) => {
    const made = JSON.stringify([group, item]);
    const isNew = item.kind === "notice" && !shown.has(made) && (await isUnread(item).catch(() => false));
    const kept = shown.get(made) ?? { item, folded: foldedItem(item, group, { isNew }) };
    if (isNew) markOnceOpen(item, kept.folded);
    return { made, isNew, ...kept };
  };

  /** @typedef {Awaited<ReturnType<typeof entry>>} Entry */
  /** @param {Entry[]} notices @param {Entry[]} others */
  const fill = (notices, others) => {
    const first = shown.size === 0;
    const all = [...notices, ...others];
    shown = new Map(all.map((each) => [each.made, each]));
    arrange(place, [...(notices.length ? [heading] : []), ...all.map(({ folded }) => folded)]);
    // What is new is read at once; else the list that somebody comes for. The others wait under their titles.
    const opened = first && openFirst ? (notices.find(({ isNew }) => isNew) ?? others[0]) : undefined;
    if (opened) opened.folded.open = true;
    onShown();
  };

  /** @param {string} wanted */
  const show = async (wanted) => {
    if (group !== wanted) shown = new Map();
    group = wanted;
    const { notices = [], checklists = [] } = (await getGuidance(group, root.lang)) ?? {};
    const entries = await Promise.all([notices, checklists].map((items) => Promise.all(items.filter(isInForce).map(entry))));
    // Somebody chose another group meanwhile.
    if (group === wanted) fill(entries[0] ?? [], entries[1] ?? []);
  };

  const find = () => [...shown.values()];

  /** @param {string} slug */
  const open = (slug) => {
    const wanted = find().find(({ item }) => item.slug === slug)?.folded;
    if (!wanted) return false;
    wanted.open = true;
    wanted.scrollIntoView();
    wanted.querySelector("summary")?.focus({ preventScroll: true });
    return true;
  };

  place.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[href^="#"]') : null;
    if (!link) return;
    event.preventDefault();
    open(link.getAttribute("href")?.slice(1) ?? "");
  });
  const again = () => group && document.visibilityState === "visible" && void show(group).catch(() => {});
  onNewContent(again);
  // A last day may have passed, or something come, while nobody looked.
  document.addEventListener("visibilitychange", again);
  setInterval(again, LOOK_AGAIN);
  return {
    show,
    find,
    open,
    forget: () => {
      shown = new Map();
    },
  };
};
