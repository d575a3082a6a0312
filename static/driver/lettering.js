// What can be told of somebody's own words by their letters.
import { gettext } from "./gettext.js";

const FROM_THE_RIGHT = /[\p{sc=Arab}\p{sc=Hebr}\p{sc=Syrc}\p{sc=Thaa}]/u;
const NOT_LATIN = /(?!\p{sc=Latn})[\p{Ll}\p{Lu}\p{Lo}]/u;

/**
 * The `dir` of somebody's own words. One word of a script that runs from the right makes them run so as a whole: they
 * may begin with the Latin name of a road.
 * @param {string} text
 */
export const directionOf = (text) => (FROM_THE_RIGHT.test(text) ? "rtl" : "auto");

/** Say at a field whose words are read out by a German voice that these cannot be. @param {Event} event within its form */
export const checkLetters = ({ target }) => {
  const field = target instanceof Element && target.closest("form")?.querySelector("input");
  if (!field) return;
  field.setCustomValidity(NOT_LATIN.test(field.value) ? gettext("In lateinischen Buchstaben, wie auf dem Schild.") : "");
};
