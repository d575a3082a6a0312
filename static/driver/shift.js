// What a shift at the rest stop has open: fixed tasks, kept on this tablet alone and gone with the shift; only the video of
// a shift that was forgotten waits as long as it is there. No free text.
import { read, readSetting, readTicks, write, writeSetting } from "./database.js";
import { withoutDeparture } from "./details/departure.js";
import { ownPlace } from "./position.js";
import { leaveCalls } from "./shared_tablet.js";

/** @import { Report, ReportFields, Site, Writing } from "./records.d.ts" */

/** @typedef {"video" | "police" | "report"} TaskKind */
/**
 * Times in milliseconds since 1970. `seenAt`: when it was observed, if that is not when the task began; `until`: when the
 * video is overwritten; `report`: null of what was begun by hand, empty of what outlived its shift; `stillAt`: when it was
 * last said to be there; `atSite`: the report's place is the site's own, so it is known here also when the report is not
 * any more.
 * @typedef {{ id: string, kind: TaskKind, startedAt: number, until: number | null, report: string | null, stillAt: number | null, doneAt: number | null, seenAt?: number, atSite?: boolean }} Task
 */

const PREFIX = "task:";
const every = (/** @type {string} */ prefix) => IDBKeyRange.bound(prefix, `${prefix}\uffff`);
const EVERY = every(PREFIX);
// Which notices somebody has read: the next shift has read none.
const READ = every("seen:");
const MINUTE = 60_000;
const HOUR = 3_600_000;
const ENDED = "shift_ended_at";
const USUAL_HOURS = 24;
// Longer is no shift: whoever forgot to end it has ended it.
const LONGEST_SHIFT = 14 * HOUR;

/** After how many hours the site's video is overwritten: as the operator says, else as was set here. */
export const videoHours = async () => {
  const [site, own] = await Promise.all([readSetting("site"), readSetting("video_hours")]);
  return Number(/** @type {Site | undefined} */ (site)?.video_hours ?? own ?? USUAL_HOURS);
};

/** The tasks of this shift, the most urgent first. @returns {Promise<Task[]>} */
export const listTasks = async () => {
  const tasks = /** @type {Task[]} */ (
    await read(["settings"], (transaction) => transaction.objectStore("settings").getAll(EVERY))
  );
  return tasks.sort((a, b) => (a.until ?? a.startedAt) - (b.until ?? b.startedAt));
};

/**
 * Open a task once: the same kind for the same report is the same task. Gives its id where it is new.
 * @param {TaskKind} kind
 * @param {{ startedAt?: number, report?: string | null }} [about]
 */
export const openTask = async (kind, { startedAt = Date.now(), report = null } = {}) => {
  // A second tap within the minute is the same.
  const id = `${PREFIX}${kind}:${report ?? Math.floor(startedAt / MINUTE)}`;
  const until = kind === "video" ? startedAt + (await videoHours()) * HOUR : null;
  return write(["settings"], async (transaction) => {
    const settings = transaction.objectStore("settings");
    if ((await settings.get(id)) !== undefined) return undefined;
    await settings.put({ id, kind, startedAt, until, report, stillAt: null, doneAt: null }, id);
    return id;
  });
};

/** As if it had never been opened. @param {string} id */
export const dropTask = (id) => writeSetting(id, undefined);

/** @param {string} id @param {Partial<Task>} change */
const changeTask = (id, change) =>
  write(["settings"], async (transaction) => {
    const settings = transaction.objectStore("settings");
    const task = /** @type {Task | undefined} */ (await settings.get(id));
    if (task) await settings.put({ ...task, ...change }, id);
  });

/** @param {string} id */
export const finishTask = (id) => changeTask(id, { doneAt: Date.now() });

/** @param {string} id */
export const reopenTask = (id) => changeTask(id, { doneAt: null });

/** What was reported is still there. @param {string} id */
export const noteStillThere = (id) => changeTask(id, { stillAt: Date.now() });

/** The video is that of the observation, whose time may be told after the tap. @param {string} id @param {number} seenAt */
const moveVideo = async (id, seenAt) => {
  if (Number.isFinite(seenAt)) await changeTask(id, { seenAt, until: seenAt + (await videoHours()) * HOUR });
};

/** Whether a report says of its place what this tablet says of itself, and nothing else. @param {ReportFields["place"]} place */
const isAtSite = async (place) => {
  const own = Object.entries((await ownPlace()) ?? {});
  return own.length > 0 && !withoutDeparture(place?.text) && own.every(([name, value]) => /** @type {any} */ (place)?.[name] === value);
};

/** What was taken back leaves nothing to do. @param {Report[]} reports */
const dropTasks = async (reports) => {
  const open = new Set(reports.filter(({ delivery }) => !delivery.startsWith("withdr")).map(({ id }) => id));
  await write(["settings"], async (transaction) => {
    const settings = transaction.objectStore("settings");
    for (const { id, report } of /** @type {Task[]} */ (await settings.getAll(EVERY))) {
      if (report && !open.has(report)) await settings.delete(id);
    }
  });
};

/** Each report of this shift has its video to be secured and its code open. @param {Report[]} reports */
export const openTasksOf = async (reports) => {
  await dropTasks(reports);
  const since = Math.max(Number((await readSetting(ENDED)) ?? 0), Date.now() - LONGEST_SHIFT);
  for (const { id, createdAt, practice, delivery, fields } of reports) {
    if (practice || delivery.startsWith("withdr") || createdAt < since) continue;
    await openTask("video", { startedAt: createdAt, report: id });
    await openTask("report", { startedAt: createdAt, report: id });
    // Of a report that was emptied the tasks keep what they had.
    if (!fields.captured_at) continue;
    await moveVideo(`${PREFIX}video:${id}`, Date.parse(fields.observed_at ?? ""));
    await changeTask(`${PREFIX}report:${id}`, { atSite: await isAtSite(fields.place) });
  }
};

/** Whether a video still has to be secured, and still can be. @param {Task} task */
const isPending = ({ kind, until, doneAt }) => kind === "video" && doneAt === null && Number(until) > Date.now();

/** The tasks of a shift go; of one that was forgotten nobody was asked about the videos: those that are pending stay. @param {Writing} transaction @param {boolean} forgotten */
const leaveTasks = async (transaction, forgotten) => {
  const settings = transaction.objectStore("settings");
  const tasks = /** @type {Task[]} */ (await settings.getAll(EVERY));
  await settings.delete(EVERY);
  for (const task of tasks.filter((each) => forgotten && isPending(each))) {
    // Its report goes; that it was one tells it from another.
    await settings.put({ ...task, report: task.report && "" }, task.id);
  }
};

/**
 * End the shift: every task and tick goes, and of every report that has arrived all that this tablet still held.
 * @param {{ forgotten?: boolean }} [how] whether nobody ended it
 */
export const endShift = ({ forgotten = false } = {}) =>
  write(["settings", "ticks", "reports", "amendments", "calls"], async (transaction) => {
    await leaveCalls(transaction);
    await leaveTasks(transaction, forgotten);
    await transaction.objectStore("settings").delete(READ);
    await transaction.objectStore("settings").put(Date.now(), ENDED);
    await transaction.objectStore("ticks").clear();
    const waiting = new Set((await transaction.objectStore("amendments").getAll()).map(({ report }) => report));
    const reports = transaction.objectStore("reports");
    for (const { id, delivery } of await reports.getAll()) {
      if (["arrived", "withdrawn"].includes(delivery) && !waiting.has(id)) await reports.delete(id);
    }
  });

/**
 * Whether a shift was forgotten: its oldest task or tick is older than any shift. What outlived an earlier one ends none;
 * where nothing else is open it goes a shift after the video has.
 */
export const isOver = async () => {
  const [tasks, ticks, ended] = await Promise.all([listTasks(), readTicks(""), readSetting(ENDED)]);
  const isOwn = (/** @type {Task} */ { startedAt }) => startedAt >= Number(ended ?? 0);
  const own = [...tasks.filter(isOwn).map(({ startedAt }) => startedAt), ...ticks.values()];
  const oldest = Math.min(...(own.length ? own : tasks.map(({ until }) => Number(until))));
  return oldest < Date.now() - LONGEST_SHIFT;
};
