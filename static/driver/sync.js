// When to send. Every trigger leads to one round under one lock; nothing believes `navigator.onLine`.
import { deleteMedium, getReport, postWithdrawal, putAmendment, putEmergencyCall, putMedium, putMessage, putReading, putReport } from "./api.js";
import { readSetting, writeSetting } from "./database.js";
import { backOff, claim, followedReports, noteState, openJobs, settle, tidy } from "./delivery.js";
import { onNetworkChange } from "./network.js";
import { subscribe } from "./outbox.js";

/** @import { Answer, Job, Medium } from "./records.d.ts" */

const LONGEST_TIMER = 300_000;
const STORE_PAUSE = 30_000;
const LONGEST_QUIET = 3_600_000;
const REFRESH_PACE = 60_000;
const REFRESH_AT_LEAST = 10_000;

/** @param {Medium} medium @param {string} secret @returns {Promise<Answer>} */
const deliverMedium = async (medium, secret) => {
  const { id, report } = medium;
  if (medium.delivery === "withdrawing") return deleteMedium(report, id, secret);
  const { bytesOf } = await import("./media_bytes.js");
  return putMedium(report, id, secret, await bytesOf(medium));
};

/** @param {Job} job @returns {Promise<Answer>} */
const deliver = (job) => {
  if (job.store === "media") return deliverMedium(job.row, job.secret);
  const { id, body } = job.row;
  if (job.store === "amendments") return putAmendment(job.row.report, id, job.secret, body);
  if (job.store === "messages") return putMessage(job.row.report, id, job.secret, body);
  if (job.store === "readings") return putReading(job.row.what, id, body);
  const { secret } = job.row;
  if (job.store === "calls") return putEmergencyCall(id, secret, body);
  return job.row.delivery === "withdrawing" ? postWithdrawal(id, secret) : putReport(id, secret, body);
};

/** How long the server asked for quiet, in milliseconds; a clock that was set back does not silence the phone. */
const quiet = async () => {
  const left = Number((await readSetting("quiet_until")) ?? 0) - Date.now();
  return left <= LONGEST_QUIET ? Math.max(0, left) : 0;
};

/** @param {Job} job */
const wait = ({ row }) => {
  const left = row.nextTryAt - Date.now();
  return left <= LONGEST_TIMER ? Math.max(0, left) : 0;
};

/** Milliseconds since 1970 until which the way to the server seems shut. */
let shutUntil = 0;

/**
 * Send what is open, each record once; what fails is left for the next round.
 * @param {boolean} eager not waiting for the back-off
 */
const round = async (eager) => {
  const tried = new Set();
  const next = async () =>
    (await quiet()) ? undefined : (await openJobs()).find((job) => !tried.has(job.row.id) && (eager || !wait(job)));
  for (let job = await next(); job; job = await next()) {
    tried.add(job.row.id);
    const claimed = await claim(job);
    if (!claimed) continue;
    const answer = await deliver(claimed);
    await settle(claimed, answer);
    shutUntil = 0;
    if (answer.kind !== "later") continue;
    // A server that is busy with photos has room for reports.
    if (answer.waitUntil && job.store !== "media") await writeSetting("quiet_until", answer.waitUntil);
    if (answer.problem.status) continue;
    // Nobody answered: asking for the other records would only wait as long again.
    shutUntil = claimed.row.nextTryAt;
    return;
  }
};

/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

const schedule = async () => {
  clearTimeout(timer);
  const jobs = await openJobs();
  if (!jobs.length) return;
  const delay = Math.max(Math.min(...jobs.map(wait)), shutUntil - Date.now(), await quiet(), 100);
  timer = setTimeout(() => void send(false), Math.min(delay, LONGEST_TIMER));
};

/** @param {() => Promise<void>} work */
const alone = (work) => (navigator.locks ? navigator.locks.request("outbox", work) : work());

/** @type {Promise<unknown>} */
let running = Promise.resolve();
/** @type {{ eager: boolean, done: Promise<unknown> } | null} */
let waiting = null;

/** Calls while a round runs come to one further round. @param {boolean} eager @returns {Promise<unknown>} */
function send(eager) {
  if (waiting) {
    waiting.eager ||= eager;
    return waiting.done;
  }
  const mine = { eager, done: /** @type {Promise<unknown>} */ (Promise.resolve()) };
  mine.done = running
    .then(() =>
      alone(() => {
        waiting = null;
        return round(mine.eager);
      }),
    )
    // The store failed (no room, no access): the records are still where they were.
    .catch(() => {
      waiting = null;
      shutUntil = Date.now() + STORE_PAUSE;
    })
    .then(schedule)
    .catch(() => {});
  waiting = mine;
  running = mine.done;
  return mine.done;
}

/** Try to send everything now. Resolves when the round is over, whatever came of it; see `listReports`. */
export const sendNow = () => send(true);

let failures = 0;
/** Milliseconds since 1970 until which nobody is asked how reports stand. */
let restUntil = 0;

/** @param {boolean} eager */
const refresh = async (eager) => {
  if (Date.now() < restUntil || (await quiet())) return;
  restUntil = Date.now() + REFRESH_AT_LEAST;
  for (const { id, secret } of await followedReports(eager)) {
    const answer = await getReport(id, secret);
    await noteState(id, answer);
    failures = answer.kind === "later" ? failures + 1 : 0;
    if (!failures) continue;
    restUntil = Date.now() + Math.max(REFRESH_AT_LEAST, backOff(failures));
    return;
  }
};

/** @type {Promise<void>} */
let refreshing = Promise.resolve();

/**
 * Ask the server how this phone's reports stand, each at its pace. Resolves when that is kept.
 * @param {boolean} [eager] somebody is looking at them
 */
export const refreshReports = (eager = false) => {
  refreshing = refreshing.catch(() => {}).then(() => refresh(eager));
  return refreshing;
};

const wake = () => {
  if (document.visibilityState === "hidden") return;
  void sendNow();
  void refreshReports(true).catch(() => {});
};

/** Ask for a wake-up when the connection is back; the worker can only pass it on to an open page. */
const registerBackgroundSync = async () => {
  const registration = await navigator.serviceWorker?.getRegistration();
  await /** @type {any} */ (registration)?.sync?.register("outbox");
};

/** Start sending on this page: now, after each save, and whenever something may have changed. Once a page. */
export const startSync = () => {
  subscribe((change) => {
    if (change !== "queued") return;
    void sendNow();
    void registerBackgroundSync().catch(() => {});
  });
  addEventListener("online", wake);
  onNetworkChange(wake);
  addEventListener("pageshow", (event) => event.persisted && wake());
  document.addEventListener("visibilitychange", wake);
  navigator.serviceWorker?.addEventListener("message", ({ data }) => data === "send" && wake());
  setInterval(() => document.visibilityState === "visible" && void refreshReports().catch(() => {}), REFRESH_PACE);
  wake();
  void tidy().catch(() => {});
};

