// What readers say of an item: understood, or what is wrong. Saved first, sent second; nothing tells who it was.
import { readSetting } from "./database.js";
import { newId } from "./identity.js";
import { frozen, queue } from "./outbox.js";

/** @import { GuidanceItem, Reader, Writing } from "./records.d.ts" */

/** @param {GuidanceItem} item */
const pressed = ({ slug, version }) => `understood:${slug}/${version}`;

/** Whether "understood" was pressed here for this version. Where many use a tablet, each presses for themselves. @param {GuidanceItem} item */
export const isUnderstood = async (item) => !(await readSetting("shared_pin")) && Boolean(await readSetting(pressed(item)));

/** @param {Writing} transaction @param {Reader["what"]} what @param {object} fields */
const add = async (transaction, what, fields) => {
  const code = await transaction.objectStore("settings").get("enrolment");
  const enrolment = typeof code === "string" ? code : null;
  await transaction
    .objectStore("readings")
    .add({ id: newId(), what, ...frozen({ ...fields, enrolment }), delivery: "saved" });
};

/** Note that somebody pressed "understood". Rejects with `NotSaved`. @param {GuidanceItem} item @param {string} group */
export const noteUnderstood = (item, group) =>
  queue(["readings", "settings"], async (transaction) => {
    const settings = transaction.objectStore("settings");
    const shared = await settings.get("shared_pin");
    if (!shared && (await settings.get(pressed(item)))) return;
    if (!shared) await settings.put(true, pressed(item));
    await add(transaction, "understood", { slug: item.slug, version: item.version, target_group: group });
  });

/**
 * Note what is wrong with an item. Rejects with `NotSaved`.
 * @param {GuidanceItem} item
 * @param {string} group
 * @param {{ kind: string, text: string | null }} said
 */
export const noteFeedback = (item, group, said) =>
  queue(["readings", "settings"], (transaction) =>
    add(transaction, "feedback", {
      slug: item.slug,
      version: item.version,
      target_group: group,
      language: item.language,
      ...said,
    }),
  );
