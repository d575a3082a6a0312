// Practice ends by itself, and what turns out to be real becomes a real report. 110 stays real in any case.
import { saveEntered } from "./languages.js";
import { newId } from "./identity.js";
import { WHOLE, newReport, piecesOf, queue, takeBack } from "./outbox.js";

/** @import { Writing } from "./records.d.ts" */

const LASTS = 600_000;
const root = document.documentElement;
const ends = Date.now() + LASTS;

/** @param {Writing} transaction @param {string} from @param {string} to */
const copyMedia = async (transaction, from, to) => {
  const [media, pieces] = [transaction.objectStore("media"), transaction.objectStore("pieces")];
  for (const medium of await media.index("report").getAll(from)) {
    const id = newId();
    const [keys, bytes] = await Promise.all([pieces.getAllKeys(piecesOf(medium.id)), pieces.getAll(piecesOf(medium.id))]);
    for (const [index, [, number]] of keys.entries()) await pieces.put(/** @type {ArrayBuffer} */ (bytes[index]), [id, number]);
    const delivery = medium.delivery === "arrived" ? "saved" : medium.delivery;
    await media.add({ ...medium, id, report: to, delivery, attempts: 0, nextTryAt: 0, problem: null });
  }
};

/**
 * A real report with all that a practised one says, under an id, a secret and a reference of its own; the practised one
 * goes, on the phone and on the server. In one transaction: never both, never neither. Undefined where it is none.
 * @param {string} id
 */
export const makeReal = (id) =>
  queue(WHOLE, async (transaction) => {
    const reports = transaction.objectStore("reports");
    const practised = await reports.get(id);
    if (!practised?.practice || practised.delivery.startsWith("withdr")) return undefined;
    const real = newReport({ ...practised.fields, practice: false });
    await reports.add(real);
    await copyMedia(transaction, id, real.id);
    await takeBack(transaction, practised);
    return real;
  });

const send = async () => {
  const { report } = root.dataset;
  await saveEntered();
  const real = report && (await makeReal(report));
  if (!real) return;
  const [step] = location.hash.slice(1).split("/");
  location.replace(`/${root.lang}/#${step}/${real.id}`);
};

const close = async () => {
  await saveEntered();
  location.replace(`/${root.lang}/`);
};
const closeIfOver = () => Date.now() >= ends && void close();

document.querySelector("[data-real]")?.addEventListener("click", () => void send().catch(() => {}));
setTimeout(closeIfOver, LASTS);
// Timers rest while the phone does.
document.addEventListener("visibilitychange", closeIfOver);
addEventListener("pageshow", closeIfOver);
