// Goes through the rows of a list by keys. The row at hand is the one whose link has the focus, so that a screen reader
// reads it and Enter opens it.
import { onKeys } from "./keys.js";

// After a step the list is another page, on which one goes on where one was: the place goes along behind the address.
const PLACE = "#at-";
// No id of the page: a browser goes to an id by itself, and later than this does.
const FROM = "#from-";

/** @returns {HTMLTableRowElement[]} */
const rows = () => [...(/** @type {NodeListOf<HTMLTableRowElement>} */ (document.querySelectorAll(".rows tbody tr")))];

/** The row that holds the focus. */
const current = () => {
  const row = document.activeElement?.closest(".rows tbody tr");
  return row instanceof HTMLTableRowElement ? row : null;
};

/** @param {HTMLTableRowElement | undefined} row */
const go = (row) => {
  const link = row?.querySelector(".row-what a");
  if (!(link instanceof HTMLElement)) return;
  link.focus();
  row?.scrollIntoView({ block: "nearest" });
};

/** To the row so many further, or to the first one. @param {number} by */
const move = (by) => {
  const [all, row] = [rows(), current()];
  go(all[row ? Math.min(Math.max(all.indexOf(row) + by, 0), all.length - 1) : 0]);
};

/** @param {HTMLTableRowElement | null} row */
const box = (row) => {
  const found = row?.querySelector("input[name=pick]");
  return found instanceof HTMLInputElement ? found : null;
};

const select = () => box(current())?.click();

/** Tick what is new; again all of the list, and again none. */
const selectAll = () => {
  const all = rows().filter(box);
  const fresh = all.filter((row) => "new" in row.dataset);
  const unticked = (/** @type {HTMLTableRowElement} */ row) => !box(row)?.checked;
  const wanted = fresh.some(unticked) ? fresh : all.some(unticked) ? all : [];
  for (const row of all) if (unticked(row) === wanted.includes(row)) box(row)?.click();
};

const open = () => {
  const link = current()?.querySelector(".row-what a");
  if (link instanceof HTMLElement) link.click();
};

const search = () => {
  const field = document.querySelector("[data-search]");
  if (!(field instanceof HTMLInputElement)) return;
  field.focus();
  field.select();
  field.scrollIntoView({ block: "nearest", behavior: "instant" });
};

/** Whether a row is ticked; where none is, the row at hand gets its tick. */
const ticked = () => {
  if (!document.querySelector("input[name=pick]:checked")) select();
  return document.querySelector("input[name=pick]:checked") !== null;
};

/** Mark what is ticked as seen, or else the row at hand. */
const markSeen = () => {
  const button = document.querySelector("#bulk button[value=see]");
  if (button instanceof HTMLButtonElement && ticked()) button.click();
};

/** To what a step with the ticked rows, or else the row at hand, asks for. @param {string} field */
const to = (field) => () => {
  const there = document.querySelector(field);
  if (!(there instanceof HTMLElement) || !ticked()) return;
  at = current() ?? at;
  there.focus();
};

/** The row from which somebody went to a step. @type {HTMLTableRowElement | null} */
let at = null;

const form = document.querySelector("#bulk");
if (form instanceof HTMLFormElement) {
  form.addEventListener("submit", () => {
    const row = current() ?? at;
    form.action = `${form.action.split("#")[0]}${PLACE}${row ? Math.max(rows().indexOf(row), 0) : 0}`;
  });
}

/** Back from a report its row is at hand again, unless it has left the page or moved behind what still waits. */
const goBack = () => {
  const row = document.getElementById(`report-${location.hash.slice(FROM.length)}`)?.closest("tr");
  const waits = (/** @type {HTMLTableRowElement} */ each) => "new" in each.dataset;
  go(row && (waits(row) || !rows().some(waits)) ? row : rows()[0]);
};

if (location.hash.startsWith(FROM)) goBack();

if (location.hash.startsWith(PLACE)) {
  const all = rows();
  go(all[Math.min(Number(location.hash.slice(PLACE.length)) || 0, all.length - 1)]);
}

onKeys({ j: () => move(1), k: () => move(-1), o: open, x: select, a: selectAll, s: markSeen, h: to("#bulk-office"), c: to("#bulk-outcome"), "/": search });
