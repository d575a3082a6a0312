// The gazetteer as it comes from the server, made ready to look things up in.

/** @typedef {{ lat: number, lon: number }} Place */
/** @typedef {Place & { name: string, population: number }} Town */
/** A mark of a road's line: `s` is how far along it lies, in kilometres. @typedef {Place & { s: number }} Mark */
/** @typedef {Place & { name: string, s: number }} Junction */
/** @typedef {Place & { name: string, direction: string | null, s: number }} RestArea */
/**
 * `measured`: `s` is the kilometre that stands on the signs; else only the order along the road is known.
 * @typedef {{ name: string, measured: boolean, line: Mark[], junctions: Junction[], restAreas: RestArea[] }} Road
 */
/** @typedef {{ attribution: string[], towns: Town[], cities: Town[], roads: Road[] }} Gazetteer */
/** @typedef {[string, string | null, number, number, number | null]} PackedPoint */
/** @typedef {{ junctions: PackedPoint[], rest_areas: PackedPoint[], posts: number[] }} PackedRoad */

const FINENESS = 10_000;
export const KM_PER_DEGREE = 111.2;

/** @param {Place} from @param {Place} to how far east and north of `from`, in kilometres */
export const offset = (from, to) => ({
  x: (to.lon - from.lon) * KM_PER_DEGREE * Math.cos((from.lat * Math.PI) / 180),
  y: (to.lat - from.lat) * KM_PER_DEGREE,
});

/** Kilometres between two places that are not far apart. @param {Place} one @param {Place} other */
export const distance = (one, other) => {
  const { x, y } = offset(one, other);
  return Math.hypot(x, y);
};

/**
 * The nearest place on a line: how far away (`off`), how far along (`s`), and how long the stretch between its marks is.
 * @param {Mark[]} line
 * @param {Place} place
 */
export const nearestOn = (line, place) => {
  let best = { off: Infinity, s: 0, stretch: Infinity };
  for (let index = 1; index < line.length; index += 1) {
    const from = /** @type {Mark} */ (line[index - 1]);
    const to = /** @type {Mark} */ (line[index]);
    const way = offset(from, to);
    const here = offset(from, place);
    const length = Math.hypot(way.x, way.y) || 1e-9;
    const part = Math.min(1, Math.max(0, (here.x * way.x + here.y * way.y) / length ** 2));
    const off = Math.hypot(here.x - part * way.x, here.y - part * way.y);
    if (off < best.off) best = { off, s: from.s + part * (to.s - from.s), stretch: length };
  }
  return best;
};

/** @param {number[]} posts differences of hundredths of a kilometre, latitude, longitude @returns {Mark[]} */
const marksOf = (posts) => {
  const sum = [0, 0, 0];
  /** @type {Mark[]} */
  const marks = [];
  posts.forEach((step, index) => {
    sum[index % 3] = (sum[index % 3] ?? 0) + step;
    const [km = 0, lat = 0, lon = 0] = sum;
    if (index % 3 === 2) marks.push({ s: km / 100, lat: lat / FINENESS, lon: lon / FINENESS });
  });
  return marks;
};

/** @param {PackedPoint} point */
const placeOf = ([, , lat, lon]) => ({ lat: lat / FINENESS, lon: lon / FINENESS });

/** Without posts the junctions make the line, in the order of their numbers. @param {PackedPoint[]} junctions */
const lineOfJunctions = (junctions) => {
  const inOrder = [...junctions].sort((one, other) => parseFloat(one[1] ?? "0") - parseFloat(other[1] ?? "0"));
  let s = 0;
  return inOrder.map((junction, index) => {
    const before = inOrder[index - 1];
    if (before) s += distance(placeOf(before), placeOf(junction));
    return { ...placeOf(junction), s };
  });
};

/** @param {string} name @param {PackedRoad} packed @returns {Road} */
const roadOf = (name, { junctions, rest_areas: restAreas, posts }) => {
  const marks = marksOf(posts);
  const measured = marks.length > 1;
  const line = measured ? marks : lineOfJunctions(junctions);
  /** @param {PackedPoint} point */
  const withS = (point) => ({
    ...placeOf(point),
    s: measured && point[4] !== null ? point[4] : nearestOn(line, placeOf(point)).s,
  });
  return {
    name,
    measured,
    line,
    junctions: junctions.map((each) => ({ ...withS(each), name: each[1] ? `${each[0]} (${each[1]})` : each[0] })),
    restAreas: restAreas.map((each) => ({ ...withS(each), name: each[0], direction: each[1] })),
  };
};

/**
 * @param {{ attribution: string[], towns: [string, number, number, number][], cities: [string, number, number][],
 *   roads: Record<string, PackedRoad> }} packed as the server gives it
 * @returns {Gazetteer}
 */
export const unpack = ({ attribution, towns, cities, roads }) => {
  /** @param {[string, number, number, number?]} town @returns {Town} */
  const town = ([name, lat, lon, population = 0]) => ({ name, lat: lat / FINENESS, lon: lon / FINENESS, population });
  return {
    attribution,
    towns: towns.map(town),
    cities: cities.map(town),
    roads: Object.entries(roads).map(([name, road]) => roadOf(name, road)),
  };
};
