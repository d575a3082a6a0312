// The screens between the first and the last, by their names.
import { direction } from "./direction.js";
import { fill, typed } from "./entries.js";
import { here } from "./here.js";
import { describe, earlier, place } from "./place.js";
import { time } from "./time.js";
import { colour, plate, vehicle } from "./vehicle.js";
import { what } from "./what.js";

/** @import { Screen } from "../screens.js" */

/** @type {Screen} */
const text = {
  show: (screen, { fields }) => fill(screen, fields),
  typed: (screen, { fields }) => typed(screen, fields),
};

/** @type {Record<string, Screen>} */
export const screens = { what, place, here, earlier, describe, time, vehicle, colour, plate, direction, text };
