// A report that was only tapped, or put off, waits on the start page for a day, until somebody completes it.
import { ngettext } from "./gettext.js";
import { listReports, save, subscribe } from "./outbox.js";

/** @import { ListedReport } from "./records.d.ts" */

const DAY = 86_400_000;
const DETAILS = /** @type {const} */ (["category", "text", "vehicle", "place"]);
const line = /** @type {HTMLAnchorElement | null} */ (document.querySelector("[data-unfinished]"));

/** @param {ListedReport} report */
const isWaiting = ({ practice, delivery, createdAt, fields, media, body, later }) =>
  !practice &&
  body !== "" &&
  !delivery.startsWith("withdr") &&
  createdAt > Date.now() - DAY &&
  (later || (!media.length && DETAILS.every((name) => !fields[name])));

/** Let a report wait until it is opened again, whatever it says already; or no longer. @param {string} id @param {boolean} later */
export const putOff = (id, later) =>
  save(["reports"], async (transaction) => {
    const reports = transaction.objectStore("reports");
    const report = await reports.get(id);
    if (report) await reports.put({ ...report, later });
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
