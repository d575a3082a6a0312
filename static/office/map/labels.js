// Names on the ground: roads first, then towns by size, districts, rest areas and junctions; a name that has no room stays away.
import { L } from "./leaflet.js";

/**
 * What the server tells of the ground; places as latitude and longitude.
 * @typedef {{ towns: [string, number, number, number][], roads: { name: string, lines: [number, number][][] }[],
 *   rest_areas: [string, number, number][], junctions: [string, number, number][],
 *   districts: { name: string, at: [number, number], polygons: [number, number][][][] }[] }} Ground
 */
/** @typedef {{ kind: string, text: string, at: [number, number], dot: boolean }} Label */

// From which zoom a town of so many inhabitants is named.
const TOWNS = [
  { zoom: 0, people: 200_000 },
  { zoom: 8, people: 90_000 },
  { zoom: 9, people: 45_000 },
  { zoom: 10, people: 18_000 },
  { zoom: 11, people: 6_000 },
  { zoom: 12, people: 0 },
];
const DISTRICTS_FROM = 9;
const REST_AREAS_FROM = 10;
const JUNCTIONS_FROM = 12;
const LETTER_PX = 6.6;
const LINE_PX = 15;
const AIR_PX = 3;
// Of a road so many names to a screen's width.
const ROAD_STEP_PX = 420;

export class Labels {
  /** @param {import("leaflet").Map} map @param {Ground} ground @param {boolean} withTiles */
  constructor(map, ground, withTiles) {
    this.map = map;
    this.ground = ground;
    this.withTiles = withTiles;
    map.createPane("labels").classList.add("map-labels");
    this.layer = L.layerGroup().addTo(map);
  }

  follow() {
    this.map.on("moveend", () => this.show());
    this.show();
  }

  show() {
    this.layer.clearLayers();
    /** @type {import("leaflet").Bounds[]} */
    const taken = [];
    for (const label of this.#wanted()) {
      const box = this.#box(label);
      const free = !taken.some((each) => each.intersects(box));
      if (free) taken.push(box);
      if (free || label.dot) this.layer.addLayer(this.#marker(label, free));
    }
  }

  /** What is in sight, the most wanted first. @returns {Label[]} */
  #wanted() {
    const [zoom, bounds] = [this.map.getZoom(), this.map.getBounds()];
    const people = TOWNS.findLast((each) => zoom >= each.zoom)?.people ?? 0;
    const towns = this.withTiles ? [] : this.ground.towns.filter(([, , , count]) => count >= people);
    return [
      ...this.#roads(),
      ...(zoom >= REST_AREAS_FROM ? this.#points("rest", this.ground.rest_areas) : []),
      ...this.#points("town", towns),
      ...(zoom >= DISTRICTS_FROM && !this.withTiles ? this.#districts() : []),
      ...(zoom >= JUNCTIONS_FROM ? this.#points("junction", this.ground.junctions) : []),
    ].filter(({ at }) => bounds.contains(at));
  }

  /** @param {string} kind @param {[string, number, number, number?][]} points @returns {Label[]} */
  #points(kind, points) {
    return points.map(([text, lat, lon]) => ({ kind, text, at: [lat, lon], dot: true }));
  }

  /** Those that are not called like their town. @returns {Label[]} */
  #districts() {
    const towns = new Set(this.ground.towns.map(([name]) => name));
    const others = this.ground.districts.filter(({ name }) => !towns.has(name));
    return others.map(({ name, at }) => ({ kind: "district", text: name, at, dot: false }));
  }

  /** Along each road a name now and then. @returns {Label[]} */
  #roads() {
    const bounds = this.map.getBounds();
    return this.ground.roads.flatMap(({ name, lines }) => {
      /** @type {Label[]} */
      const found = [];
      for (const at of lines.flat()) {
        const here = this.map.latLngToContainerPoint(at);
        const far = found.every((each) => this.map.latLngToContainerPoint(each.at).distanceTo(here) > ROAD_STEP_PX);
        if (far && bounds.pad(-0.06).contains(at)) found.push({ kind: "road", text: name, at, dot: false });
      }
      return found;
    });
  }

  /** @param {Label} label */
  #box(label) {
    const at = this.map.latLngToContainerPoint(label.at);
    const width = label.text.length * LETTER_PX + 8;
    const left = label.dot ? at.x - 4 : at.x - width / 2;
    const top = at.y - LINE_PX / 2;
    return L.bounds([left - AIR_PX, top - AIR_PX], [left + width + AIR_PX, top + LINE_PX + AIR_PX]);
  }

  /** @param {Label} label @param {boolean} withText */
  #marker(label, withText) {
    const text = document.createElement("span");
    text.textContent = withText ? label.text : "";
    const icon = L.divIcon({ html: text, className: `label label-${label.kind}`, iconSize: [0, 0] });
    return L.marker(label.at, { icon, pane: "labels", interactive: false, keyboard: false });
  }
}
