// Keeps an open inbox up to date: asks every few seconds whether anything changed, and changes only what did.
import { isSessionEnd, tellSessionEnd } from "./session_end.js";

const EVERY_MS = 4000;
const PATIENCE_MS = 10_000;
const NOT_MODIFIED = 304;

/** @typedef {"off" | "on" | "lost" | "ended"} Word */

/**
 * Show which of the prepared words holds now.
 * @param {Word} word
 */
const say = (word) => {
  for (const each of document.querySelectorAll("[data-refresh-word]")) {
    if (each instanceof HTMLElement) each.hidden = each.dataset.refreshWord !== word;
  }
};

/**
 * The first row that can be seen, and where: what is being read must not move when rows come in above it.
 * @param {Element} rows
 */
const placeOfReading = (rows) => {
  const row = window.scrollY > 0 && [...rows.querySelectorAll("tbody tr")].find((each) => each.getBoundingClientRect().bottom > 0);
  return row ? { id: row.id, top: row.getBoundingClientRect().top } : null;
};

/**
 * A row that only looks older keeps its tick; one that was worked meanwhile loses it, for it is another one now.
 * @param {Element | undefined} known
 * @param {Element} fresh
 */
const keepTick = (known, fresh) => {
  const [before, after] = [known?.querySelector("input[name=pick]"), fresh.querySelector("input[name=pick]")];
  if (before instanceof HTMLInputElement && after instanceof HTMLInputElement) after.checked = before.checked && before.value === after.value;
};

/**
 * Rows that look the same stay the nodes they are, so that focus, selection and screen readers keep their place.
 * @param {Element} current
 * @param {Element} fresh
 */
const mergeRows = (current, fresh) => {
  const kept = new Map([...current.children].map((row) => [row.id, row]));
  const rows = [...fresh.children].map((row) => {
    const known = kept.get(row.id);
    keepTick(known, row);
    return known?.isEqualNode(row) ? known : row;
  });
  rows.forEach((row, index) => {
    const there = current.children[index];
    if (there !== row) current.insertBefore(row, there ?? null);
  });
  while (current.children.length > rows.length) current.lastElementChild?.remove();
};

/**
 * @param {Element} current
 * @param {Element} fresh
 */
const mergeList = (current, fresh) => {
  const parts = [...fresh.children];
  const alike = parts.length === current.children.length && parts.every((part, index) => part.tagName === current.children[index]?.tagName);
  if (!alike) {
    current.replaceChildren(...parts);
    return;
  }
  parts.forEach((part, index) => {
    const there = /** @type {Element} */ (current.children[index]);
    const [rows, freshRows] = [there.querySelector("tbody"), part.querySelector("tbody")];
    if (rows && freshRows) mergeRows(rows, freshRows);
    else if (!there.isEqualNode(part)) there.replaceWith(part);
  });
};

/**
 * Do something to the list around what the person is doing: neither focus nor the line being read moves.
 * @param {Element} list
 * @param {() => void} change
 */
const undisturbed = (list, change) => {
  const focused = document.activeElement?.id;
  const place = placeOfReading(list);
  change();
  if (focused && document.activeElement?.id !== focused) {
    document.getElementById(focused)?.focus({ preventScroll: true });
  }
  const row = place && document.getElementById(place.id);
  if (row) window.scrollBy(0, row.getBoundingClientRect().top - place.top);
};

/**
 * What stands around the list is replaced piece by piece, so that what was unfolded stays so.
 * @param {Document} answer
 */
const mergePieces = (answer) => {
  for (const piece of answer.querySelectorAll("[data-live]")) {
    const there = document.querySelector(`[data-live="${piece.getAttribute("data-live")}"]`);
    if (there && !there.isEqualNode(piece)) there.replaceWith(piece);
  }
};

/**
 * @param {HTMLElement} list
 * @param {string} page
 */
const update = (list, page) => {
  const answer = new DOMParser().parseFromString(page, "text/html");
  const fresh = answer.querySelector("[data-part='list']");
  if (!(fresh instanceof HTMLElement)) return;
  undisturbed(list, () => {
    mergeList(list, fresh);
    mergePieces(answer);
  });
  for (const name of ["newest", "ongoing"]) list.dataset[name] = fresh.dataset[name] ?? "";
  const news = document.querySelector("[data-refresh-news]");
  if (news && fresh.dataset.announcement) news.textContent = fresh.dataset.announcement;
};

/**
 * Where to ask, and since when reports are news.
 * @param {HTMLElement} inbox
 * @param {HTMLElement} list
 */
const question = (inbox, list) => {
  const url = new URL(inbox.dataset.refresh ?? "", location.href);
  if (list.dataset.newest) url.searchParams.set("since", list.dataset.newest);
  return url;
};

/**
 * One question to the server.
 * @param {HTMLElement} inbox
 * @param {HTMLElement} list
 * @returns {Promise<Word>}
 */
const ask = async (inbox, list) => {
  const response = await fetch(question(inbox, list), {
    headers: { "If-None-Match": inbox.dataset.mark ?? "" },
    cache: "no-store",
    redirect: "manual",
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  if (response.status === NOT_MODIFIED) return "on";
  if (isSessionEnd(response)) return "ended";
  if (!response.ok) return "lost";
  update(list, await response.text());
  inbox.dataset.mark = response.headers.get("ETag") ?? "";
  return "on";
};

/**
 * @param {HTMLElement} inbox
 * @param {HTMLElement} list
 */
const keepFresh = async (inbox, list) => {
  const word = await ask(inbox, list).catch(() => /** @type {Word} */ ("lost"));
  say(word);
  if (word === "ended") tellSessionEnd();
  else setTimeout(keepFresh, EVERY_MS, inbox, list);
};

const inbox = document.querySelector("[data-refresh]");
const list = document.querySelector("[data-part='list']");
if (inbox instanceof HTMLElement && list instanceof HTMLElement) keepFresh(inbox, list);
