// What every page does: send, count what is not sent, note calls to 110, keep the language, show practice.
import { getGazetteer, getGuidance } from "./api.js";
import { startCalls } from "./calls.js";
import { readSetting } from "./database.js";
import { ngettext } from "./gettext.js";
import { countUnsent, subscribe } from "./outbox.js";
import { startSync } from "./sync.js";

const root = document.documentElement;
const lang = root.lang;
const GROUPS = (root.dataset.groups ?? "").split(" ");

/** @param {string} selector @returns {NodeListOf<HTMLElement>} */
const all = (selector) => document.querySelectorAll(selector);

const showUnsent = async () => {
  const number = await countUnsent();
  const words = number ? ngettext("%(number)s nicht gesendet", "%(number)s nicht gesendet", number) : "";
  for (const place of all("[data-unsent]")) {
    place.textContent = words;
    place.hidden = !number;
  }
  for (const place of all("[data-live]")) if (place.textContent !== words) place.textContent = words;
};

/** Show on the page whether this is practice. */
export const showPractice = async () => {
  const practice = (await readSetting("practice")) === true;
  root.toggleAttribute("data-practising", practice);
  for (const flag of all("[data-practice]")) flag.hidden = !practice;
};

// The screen that somebody is on, and what was entered there, stay: it all lies under the same address and id.
const keepPlace = () => {
  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("a[data-language]"))) {
    link.hash = location.hash;
  }
};

/** @param {MouseEvent} event */
const keepLanguage = ({ target }) => {
  const chosen = target instanceof Element && target.closest("[data-language]")?.getAttribute("data-language");
  if (!chosen) return;
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `language=${chosen}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
};

/** Whose checklists the phone keeps for offline: the chosen group's, else everybody's. */
const groupsToKeep = async () => {
  const chosen = await readSetting("target_group");
  return typeof chosen === "string" ? [chosen] : GROUPS;
};

const afterLoad = async () => {
  const { registerWorker } = await import("./worker.js");
  await registerWorker(lang);
  await navigator.serviceWorker?.ready;
  for (const group of await groupsToKeep()) await getGuidance(group, lang);
  await getGazetteer();
};

// The worker hears of a choice a moment later than the cookie does: until then "/" comes in the language before.
const saved = /(?:^|; )language=(\w+)/.exec(document.cookie)?.[1];
if (location.pathname === "/" && saved && document.querySelector(`[data-language="${saved}"]`)) {
  location.replace(`/${saved}/${location.search}${location.hash}`);
}

// A tablet at the rest stop has a start page of its own; where many use it, what is one person's stays behind its PIN.
const OWN = ["reports", "settings", "practice"];
const keepToTablet = async () => {
  const page = root.dataset.page ?? "";
  const away = page === "start" ? await readSetting("tablet") : OWN.includes(page) && (await readSetting("shared_pin"));
  if (away && Date.now() > Number((await readSetting("unlocked_until")) ?? 0)) location.replace(`/${lang}/tablet`);
};

void keepToTablet().catch(() => {});
startCalls();
startSync();
subscribe(() => void showUnsent().catch(() => {}));
void showUnsent().catch(() => {});
void showPractice().catch(() => {});
addEventListener("click", keepLanguage, { capture: true });
addEventListener("hashchange", keepPlace);
keepPlace();
const whenLoaded = () => void afterLoad().catch(() => {});
if (document.readyState === "complete") whenLoaded();
else addEventListener("load", whenLoaded);
