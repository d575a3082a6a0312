// The map beside the list: the same reports, kept up to date with it.
import { L, moves } from "./leaflet.js";
import { layGround } from "./ground.js";
import { Reports } from "./reports.js";
import { linkRows } from "./rows.js";

/** @typedef {{ reports: import("./pins.js").Point[], counts: string[] }} Answer */

const NOT_MODIFIED = 304;
/** @type {[[number, number], [number, number]]} */
const STATE = [[50.32, 5.87], [52.53, 9.46]];
const DEEPEST = 18;
// A place that a report's page leads to.
const PLACE = /^#at=(-?[\d.]+),(-?[\d.]+)$/;
const PLACE_ZOOM = 13;

/** @returns {[number, number] | null} */
const wanted = () => {
  const [, lat, lon] = PLACE.exec(location.hash) ?? [];
  return lat ? [Number(lat), Number(lon)] : null;
};

/** @param {HTMLElement} box @param {[number, number] | null} place */
const open = (box, place) => {
  const map = L.map(box, { attributionControl: false, zoomControl: false, zoomAnimation: moves, fadeAnimation: moves, markerZoomAnimation: moves, zoomSnap: box.dataset.tiles ? 1 : 0.5, minZoom: 6, maxZoom: DEEPEST });
  L.control.zoom({ zoomInTitle: box.dataset.in, zoomOutTitle: box.dataset.out }).addTo(map);
  L.control.scale({ imperial: false }).addTo(map);
  return place ? map.setView(place, PLACE_ZOOM) : map.fitBounds(STATE);
};

/** @param {string[]} counts */
const tell = (counts) => {
  const line = document.querySelector("[data-map-counts]");
  if (line) line.textContent = counts.join(" · ");
};

/** @param {HTMLElement} box */
const start = (box) => {
  const place = wanted();
  const map = open(box, place);
  const reports = new Reports(map, box.dataset);
  let mark = "";
  let first = true;

  const refresh = async () => {
    const response = await fetch(box.dataset.reports ?? "", { headers: mark ? { "If-None-Match": mark } : {}, cache: "no-store", redirect: "manual" });
    if (response.status === NOT_MODIFIED || !response.ok) return;
    const answer = /** @type {Answer} */ (await response.json());
    mark = response.headers.get("ETag") ?? "";
    reports.show(answer.reports);
    tell(answer.counts);
    if (first && place) reports.tellAt(place);
    else if (first && answer.reports.length) map.fitBounds(L.latLngBounds(answer.reports.map(({ at }) => at)).pad(0.05), { maxZoom: 12, animate: false });
    first = false;
  };

  // The list asks every few seconds; once it changed, so did the map. A lost answer comes with the next change.
  const soon = () => refresh().catch(() => undefined);
  const list = document.querySelector("[data-refresh]");
  if (list) new MutationObserver(soon).observe(list, { attributes: true, attributeFilter: ["data-mark"] });
  soon();
  const tiles = box.dataset.tiles ? L.tileLayer(box.dataset.tiles, { maxZoom: DEEPEST }) : null;
  const laid = layGround(map, box.dataset.ground ?? "", tiles).catch(() => undefined);
  laid.then(() => tiles?.addTo(map));
  linkRows(map, reports);
};

const box = document.querySelector("[data-map]");
if (box instanceof HTMLElement) start(box);
