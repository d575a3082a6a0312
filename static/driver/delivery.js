// What is left to send, and what each answer does to its record.
import { read, write } from "./database.js";
import { waitsForWifi } from "./network.js";
import { WHOLE, announce, deleteDetails, piecesOf } from "./outbox.js";

/** @import { Amendment, Answer, Job, Medium, Message, Reader, Report, ServerMessage, Writing } from "./records.d.ts" */

const LONGEST_BACK_OFF = 300_000;
const DAY = 86_400_000;
const QUICKEST_PACE = 55_000;
const SLOWEST_PACE = 3_600_000;
const READING_KEPT = 29;

/**
 * How long to wait after that many attempts: 2ⁿ s with jitter, at most 300 s.
 * @param {number} attempts
 */
export const backOff = (attempts) =>
  Math.min(LONGEST_BACK_OFF, 2 ** attempts * 1000) * (1 - Math.random() / 4);

/** The next amendment, or the next answer, of each report. @param {"amendments" | "messages"} store @param {(Amendment | Message)[]} rows @param {Report[]} reports */
const firstOfEach = (store, rows, reports) =>
  reports
    .filter((report) => report.delivery === "arrived")
    .flatMap(({ id, secret }) => {
      const [row] = rows
        .filter(({ report, delivery }) => report === id && delivery === "saved")
        .sort((a, b) => a.number - b.number);
      return row ? [/** @type {Job} */ ({ store, row, secret })] : [];
    });

/** @param {Medium[]} media @param {Report[]} reports @param {unknown} onWifi @returns {Job[]} */
const openMedia = (media, reports, onWifi) =>
  media
    .filter(({ delivery }) => delivery === "withdrawing" || (delivery === "saved" && !waitsForWifi(onWifi)))
    .flatMap((row) => {
      const report = reports.find(({ id, delivery }) => id === row.report && delivery === "arrived");
      return report ? [{ store: /** @type {const} */ ("media"), row, secret: report.secret }] : [];
    });

/** @param {Job} job */
const rank = ({ store }) => (store === "media" ? 2 : store === "readings" ? 1 : 0);

/** Media last, before them what readers say, else the least tried first. @param {Job} a @param {Job} b */
const inTurn = (a, b) =>
  rank(a) - rank(b) ||
  a.row.attempts - b.row.attempts ||
  a.row.createdAt - b.row.createdAt;

/**
 * What may be sent, the least tried first, so that no record holds up another. Amendments and answers wait for their report
 * and for the one before; media wait for their report and come after everything else.
 */
export const openJobs = () =>
  read(["reports", "amendments", "messages", "media", "calls", "readings", "settings"], async (transaction) => {
    const [reports, amendments, messages, media, calls, readings, onWifi] = await Promise.all([
      transaction.objectStore("reports").getAll(),
      transaction.objectStore("amendments").getAll(),
      transaction.objectStore("messages").getAll(),
      transaction.objectStore("media").getAll(),
      transaction.objectStore("calls").getAll(),
      transaction.objectStore("readings").getAll(),
      transaction.objectStore("settings").get("media_on_wifi"),
    ]);
    /** @type {Job[]} */
    const jobs = [
      ...calls
        .filter((row) => row.delivery === "saved")
        .map((row) => ({ store: /** @type {const} */ ("calls"), row })),
      ...reports
        .filter((row) => row.delivery === "saved" || row.delivery === "withdrawing")
        .map((row) => ({ store: /** @type {const} */ ("reports"), row })),
      ...firstOfEach("amendments", amendments, reports),
      ...firstOfEach("messages", messages, reports),
      ...readings
        .filter((row) => row.delivery === "saved")
        .map((row) => ({ store: /** @type {const} */ ("readings"), row })),
      ...openMedia(media, reports, onWifi),
    ];
    return jobs.sort(inTurn);
  });

/**
 * Mark the attempt before anything leaves the phone: from here on an undo has to reach the server too. Gives the job
 * as it stands now, or null where there is nothing to send any more, or its report was taken back meanwhile.
 * @param {Job} job
 * @returns {Promise<Job | null>}
 */
export const claim = (job) =>
  write([job.store, "reports"], async (transaction) => {
    if ("secret" in job && (await transaction.objectStore("reports").get(job.row.report))?.delivery !== "arrived") return null;
    const store = transaction.objectStore(/** @type {"reports"} */ (job.store));
    const row = await store.get(job.row.id);
    if (!row || (row.delivery !== "saved" && row.delivery !== "withdrawing")) return null;
    const attempts = row.attempts + 1;
    const claimed = { ...row, attempts, nextTryAt: Date.now() + backOff(attempts) };
    await store.put(claimed);
    return /** @type {Job} */ ({ ...job, row: claimed });
  });

/**
 * A withdrawn report keeps its place in the list and nothing of its content.
 * @param {Writing} transaction
 * @param {string} id
 */
const empty = async (transaction, id) => {
  const reports = transaction.objectStore("reports");
  const report = await reports.get(id);
  await deleteDetails(transaction, id);
  if (!report) return;
  await reports.put({
    ...report,
    body: "",
    fields: {},
    messages: [],
    delivery: "withdrawn",
    state: "withdrawn",
    nextTryAt: Date.now(),
    problem: null,
  });
};

/** @param {unknown} value */
const text = (value) => (typeof value === "string" ? value : null);

/**
 * What was not taken of a report, after one more answer. What was said once more counts as it was taken last: the operator
 * may allow by now what was refused before.
 * @param {Report} report @param {Record<string, unknown>} json @param {object} said the fields that the answer is about
 */
const withIgnored = ({ ignored }, json, said = {}) => [
  ...new Set([
    ...ignored.filter((each) => !((each.split("/")[1] ?? "") in said)),
    ...(Array.isArray(json.ignored) ? json.ignored.map(String) : []),
  ]),
];

/**
 * The conversation as the server tells it, with what it confirmed after it had begun to tell. A shared tablet keeps none.
 * @param {Report} report
 * @param {unknown} told
 */
const conversation = ({ messages = [], body }, told) => {
  if (!Array.isArray(told) || !body) return body ? messages : [];
  const known = new Set(told.map(({ id }) => id));
  return [...told, ...messages.filter(({ id, from_office }) => !from_office && !known.has(id))];
};

/** @param {Report} report @param {Record<string, unknown>} json @returns {Report} */
const informed = (report, json) => ({
  ...report,
  problem: null,
  receivedAt: text(json.received_at) ?? report.receivedAt,
  reference: text(json.reference) ?? report.reference,
  state: text(json.state) ?? report.state,
  seenAt: text(json.seen_at) ?? report.seenAt,
  closedAt: "closed_at" in json ? text(json.closed_at) : report.closedAt,
  helped: json.helped === true,
  withdrawal: json.withdrawal === "requested" || json.withdrawal === "refused" ? json.withdrawal : null,
  ignored: withIgnored(report, json),
  messages: conversation(report, json.messages),
});

/**
 * @param {Writing} transaction
 * @param {Report} report
 * @param {Answer} answer
 */
const settleWithdrawal = async (transaction, report, answer) => {
  const reports = transaction.objectStore("reports");
  if (answer.kind === "ok") {
    if (answer.json.state === "withdrawn") return empty(transaction, report.id);
    await reports.put({ ...informed(report, answer.json), delivery: "arrived" });
  } else if (answer.kind !== "gone") await reports.put({ ...report, problem: answer.problem });
};

/**
 * @param {Writing} transaction
 * @param {Report} sent
 * @param {Answer} answer
 */
const settleReport = async (transaction, sent, answer) => {
  const reports = transaction.objectStore("reports");
  const report = await reports.get(sent.id);
  if (!report || report.delivery === "withdrawn") return;
  if (answer.kind === "gone") return empty(transaction, sent.id);
  if (sent.delivery === "withdrawing") return settleWithdrawal(transaction, report, answer);
  // Taken back while it was on its way: whatever came of it, the withdrawal follows.
  if (report.delivery === "withdrawing") return;
  if (answer.kind === "ok") await reports.put({ ...informed(report, answer.json), delivery: "arrived" });
  else if (answer.kind === "refused") {
    await reports.put({ ...report, delivery: "attention", problem: answer.problem });
  } else await reports.put({ ...report, problem: answer.problem });
};

/** An answer that arrived, as the server will tell it. @param {Message} sent @param {Record<string, unknown>} json @returns {ServerMessage} */
const arrived = ({ id, fields }, json) => ({
  id,
  sent_at: text(json.received_at) ?? "",
  from_office: false,
  in_reply_to: fields.in_reply_to,
  question: null,
  answer: fields.answer ?? null,
  text: fields.text ?? null,
  language: fields.language ?? null,
});

/**
 * @param {Writing} transaction
 * @param {Extract<Job, { store: "amendments" | "messages" }>} job
 * @param {Answer} answer
 */
const settleDetail = async (transaction, { store: name, row: sent }, answer) => {
  const store = transaction.objectStore(/** @type {"amendments"} */ (name));
  const detail = await store.get(sent.id);
  if (!detail) return;
  if (answer.kind === "gone") await empty(transaction, sent.report);
  else if (answer.kind === "ok") {
    await store.delete(sent.id);
    const reports = transaction.objectStore("reports");
    const report = await reports.get(sent.report);
    if (!report) return;
    const told = name === "messages" ? [arrived(/** @type {Message} */ (sent), answer.json)] : [];
    const said = name === "amendments" ? sent.fields : {};
    const ignored = withIgnored(report, answer.json, said);
    await reports.put({ ...report, ignored, messages: [...(report.messages ?? []), ...told] });
  } else {
    // 404: it overtook its report, or the report is not visible to that server yet.
    const refused = answer.kind === "refused" && answer.problem.status !== 404;
    await store.put({ ...detail, delivery: refused ? "attention" : "saved", problem: answer.problem });
  }
};

/** What did not succeed; what is being removed stays so. @param {Medium} medium @param {Answer} answer @returns {Medium} */
const failed = (medium, answer) => {
  if (answer.kind !== "refused" && answer.kind !== "later") return medium;
  const { problem } = answer;
  const refused = answer.kind === "refused" && problem.status !== 404 && medium.delivery === "saved";
  const nextTryAt = Math.max(medium.nextTryAt, answer.kind === "later" ? answer.waitUntil : 0);
  return { ...medium, delivery: refused ? "attention" : medium.delivery, nextTryAt, problem };
};

/**
 * @param {Writing} transaction
 * @param {Medium} sent
 * @param {Answer} answer
 */
const settleMedium = async (transaction, sent, answer) => {
  const media = transaction.objectStore("media");
  const medium = await media.get(sent.id);
  if (!medium) return;
  if (answer.kind !== "ok" && answer.kind !== "gone") {
    await media.put(failed(medium, answer));
    return;
  }
  // The phone keeps no copy of what has arrived.
  await transaction.objectStore("pieces").delete(piecesOf(sent.id));
  // 410: the medium was removed, or its report is withdrawn, which the report itself will learn.
  if (answer.kind === "gone" || sent.delivery === "withdrawing") await media.delete(sent.id);
  else {
    const delivery = medium.delivery === "saved" ? "arrived" : medium.delivery;
    await media.put({ ...medium, delivery, problem: null, receivedAt: text(answer.json.received_at) });
  }
};

/**
 * @param {Writing} transaction
 * @param {import("./records.d.ts").Call} sent
 * @param {Answer} answer
 */
const settleCall = async (transaction, sent, answer) => {
  const calls = transaction.objectStore("calls");
  const call = await calls.get(sent.id);
  if (!call) return;
  if (answer.kind === "gone") await calls.delete(sent.id);
  // The reporter may have told the outcome meanwhile: that body is still to be sent.
  else if (call.body !== sent.body) return;
  else if (answer.kind === "ok") await calls.put({ ...call, delivery: "arrived", problem: null });
  else {
    const delivery = answer.kind === "refused" ? "attention" : "saved";
    await calls.put({ ...call, delivery, problem: answer.problem });
  }
};

/** Nobody can mend what was refused, so it waits for `tidy`. @param {Writing} transaction @param {Reader} row @param {Answer} answer */
const settleReading = async (transaction, row, answer) => {
  const readings = transaction.objectStore("readings");
  if (answer.kind === "ok" || answer.kind === "gone") return readings.delete(row.id);
  const delivery = answer.kind === "refused" ? "attention" : "saved";
  return readings.put({ ...row, delivery, problem: answer.problem });
};

/**
 * Do to the record what the answer demands; a record that is gone meanwhile stays gone.
 * @param {Job} job
 * @param {Answer} answer
 */
export const settle = async (job, answer) => {
  await write([...WHOLE, "calls", "readings"], async (transaction) => {
    if (job.store === "readings") return void (await settleReading(transaction, job.row, answer));
    if (job.store === "reports") return settleReport(transaction, job.row, answer);
    if (job.store === "amendments" || job.store === "messages") return settleDetail(transaction, job, answer);
    if (job.store === "media") return settleMedium(transaction, job.row, answer);
    return settleCall(transaction, job.row, answer);
  });
  announce("changed");
};

/**
 * How long to leave a report in peace: the longer ago it was made, the longer; a clock that was set back changes nothing.
 * @param {Report} report
 */
const pace = ({ createdAt }) => Math.min(SLOWEST_PACE, Math.max(QUICKEST_PACE, Math.abs(Date.now() - createdAt) / 20));

/**
 * The reports to ask for, the longest unasked first. `eager`: somebody is looking, so that even a closed one, which may
 * have been opened again, is asked for now and then. Never what was withdrawn, and nothing older than any office keeps.
 * @param {boolean} eager
 */
export const followedReports = async (eager) => {
  const reports = await read(["reports"], (transaction) => transaction.objectStore("reports").getAll());
  const since = Date.now() - 120 * DAY;
  const isDue = (/** @type {Report} */ report) => {
    const rest = Math.abs(Date.now() - (report.askedAt ?? 0));
    if (report.state === "closed") return eager && rest > SLOWEST_PACE;
    // On opening, a young report is asked for at once.
    return rest >= (eager ? (pace(report) - QUICKEST_PACE) / 60 : pace(report));
  };
  return reports
    .filter((report) => report.delivery === "arrived" && report.createdAt > since && isDue(report))
    .sort((a, b) => (a.askedAt ?? 0) - (b.askedAt ?? 0));
};

/**
 * Keep what the server tells about a report.
 * @param {string} id
 * @param {Answer} answer
 */
export const noteState = async (id, answer) => {
  if (answer.kind === "later") return;
  const changed = await write(WHOLE, async (transaction) => {
    const reports = transaction.objectStore("reports");
    const report = await reports.get(id);
    if (report?.delivery !== "arrived") return false;
    if (answer.kind === "gone" || (answer.kind === "ok" && answer.json.state === "withdrawn")) {
      await empty(transaction, id);
      return true;
    }
    const told = answer.kind === "ok" ? informed(report, answer.json) : report;
    await reports.put({ ...told, askedAt: Date.now() });
    return JSON.stringify(told) !== JSON.stringify(report);
  });
  if (changed) announce("changed");
};

/**
 * Drop what is done with: withdrawn reports after a day, calls that arrived once nobody will be asked about them; and what
 * readers said once the server has forgotten its id and would count it again.
 */
export const tidy = () =>
  write(["reports", "calls", "readings"], async (transaction) => {
    const readings = transaction.objectStore("readings");
    for (const { id, createdAt } of await readings.getAll()) {
      if (createdAt < Date.now() - READING_KEPT * DAY) await readings.delete(id);
    }
    for (const name of /** @type {const} */ (["reports", "calls"])) {
      const store = transaction.objectStore(/** @type {"reports"} */ (name));
      const [done, days] = name === "reports" ? ["withdrawn", 1] : ["arrived", 3];
      for (const row of await store.getAll()) {
        if (row.delivery === done && row.nextTryAt < Date.now() - days * DAY) await store.delete(row.id);
      }
    }
  });
