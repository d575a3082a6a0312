// The shift on the tablet: until when the video must be secured, and what is still open.
import { readSetting } from "./database.js";
import { depart, departureWords } from "./details/departure.js";
import { finish, justFinished, justOpened, openByHand } from "./finished.js";
import { gettext } from "./gettext.js";
import { guidanceIn } from "./guidance_list.js";
import { amendReport, getReport } from "./outbox.js";
import { ownPlace } from "./position.js";
import { endShift, isOver, listTasks, noteStillThere } from "./shift.js";
import { inOrder, showClocks } from "./shift_clocks.js";
import { leftWords, untilWords, videoName } from "./video_words.js";
import { standingOf, timeOf } from "./wording.js";

/** @import { ListedReport, Site } from "./records.d.ts" */
/** @import { Task } from "./shift.js" */

const MINUTE = 60_000;
const SOON = 60 * MINUTE;
const DONE_SHOWN = 10 * MINUTE;

/** @param {string} name @returns {HTMLElement} */
const part = (name) => /** @type {HTMLElement} */ (document.querySelector(`[data-${name}]`));

/** @param {string} tag @param {string} text @param {string} [className] */
const make = (tag, text, className = "") => Object.assign(document.createElement(tag), { textContent: text, className });

/** @param {string} label @param {() => Promise<unknown>} work */
const button = (label, work) => {
  const made = Object.assign(document.createElement("button"), { type: "button", className: "button button-plain", textContent: label });
  made.addEventListener("click", () => void work().then(showTasks).catch(() => {}));
  return made;
};

/** @param {string} big @param {string} small @param {Element[]} buttons */
const entry = (big, small, ...buttons) => {
  const item = document.createElement("li");
  const words = document.createElement("p");
  words.append(make("b", big), make("small", small));
  const row = make("div", "", "task-buttons");
  row.append(...buttons);
  item.append(words, ...(buttons.length ? [row] : []));
  return item;
};

const again = () => void showTasks().catch(() => {});

/** A button whose tap finishes a task. @param {Task} task @param {string} label @param {() => Promise<void | (() => Promise<unknown>)>} [say] what is said with it, and gives how to unsay it */
const finishing = ({ id }, label, say = async () => {}) =>
  button(label, async () => finish(id, label, again, (await say()) ?? undefined));

/** @param {Task} task */
const takingBack = ({ id, doneAt }) => {
  const one = doneAt ? justFinished(id) : justOpened(id);
  return one ? [button(gettext("Rückgängig"), one.takeBack)] : [];
};

/** @param {Task} task @param {string} big @param {string} small */
const doneEntry = (task, big, small) => {
  const item = entry(big, small, ...takingBack(task));
  item.className = "done";
  return item;
};

/** @param {Task} task */
const clock = (task) => {
  const name = videoName(task);
  if (task.doneAt) return doneEntry(task, gettext("Gesichert %(time)s", { time: timeOf(task.doneAt) }), name);
  const until = task.until ?? 0;
  const left = until - Date.now();
  const item = entry(untilWords(until), `${name} · ${leftWords(left)}`, ...takingBack(task), finishing(task, gettext("Gesichert")));
  item.className = left < SOON ? "soon" : "";
  return item;
};

/**
 * The place of a report as far as this tablet knows it. One that was emptied is at the site, or nobody here can tell.
 * @param {Task} task
 * @param {ListedReport} report
 */
const placeOf = async ({ atSite }, { fields }) => fields.place ?? (atSite ? await ownPlace() : undefined);

/** @param {Task} task @param {ListedReport} report */
const leavings = async (task, report) => {
  const left = async (/** @type {ListedReport["fields"]} */ said, /** @type {ListedReport["fields"]} */ before) => {
    await amendReport(report.id, { ongoing: false, ...said });
    return () => amendReport(report.id, { ongoing: report.fields.ongoing ?? null, ...before });
  };
  const gone = finishing(task, gettext("Weg"), () => left({}, {}));
  const { direction } = /** @type {Site | undefined} */ (await readSetting("site")) ?? {};
  const place = await placeOf(task, report);
  // A place replaces the one before as a whole: one that is not known is not touched.
  if (!direction || !place) return [gone];
  const towards = () => left({ place: depart(place, departureWords(direction, true)) }, { place });
  return [finishing(task, gettext("Weg Richtung %(place)s", { place: direction }), towards), gone];
};

/** @param {Task} task */
const reportEntry = async (task) => {
  const report = await getReport(task.report ?? "");
  if (!report) return null;
  const name = gettext("Meldung von %(time)s", { time: timeOf(task.startedAt) });
  if (task.doneAt) return doneEntry(task, name, justFinished(task.id)?.words ?? "");
  const still = async () => {
    await amendReport(report.id, { ongoing: true });
    await noteStillThere(task.id);
  };
  const buttons = [
    button(gettext("Noch da"), still),
    ...(await leavings(task, report)),
    finishing(task, gettext("Erledigt")),
  ];
  const stillThere = task.stillAt ? gettext("Noch da um %(time)s", { time: timeOf(task.stillAt) }) : "";
  return entry(name, [standingOf(report).words, stillThere].filter(Boolean).join(" · "), ...buttons);
};

/** @param {Task} task */
const policeEntry = (task) => {
  const name = gettext("Polizei kommt");
  if (task.doneAt) return doneEntry(task, name, justFinished(task.id)?.words ?? "");
  return entry(name, gettext("seit %(time)s", { time: timeOf(task.startedAt) }), ...takingBack(task), finishing(task, gettext("War da")));
};

const show = async () => {
  const tasks = await listTasks();
  const fresh = tasks.filter(({ doneAt }) => !doneAt || doneAt > Date.now() - DONE_SHOWN);
  showClocks(inOrder(fresh.filter(({ kind }) => kind === "video")).map(clock));
  const open = tasks.filter(({ kind, doneAt, id }) => kind !== "video" && (!doneAt || justFinished(id)));
  const entries = await Promise.all(open.map((task) => (task.kind === "police" ? policeEntry(task) : reportEntry(task))));
  const shown = entries.filter((each) => each !== null);
  part("tasks").replaceChildren(...shown);
  part("nothing-open").hidden = shown.some(({ className }) => className !== "done");
  const videos = tasks.filter(({ kind, doneAt }) => kind === "video" && !doneAt).length;
  part("video-open").textContent = gettext("Noch nicht gesicherte Videos: %(number)s", { number: videos });
  part("video-open").hidden = !videos;
};

/** One after the other: what was read earlier must not come last. */
let showing = Promise.resolve();
/** Show what is open as it is now. */
export const showTasks = () => (showing = showing.catch(() => {}).then(show));

const lists = make("div", "", "shift-lists");
// What stood there before stays while nothing has come.
const guidance = guidanceIn(lists, { onShown: () => guidance.find().length && part("shift-checklist").replaceChildren(lists) });

/** As nobody has used it yet. */
const renewGuidance = () => {
  guidance.forget();
  return guidance.show("rest_stop");
};

/** As whoever comes next expects it: from its top, and nothing open that one touch deletes. */
const tidy = () => {
  part("end-shift-sure").hidden = true;
  /** @type {HTMLDetailsElement} */ (part("more-clocks")).open = false;
  /** @type {HTMLElement} */ (document.querySelector(".tablet-right")).scrollTop = 0;
  // Where the tablet stands upright.
  scrollTo(0, 0);
};

/** @param {{ forgotten?: boolean }} [how] */
const end = async (how) => {
  await endShift(how);
  for (const question of ["after-call", "after-wait"]) part(question).hidden = true;
  tidy();
  await renewGuidance();
  await showTasks();
};

/** Show the shift and keep it up to date. Once a page. */
export const startPanels = () => {
  for (const each of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-open-task]"))) {
    const kind = /** @type {Task["kind"]} */ (each.dataset.openTask);
    each.addEventListener("click", () => void openByHand(kind, again).then(showTasks).catch(() => {}));
  }
  part("end-shift").addEventListener("click", () => {
    part("end-shift-sure").hidden = false;
    // It may lie below the edge; the focus brings it there.
    part("end-shift-not").focus();
  });
  part("end-shift-not").addEventListener("click", () => (part("end-shift-sure").hidden = true));
  part("end-shift-now").addEventListener("click", () => void end().catch(() => {}));
  setInterval(() => void isOver().then((over) => (over ? end({ forgotten: true }) : showTasks())).catch(() => {}), MINUTE);
  void showTasks().catch(() => {});
  void renewGuidance().catch(() => {});
  addEventListener("tablet-home", () => {
    tidy();
    void renewGuidance().catch(() => {});
  });
};
