// Elements, built and never parsed: what somebody wrote stays text.

const root = document.documentElement;

/** In the language of the page, within a text that may be in another. */
export const own = { lang: root.lang, dir: root.dir };

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, unknown>} properties
 * @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export const make = (tag, properties, ...children) => {
  const element = document.createElement(tag);
  Object.assign(element, properties).append(...children);
  return element;
};

/**
 * @param {string} label
 * @param {string} kind main, plain or quiet
 * @param {() => unknown} work
 */
export const button = (label, kind, work) => {
  const made = make("button", { type: "button", className: `button button-${kind}` }, make("span", {}, label));
  made.addEventListener("click", () => void Promise.resolve(work()).catch(() => {}));
  return made;
};

const LINK = /\[([^\]]*)\]\(([^)]*)\)/g;
const SLUG = /^[a-z0-9-]+$/;
const TELEPHONE = /^tel:\+?\d{3,15}$/;

/** The words of a text, without where its links lead. @param {string} text */
export const wordsOf = (text) => text.replace(LINK, "$1");

/** @param {string} words @param {string} target */
const link = (words, target) => {
  if (SLUG.test(target)) return make("a", { href: `#${target}` }, words);
  return TELEPHONE.test(target) ? make("a", { href: target }, words) : words;
};

/** A text with its links, to other items and to telephones; any other is words alone. @param {string} text @returns {(Node | string)[]} */
export const linked = (text) => {
  const parts = [];
  let end = 0;
  for (const found of text.matchAll(LINK)) {
    parts.push(text.slice(end, found.index), link(found[1] ?? "", found[2] ?? ""));
    end = found.index + found[0].length;
  }
  return [...parts, text.slice(end)];
};
