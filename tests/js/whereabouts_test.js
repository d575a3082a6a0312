import assert from "node:assert/strict";
import { test } from "node:test";
import { unpack } from "../../static/driver/gazetteer.js";
import { whereabouts } from "../../static/driver/whereabouts.js";

/** @import { Fix } from "../../static/driver/whereabouts.js" */

// Invented: a straight A2 from kilometre 330 in the west, falling to 320 in the east; Hannover lies east, Dortmund west.
const WEST = { lat: 51.995, lon: 8.56 };
const NOW = 1_700_000_000_000;

/** @param {number} km @param {number} [north] in degrees */
const at = (km, north = 0) => ({
  lat: WEST.lat + ((330 - km) / 10) * 0.05 + north,
  lon: WEST.lon + ((330 - km) / 10) * 0.16,
});
/** @param {number} degrees */
const fine = (degrees) => Math.round(degrees * 10_000);
/** @param {string} name @param {string | null} second @param {{ lat: number, lon: number }} place @returns {any} */
const point = (name, second, { lat, lon }) => [name, second, fine(lat), fine(lon), null];

const posts = () => {
  const marks = Array.from({ length: 21 }, (_, index) => 320 + index / 2).map((km) => [km * 100, fine(at(km).lat), fine(at(km).lon)]);
  return marks.flatMap((mark, index) => mark.map((value, place) => Math.round(value - (marks[index - 1]?.[place] ?? 0))));
};

const packed = (overrides = {}) => ({
  attribution: [],
  towns: /** @type {any} */ ([["Bielefeld", 520333, 85333, 331906], ["Dortmund", 515139, 74653, 588462]]),
  cities: /** @type {any} */ ([["Hannover", 523700, 97330]]),
  roads: {
    A2: {
      posts: posts(),
      junctions: [
        point("Erfundenes Kreuz", "26", at(328.2)),
        point("Erfunden-Dorf", "27", at(324.6)),
        point("Neuerfunden", "28", at(320.9)),
      ],
      rest_areas: [point("Erfundene Rast Nord", "Dortmund", at(325, 0.0015)), point("Erfundene Rast Süd", "Hannover", at(325, -0.0015))],
      ...overrides,
    },
  },
});
const gazetteer = unpack(packed());

/** @param {{ lat: number, lon: number }} place @param {number} [secondsAgo] @param {number} [accuracy] @returns {Fix} */
const fix = (place, secondsAgo = 0, accuracy = 12) => ({ ...place, accuracy_m: accuracy, at: NOW - secondsAgo * 1000 });
/** @param {Fix[]} fixes */
const told = (...fixes) => whereabouts(fixes, gazetteer, NOW);

test("one position on the road tells the kilometre, and no direction", () => {
  const here = told(fix(at(326.3)));
  assert.deepEqual(here.road, { value: "A2", sure: true });
  assert.deepEqual(here.km, { value: "326,3", sure: true });
  assert.equal(here.direction, undefined);
  assert.deepEqual(here.between, ["Erfunden-Dorf (27)", "Erfundenes Kreuz (26)"]);
});

test("two positions tell the direction by the name on the signs, and the last exit", () => {
  const east = told(fix(at(326.8), 20), fix(at(326.3)));
  assert.deepEqual(east.direction, { value: "Hannover", sure: true });
  assert.deepEqual(east.exit, { value: "Erfundenes Kreuz (26)", sure: true });
  const west = told(fix(at(326.3), 20), fix(at(326.8)));
  assert.deepEqual(west.direction, { value: "Dortmund", sure: true });
  assert.deepEqual(west.exit, { value: "Erfunden-Dorf (27)", sure: true });
});

test("the way that led here counts after a stop, and positions that only tremble do not", () => {
  const still = Array.from({ length: 20 }, (_, index) => fix(at(326.3 + (index % 2) / 200), 40 - index));
  assert.equal(told(fix(at(327), 60), ...still).direction?.value, "Hannover");
  assert.equal(told(...still).direction, undefined);
});

test("without named directions the next exit names the way", () => {
  const nameless = unpack(packed({ rest_areas: [] }));
  const here = whereabouts([fix(at(326.8), 20), fix(at(326.3))], nameless, NOW);
  assert.deepEqual(here.direction, { value: "Erfunden-Dorf", sure: true });
});

test("a position that is coarse, off the road or old is told as unsure", () => {
  assert.equal(told(fix(at(326.3), 0, 200)).road?.sure, false);
  assert.equal(told(fix(at(326.3, 0.0015))).road?.sure, false);
  assert.equal(told(fix(at(326.3), 90)).km?.sure, false);
});

test("far from every road only the town is told", () => {
  const here = told(fix({ lat: 52.2, lon: 8.54 }));
  assert.equal(here.road, undefined);
  assert.deepEqual([here.town?.name, here.town?.compass, Math.round(here.town?.km ?? 0)], ["Bielefeld", 0, 19]);
  assert.equal(told(fix(at(326.3), 0, 900)).road, undefined);
});

test("on a rest area its side is told by the position", () => {
  const here = told(fix(at(325, 0.0016)));
  assert.deepEqual(here.rest_area, { value: "Erfundene Rast Nord", sure: true });
  assert.deepEqual(here.direction, { value: "Dortmund", sure: true });
  assert.deepEqual(here.exit, { value: "Erfunden-Dorf (27)", sure: true });
});

test("in the middle of two rest areas the way that led there decides, else the side is unsure", () => {
  const middle = at(325, 0.0001);
  assert.equal(told(fix(middle)).rest_area?.sure, false);
  const led = told(fix(at(326.2), 120), fix(at(325.3), 60), fix(middle));
  assert.deepEqual(led.rest_area, { value: "Erfundene Rast Süd", sure: true });
});

test("whoever drives past a rest area is not on it", () => {
  const here = told(fix(at(325.5), 20), fix(at(325)));
  assert.equal(here.rest_area, undefined);
  assert.equal(here.road?.value, "A2");
});

test("without posts the junctions give a line, but neither kilometre nor certainty", () => {
  const coarse = unpack(packed({ posts: [] }));
  const here = whereabouts([fix(at(326.8), 20), fix(at(326.3))], coarse, NOW);
  assert.deepEqual([here.road, here.km, here.direction?.value], [{ value: "A2", sure: false }, undefined, "Hannover"]);
});

test("nothing is told without positions or without a gazetteer", () => {
  assert.deepEqual(told(), {});
  assert.deepEqual(whereabouts([fix(at(326))], unpack({ attribution: [], towns: [], cities: [], roads: {} }), NOW), {});
});

test("a whole state of roads is searched in the blink of an eye", () => {
  const roads = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`A${index}`, { posts: Array.from({ length: 660 }, () => 50), junctions: [], rest_areas: [] }]));
  const wide = unpack({ ...packed(), roads });
  const begin = performance.now();
  whereabouts([fix(at(326.8), 20), fix(at(326.3))], wide, NOW);
  assert.ok(performance.now() - begin < 200);
});

test("a place in the middle of a large town lies in it, if the position is exact", () => {
  const north = { lat: 52.05, lon: 8.5333 };
  assert.deepEqual([told(fix(north)).town?.name, told(fix(north)).town?.within], ["Bielefeld", true]);
  assert.equal(told(fix(north, 0, 900)).town?.within, false);
  assert.equal(told(fix({ lat: 52.06, lon: 8.5333 })).town?.within, false);
});

test("a town is as sure as the position, and one far away is left out", () => {
  assert.equal(told(fix(at(326))).town?.sure, true);
  const place = { ...at(326), accuracy_m: 3000, at: NOW };
  assert.equal(whereabouts([place], gazetteer, NOW).town?.sure, false);
  assert.equal(whereabouts([{ ...place, accuracy_m: 10 }], gazetteer, NOW + 120_000).town?.sure, false);
  assert.equal(whereabouts([{ ...place, lat: 48.1, lon: 11.6, accuracy_m: 10 }], gazetteer, NOW).town, undefined);
});
