// What every page does: send, count what is not sent, note calls to 110, offer the languages and the way out.
import { getGazetteer, getGuidance, onNewContent } from "./api.js";
import { startCalls } from "./calls.js";
import { readSetting } from "./database.js";
import { ngettext } from "./gettext.js";
import { countWaiting, subscribe } from "./outbox.js";
import { startSync } from "./sync.js";

const root = document.documentElement;
const lang = root.lang;
const GROUPS = (root.dataset.groups ?? "").split(" ");

/** @param {string} selector @returns {NodeListOf<HTMLElement>} */
const all = (selector) => document.querySelectorAll(selector);

const showUnsent = async () => {
  const { unsent: number, questions } = await countWaiting();
  const asked = questions ? ngettext("%(number)s Frage an Sie", "%(number)s Fragen an Sie", questions) : "";
  const unsent = number ? ngettext("%(number)s nicht gesendet", "%(number)s nicht gesendet", number) : "";
  const words = [asked, unsent].filter(Boolean).join(" · ");
  for (const place of all("[data-unsent]")) {
    place.textContent = words;
    place.hidden = !words;
  }
  for (const place of all("[data-live]")) if (place.textContent !== words) place.textContent = words;
  // On the icon of the installed app, where the phone knows such a number.
  await (number ? navigator.setAppBadge?.(number) : navigator.clearAppBadge?.());
};

/** Whose checklists the phone keeps for offline: the chosen group's, else everybody's. */
const groupsToKeep = async () => {
  const chosen = await readSetting("target_group");
  return typeof chosen === "string" ? [chosen] : GROUPS;
};

/**
 * What nobody has read here of the notices of the chosen group; before a choice, of those for everybody.
 * @param {string[]} groups
 * @param {Awaited<ReturnType<typeof getGuidance>>} guidance of the first of them
 */
const showUnread = async (groups, guidance) => {
  const place = /** @type {HTMLElement | null} */ (document.querySelector("[data-notices]"));
  if (!place) return;
  const notices = guidance?.notices ?? [];
  const own = groups.length > 1 ? notices.filter(({ target_group }) => target_group === "all") : notices;
  await (await import("./notices.js")).showUnread(place, own);
};

const lookForNews = async () => {
  if (document.visibilityState === "hidden" || !document.querySelector("[data-notices]")) return;
  const groups = await groupsToKeep();
  await showUnread(groups, await getGuidance(groups[0] ?? "", lang));
};

// Links until then, and they lead to the same pages.
const startWay = async () => {
  const [{ startLanguages }, { startAway }] = await Promise.all([import("./languages.js"), import("./away.js")]);
  startLanguages();
  startAway();
};

const afterLoad = async () => {
  void startWay().catch(() => {});
  void import("./enrolment.js").then(({ startJoining }) => startJoining()).catch(() => {});
  const { registerWorker } = await import("./worker.js");
  await registerWorker(lang);
  await navigator.serviceWorker?.ready;
  const look = () => void lookForNews().catch(() => {});
  onNewContent(look);
  // An app that was only in the background is opened again without loading.
  document.addEventListener("visibilitychange", look);
  addEventListener("pageshow", look);
  const groups = await groupsToKeep();
  const kept = [];
  for (const group of groups) kept.push(await getGuidance(group, lang));
  await showUnread(groups, kept[0] ?? null);
  await getGazetteer();
};

// A tablet at the rest stop has a start page of its own; where many use it, what is one person's stays behind its PIN.
const OWN = ["reports", "settings", "practice", "join", "form", "receipt"];
const keepToTablet = async () => {
  const page = root.dataset.page ?? "";
  if (page === "tablet") return;
  const home = () => location.replace(`/${lang}/tablet${page === "start" ? location.hash : ""}`);
  const [tablet, pin, until] = await Promise.all(["tablet", "shared_pin", "unlocked_until"].map(readSetting));
  const closed = pin && OWN.includes(page) && Date.now() > Number(until ?? 0);
  if (closed || (tablet && page === "start")) home();
  else if (pin) (await import("./idle.js")).startIdling({ warn: () => {}, home });
};

void keepToTablet().catch(() => {});
startCalls();
startSync();
subscribe(() => void showUnsent().catch(() => {}));
void showUnsent().catch(() => {});
const whenLoaded = () => void afterLoad().catch(() => {});
if (document.readyState === "complete") whenLoaded();
else addEventListener("load", whenLoaded);
