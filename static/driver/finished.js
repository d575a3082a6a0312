// What was finished on the tablet can be taken back for a moment: one tap is enough for it, and many hands tap there.
import { finishTask, reopenTask } from "./shift.js";

const MOMENT = 20_000;
// Whoever taps twice means once.
const SETTLING = 600;

/** @type {Map<string, { words: string, takeBack: () => Promise<unknown> }>} */
const finished = new Map();

/** What was finished a moment ago: in which words, and how to take it back. @param {string} id */
export const justFinished = (id) => finished.get(id);

/**
 * Finish a task.
 * @param {string} id
 * @param {string} words what was tapped
 * @param {() => void} onPast called when it can no longer be taken back
 * @param {() => Promise<unknown>} [unsay] takes back what was said of it beyond this tablet
 */
export const finish = async (id, words, onPast, unsay = async () => {}) => {
  await finishTask(id);
  const at = Date.now();
  const takeBack = async () => {
    if (Date.now() - at < SETTLING) return;
    finished.delete(id);
    await unsay();
    await reopenTask(id);
  };
  const one = { words, takeBack };
  finished.set(id, one);
  setTimeout(() => {
    if (finished.get(id) === one) finished.delete(id);
    onPast();
  }, MOMENT);
};
