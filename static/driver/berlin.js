// The hour and the day in Berlin, whatever the phone's own time zone. A formatter with a time zone takes a slow phone
// a third of a second to make; the rule is three lines.

const HOUR = 3_600_000;

/** 01:00 UTC on the last Sunday of a month: there the clocks change (Directive 2000/84/EC). @param {number} year @param {number} month */
const changeOfClocks = (year, month) => {
  const last = new Date(Date.UTC(year, month + 1, 0, 1));
  return last.getTime() - last.getUTCDay() * 24 * HOUR;
};

/** What a clock in Berlin shows, as if it were UTC. @param {number} moment milliseconds since 1970 */
const inBerlin = (moment) => {
  const year = new Date(moment).getUTCFullYear();
  const summer = moment >= changeOfClocks(year, 2) && moment < changeOfClocks(year, 9);
  return new Date(moment + (summer ? 2 : 1) * HOUR);
};

/** 0 to 23. @param {number} [moment] milliseconds since 1970 */
export const hourInBerlin = (moment = Date.now()) => inBerlin(moment).getUTCHours();

/** Whether nobody reads reports now: so the page's reading hours say, or it has none. */
export const nobodyReads = () => {
  const { readingFirst, readingLast } = document.documentElement.dataset;
  if (readingFirst === undefined || readingLast === undefined) return true;
  const hour = hourInBerlin();
  return hour < Number(readingFirst) || hour >= Number(readingLast);
};

/** Year first, as the server writes days: `2026-11-28`. @param {number} [moment] milliseconds since 1970 */
export const dayInBerlin = (moment = Date.now()) => inBerlin(moment).toISOString().slice(0, 10);
