// Goes through the rows of a list by keys. The row at hand is the one whose link has the focus, so that a screen reader
// reads it and Enter opens it.
import { onKeys } from "./keys.js";

// After a step the list is another page, on which one goes on where one was: the place goes along behind the address.
const PLACE = "#at-";

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

const open = () => {
  const link = current()?.querySelector(".row-what a");
  if (link instanceof HTMLElement) link.click();
};

const search = () => {
  const field = document.querySelector("[data-search]");
  if (field instanceof HTMLInputElement) field.select();
  if (field instanceof HTMLElement) field.focus();
};

/** Mark what is ticked as seen, or else the row at hand. */
const markSeen = () => {
  const button = document.querySelector("#bulk button[value=see]");
  if (!(button instanceof HTMLButtonElement)) return;
  const row = current();
  if (!document.querySelector("input[name=pick]:checked")) {
    const own = box(row);
    if (!own) return;
    own.checked = true;
  }
  button.click();
};

const form = document.querySelector("#bulk");
if (form instanceof HTMLFormElement) {
  form.addEventListener("submit", () => {
    const row = current();
    form.action = `${form.action.split("#")[0]}${PLACE}${row ? rows().indexOf(row) : 0}`;
  });
}

if (location.hash.startsWith(PLACE)) {
  const all = rows();
  go(all[Math.min(Number(location.hash.slice(PLACE.length)) || 0, all.length - 1)]);
}

onKeys({ j: () => move(1), k: () => move(-1), o: open, x: select, s: markSeen, "/": search });
