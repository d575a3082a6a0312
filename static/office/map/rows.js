// Rows of the list and markers of the map show each other: whoever points at one, or has the focus on it, sees the other.
import { L, moves } from "./leaflet.js";
import { pin } from "./pins.js";

/** @typedef {import("./reports.js").Reports} Reports */

const WAIT_MS = 120;

/** @param {Element | null} row */
const idOf = (row) => row?.id.replace(/^row-/, "") ?? "";

/** @param {EventTarget | null} target */
const rowAt = (target) => (target instanceof Element ? target.closest(".rows tbody tr") : null);

/** The report at its exact place, above its cluster, with the phone's place and how exact that is. @param {import("./pins.js").Point} point */
const halo = (point) => {
  const layers = L.layerGroup();
  if (point.phone) {
    const [lat, lon, metres] = point.phone;
    if (metres) layers.addLayer(L.circle([lat, lon], { radius: metres, className: "pin-circle pin-circle-shown", interactive: false }));
    if (point.observed) {
      layers.addLayer(L.polyline([point.at, [lat, lon]], { className: "pin-way", interactive: false }));
      layers.addLayer(L.marker([lat, lon], { icon: haloIcon(false), interactive: false, keyboard: false, pane: "halo" }));
    }
  }
  return layers.addLayer(L.marker(point.at, { icon: haloIcon(point.observed), interactive: false, keyboard: false, pane: "halo" }));
};

/** @param {boolean} observed */
const haloIcon = (observed) => {
  const box = document.createElement("div");
  box.append(pin(observed));
  return L.divIcon({ html: box, className: "pin pin-halo", iconSize: [24, 24] });
};

/**
 * @param {import("leaflet").Map} map
 * @param {Reports} reports
 */
export const linkRows = (map, reports) => {
  map.createPane("halo").classList.add("map-halo");
  /** @type {import("leaflet").LayerGroup | null} */
  let shown = null;
  let waiting = 0;

  const hide = () => {
    clearTimeout(waiting);
    shown?.remove();
    shown = null;
    for (const row of document.querySelectorAll(".row-shown")) row.classList.remove("row-shown");
  };

  /** @param {string} id */
  const showMarker = (id) => {
    hide();
    const point = reports.known.get(id)?.point;
    if (!point) return;
    if (!map.getBounds().contains(point.at)) map.panTo(point.at, { animate: moves });
    shown = halo(point).addTo(map);
    document.getElementById(`row-${id}`)?.classList.add("row-shown");
  };

  /** @param {string} id */
  const showRow = (id) => {
    showMarker(id);
    document.getElementById(`row-${id}`)?.scrollIntoView({ block: "nearest", behavior: moves ? "smooth" : "auto" });
  };

  const list = document.querySelector(".map-list");
  list?.addEventListener("pointerover", (event) => {
    const row = rowAt(event.target);
    clearTimeout(waiting);
    if (row) waiting = setTimeout(showMarker, WAIT_MS, idOf(row));
  });
  list?.addEventListener("pointerleave", hide);
  list?.addEventListener("focusin", (event) => {
    const row = rowAt(event.target);
    if (row) showMarker(idOf(row));
  });
  list?.addEventListener("focusout", hide);

  // Leaflet tells of the pointer, not of the focus.
  reports.clusters.on("mouseover", (event) => showRow(reports.pointOf(event.propagatedFrom)?.id ?? ""));
  reports.clusters.on("mouseout", hide);
  /** @param {EventTarget | null} target */
  const idOfMarker = (target) => [...reports.known.values()].find(({ marker }) => marker.getElement() === target)?.point.id;
  map.getContainer().addEventListener("focusin", (event) => {
    const id = idOfMarker(event.target);
    if (id) showRow(id);
  });
  map.getContainer().addEventListener("focusout", hide);
};
