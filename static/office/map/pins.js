// Markers of reports: a diamond where something was observed, a ring where only the phone was; both have a name.
import { L } from "./leaflet.js";

/**
 * A report as the server tells it. `at`: where it stands; `phone`: where the phone was and how exactly, in metres.
 * @typedef {{ id: string, title: string, place: string, state: string, ongoing: boolean, unread: boolean, observed: boolean,
 *   at: [number, number], phone: [number, number, number] | null }} Point
 */

const SVG = "http://www.w3.org/2000/svg";
const SIZE = 24;

/**
 * @param {string} tag
 * @param {Record<string, string | number>} attributes
 */
const drawn = (tag, attributes) => {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, String(value));
  return node;
};

/** @param {boolean} observed */
export const pin = (observed) => {
  const svg = drawn("svg", { width: SIZE, height: SIZE, viewBox: "0 0 24 24", "aria-hidden": "true" });
  if (observed) svg.append(drawn("path", { class: "pin-observed", d: "M12 2 22 12 12 22 2 12Z" }));
  else svg.append(drawn("circle", { class: "pin-phone", cx: 12, cy: 12, r: 8 }), drawn("circle", { class: "pin-dot", cx: 12, cy: 12, r: 2.6 }));
  return svg;
};

/** @param {Element[]} parts @param {string} className @param {number} size @param {string} name */
const icon = (parts, className, size, name) => {
  const box = document.createElement("div");
  box.append(...parts);
  const Named = L.DivIcon.extend({
    /** @this {import("leaflet").DivIcon} @param {HTMLElement} [old] */
    createIcon(old) {
      const made = L.DivIcon.prototype.createIcon.call(this, old);
      made.setAttribute("aria-label", name);
      return made;
    },
  });
  return /** @type {import("leaflet").DivIcon} */ (Reflect.construct(Named, [{ html: box, className, iconSize: [size, size] }]));
};

/** The place of a report in words, and whose it is. @param {Point} point @param {DOMStringMap} words */
export const placed = (point, words) => [point.place, point.observed ? words.observed : words.phone].filter(Boolean).join(", ");

/** What a report is called on the map. @param {Point} point @param {DOMStringMap} words */
const named = (point, words) => [point.title, placed(point, words), point.state, point.ongoing ? words.ongoing : ""].filter(Boolean).join(", ");

/** @param {Point} point @param {DOMStringMap} words */
export const reportIcon = (point, words) => {
  const kinds = ["pin", point.observed ? "pin-is-observed" : "pin-is-phone", point.unread ? "pin-unread" : "", point.ongoing ? "pin-ongoing" : ""];
  return icon([pin(point.observed)], kinds.filter(Boolean).join(" "), SIZE, named(point, words));
};

/** @param {number} number @param {number} ongoing @param {DOMStringMap} words */
export const clusterIcon = (number, ongoing, words) => {
  const text = document.createElement("span");
  text.textContent = String(number);
  const told = (ongoing ? words.severalOngoing : words.several) ?? "";
  const size = 28 + 6 * Math.min(Math.floor(Math.log10(number) * 1.5), 4);
  return icon([text], `pins${ongoing ? " pins-ongoing" : ""}`, size, told.replace("{number}", String(number)).replace("{ongoing}", String(ongoing)));
};
