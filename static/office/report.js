// Keeps an open report up to date without touching what is being entered: asks whether anything happened to it, shows
// what came, and only says so where other steps are possible now.
import { isSessionEnd, tellSessionEnd } from "./session_end.js";

const EVERY_MS = 8000;
const PATIENCE_MS = 10_000;
const NOT_MODIFIED = 304;
const PARTS = ["chips", "exchanges", "added", "notes", "timeline"];
// What was reported, as it stands now: it is read, copied and listened to, so it changes only where it says something else.
const REPORTED = ["title", "facts", "media"];

/** @param {Document} page @param {string} name @returns {HTMLElement | null} */
const part = (page, name) => page.querySelector(`[data-part="${name}"]`);

/** @param {string} name */
const reveal = (name) => {
  const word = document.querySelector(`[data-${name}]`);
  if (word instanceof HTMLElement) word.hidden = false;
};

/** Whoever notes or answers from here on has seen this answer. @param {string} last */
const noteSeen = (last) => {
  for (const input of /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("input[name=answer]"))) input.value = last;
};

/** Whether something was typed into a part: it stays until the page is loaded anew. @param {HTMLElement} there */
const isBeingFilledIn = (there) => [...there.querySelectorAll("textarea")].some((field) => field.value !== field.defaultValue);

/** A part without what every answer makes anew. @param {HTMLElement} there */
const bare = (there) => {
  const copy = /** @type {HTMLElement} */ (there.cloneNode(true));
  for (const input of copy.querySelectorAll("input[type=hidden]")) input.remove();
  return copy;
};

/** Whether somebody types, copies, listens or stands in a part. @param {HTMLElement} there */
const isInUse = (there) => {
  const selection = getSelection();
  const marked = selection !== null && !selection.isCollapsed && selection.containsNode(there, true);
  const played = [...there.querySelectorAll("audio")].some((memo) => !memo.paused);
  return marked || played || there.contains(document.activeElement) || isBeingFilledIn(there);
};

/** What stands there already is not fetched once more: each fetching is noted. @param {HTMLElement} there @param {HTMLElement} now */
const keepMedia = (there, now) => {
  const known = [...there.querySelectorAll("li")];
  for (const medium of now.querySelectorAll("li")) {
    const same = known.find((each) => bare(each).isEqualNode(bare(medium)));
    if (same) medium.replaceWith(same);
  }
};

/** @param {HTMLElement} there @param {HTMLElement} now */
const replaceEntered = (there, now) => {
  if (!there.isEqualNode(now) && !isBeingFilledIn(there)) there.replaceWith(now);
};

/** @param {HTMLElement} there @param {HTMLElement} now */
const replaceReported = (there, now) => {
  if (bare(there).isEqualNode(bare(now))) return;
  if (isInUse(there)) {
    reveal("changed");
    return;
  }
  keepMedia(there, now);
  there.replaceWith(now);
};

/**
 * @param {string[]} names
 * @param {Document} fresh
 * @param {(there: HTMLElement, now: HTMLElement) => void} replace
 */
const each = (names, fresh, replace) => {
  for (const name of names) {
    const [there, now] = [part(document, name), part(fresh, name)];
    if (there && now) replace(there, now);
  }
};

/** The last answer that a page shows. @param {Document} page */
const lastAnswer = (page) => part(page, "exchanges")?.dataset.last ?? "";

/** @param {HTMLElement} work @param {Document} fresh */
const update = (work, fresh) => {
  const steps = /** @type {HTMLElement | null} */ (fresh.querySelector("[data-steps]"));
  if (steps?.dataset.steps !== work.dataset.steps) reveal("changed");
  const last = lastAnswer(fresh);
  if (last !== lastAnswer(document)) reveal("answered");
  each(PARTS, fresh, replaceEntered);
  each(REPORTED, fresh, replaceReported);
  noteSeen(last);
};

/** One question to the server; false where nobody is signed in any more. @param {HTMLElement} work */
const ask = async (work) => {
  const response = await fetch(work.dataset.address ?? "", {
    headers: { "If-None-Match": work.dataset.mark ?? "" },
    cache: "no-store",
    redirect: "manual",
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  if (isSessionEnd(response)) return false;
  if (response.status === NOT_MODIFIED || !response.ok) return true;
  update(work, new DOMParser().parseFromString(await response.text(), "text/html"));
  work.dataset.mark = response.headers.get("ETag") ?? "";
  return true;
};

/** @param {HTMLElement} work */
const keepFresh = async (work) => {
  const goesOn = document.visibilityState === "hidden" || (await ask(work).catch(() => true));
  if (goesOn) setTimeout(keepFresh, EVERY_MS, work);
  else tellSessionEnd();
};

const work = document.querySelector("[data-steps]");
if (work instanceof HTMLElement) setTimeout(keepFresh, EVERY_MS, work);
