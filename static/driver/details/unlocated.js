// Whether a position may still come for a report.

/** @import { ListedReport } from "../records.d.ts" */

const isDenied = async () => {
  try {
    return (await navigator.permissions.query({ name: "geolocation" })).state === "denied";
  } catch {
    // Not every browser tells.
    return false;
  }
};

/** Whether a report has no position, and the phone may not look for one. @param {ListedReport} report */
export const isWithoutPosition = async ({ fields: { position, place } }) => !position && !place?.site && isDenied();
