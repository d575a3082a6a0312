// "Weg hier": a neutral page at once; what was entered stays saved, and the way back does not lead to it.
import { saveEntered } from "./languages.js";

const ESCAPES_WITHIN = 800;
const PATIENCE = 200;
const root = document.documentElement;
const way = /** @type {HTMLAnchorElement | null} */ (document.querySelector("[data-away]"));

let escapedAt = -Infinity;

const leave = async () => {
  if (!way) return;
  root.hidden = true;
  document.title = "…";
  // Holds for this tab, and lies nowhere once it is closed.
  window.name = "away";
  await Promise.race([saveEntered(), new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
  location.replace(way.href);
};

/** @param {KeyboardEvent} event */
const onKey = (event) => {
  if (event.key !== "Escape" || event.repeat) return;
  const twice = event.timeStamp - escapedAt < ESCAPES_WITHIN;
  escapedAt = event.timeStamp;
  if (twice && way?.checkVisibility()) void leave();
};

/** Listen for the wish to be gone. Once a page. */
export const startAway = () => {
  way?.addEventListener("click", (event) => {
    event.preventDefault();
    void leave();
  });
  addEventListener("keydown", onKey);
};
