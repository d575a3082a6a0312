// What was finished or opened by hand on the tablet can be taken back for a moment: one tap is enough for it, and many hands
// tap there.
import { dropTask, finishTask, openTask, reopenTask } from "./shift.js";

/** @import { TaskKind } from "./shift.js" */

const MOMENT = 20_000;
// Whoever taps twice means once.
const SETTLING = 600;

/** @typedef {{ words: string, takeBack: () => Promise<unknown> }} Done */
/** @type {Map<string, Done>} */
const finished = new Map();
/** @type {Map<string, Done>} */
const opened = new Map();

/** What was finished a moment ago: in which words, and how to take it back. @param {string} id */
export const justFinished = (id) => finished.get(id);

/** What was opened by hand a moment ago, and how to take it back. @param {string} id */
export const justOpened = (id) => opened.get(id);

/**
 * @param {Map<string, Done>} among
 * @param {string} id
 * @param {string} words what was tapped
 * @param {() => Promise<unknown>} undo
 * @param {() => void} onPast called when it can no longer be taken back
 */
const holdForAMoment = (among, id, words, undo, onPast) => {
  const at = Date.now();
  const takeBack = async () => {
    if (Date.now() - at < SETTLING) return;
    among.delete(id);
    await undo();
  };
  const one = { words, takeBack };
  among.set(id, one);
  setTimeout(() => {
    if (among.get(id) === one) among.delete(id);
    onPast();
  }, MOMENT);
};

/**
 * Finish a task.
 * @param {string} id
 * @param {string} words what was tapped
 * @param {() => void} onPast called when it can no longer be taken back
 * @param {() => Promise<unknown>} [unsay] takes back what was said of it beyond this tablet
 */
export const finish = async (id, words, onPast, unsay = async () => {}) => {
  await finishTask(id);
  const undo = async () => {
    await unsay();
    await reopenTask(id);
  };
  holdForAMoment(finished, id, words, undo, onPast);
};

/** Open a task by hand. @param {TaskKind} kind @param {() => void} onPast called when it can no longer be taken back */
export const openByHand = async (kind, onPast) => {
  const id = await openTask(kind);
  if (id) holdForAMoment(opened, id, "", () => dropTask(id), onPast);
};
