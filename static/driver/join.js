// The phone keeps an enrolment code once its owner says so, with what it stands for.
import { writeSetting } from "./database.js";
import { keepEnrolment, keptEnrolment } from "./enrolment.js";

/** @import { Enrolment } from "./records.d.ts" */

/** @param {string} name @returns {HTMLElement} */
const part = (name) => /** @type {HTMLElement} */ (document.querySelector(`[data-join-${name}]`));
/** @type {Enrolment} */
const offer = JSON.parse(document.getElementById("offer")?.textContent ?? "null");

/** Whoever keeps another code already learns which one goes. */
const showReplaced = async () => {
  const { code, about } = await keptEnrolment();
  if (!code || code === offer.code) return;
  const names = [about?.association, about?.site?.name, code].filter(Boolean);
  /** @type {HTMLElement} */ (part("replaces").querySelector("bdi")).textContent = names.join(" · ");
  part("replaces").hidden = false;
  /** @type {HTMLElement} */ (part("not").querySelector("span")).textContent = part("not").dataset.joinOld ?? "";
};

const keep = async () => {
  await keepEnrolment(offer);
  part("ask").hidden = true;
  part("kept").hidden = false;
};

/** @param {MouseEvent} event */
const decline = async (event) => {
  event.preventDefault();
  // The way on would take the answer along with this page.
  await writeSetting("join_answered", offer.code).catch(() => {});
  location.assign(/** @type {HTMLAnchorElement} */ (part("not")).href);
};

void showReplaced().catch(() => {});
part("keep").hidden = false;
part("keep").addEventListener("click", () => void keep().catch(() => {}));
// An app that carries the code in its address asks once.
part("not").addEventListener("click", (event) => void decline(event));
