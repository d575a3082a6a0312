// What the server refused for good: tried again, mended or taken along. A frozen record never changes, so a corrected
// one is a new one.
import { read } from "./database.js";
import { newId } from "./identity.js";
import { WHOLE, amendmentsOf, deleteDetails, frozen, getReport, newReport, queue } from "./outbox.js";

/** @import { ReportFields } from "./records.d.ts" */

/**
 * Try again what the server refused, amendments, answers and media included.
 * @param {string} id
 */
export const retryReport = (id) =>
  queue(WHOLE, async (transaction) => {
    const reports = transaction.objectStore("reports");
    const report = await reports.get(id);
    if (report?.delivery === "attention") await reports.put({ ...report, delivery: "saved", nextTryAt: 0 });
    for (const amendment of await amendmentsOf(transaction, id)) {
      await transaction.objectStore("amendments").put({ ...amendment, delivery: "saved", nextTryAt: 0 });
    }
    for (const medium of await transaction.objectStore("media").index("report").getAll(id)) {
      if (medium.delivery !== "attention") continue;
      await transaction.objectStore("media").put({ ...medium, delivery: "saved", nextTryAt: 0 });
    }
    for (const message of await transaction.objectStore("messages").index("report").getAll(id)) {
      await transaction.objectStore("messages").put({ ...message, delivery: "saved", nextTryAt: 0 });
    }
  });

/**
 * Put a corrected report in the place of one that the server refused: a new record, since a frozen one never changes.
 * Its amendments are part of it, its media go over to it. Undefined where the report is not one that needs attention.
 * @param {string} id
 * @param {ReportFields} fields
 */
export const editReport = (id, fields) =>
  queue(WHOLE, async (transaction) => {
    const reports = transaction.objectStore("reports");
    const report = await reports.get(id);
    if (report?.delivery !== "attention") return undefined;
    const made = newReport({ ...report.fields, ...fields });
    const media = transaction.objectStore("media");
    for (const medium of await media.index("report").getAll(id)) await media.put({ ...medium, report: made.id });
    await deleteDetails(transaction, id);
    await reports.delete(id);
    await reports.add({ ...made, createdAt: report.createdAt });
    return made;
  });

/** What the server refused of the details to a report, the oldest first. @param {string} id */
export const refusedAmendments = (id) =>
  read(["amendments"], async (transaction) => {
    const amendments = await amendmentsOf(transaction, id);
    return amendments.filter(({ delivery }) => delivery === "attention").sort((a, b) => a.number - b.number);
  });

/**
 * Put one corrected amendment in the place of those that the server refused. False where the report is gone.
 * @param {string} id
 * @param {ReportFields} fields
 */
export const replaceRefused = (id, fields) =>
  queue(["reports", "amendments"], async (transaction) => {
    const reports = transaction.objectStore("reports");
    const report = await reports.get(id);
    if (!report) return false;
    const amendments = transaction.objectStore("amendments");
    const earlier = await amendmentsOf(transaction, id);
    for (const each of earlier) if (each.delivery === "attention") await amendments.delete(each.id);
    const number = 1 + Math.max(0, ...earlier.map((each) => each.number));
    await amendments.add({ id: newId(), report: id, number, ...frozen(fields), delivery: "saved" });
    await reports.put({ ...report, fields: { ...report.fields, ...fields } });
    return true;
  });

/**
 * A report as readable text (JSON) without its secret, to be handed over by other means; undefined where there is none.
 * @param {string} id
 */
export const exportReport = async (id) => {
  const report = await getReport(id);
  if (!report) return undefined;
  const answers = report.answers.map(({ fields }) => fields);
  return JSON.stringify({ id, ...report.fields, answers, problem: report.problem }, null, 2);
};
