// Leaflet and its clusters: classic scripts that were loaded before, with their types.

/** @typedef {typeof import("leaflet")} Leaflet */

/** @type {Leaflet} */
export const L = Reflect.get(window, "L");

/** Whether things may move. */
export const moves = !matchMedia("(prefers-reduced-motion: reduce)").matches;
