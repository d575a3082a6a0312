// A report that was begun waits on the start page for a day, until its reporter came to the last screen.
import { ngettext } from "./gettext.js";
import { listReports, save, subscribe } from "./outbox.js";

/** @import { ListedReport } from "./records.d.ts" */

const DAY = 86_400_000;
const line = /** @type {HTMLAnchorElement | null} */ (document.querySelector("[data-unfinished]"));

/** @param {ListedReport} report */
const isWaiting = ({ practice, delivery, createdAt, left, finished }) =>
  !practice &&
  !left &&
  !delivery.startsWith("withdr") &&
  !finished &&
  createdAt > Date.now() - DAY;

/** Let a report wait no longer, or again for whoever puts it off. @param {string} id @param {boolean} finished */
export const setFinished = (id, finished) =>
  save(["reports"], async (transaction) => {
    const reports = transaction.objectStore("reports");
    const report = await reports.get(id);
    if (report) await reports.put({ ...report, finished });
  }).then(show);

const show = async () => {
  if (!line) return;
  const waiting = (await listReports()).filter(isWaiting);
  const [latest] = waiting;
  line.hidden = !latest;
  line.parentElement?.toggleAttribute("data-waiting", Boolean(latest));
  if (!latest) return;
  // Whether it still happens is asked once.
  line.href = `#${latest.fields.ongoing === undefined ? "ongoing" : "what"}/${latest.id}`;
  /** @type {HTMLElement} */ (line.querySelector("span")).textContent = ngettext(
    "%(number)s Meldung ergänzen",
    "%(number)s Meldungen ergänzen",
    waiting.length,
  );
};

/** Show them, now and whenever something changes. Once a page. */
export const startUnfinished = () => {
  subscribe(() => void show().catch(() => {}));
  void show().catch(() => {});
};
