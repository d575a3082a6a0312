// Everything that this phone has to hand over. Saved first, sent second: what is saved stays until the server
// has confirmed it, and the bytes of a record never change once it is saved.
import { read, readSetting, write, writeSetting } from "./database.js";
import { localTime, newId, newReference, newSecret } from "./identity.js";

/** @import { Amendment, Call, CallFields, CallOutcome, CallWait, ListedReport, Medium, Message, Report } from "./records.d.ts" */
/** @import { Reading, ReportFields, StoreName, Writing } from "./records.d.ts" */

const DAY = 86_400_000;
/** A report and all that hangs on it. @type {StoreName[]} */
export const WHOLE = ["reports", "amendments", "messages", "media", "pieces"];
/** @type {StoreName[]} */
const LISTED = ["reports", "amendments", "messages", "media"];
const UNSENT = ["saved", "attention", "withdrawing"];

/** Nothing was saved. `reason`: `full` (no room on the phone) or `unavailable` (the browser refuses to store). */
export class NotSaved extends Error {
  name = "NotSaved";

  /** @param {Error} cause */
  constructor(cause) {
    super(cause.message, { cause });
    this.reason = cause.name === "QuotaExceededError" ? "full" : "unavailable";
  }
}

/** @typedef {"queued" | "changed"} Change `queued`: this page has something new to send. */

/** @type {Set<(change: Change) => void>} */
const listeners = new Set();
/** What the listeners have still to hear of. @type {Set<Change>} */
const unheard = new Set();
/** @type {BroadcastChannel | null | undefined} */
let otherTabs;

const tellListeners = () => {
  const changes = [...unheard];
  unheard.clear();
  for (const change of changes) listeners.forEach((listener) => listener(change));
};

/** What follows from a change waits for the frame that shows it; a page that nobody looks at paints none. */
const afterFrame = () => {
  if (document.visibilityState === "hidden") setTimeout(tellListeners);
  else requestAnimationFrame(() => setTimeout(tellListeners));
};

/** @param {Change} change */
const tell = (change) => {
  if (!unheard.size) afterFrame();
  unheard.add(change);
};

const channel = () => {
  if (otherTabs === undefined) {
    otherTabs = "BroadcastChannel" in globalThis ? new BroadcastChannel("outbox") : null;
    otherTabs?.addEventListener("message", () => tell("changed"));
  }
  return otherTabs;
};

/** Tell this tab and the others. @param {Change} change */
export const announce = (change) => {
  channel()?.postMessage("changed");
  tell(change);
};

/**
 * Hear of every change to the outbox, in this tab or another.
 * @param {(change: Change) => void} listener
 */
export const subscribe = (listener) => {
  channel();
  listeners.add(listener);
};

/** Ask the browser once not to clear our store when the phone runs short of room. */
const persist = async () => {
  try {
    if (await readSetting("persist_asked")) return;
    await writeSetting("persist_asked", true);
    await navigator.storage.persist();
  } catch {
    // Not every browser knows it; the record is saved all the same.
  }
};

/**
 * Save something. Rejects with `NotSaved`.
 * @template T
 * @param {StoreName[]} stores
 * @param {(transaction: Writing) => Promise<T>} work
 */
export const save = async (stores, work) => {
  try {
    return await write(stores, work);
  } catch (error) {
    throw error instanceof DOMException ? new NotSaved(error) : error;
  }
};

/**
 * Save something that is to be sent. Rejects with `NotSaved`.
 * @template T
 * @param {StoreName[]} stores
 * @param {(transaction: Writing) => Promise<T>} work
 */
export const queue = async (stores, work) => {
  const saved = await save(stores, work);
  announce("queued");
  return saved;
};

/** A record to be sent: its bytes are those of now. @template {object} F @param {F} fields */
export const frozen = (fields) => ({
  body: JSON.stringify(fields),
  fields,
  createdAt: Date.now(),
  attempts: 0,
  nextTryAt: 0,
  problem: null,
});

/** A report that nobody has sent yet. @param {ReportFields} fields @returns {Report} */
export const newReport = (fields) => {
  const reference = newReference();
  return {
    id: newId(),
    secret: newSecret(),
    reference,
    practice: fields.practice ?? false,
    ...frozen({ ...fields, reference }),
    delivery: "saved",
    receivedAt: null,
    state: null,
    seenAt: null,
    closedAt: null,
    helped: false,
    withdrawal: null,
    ignored: [],
  };
};

/** @param {Reading | Writing} transaction @param {string} report @returns {Promise<Amendment[]>} */
export const amendmentsOf = (transaction, report) =>
  /** @type {Reading} */ (transaction).objectStore("amendments").index("report").getAll(report);

/** @param {string} medium */
export const piecesOf = (medium) => IDBKeyRange.bound([medium], [medium, []]);

/** Amendments, messages and media. @param {Writing} transaction @param {string} report */
export const deleteDetails = async (transaction, report) => {
  for (const name of /** @type {const} */ (["amendments", "messages", "media"])) {
    const store = transaction.objectStore(/** @type {"media"} */ (name));
    for (const key of await store.index("report").getAllKeys(report)) {
      await store.delete(key);
      await transaction.objectStore("pieces").delete(piecesOf(key));
    }
  }
};

/**
 * Whom a record is attributed to, by this phone's settings.
 * @param {Writing} transaction
 */
const attribution = async (transaction) => {
  const settings = transaction.objectStore("settings");
  const [group, code] = await Promise.all([settings.get("target_group"), settings.get("enrolment")]);
  return {
    target_group: typeof group === "string" ? group : null,
    enrolment: typeof code === "string" ? code : null,
    practice: false,
  };
};

/**
 * Save a report; resolves when it lies on this phone. The time, and from the settings the target group and the
 * enrolment code, are filled in where `fields` does not give them.
 * Rejects with `NotSaved`; then nothing was kept.
 * @param {ReportFields} [fields]
 */
export const saveReport = async (fields = {}) => {
  const now = localTime();
  const report = await queue(["reports", "settings"], async (transaction) => {
    const attributed = await attribution(transaction);
    const made = newReport({ observed_at: now, captured_at: now, category: null, ...attributed, ...fields });
    await transaction.objectStore("reports").add(made);
    return made;
  });
  void persist();
  return report;
};

/**
 * Save further details as a record of its own. False where the report is gone or being withdrawn.
 * Rejects with `NotSaved`.
 * @param {string} id
 * @param {ReportFields} fields
 */
export const amendReport = (id, fields) =>
  queue(["reports", "amendments"], async (transaction) => {
    const reports = transaction.objectStore("reports");
    const report = await reports.get(id);
    if (!report || report.delivery.startsWith("withdr")) return false;
    const earlier = await amendmentsOf(transaction, id);
    const number = 1 + Math.max(0, ...earlier.map((amendment) => amendment.number));
    await transaction
      .objectStore("amendments")
      .add({ id: newId(), report: id, number, ...frozen(fields), delivery: "saved" });
    await reports.put({ ...report, fields: { ...report.fields, ...fields } });
    return true;
  });

/** As `undoReport`, within a transaction over `WHOLE`. @param {Writing} transaction @param {Report} report */
export const takeBack = async (transaction, report) => {
  const reports = transaction.objectStore("reports");
  if (report.attempts === 0) {
    await deleteDetails(transaction, report.id);
    await reports.delete(report.id);
    return "deleted";
  }
  await reports.put({ ...report, delivery: "withdrawing", attempts: 1, nextTryAt: 0, problem: null });
  return "withdrawing";
};

/**
 * Take a report back. One of which nothing ever left the phone is deleted at once; any other stays, and with it all that
 * was added, until the server has erased it: what was read already may stay with the office.
 * @param {string} id
 * @returns {Promise<"deleted" | "withdrawing" | "missing">}
 */
export const undoReport = (id) =>
  queue(WHOLE, async (transaction) => {
    const report = await transaction.objectStore("reports").get(id);
    return !report || report.delivery === "withdrawn" ? "missing" : takeBack(transaction, report);
  });

/** The questions of the office that nobody has answered here. @param {Report} report @param {Message[]} answers */
const openQuestions = ({ messages = [], state, delivery }, answers) => {
  if (delivery !== "arrived" || state === "closed") return 0;
  const replied = new Set([...messages.map((each) => each.in_reply_to), ...answers.map(({ fields }) => fields.in_reply_to)]);
  return messages.filter(({ from_office, id }) => from_office && !replied.has(id)).length;
};

/** @param {Report} report @param {Amendment[]} amendments @param {Message[]} messages @param {Medium[]} media @returns {ListedReport} */
const listed = (report, amendments, messages, media) => {
  const answers = messages.filter((message) => message.report === report.id).sort((a, b) => a.number - b.number);
  const own = media.filter((medium) => medium.report === report.id).sort((a, b) => a.createdAt - b.createdAt);
  const details = [...amendments.filter((amendment) => amendment.report === report.id), ...own];
  const waiting = details.filter(({ delivery }) => UNSENT.includes(delivery)).length;
  const refused = details.filter(({ delivery }) => delivery === "attention").length;
  const drafts = own.filter(({ delivery }) => delivery === "draft" || delivery === "recording").length;
  return { ...report, waiting, refused, drafts, questions: openQuestions(report, answers), media: own, answers };
};

/** A report of which nothing further is known yet. @param {Report} report */
export const listedAlone = (report) => listed(report, [], [], []);

/** This phone's reports, the newest first. */
export const listReports = () =>
  read(LISTED, async (transaction) => {
    const [reports, amendments, messages, media] = await Promise.all([
      transaction.objectStore("reports").getAll(),
      transaction.objectStore("amendments").getAll(),
      transaction.objectStore("messages").getAll(),
      transaction.objectStore("media").getAll(),
    ]);
    return reports.map((report) => listed(report, amendments, messages, media)).sort((a, b) => b.createdAt - a.createdAt);
  });

/** @param {string} id */
export const getReport = (id) =>
  read(LISTED, async (transaction) => {
    const report = await transaction.objectStore("reports").get(id);
    const [messages, media] = await Promise.all([
      transaction.objectStore("messages").index("report").getAll(id),
      transaction.objectStore("media").index("report").getAll(id),
    ]);
    return report && listed(report, await amendmentsOf(transaction, id), messages, media);
  });

/** Whether something of a report is not with the server yet. @param {ListedReport} report */
export const isUnsent = ({ waiting, answers, delivery }) => waiting + answers.length > 0 || UNSENT.includes(delivery);

/** How many reports are not wholly with the server yet. */
export const countUnsent = async () => (await listReports()).filter(isUnsent).length;

/** What the phone's owner should know of: reports not wholly with the server yet, questions of the office to answer. */
export const countWaiting = async () => {
  const reports = await listReports();
  return {
    unsent: reports.filter(isUnsent).length,
    questions: reports.reduce((sum, { questions }) => sum + questions, 0),
  };
};

/**
 * Save a tap on 110; resolves when it lies on this phone. Rejects with `NotSaved`.
 * @param {CallFields} fields with the `call_code` that the screen shows
 */
export const saveCall = async (fields) => {
  const now = localTime();
  return queue(["calls", "settings"], async (transaction) => {
    const attributed = await attribution(transaction);
    /** @type {Call} */
    const call = {
      id: newId(),
      secret: newSecret(),
      ...frozen({
        tapped_at: now,
        outcome: /** @type {CallOutcome} */ ("opened"),
        outcome_at: now,
        report: null,
        ...attributed,
        ...fields,
      }),
      delivery: "saved",
    };
    await transaction.objectStore("calls").add(call);
    return call;
  });
};

/**
 * Tell what came of a call: a new frozen body under the call's id, which takes the place of the one before.
 * @param {string} id
 * @param {CallOutcome} outcome
 */
export const setCallOutcome = (id, outcome) =>
  queue(["calls"], async (transaction) => {
    const calls = transaction.objectStore("calls");
    const call = await calls.get(id);
    if (!call || call.fields.outcome === outcome) return;
    const fields = { ...call.fields, outcome, outcome_at: localTime() };
    await calls.put({ ...call, fields, body: JSON.stringify(fields), delivery: "saved", nextTryAt: 0 });
  });

/** The last tap on 110 of the past day, so that the page can ask what came of it. */
export const lastCall = async () => {
  const calls = await read(["calls"], (transaction) => transaction.objectStore("calls").getAll());
  return calls.filter((call) => call.createdAt > Date.now() - DAY).sort((a, b) => b.createdAt - a.createdAt)[0];
};

/** A call of an earlier day, six hours to three days ago, of which nobody has yet been asked how long the police took. */
export const callWithoutWait = async () => {
  const calls = await read(["calls"], (transaction) => transaction.objectStore("calls").getAll());
  const today = new Date().toDateString();
  return calls.find(
    ({ createdAt, fields, waitAsked }) =>
      fields.outcome === "spoke" &&
      !fields.practice &&
      !waitAsked &&
      createdAt > Date.now() - 3 * DAY &&
      createdAt < Date.now() - DAY / 4 &&
      new Date(createdAt).toDateString() !== today,
  );
};

/**
 * Tell how long the police were waited for after a call; nothing where somebody would rather not say. Asked once.
 * @param {string} id
 * @param {CallWait | ""} waiting
 */
export const setCallWait = (id, waiting) =>
  queue(["calls"], async (transaction) => {
    const calls = transaction.objectStore("calls");
    const call = await calls.get(id);
    if (!call) return;
    const fields = waiting ? { ...call.fields, waiting } : call.fields;
    const body = waiting ? { fields, body: JSON.stringify(fields), delivery: /** @type {const} */ ("saved"), nextTryAt: 0 } : {};
    await calls.put({ ...call, ...body, waitAsked: true });
  });
