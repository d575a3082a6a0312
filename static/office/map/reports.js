// The reports of the list on the map: markers in clusters, circles of accuracy, and what a marker tells when it is opened.
import { L, moves } from "./leaflet.js";
import { clusterIcon, placed, reportIcon } from "./pins.js";

/** @typedef {import("./pins.js").Point} Point */

// Below so many metres a circle is hidden by its marker, on every scale that anybody looks at.
const WORTH_A_CIRCLE_M = 30;
const ANY_REPORT = "00000000-0000-0000-0000-000000000000";

/** @param {Point} point @param {DOMStringMap} words */
const popup = (point, words) => {
  const box = document.createElement("div");
  const link = document.createElement("a");
  link.href = (words.report ?? "").replace(ANY_REPORT, point.id);
  link.textContent = point.title;
  const place = document.createElement("p");
  place.textContent = placed(point, words);
  const state = document.createElement("p");
  state.textContent = [point.state, point.ongoing ? words.ongoing : ""].filter(Boolean).join(" · ");
  box.append(link, place, state);
  return box;
};

export class Reports {
  /** @param {import("leaflet").Map} map @param {DOMStringMap} words */
  constructor(map, words) {
    this.map = map;
    this.words = words;
    /** @type {Map<string, { point: Point, told: string, marker: import("leaflet").Marker }>} */
    this.known = new Map();
    this.circles = L.layerGroup().addTo(map);
    this.clusters = L.markerClusterGroup({
      animate: moves,
      maxClusterRadius: 44,
      showCoverageOnHover: false,
      spiderLegPolylineOptions: { className: "pin-leg", weight: 1.5 },
      iconCreateFunction: (cluster) => {
        const ongoing = cluster.getAllChildMarkers().filter((each) => this.pointOf(each)?.ongoing).length;
        return clusterIcon(cluster.getChildCount(), ongoing, words);
      },
    }).addTo(map);
  }

  /** @param {import("leaflet").Marker} marker @returns {Point | undefined} */
  pointOf(marker) {
    return Reflect.get(marker, "report");
  }

  /** @param {string} id */
  markerOf(id) {
    return this.known.get(id)?.marker;
  }

  /** Tell there of the report whose phone was at a place, if it is among these. @param {[number, number]} place */
  tellAt([lat, lon]) {
    const found = [...this.known.values()].find(({ point: { phone } }) => phone?.[0] === lat && phone[1] === lon);
    if (found) this.map.openPopup(popup(found.point, this.words), [lat, lon], { minWidth: 200 });
  }

  /** Show these and no others; markers of reports that stayed the same stay. @param {Point[]} points */
  show(points) {
    const fresh = new Map(points.map((point) => [point.id, { point, told: JSON.stringify(point) }]));
    const gone = [...this.known].filter(([id, { told }]) => fresh.get(id)?.told !== told);
    this.clusters.removeLayers(gone.map(([, { marker }]) => marker));
    for (const [id] of gone) this.known.delete(id);
    const added = [];
    for (const [id, each] of fresh) {
      if (this.known.has(id)) continue;
      const marker = this.#marker(each.point);
      this.known.set(id, { ...each, marker });
      added.push(marker);
    }
    this.clusters.addLayers(added);
  }

  /** @param {Point} point */
  #marker(point) {
    const marker = L.marker(point.at, { icon: reportIcon(point, this.words), riseOnHover: true });
    Reflect.set(marker, "report", point);
    marker.bindTooltip(`${point.title} · ${placed(point, this.words)}`, { direction: "top", offset: [0, -10] });
    marker.bindPopup(() => popup(point, this.words), { minWidth: 200 });
    const metres = point.phone?.[2] ?? 0;
    if (!point.observed && metres >= WORTH_A_CIRCLE_M) {
      const circle = L.circle(point.at, { radius: metres, className: "pin-circle", interactive: false });
      marker.on("add", () => this.circles.addLayer(circle));
      marker.on("remove", () => this.circles.removeLayer(circle));
    }
    return marker;
  }
}
