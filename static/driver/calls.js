// A tap on 110 is noted on the phone; the call itself never waits for it. On return one tap says what came of it.
import { readSetting, writeSetting } from "./database.js";
import { newCallCode } from "./identity.js";
import { callWithoutWait, lastCall, saveCall, setCallOutcome, setCallWait } from "./outbox.js";

/** @import { CallOutcome, CallWait } from "./records.d.ts" */

const CODE_HOLDS = 3_600_000;
const ASK_AGAIN_AFTER = 900_000;
const root = document.documentElement;

/** The code to be spoken: one an hour, so that what was read out is what is noted. */
export const callCode = async () => {
  const kept = /** @type {{ code: string, at: number } | undefined} */ (await readSetting("call_code"));
  if (kept && Date.now() - kept.at < CODE_HOLDS) return kept.code;
  const code = newCallCode();
  await writeSetting("call_code", { code, at: Date.now() });
  return code;
};

let shown = "";

/** The code for the screen: as long as it stands there, a tap is noted under it. */
export const shownCode = async () => (shown = await callCode());

/** Note that somebody calls 110 now. */
export const note = async () => {
  // 110 is real at practice too; only the report is none.
  const practising = root.dataset.page === "practice";
  await saveCall({
    call_code: shown || (await callCode()),
    practice: false,
    report: practising ? null : (root.dataset.report ?? null),
    app_version: root.dataset.version ?? "",
  });
  await writeSetting("call_postponed", undefined);
  dispatchEvent(new Event("call-noted"));
};

const wait = /** @type {HTMLElement | null} */ (document.querySelector("[data-after-wait]"));
const sheet = /** @type {HTMLElement | null} */ (document.querySelector("[data-after-call]"));

/**
 * Lay a question over the page, or take it away: whoever goes on by keyboard goes on in it.
 * @param {HTMLElement} place
 * @param {{ id: string } | undefined} call about which it is
 * @param {unknown} [open]
 */
const lay = (place, call, open = call) => {
  const before = place.hidden;
  place.hidden = !open;
  place.dataset.call = call?.id ?? "";
  if (before && open) place.querySelector("h2")?.focus();
};

/** Ask what came of the last call, unless that is known or put off. */
export const offer = async () => {
  if (!sheet || document.visibilityState === "hidden") return;
  const [call, postponed] = await Promise.all([lastCall(), readSetting("call_postponed")]);
  lay(
    sheet,
    call,
    call?.fields.outcome === "opened" &&
      !call.waitAsked &&
      // Where nothing was postponed, nothing is later than now.
      !(Number(postponed) > Date.now()) &&
      !(Number(sheet.dataset.afterCall) > Date.now() - call.createdAt),
  );
  if (wait && sheet.hidden) lay(wait, await callWithoutWait());
};

/** @param {Event} event */
const answerWait = async ({ target }) => {
  const said = target instanceof Element && target.closest("[data-waiting]")?.getAttribute("data-waiting");
  if (!wait || typeof said !== "string") return;
  wait.hidden = true;
  await setCallWait(wait.dataset.call ?? "", /** @type {CallWait | ""} */ (said));
  // An offer that was under way meanwhile did not know of the answer.
  wait.hidden = true;
};

/** @param {Event} event */
const answer = async (event) => {
  const outcome = event.target instanceof Element && event.target.closest("[data-outcome]")?.getAttribute("data-outcome");
  if (!sheet || !outcome) return;
  sheet.hidden = true;
  if (outcome === "later") await writeSetting("call_postponed", Date.now() + ASK_AGAIN_AFTER);
  else {
    // A next call is another one: it has a code of its own, so that both can be told apart.
    if (outcome === "spoke") await writeSetting("call_code", undefined);
    await setCallOutcome(sheet.dataset.call ?? "", /** @type {CallOutcome} */ (outcome));
  }
  // An offer that was under way meanwhile did not know of the answer.
  sheet.hidden = true;
};

/** @param {MouseEvent} event */
const onTap = ({ target }) => {
  // A store that fails must not keep anybody from calling: the link does its work in any case.
  if (!(target instanceof Element && target.closest('a[href="tel:110"]'))) return;
  void note().catch(() => {});
};

/** Note every tap on 110 on this page and ask about it afterwards. Once a page. */
export const startCalls = () => {
  document.addEventListener("click", onTap, { capture: true });
  sheet?.addEventListener("click", (event) => void answer(event).catch(() => {}));
  wait?.addEventListener("click", (event) => void answerWait(event).catch(() => {}));
  const ask = () => void offer().catch(() => {});
  document.addEventListener("visibilitychange", ask);
  addEventListener("pageshow", ask);
  addEventListener("focus", ask);
};
