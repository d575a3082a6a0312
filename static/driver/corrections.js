// What the hand puts right of the place, laid over what the phone found: a wrong word takes along what hung on it.

/** @import { Facts } from "./sentence.js" */
/** @typedef {"road" | "direction" | "km" | "exit" | "rest_area" | "near" | "position"} FactName */

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
