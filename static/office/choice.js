// What somebody chose for this browser: in a cookie of the office, which holds nothing else and is gone after a year.

const YEAR_S = 31_536_000;

/** @param {string} name @returns {string | undefined} */
export const recall = (name) => document.cookie.split("; ").find((each) => each.startsWith(`${name}=`))?.slice(name.length + 1);

/** @param {string} name @param {string} value a word of ours */
export const keep = (name, value) => {
  document.cookie = `${name}=${value}; Path=/office; Max-Age=${YEAR_S}; SameSite=Lax`;
};
