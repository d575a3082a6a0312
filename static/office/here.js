// On a phone the pages of the office stand in a line that is wider than the screen: the open one is brought into view.

const here = document.querySelector(".side-links [aria-current]");
const line = here?.parentElement;
if (here instanceof HTMLElement && line) line.scrollLeft = here.offsetLeft - line.offsetLeft - (line.clientWidth - here.offsetWidth) / 2;

// A module: its names are its own.
export {};
