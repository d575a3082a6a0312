// The enrolment code of this phone, and what it stands for: on the phone alone until a report carries the code. One may
// come with the installed app, and goes along into it.
import { getEnrolment } from "./api.js";
import { read, readSetting, write } from "./database.js";

/** @import { Enrolment } from "./records.d.ts" */

const root = document.documentElement;

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

/** An app that is installed from here begins with the code that this browser keeps: it may have a store of its own. */
const carry = async () => {
  const { code } = await keptEnrolment();
  const link = /** @type {HTMLLinkElement | null} */ (document.querySelector("link[rel=manifest]"));
  if (code && link && !link.href.includes("join=")) link.href += `&join=${encodeURIComponent(code)}`;
};

/** Ask about a code by the page that says what it stands for; never keep it silently, and never ask twice. @param {string} code */
const ask = async (code) => {
  const { code: kept } = await keptEnrolment();
  if (kept || root.dataset.report || (await readSetting("join_answered")) === code) return;
  const known = await getEnrolment(code);
  if (known && !root.dataset.report) location.assign(`/join/${encodeURIComponent(code)}?lang=${root.lang}`);
  // Without network nobody can say what it stands for: asked as soon as it is back, else at the next start.
  else if (known === undefined) addEventListener("online", () => void ask(code).catch(() => {}), { once: true });
};

/** Take up a code from the address, and give the kept one to the manifest. Once a page. */
export const startJoining = async () => {
  const offered = new URLSearchParams(location.search).get("join");
  if (offered && root.dataset.page === "start") await ask(offered);
  await carry();
};
