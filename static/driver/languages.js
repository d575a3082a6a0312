// The choice of language: the phone's own ones one tap away, the choice kept, and nothing lost that was entered.

const MOST_OWN = 2;
const YEAR_S = 31_536_000;

const line = document.querySelector("[data-language-line]");
/** @type {NodeListOf<HTMLDetailsElement>} */
const menus = document.querySelectorAll(".language-menu");

/** The phone's languages that are offered and that the page does not speak, the one that comes first in front. */
const own = () => {
  const codes = navigator.languages.map((tag) => tag.split("-")[0] ?? "");
  const offered = codes.map((code) => line?.querySelector(`[data-language="${code}"]`)).filter((link) => link instanceof HTMLElement);
  return [...new Set(offered)].slice(0, MOST_OWN);
};

const showOwn = () => {
  const links = own();
  const place = document.querySelector("[data-own-languages]");
  place?.replaceChildren(...links.map((link) => link.cloneNode(true)));
  line?.prepend(...links.flatMap((link) => link.parentElement ?? []));
};

/** Let every part of the page save what was typed and not saved yet. Resolves once that is done, or has failed. */
export const saveEntered = () => {
  /** @type {Promise<unknown>[]} */
  const saving = [];
  dispatchEvent(new CustomEvent("save-entered", { detail: saving }));
  return Promise.allSettled(saving);
};

/** @param {MouseEvent} event */
const choose = (event) => {
  const chosen = event.target instanceof Element && event.target.closest("[data-language]");
  if (!chosen) return;
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `language=${chosen.getAttribute("data-language")}; Path=/; Max-Age=${YEAR_S}; SameSite=Lax${secure}`;
  if (!(chosen instanceof HTMLAnchorElement)) return;
  // The screen that somebody is on, and what was entered there, stay: it all lies under the same address and id.
  chosen.hash = location.hash;
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  void saveEntered().then(() => location.assign(chosen.href));
};

/** @param {Event} event */
const closeMenus = ({ target }) => {
  for (const menu of menus) if (!(target instanceof Node && menu.contains(target))) menu.open = false;
};

/** @param {KeyboardEvent} event */
const onKey = (event) => {
  const menu = event.key === "Escape" && document.querySelector(".language-menu[open]");
  if (!(menu instanceof HTMLDetailsElement)) return;
  menu.open = false;
  menu.querySelector("summary")?.focus();
};

/** Offer the languages on this page. Once a page. */
export const startLanguages = () => {
  showOwn();
  addEventListener("click", choose, { capture: true });
  addEventListener("click", closeMenus);
  addEventListener("focusin", closeMenus);
  addEventListener("keydown", onKey);
};
