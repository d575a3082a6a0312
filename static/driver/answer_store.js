// Answers to the office: saved first, sent second, as records of their own.
import { newId } from "./identity.js";
import { announce, frozen, queue, save } from "./outbox.js";

/** @import { AnswerFields, Message } from "./records.d.ts" */

/**
 * Save an answer; it takes the place of one to the same question of which nothing left the phone, or that was refused.
 * False where the report is gone. Rejects with `NotSaved`.
 * @param {string} report
 * @param {AnswerFields} fields
 */
export const saveAnswer = (report, fields) =>
  queue(["reports", "messages"], async (transaction) => {
    const row = await transaction.objectStore("reports").get(report);
    if (!row || row.delivery.startsWith("withdr")) return false;
    const messages = transaction.objectStore("messages");
    const earlier = await messages.index("report").getAll(report);
    for (const each of earlier) if (isReplaceable(each) && each.fields.in_reply_to === fields.in_reply_to) await messages.delete(each.id);
    const number = 1 + Math.max(0, ...earlier.map((each) => each.number));
    await messages.add({ id: newId(), report, number, ...frozen(fields), delivery: "saved" });
    return true;
  });

/** Try again what the server refused. @param {string} id */
export const retryAnswer = (id) =>
  queue(["messages"], async (transaction) => {
    const row = await transaction.objectStore("messages").get(id);
    if (row) await transaction.objectStore("messages").put({ ...row, delivery: "saved", nextTryAt: 0 });
  });

/**
 * Take back an answer that the server cannot have, or has refused; false where it may be there already.
 * @param {string} id
 */
export const removeAnswer = async (id) => {
  const removed = await save(["messages"], async (transaction) => {
    const messages = transaction.objectStore("messages");
    const row = await messages.get(id);
    if (!row || !isReplaceable(row)) return false;
    await messages.delete(id);
    return true;
  });
  announce("changed");
  return removed;
};

/** Nothing of it is with the server. @param {Message} message */
export const isReplaceable = ({ attempts, delivery }) => attempts === 0 || delivery === "attention";
