// The enrolment code of this phone, and what it stands for: on the phone alone until a report carries the code.
import { read, write } from "./database.js";

/** @import { Enrolment } from "./records.d.ts" */

/** Keep a code with its group and site, whatever was kept before. @param {Enrolment} enrolment */
export const keepEnrolment = (enrolment) =>
  write(["settings"], async (transaction) => {
    const settings = transaction.objectStore("settings");
    await settings.put(enrolment.code, "enrolment");
    await settings.put(enrolment, "enrolment_about");
    await settings.put(enrolment.target_group, "target_group");
    await settings.put(enrolment.code, "join_answered");
    if (enrolment.site) await settings.put(enrolment.site, "site");
    else await settings.delete("site");
  });

/** Keep a code of which nobody could be asked what it stands for. @param {string} code */
export const keepUnchecked = (code) =>
  write(["settings"], async (transaction) => {
    const settings = transaction.objectStore("settings");
    await settings.put(code, "enrolment");
    for (const about of ["enrolment_about", "site"]) await settings.delete(about);
  });

/** Leave: the code and what it stood for go; the target group stays, as one's own choice. */
export const leaveEnrolment = () =>
  write(["settings"], async (transaction) => {
    for (const key of ["enrolment", "enrolment_about", "site"]) await transaction.objectStore("settings").delete(key);
  });

/** The code that this phone keeps, and what is known of it. @returns {Promise<{ code?: string, about?: Enrolment }>} */
export const keptEnrolment = () =>
  read(["settings"], async (transaction) => {
    const settings = transaction.objectStore("settings");
    const [code, about] = await Promise.all([settings.get("enrolment"), settings.get("enrolment_about")]);
    return { code: /** @type {string | undefined} */ (code), about: /** @type {Enrolment | undefined} */ (about) };
  });
