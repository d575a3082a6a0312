// What can be told of somebody's own words by their letters.

const FROM_THE_RIGHT = /[\p{sc=Arab}\p{sc=Hebr}\p{sc=Syrc}\p{sc=Thaa}]/u;

/**
 * The `dir` of somebody's own words. One word of a script that runs from the right makes them run so as a whole: they
 * may begin with the Latin name of a road.
 * @param {string} text
 */
export const directionOf = (text) => (FROM_THE_RIGHT.test(text) ? "rtl" : "auto");
