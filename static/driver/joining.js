// An enrolment code that came with the installed app, and one that goes along into it.
import { getEnrolment } from "./api.js";
import { readSetting } from "./database.js";
import { keptEnrolment } from "./enrolment.js";

const root = document.documentElement;

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
