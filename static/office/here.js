// Brings the open page into sight in the strip of pages, which scrolls on a phone.

const strip = document.querySelector(".side-links");
const here = strip?.querySelector("[aria-current]");
if (strip && here) {
  const around = strip.getBoundingClientRect();
  const own = here.getBoundingClientRect();
  strip.scrollLeft += own.left + own.width / 2 - around.left - around.width / 2;
}

// A module: its names are its own.
export {};
