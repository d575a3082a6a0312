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

/** @param {GeolocationPosition} fix @returns {Position} */
const asPosition = ({ coords, timestamp }) => ({
  lat: Number(coords.latitude.toFixed(6)),
  lon: Number(coords.longitude.toFixed(6)),
  accuracy_m: Math.ceil(coords.accuracy),
  age_s: Math.max(0, Math.round((Date.now() - timestamp) / 1000)),
});

/** In metres, over the few that lie between two fixes. @param {GeolocationCoordinates} one @param {GeolocationCoordinates} other */
const distance = (one, other) => {
  const east = (one.longitude - other.longitude) * Math.cos((one.latitude * Math.PI) / 180);
  return METRES_A_DEGREE * Math.hypot(one.latitude - other.latitude, east);
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
  const site = /** @type {Site | undefined} */ (await readSetting("site"));
  return site && { site: site.slug, road: site.road, direction: site.direction, km: site.km };
};

/** The last fix that this page saw, with its age; null where there is none of the last two minutes. */
export const recentPosition = () => {
  const position = latest && asPosition(latest);
  return position && position.age_s <= 120 ? position : null;
};

/**
 * Tell once whether the phone moves: as soon as that is known, "unknown" after four seconds or without a position. The
 * speed itself goes nowhere.
 * @param {(motion: Motion) => void} onMotion
 */
const motionTeller = (onMotion) => {
  /** @type {GeolocationPosition | null} */
  let before = null;
  let told = false;
  const tell = (/** @type {Motion} */ motion) => {
    if (!told) onMotion(motion);
    told = true;
  };
  setTimeout(() => tell("unknown"), MOTION_WAIT);
  return {
    isTold: () => told,
    tell,
    hear: (/** @type {GeolocationPosition} */ fix) => {
      const motion = motionOf(fix, before);
      if (motion !== "unknown") tell(motion);
      before = fix;
    },
  };
};

/**
 * Ask for the position. Resolves with the first fix, or with null where there is none within a minute (refused,
 * switched off, no reception); never rejects.
 * @param {(position: Position) => void} [onBetter] called when a fix of at most half the error follows within a minute
 * @param {(motion: Motion) => void} [onMotion] called once, within four seconds
 * @returns {Promise<Position | null>}
 */
export const currentPosition = (onBetter = () => {}, onMotion = () => {}) =>
  new Promise((resolve) => {
    const motion = motionTeller(onMotion);
    if (!("geolocation" in navigator)) {
      motion.tell("unknown");
      return resolve(null);
    }
    let best = Infinity;
    const timer = setTimeout(stop, LISTENING);
    const watch = navigator.geolocation.watchPosition(
      (fix) => {
        const { accuracy } = fix.coords;
        latest = fix;
        motion.hear(fix);
        if (accuracy <= best / 2) {
          if (best === Infinity) resolve(asPosition(fix));
          else onBetter(asPosition(fix));
          best = accuracy;
        }
        if (best <= GOOD_ENOUGH && motion.isTold()) stop();
      },
      (error) => {
        motion.tell("unknown");
        if (error.code === error.PERMISSION_DENIED) stop();
      },
      OPTIONS,
    );
    function stop() {
      navigator.geolocation.clearWatch(watch);
      clearTimeout(timer);
      resolve(null);
    }
  });
