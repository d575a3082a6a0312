// A tablet calls nobody: whoever taps on 110 there takes the telephone beside it. Nobody comes back from that call, so
// what came of it is asked when it may be over.
import { note, offer } from "./calls.js";
import { writeSetting } from "./database.js";
import { gettext } from "./gettext.js";
import { lastCall } from "./outbox.js";
import { timeOf } from "./wording.js";

const MINUTE = 60_000;
const CALL_LASTS = 2 * MINUTE;
const SECOND_TAP = 10_000;
const GOING_ON = "a[data-report], [data-flow] button";
const notice = /** @type {HTMLElement} */ (document.querySelector("[data-call-now]"));

/** Whoever is asked may not be whoever called: it is said which call is meant. */
const nameCall = async () => {
  const call = await lastCall();
  const which = /** @type {HTMLElement} */ (document.querySelector("[data-which-call]"));
  which.textContent = call ? gettext("Anruf von %(time)s", { time: timeOf(call.createdAt) }) : "";
};

const ask = () => void nameCall().then(offer).catch(() => {});

/** What looks like a call has called nobody: that stands there until somebody goes on. */
const remind = () => {
  const words = document.createElement("b");
  words.textContent = gettext("Notiert. Rufen Sie jetzt am Telefon 110 an.");
  notice.replaceChildren(words, " ", notice.dataset.callNow ?? "");
};

const goOn = () => notice.replaceChildren();

const onNoted = async () => {
  remind();
  await writeSetting("call_postponed", Date.now() + CALL_LASTS);
  setTimeout(() => {
    goOn();
    ask();
  }, CALL_LASTS);
  await nameCall();
};

let tappedAt = -Infinity;

/** Whoever taps twice has called once, and is told so twice. @param {MouseEvent} event */
const absorb = (event) => {
  const tap = event.target instanceof Element && event.target.closest('[data-calling], a[href="tel:110"]');
  if (!tap) return;
  // What answers a question of the report is never lost.
  if (performance.now() - tappedAt < SECOND_TAP && !tap.hasAttribute("data-answer")) {
    event.stopImmediatePropagation();
    dispatchEvent(new Event("call-noted"));
  } else tappedAt = performance.now();
};

/** @param {MouseEvent} event */
const onTap = ({ target }) => {
  if (target instanceof Element && target.closest(GOING_ON)) goOn();
};

/** Note the calls that the telephone beside the tablet makes. Once a page. @param {HTMLElement} button */
export const startOtherTelephone = (button) => {
  addEventListener("call-noted", () => void onNoted().catch(() => {}));
  // Before anything that notes a call hears of the tap.
  addEventListener("click", absorb, { capture: true });
  addEventListener("click", onTap);
  addEventListener("tablet-home", goOn);
  button.addEventListener("click", () => void note().catch(() => {}));
  // Nobody leaves the page for the call, so nobody returns to it.
  setInterval(ask, MINUTE);
  void nameCall().catch(() => {});
};
