// Searching what is on the phone: without network, and however somebody writes accents, in any of the alphabets.
import { wordsOf } from "./elements.js";

/** @import { GuidanceItem } from "./records.d.ts" */

// Letters that no mark can be taken off.
/** @type {Record<string, string>} */
const PLAIN = { ß: "ss", ł: "l", ı: "i", ø: "o", đ: "d", ة: "ه", ى: "ي", ـ: "" };

/** @param {string} text */
export const plain = (text) =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[ßłıøđةىـ]/g, (letter) => PLAIN[letter] ?? "");

/** Whether a text has every word of what is searched. @param {string} text @param {string[]} words */
const has = (text, words) => {
  const searched = plain(text);
  return words.every((word) => searched.includes(word));
};

/** What a training card tells is not on the screen all at once. @param {GuidanceItem} item */
const told = ({ kind, sections }) => (kind === "training" ? JSON.stringify(sections) : "");

/** @param {Element} element @param {string} [part] */
const textOf = (element, part = ".point") => element.querySelector(part)?.textContent ?? "";

/** Leave of a text what has the words; gives whether anything has. @param {HTMLElement} folded @param {GuidanceItem} item @param {string[]} words */
const narrow = (folded, item, words) => {
  const whole = has(wordsOf(item.title), words);
  let found = whole || has(told(item), words);
  for (const section of /** @type {NodeListOf<HTMLElement>} */ (folded.querySelectorAll("article > section"))) {
    const named = whole || has(textOf(section, "h3"), words);
    const points = [...section.querySelectorAll("li")];
    for (const point of points) point.hidden = !named && !has(textOf(point), words);
    section.hidden = points.every(({ hidden }) => hidden);
    found ||= !section.hidden;
  }
  return found;
};

/**
 * Show of the items only what has every word; all again without words. Gives how many items are left.
 * @param {{ item: GuidanceItem, folded: HTMLDetailsElement }[]} items
 * @param {string} searched
 */
export const search = (items, searched) => {
  const words = plain(searched).split(/\s+/).filter(Boolean);
  const searching = words.length > 0;
  for (const { item, folded } of items) {
    folded.dataset.before ??= String(folded.open);
    folded.hidden = !narrow(folded, item, words);
    folded.toggleAttribute("data-found", searching);
    folded.open = searching || folded.dataset.before === "true";
    if (!searching) delete folded.dataset.before;
  }
  return items.filter(({ folded }) => !folded.hidden).length;
};
