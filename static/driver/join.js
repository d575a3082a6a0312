// The phone keeps an enrolment code once its owner says so, with what it stands for.
import { writeSetting } from "./database.js";
import { keepEnrolment } from "./enrolment.js";

/** @import { Enrolment } from "./records.d.ts" */

/** @param {string} name @returns {HTMLElement} */
const part = (name) => /** @type {HTMLElement} */ (document.querySelector(`[data-join-${name}]`));
/** @type {Enrolment} */
const offer = JSON.parse(document.getElementById("offer")?.textContent ?? "null");

const keep = async () => {
  await keepEnrolment(offer);
  part("ask").hidden = true;
  part("kept").hidden = false;
};

part("keep").hidden = false;
part("keep").addEventListener("click", () => void keep().catch(() => {}));
// An app that carries the code in its address asks once.
part("not").addEventListener("click", () => void writeSetting("join_answered", offer.code).catch(() => {}));
