// The neutral ground: districts, motorways, rest areas and towns from our own server, with as many names as have room.
import { L } from "./leaflet.js";
import { Labels } from "./labels.js";

/** @typedef {import("./labels.js").Ground} Ground */

/** @param {import("leaflet").Map} map @param {Ground} ground */
const draw = (map, ground) => {
  map.createPane("ground").classList.add("map-ground");
  const renderer = L.svg({ pane: "ground", padding: 0.5 });
  const options = { renderer, pane: "ground", interactive: false };
  for (const district of ground.districts) L.polygon(district.polygons, { ...options, className: "ground-district" }).addTo(map);
  for (const road of ground.roads) L.polyline(road.lines, { ...options, className: "ground-road" }).addTo(map);
};

/**
 * Draw the ground, and its names. With tiles below, only names that tiles may lack.
 * @param {import("leaflet").Map} map
 * @param {string} address
 * @param {boolean} withTiles
 */
export const layGround = async (map, address, withTiles) => {
  const response = await fetch(address);
  if (!response.ok) return;
  const ground = /** @type {Ground} */ (await response.json());
  if (!withTiles) draw(map, ground);
  new Labels(map, ground, withTiles).follow();
};
