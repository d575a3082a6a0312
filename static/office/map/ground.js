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
 * Whether tiles fail, told after each round of them: none comes from a tile server that does not answer.
 * @param {import("leaflet").TileLayer} tiles
 * @param {(failing: boolean) => void} tell
 */
const watch = (tiles, tell) => {
  let failed = 0;
  tiles.on("loading", () => (failed = 0));
  tiles.on("tileerror", () => (failed += 1));
  tiles.on("load", () => tell(failed > 0));
};

/**
 * Draw the ground, and its names. Above tiles, only names that tiles may lack; where tiles fail, all of it shows.
 * @param {import("leaflet").Map} map
 * @param {string} address
 * @param {import("leaflet").TileLayer | null} tiles Not yet on the map: it is watched from its first tile on.
 */
export const layGround = async (map, address, tiles) => {
  const response = await fetch(address);
  if (!response.ok) return;
  const ground = /** @type {Ground} */ (await response.json());
  const labels = new Labels(map, ground, Boolean(tiles));
  labels.follow();
  if (!tiles) return draw(map, ground);
  watch(tiles, (failing) => {
    if (failing && !map.getPane("ground")) draw(map, ground);
    labels.withTiles = !failing;
    labels.show();
  });
};
