// Keeps an open report up to date without touching what is being entered: asks whether anything happened to it, shows
// what came, and only says so where other steps are possible now.

const EVERY_MS = 8000;
const PATIENCE_MS = 10_000;
const NOT_MODIFIED = 304;
const PARTS = ["chips", "exchanges", "added", "notes", "timeline"];

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

/** The last answer that a page shows. @param {Document} page */
const lastAnswer = (page) => part(page, "exchanges")?.dataset.last ?? "";

/** @param {HTMLElement} work @param {Document} fresh */
const update = (work, fresh) => {
  const steps = /** @type {HTMLElement | null} */ (fresh.querySelector("[data-steps]"));
  if (steps?.dataset.steps !== work.dataset.steps) reveal("changed");
  const last = lastAnswer(fresh);
  if (last !== lastAnswer(document)) reveal("answered");
  for (const name of PARTS) {
    const [there, now] = [part(document, name), part(fresh, name)];
    if (there && now && !there.isEqualNode(now) && !isBeingFilledIn(there)) there.replaceWith(now);
  }
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
  if (response.type === "opaqueredirect" || response.status === 403) return false;
  if (response.status === NOT_MODIFIED || !response.ok) return true;
  update(work, new DOMParser().parseFromString(await response.text(), "text/html"));
  work.dataset.mark = response.headers.get("ETag") ?? "";
  return true;
};

/** @param {HTMLElement} work */
const keepFresh = async (work) => {
  const goesOn = document.visibilityState === "hidden" || (await ask(work).catch(() => true));
  if (goesOn) setTimeout(keepFresh, EVERY_MS, work);
};

const work = document.querySelector("[data-steps]");
if (work instanceof HTMLElement) setTimeout(keepFresh, EVERY_MS, work);

// A module: its names are its own.
export {};
