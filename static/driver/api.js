// The only file that calls fetch. Every request may be repeated; an answer counts only if our server gave it.
import { localTime } from "./identity.js";

/** @import { Answer, Enrolment, GuidanceItem, Problem } from "./records.d.ts" */

const PATIENCE = 30_000;
// What a photo may take on the worst of mobile networks.
const MEDIA_PATIENCE = 120_000;
// A server that asks for more has a wrong clock, or is none of ours.
const LONGEST_WAIT = 3_600_000;
const ACCEPTED = [200, 201];
const REFUSALS = [400, 401, 403, 404, 413, 415, 422];

/** @param {Response} response */
const askedWait = (response) => {
  const wish = response.headers.get("Retry-After");
  if (wish === null || ![429, 503].includes(response.status)) return 0;
  const now = Date.now();
  const until = /^\d+$/.test(wish) ? now + Number(wish) * 1000 : Date.parse(wish);
  return Math.min(until || 0, now + LONGEST_WAIT);
};

/**
 * @param {number} status
 * @param {any} [json]
 * @returns {Problem}
 */
const problem = (status, json) => ({
  status,
  detail: String(json?.detail ?? json?.title ?? ""),
  pointers: Array.isArray(json?.errors) ? json.errors.map((/** @type {any} */ error) => String(error?.pointer)) : [],
});

/**
 * The answer's JSON; null where somebody else answered, such as a captive portal with a page.
 * @param {Response} response
 */
const ourJson = async (response) => {
  const type = response.headers.get("Content-Type") ?? "";
  return /^application\/(problem\+)?json\b/.test(type) ? response.json() : null;
};

/**
 * @param {Response} response
 * @param {string} id
 * @returns {Promise<Answer>}
 */
const understand = async (response, id) => {
  const { status } = response;
  const json = await ourJson(response);
  if (ACCEPTED.includes(status) && json?.id === id) return { kind: "ok", json };
  if (json && status === 410) return { kind: "gone" };
  if (json && REFUSALS.includes(status)) return { kind: "refused", problem: problem(status, json) };
  // A portal's page, a proxy's, an error of the server: none of them says anything about the record.
  return { kind: "later", problem: problem(json || status >= 500 ? status : 0, json), waitUntil: askedWait(response) };
};

/**
 * The published guidance of a target group in a language, from the worker's cache where there is one; null where
 * neither it nor the server has it. What is newer than the cache is told by `onNewContent`.
 * @param {string} group
 * @param {string} language
 * @returns {Promise<{ checklists?: GuidanceItem[], notices?: GuidanceItem[] } | null>}
 */
export const getGuidance = (group, language) =>
  getContent(`guidance?${new URLSearchParams({ target_group: group, lang: language })}`);

/** Hear when the worker has got something newer than it had given. @param {() => void} listener */
export const onNewContent = (listener) =>
  navigator.serviceWorker?.addEventListener("message", ({ data }) => data === "new-content" && listener());

/** Towns and motorways, from the worker's cache where there is one; null where neither it nor the server has them. */
export const getGazetteer = () => getContent("gazetteer");

/**
 * The screens between the first and the last after a tap, in the language of the page. Rejects where neither the
 * worker nor our server has them.
 * @param {string} language
 */
export const getDetails = async (language) => {
  const response = await fetch(`/${language}/details`, { credentials: "omit", redirect: "error" });
  return new DOMParser().parseFromString(await response.text(), "text/html");
};

/**
 * What an enrolment code stands for; null where our server knows none, undefined where it does not answer.
 * @param {string} code
 * @returns {Promise<Enrolment | null | undefined>}
 */
export const getEnrolment = async (code) => {
  try {
    const options = /** @type {const} */ ({ credentials: "omit", redirect: "error", headers: { Accept: "application/json" } });
    const response = await fetch(`/join/${encodeURIComponent(code)}`, { ...options, signal: AbortSignal.timeout(PATIENCE) });
    const json = [200, 404].includes(response.status) ? await ourJson(response) : undefined;
    return json?.code ? json : response.status === 404 && json === null ? null : undefined;
  } catch {
    return undefined;
  }
};

/** @param {string} path @returns {Promise<any>} */
const getContent = async (path) => {
  const ask = () => fetch(`/api/v1/${path}`, { credentials: "omit", redirect: "error" });
  const workers = navigator.serviceWorker;
  if (workers && !workers.controller) {
    // Nobody keeps what this page gets before its worker is in charge: ask once more then.
    workers.addEventListener("controllerchange", () => void ask().catch(() => {}), { once: true });
  }
  try {
    const response = await ask();
    return response.ok ? await ourJson(response) : null;
  } catch {
    return null;
  }
};

/**
 * @param {string} method
 * @param {string} path
 * @param {string} id that the answer has to echo
 * @param {string} secret empty: nobody's, so that not even the time goes along
 * @param {string | Blob} [body] JSON, or bytes that know their type
 * @returns {Promise<Answer>}
 */
const request = async (method, path, id, secret, body) => {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), body instanceof Blob ? MEDIA_PATIENCE : PATIENCE);
  try {
    const response = await fetch(`/api/v1/${path}`, {
      method,
      headers: {
        ...(secret && { Authorization: `Bearer ${secret}`, "Sent-At": localTime() }),
        ...(body === undefined ? {} : { "Content-Type": body instanceof Blob ? body.type : "application/json" }),
      },
      ...(body === undefined ? {} : { body }),
      cache: "no-store",
      credentials: "omit",
      redirect: "error",
      signal: abort.signal,
    });
    return await understand(response, id);
  } catch {
    return { kind: "later", problem: problem(0), waitUntil: 0 };
  } finally {
    clearTimeout(timer);
  }
};

/**
 * @param {string} id
 * @param {string} secret
 * @param {string} body
 */
export const putReport = (id, secret, body) => request("PUT", `reports/${id}`, id, secret, body);

/**
 * @param {string} report
 * @param {string} id
 * @param {string} secret
 * @param {string} body
 */
export const putAmendment = (report, id, secret, body) =>
  request("PUT", `reports/${report}/amendments/${id}`, id, secret, body);

/**
 * @param {string} report
 * @param {string} id
 * @param {string} secret
 * @param {string} body
 */
export const putMessage = (report, id, secret, body) => request("PUT", `reports/${report}/messages/${id}`, id, secret, body);

/**
 * @param {string} id
 * @param {string} secret
 */
export const postWithdrawal = (id, secret) => request("POST", `reports/${id}/withdrawal`, id, secret, "{}");

/**
 * @param {string} id
 * @param {string} secret
 */
export const getReport = (id, secret) => request("GET", `reports/${id}`, id, secret);

/**
 * @param {string} id
 * @param {string} secret
 * @param {string} body
 */
export const putEmergencyCall = (id, secret, body) => request("PUT", `emergency-calls/${id}`, id, secret, body);

/**
 * What a reader of guidance says, without a name.
 * @param {"understood" | "feedback"} what
 * @param {string} id
 * @param {string} body
 */
export const putReading = (what, id, body) => request("PUT", `guidance-${what}/${id}`, id, "", body);

/**
 * @param {string} report
 * @param {string} id
 * @param {string} secret
 * @param {Blob} bytes
 */
export const putMedium = (report, id, secret, bytes) =>
  request("PUT", `reports/${report}/media/${id}`, id, secret, bytes);

/**
 * @param {string} report
 * @param {string} id
 * @param {string} secret
 */
export const deleteMedium = (report, id, secret) => request("DELETE", `reports/${report}/media/${id}`, id, secret);
