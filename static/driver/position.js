// Where the phone is, and whether it moves. Asked at a tap, and nothing ever waits for it.
import { readSetting } from "./database.js";

/** @import { Position, Site } from "./records.d.ts" */

/** @typedef {"moving" | "standing" | "unknown"} Motion */

const LISTENING = 60_000;
const GOOD_ENOUGH = 20;
// How long the screen after a tap waits for the speed; what comes later does not turn it any more.
const MOTION_WAIT = 4000;
// 10 km/h, in metres a second.
const WALKING_PACE = 10 / 3.6;
const FRESH = 10_000;
const METRES_A_DEGREE = 111_195;
// A fix from the cache comes at once; its age is told with it.
const OPTIONS = { enableHighAccuracy: true, maximumAge: 60_000, timeout: LISTENING };

/** @type {GeolocationPosition | null} */
let latest = null;

/** A fix from after the tap is as far from it as one from before. @param {GeolocationPosition} fix @param {number} tapped @returns {Position} */
const asPosition = ({ coords, timestamp }, tapped) => ({
  lat: Number(coords.latitude.toFixed(6)),
  lon: Number(coords.longitude.toFixed(6)),
  accuracy_m: Math.ceil(coords.accuracy),
  age_s: Math.round(Math.abs(tapped - timestamp) / 1000),
});

/** In metres, over the few that lie between two fixes. @param {GeolocationCoordinates} one @param {GeolocationCoordinates} other */
const distance = (one, other) => {
  const east = (one.longitude - other.longitude) * Math.cos((one.latitude * Math.PI) / 180);
  return METRES_A_DEGREE * Math.hypot(one.latitude - other.latitude, east);
};

/** How far from the place of the tap a fix may lie, in metres: what was driven in between is an error too. @param {GeolocationPosition} fix @param {number} tapped */
const errorAt = ({ coords, timestamp }, tapped) => coords.accuracy + ((coords.speed || 0) * Math.abs(tapped - timestamp)) / 1000;

/**
 * Whether a fix says much better where the phone was at the tap: with at most half the error, and no farther away than
 * the error before and a walk.
 * @param {GeolocationPosition} fix
 * @param {GeolocationPosition} before
 * @param {number} tapped
 */
export const isBetter = (fix, before, tapped) => {
  const error = errorAt(before, tapped);
  const walked = (WALKING_PACE * (fix.timestamp - before.timestamp)) / 1000;
  return errorAt(fix, tapped) <= error / 2 && distance(fix.coords, before.coords) <= error + walked;
};

/**
 * By the way between two fixes. What is no longer than the error of a fix says nothing.
 * @param {GeolocationPosition} fix
 * @param {GeolocationPosition} before
 * @returns {Motion}
 */
const motionBetween = (fix, before) => {
  const seconds = (fix.timestamp - before.timestamp) / 1000;
  if (seconds < 1 || seconds > FRESH / 1000) return "unknown";
  const way = distance(fix.coords, before.coords);
  if (way / seconds <= WALKING_PACE) return "standing";
  return way > Math.max(fix.coords.accuracy, before.coords.accuracy) ? "moving" : "unknown";
};

/**
 * Whether the phone moves faster than 10 km/h: by the speed that came with a fix, else by the way since the one before.
 * @param {GeolocationPosition} fix
 * @param {GeolocationPosition | null} before
 * @param {number} [now]
 * @returns {Motion}
 */
export const motionOf = (fix, before, now = Date.now()) => {
  if (now - fix.timestamp > FRESH) return "unknown";
  const { speed } = fix.coords;
  if (typeof speed === "number" && !Number.isNaN(speed)) return speed > WALKING_PACE ? "moving" : "standing";
  return before ? motionBetween(fix, before) : "unknown";
};

/** Where the tablet of a site stands: it need not look. Nothing on any other page. */
export const ownPlace = async () => {
  if (document.documentElement.dataset.page !== "tablet") return undefined;
  const { slug: site, road, direction, km } = /** @type {Site} */ ((await readSetting("site")) ?? {});
  return site && { site, road, direction, km };
};

/** The last fix that this page saw, with its age; null where there is none of the last two minutes. */
export const recentPosition = () => {
  const position = latest && asPosition(latest, Date.now());
  return position && position.age_s <= 120 ? position : null;
};

/**
 * Ask for the position, and whether the phone moves. Resolves with the first fix, or with null where there is none within
 * a minute (refused, switched off, no reception); never rejects.
 * @param {(position: Position) => void} [onBetter] called when a better fix of the same place follows within a minute
 * @param {(motion: Motion) => void} [onMotion] called once: as soon as the motion is known, "unknown" after four seconds
 *   or without a position. The speed itself goes nowhere.
 * @returns {Promise<Position | null>}
 */
export const currentPosition = (onBetter = () => {}, onMotion = () => {}) =>
  new Promise((resolve) => {
    const { geolocation } = navigator;
    const tapped = Date.now();
    /** @type {GeolocationPosition | undefined} */
    let best;
    let told = false;
    /** @param {Motion} [motion] */
    const tell = (motion = "unknown") => {
      if (!told) onMotion(motion);
      told = true;
    };
    if (!geolocation) {
      tell();
      return resolve(null);
    }
    const watch = geolocation.watchPosition(
      (fix) => {
        const motion = motionOf(fix, latest);
        if (motion !== "unknown") tell(motion);
        latest = fix;
        if (!best || isBetter(fix, best, tapped)) {
          (best ? onBetter : resolve)(asPosition(fix, tapped));
          best = fix;
        }
        if (best.coords.accuracy <= GOOD_ENOUGH && told) stop();
      },
      (error) => {
        tell();
        if (error.code === error.PERMISSION_DENIED) stop();
      },
      OPTIONS,
    );
    const stop = () => {
      geolocation.clearWatch(watch);
      resolve(null);
    };
    setTimeout(tell, MOTION_WAIT);
    setTimeout(stop, LISTENING);
  });
