// Where the phone is. Asked at a tap, and nothing ever waits for it.

/** @import { Position } from "./records.d.ts" */

const LISTENING = 60_000;
const GOOD_ENOUGH = 20;
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

/** The last fix that this page saw, with its age; null where there is none of the last two minutes. */
export const recentPosition = () => {
  const position = latest && asPosition(latest);
  return position && position.age_s <= 120 ? position : null;
};

/**
 * Ask for the position. Resolves with the first fix, or with null where there is none within a minute (refused,
 * switched off, no reception); never rejects.
 * @param {(position: Position) => void} [onBetter] called when a fix of at most half the error follows within a minute
 * @returns {Promise<Position | null>}
 */
export const currentPosition = (onBetter = () => {}) =>
  new Promise((resolve) => {
    if (!("geolocation" in navigator)) return resolve(null);
    let best = Infinity;
    const timer = setTimeout(stop, LISTENING);
    const watch = navigator.geolocation.watchPosition(
      (fix) => {
        const { accuracy } = fix.coords;
        latest = fix;
        if (accuracy > best / 2) return;
        if (best === Infinity) resolve(asPosition(fix));
        else onBetter(asPosition(fix));
        best = accuracy;
        if (best <= GOOD_ENOUGH) stop();
      },
      (error) => error.code === error.PERMISSION_DENIED && stop(),
      OPTIONS,
    );
    function stop() {
      navigator.geolocation.clearWatch(watch);
      clearTimeout(timer);
      resolve(null);
    }
  });
