// What the hand puts right of the place, laid over what the phone found: a wrong word takes along what hung on it, and
// what was put right holds where it was said.
import { distance } from "./gazetteer.js";

/** @import { Facts } from "./sentence.js" */
/** @import { Fix } from "./whereabouts.js" */
/** @typedef {"road" | "direction" | "km" | "exit" | "rest_area" | "near" | "position"} FactName */
/** A line in the hand's words, when it was given (milliseconds since 1970), and where. @typedef {{ value: string, at: number, fix?: Fix }} Given */
/** @typedef {Partial<Record<FactName, Given>>} Corrections */

const MOVED_KM = 0.5;
// A fix so soon before or after is of the same place.
const SOON = 30_000;
// So long a line is believed without a position near its own.
const UNCONFIRMED = 600_000;

/** The phone looked it up by the word, so it is as wrong as that. @type {["road" | "direction", (keyof Facts)[]][]} */
const HANGING = [
  ["road", ["direction", "km", "exit", "between", "rest_area"]],
  ["direction", ["exit", "rest_area"]],
];

/** @param {Facts} found @param {Facts} better @param {"road" | "direction"} name */
const contradicts = (found, better, name) => {
  const [before, now] = [found[name], better[name]];
  return before !== undefined && now !== undefined && before.value.toLowerCase() !== now.value.toLowerCase();
};

/**
 * What is found, with what is known better on top.
 * @param {Facts} found
 * @param {Facts} better
 * @returns {Facts}
 */
export const putRight = (found, better) => {
  const facts = { ...found };
  for (const [name, hanging] of HANGING) {
    if (contradicts(found, better, name)) for (const each of hanging) delete facts[each];
  }
  return { ...facts, ...better };
};

/** @param {Given} given @param {Fix | undefined} here @param {number} now */
const stillHolds = ({ at, fix }, here, now) => {
  if (!fix || !here) return now - at < UNCONFIRMED;
  const error = (fix.accuracy_m + here.accuracy_m) / 1000;
  if (distance(fix, here) > MOVED_KM + error) return false;
  // What is no more exact than that has not shown that the phone stayed.
  return now - Math.max(at, error <= MOVED_KM ? here.at : 0) < UNCONFIRMED;
};

/** @param {Given} given @param {Fix | undefined} here @returns {Given} */
const withFix = (given, here) => (!given.fix && here && Math.abs(here.at - given.at) < SOON ? { ...given, fix: here } : given);

/**
 * The corrections that still speak of where the phone is; the very same object where nothing changes.
 * @param {Corrections} given
 * @param {Fix | undefined} here
 * @param {number} [now]
 * @returns {Corrections}
 */
export const stillHeld = (given, here, now = Date.now()) => {
  const before = Object.entries(given);
  const after = before.filter(([, each]) => stillHolds(each, here, now)).map(([name, each]) => [name, withFix(each, here)]);
  const isSame = after.length === before.length && after.every(([, each], index) => each === before[index]?.[1]);
  return isSame ? given : Object.fromEntries(after);
};
