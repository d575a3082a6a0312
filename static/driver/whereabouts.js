// Where a phone is, as a control room wants to hear it, from its last positions. What is not certain says so.
import { distance, nearestOn, offset } from "./gazetteer.js";

/** @import { Gazetteer, Junction, Place, RestArea, Road } from "./gazetteer.js" */

/** One position: `at` in milliseconds since 1970. @typedef {Place & { accuracy_m: number, at: number }} Fix */
/** @typedef {{ value: string, sure: boolean }} Told */
/**
 * `exit`: the last one passed; where the direction is not known, the two `between` which the phone is.
 * `town`: the nearest, how many kilometres away, and in which of eight directions from it (0 is north, 2 east).
 * @typedef {object} Whereabouts
 * @property {Told} [road]
 * @property {Told} [direction]
 * @property {Told} [km]
 * @property {Told} [exit]
 * @property {[string, string]} [between]
 * @property {Told} [rest_area]
 * @property {Town} [town]
 */
/**
 * `within`: so near the middle of a large town that the place lies in it. `sure`: the position is exact and fresh enough.
 * @typedef {{ name: string, km: number, compass: number, within: boolean, sure: boolean }} Town
 */
/** @typedef {{ road: Road, s: number, off: number, sure: boolean }} OnRoad */

// Beyond this a position says nothing of a road.
const COARSE_M = 500;
const FINE_M = 50;
const OLD = 60_000;
const MEMORY = 300_000;
const MOVED_KM = 0.05;
const FAST_KMH = 30;
const REST_AREA_KM = 0.35;
const LOOK_KM = 10;
// Farther away a town tells nobody anything.
const TOWN_KM = 50;
const TOWN_FINE_M = 1000;

/** @param {number} metres */
const km = (metres) => metres / 1000;

/** The nearest road, if one is near enough. @param {Gazetteer} gazetteer @param {Fix} fix @returns {OnRoad | null} */
export const roadAt = ({ roads }, fix) => {
  if (fix.accuracy_m > COARSE_M) return null;
  const near = roads.map((road) => ({ road, ...nearestOn(road.line, fix) })).sort((one, other) => one.off - other.off);
  const [best, rival] = near;
  // Between marks that lie far apart a road may bend away from the straight line.
  if (!best || best.off > Math.max(0.3, best.stretch * 0.12) + km(fix.accuracy_m)) return null;
  const alone = !rival || rival.off > best.off + 0.2 + km(fix.accuracy_m);
  const sure = alone && best.stretch <= 1.2 && best.off <= 0.06 && fix.accuracy_m <= FINE_M;
  return { road: best.road, s: best.s, off: best.off, sure };
};

/**
 * Which way along the road the positions lead: 1 with rising kilometres, -1 with falling ones, 0 unknown.
 * @param {Road} road
 * @param {Fix[]} fixes the newest last
 */
export const headingAlong = (road, fixes) => {
  for (let last = fixes.length - 1; last > 0; last -= 1) {
    const to = /** @type {Fix} */ (fixes[last]);
    const end = nearestOn(road.line, to).s;
    for (let index = last - 1; index >= 0; index -= 1) {
      const from = /** @type {Fix} */ (fixes[index]);
      const moved = end - nearestOn(road.line, from).s;
      if (Math.abs(moved) >= Math.max(MOVED_KM, km(from.accuracy_m + to.accuracy_m))) return Math.sign(moved);
    }
  }
  return 0;
};

/** The place on a line so far along it, or its end. @param {Road} road @param {number} s */
const placeAt = ({ line }, s) =>
  line.reduce((best, mark) => (Math.abs(mark.s - s) < Math.abs(best.s - s) ? mark : best), /** @type {any} */ (line[0]));

/**
 * Whether a named town lies ahead with rising or falling kilometres; 0 where the name is unknown.
 * @param {Gazetteer} gazetteer
 * @param {Road} road
 * @param {RestArea} area
 */
const signOf = ({ towns, cities }, road, { direction, s }) => {
  const wanted = (direction ?? "").toLowerCase();
  const town = wanted && [...cities, ...towns].find(({ name }) => name.toLowerCase() === wanted);
  if (!town) return 0;
  const gain = distance(placeAt(road, s - LOOK_KM), town) - distance(placeAt(road, s + LOOK_KM), town);
  return Math.sign(gain);
};

/** The name that signs give to the way, else the next exit. @param {Gazetteer} gazetteer @param {OnRoad} on @param {number} sign */
const directionName = (gazetteer, { road, s }, sign) => {
  const named = road.restAreas
    .filter((area) => area.direction && signOf(gazetteer, road, area) === sign)
    .sort((one, other) => Math.abs(one.s - s) - Math.abs(other.s - s))[0];
  return named?.direction ?? ahead(road.junctions, s, sign)?.name.replace(/ \(.*\)$/, "") ?? "";
};

/** What signs call the two ways along a road, where that is known. @param {Gazetteer} gazetteer @param {Road} road @param {number} s */
export const directionsOf = (gazetteer, road, s) => {
  const names = [1, -1].map((sign) => directionName(gazetteer, { road, s, off: 0, sure: true }, sign));
  return [...new Set(names)].filter(Boolean);
};

/** The nearest junction ahead, seen in a direction. @param {Junction[]} junctions @param {number} s @param {number} sign */
const ahead = (junctions, s, sign) =>
  junctions.filter((each) => (each.s - s) * sign > 0).sort((one, other) => (one.s - other.s) * sign)[0];

/** @param {Fix[]} fixes */
const speed = (fixes) => {
  const [before, last] = fixes.slice(-2);
  if (!before || !last || last.at <= before.at) return 0;
  return (distance(before, last) / (last.at - before.at)) * 3_600_000;
};

/**
 * The rest area that the phone stands on. Two often face each other across the road: the side is only certain where the
 * way that led there, or the position itself, says so.
 * @param {Gazetteer} gazetteer
 * @param {Fix[]} fixes
 * @param {Fix} fix
 */
const restAreaAt = (gazetteer, fixes, fix) => {
  if (fix.accuracy_m > COARSE_M || speed(fixes) > FAST_KMH) return null;
  const near = gazetteer.roads
    .flatMap((road) => road.restAreas.map((area) => ({ road, area, off: distance(fix, area) })))
    .filter(({ off }) => off <= REST_AREA_KM + km(fix.accuracy_m))
    .sort((one, other) => one.off - other.off);
  const [best, other] = near;
  if (!best) return null;
  const clear = best.off <= 0.2 && fix.accuracy_m <= FINE_M;
  if (!other || other.off - best.off > 0.06 + km(fix.accuracy_m)) return { ...best, sure: clear };
  const heading = headingAlong(best.road, fixes);
  const led = heading ? near.filter(({ road, area }) => signOf(gazetteer, road, area) === heading) : [];
  const [only] = led;
  return only && led.length === 1 ? { ...only, sure: clear } : { ...best, sure: false };
};

/** How far from its middle a large town begins, in kilometres. @param {{ population: number }} town */
const reach = ({ population }) => Math.sqrt(population) / 400;

/** So far from its middle hardly any place is a neighbour's, in kilometres. @param {{ population: number }} town */
const core = ({ population }) => Math.sqrt(population) / 250;

/** @param {Gazetteer} gazetteer @param {Fix} fix @param {boolean} isFresh @returns {Whereabouts} */
const townAt = ({ towns }, fix, isFresh) => {
  const ranked = towns.map((town) => ({ town, off: distance(fix, town) }));
  const { town, off } = ranked.reduce((found, each) => (each.off - reach(each.town) < found.off - reach(found.town) ? each : found));
  if (off > TOWN_KM) return {};
  const { x, y } = offset(town, fix);
  const compass = (Math.round((Math.atan2(x, y) * 4) / Math.PI) + 8) % 8;
  const within = off + km(fix.accuracy_m) < core(town);
  return { town: { name: town.name, km: off, compass, within, sure: isFresh && fix.accuracy_m <= TOWN_FINE_M } };
};

/** The exits around a place. @param {OnRoad} on @param {number} heading @param {boolean} sure @returns {Whereabouts} */
const exits = ({ road, s }, heading, sure) => {
  const [behind, before] = [ahead(road.junctions, s, -(heading || 1)), ahead(road.junctions, s, heading || 1)];
  if (heading) return behind ? { exit: { value: behind.name, sure } } : {};
  return behind && before ? { between: [behind.name, before.name] } : {};
};

/** @param {OnRoad} on @param {boolean} sure @returns {Whereabouts} */
const onRoad = ({ road, s }, sure) => ({
  road: { value: road.name, sure },
  ...(road.measured ? { km: { value: s.toFixed(1).replace(".", ","), sure } } : {}),
});

/** @param {Gazetteer} gazetteer @param {Fix[]} fixes @param {Fix} fix @param {boolean} isFresh @returns {Whereabouts} */
const whileResting = (gazetteer, fixes, fix, isFresh) => {
  const resting = restAreaAt(gazetteer, fixes, fix);
  if (!resting) return {};
  const { road, area } = resting;
  const on = { road, s: nearestOn(road.line, fix).s, off: resting.off, sure: fix.accuracy_m <= FINE_M };
  const sure = resting.sure && isFresh;
  return {
    ...onRoad(on, on.sure && isFresh),
    ...exits(on, sure ? signOf(gazetteer, road, area) : 0, sure),
    ...(area.direction ? { direction: { value: area.direction, sure } } : {}),
    rest_area: { value: area.name, sure },
  };
};

/** @param {Gazetteer} gazetteer @param {Fix[]} fixes @param {Fix} fix @param {boolean} isFresh @returns {Whereabouts} */
const underWay = (gazetteer, fixes, fix, isFresh) => {
  const on = roadAt(gazetteer, fix);
  if (!on) return {};
  const sure = on.sure && isFresh;
  const heading = headingAlong(on.road, fixes);
  const direction = heading ? directionName(gazetteer, on, heading) : "";
  return {
    ...onRoad(on, sure),
    ...exits(on, heading, sure),
    ...(direction ? { direction: { value: direction, sure } } : {}),
  };
};

/**
 * What can be said of the place, from the last positions (the newest last).
 * @param {Fix[]} fixes
 * @param {Gazetteer} gazetteer
 * @param {number} now
 * @returns {Whereabouts}
 */
export const whereabouts = (fixes, gazetteer, now) => {
  const fix = fixes.at(-1);
  if (!fix || !gazetteer.towns.length) return {};
  const recent = fixes.filter(({ at }) => at > fix.at - MEMORY);
  const isFresh = now - fix.at < OLD;
  const resting = whileResting(gazetteer, recent, fix, isFresh);
  const found = resting.rest_area ? resting : underWay(gazetteer, recent, fix, isFresh);
  return { ...found, ...townAt(gazetteer, fix, isFresh) };
};
