// The settings of this phone, and the way to take everything off it.
import { getEnrolment } from "./api.js";
import { carry } from "./carried.js";
import { readSetting, write, writeSetting } from "./database.js";
import { keepUnchecked, keptEnrolment, leaveEnrolment } from "./enrolment.js";
import { gettext, ngettext } from "./gettext.js";
import { WHOLE, announce, countUnsent, listReports, subscribe } from "./outbox.js";

/** @import { Enrolment, StoreName } from "./records.d.ts" */

/** @type {StoreName[]} */
const STORES = [...WHOLE, "calls", "readings", "settings", "ticks"];

/** @param {string} name @returns {HTMLElement} */
const part = (name) => /** @type {HTMLElement} */ (document.querySelector(`[data-${name}]`));
/** @type {NodeListOf<HTMLButtonElement>} */
const groups = document.querySelectorAll("button[data-group]");
const code = /** @type {HTMLInputElement} */ (document.querySelector("[name=enrolment]"));

const showGroup = async () => {
  const group = await readSetting("target_group");
  for (const button of groups) button.setAttribute("aria-pressed", String(button.dataset.group === group));
};

/** Whether the server took the code with the last report that carried it; undefined before any arrived. @param {string} kept */
const isTaken = async (kept) => {
  const last = (await listReports()).find(({ delivery, fields }) => delivery === "arrived" && fields.enrolment === kept);
  return last && !last.ignored.includes("/enrolment");
};

/** @param {string} kept @param {Enrolment | undefined} about */
const enrolmentWords = async (kept, about) => {
  const taken = await isTaken(kept);
  if (taken === false) return gettext("Der Code %(code)s gilt nicht. Ihre Meldungen zählen für keinen Verband.", { code: kept });
  const names = about && [about.association, about.site?.name].filter(Boolean).join(" · ");
  if (names) return gettext("%(names)s, Code %(code)s", { names, code: kept });
  return taken
    ? gettext("Der Code %(code)s gilt.", { code: kept })
    : gettext("Behalten: %(code)s. Ob er gilt, zeigt sich erst mit einer Meldung.", { code: kept });
};

const showEnrolment = async () => {
  const { code: kept, about } = await keptEnrolment();
  part("enrolment-kept").hidden = !kept;
  part("enrolment").hidden = Boolean(kept);
  /** @type {HTMLElement} */ (part("enrolment-kept").querySelector("span")).textContent = kept ? await enrolmentWords(kept, about) : "";
};

const showStorage = async () => {
  const persisted = await navigator.storage?.persisted?.();
  part("storage").textContent = persisted
    ? gettext("Dieses Telefon hält die Daten der App dauerhaft.")
    : gettext("Wird der Platz knapp, darf dieses Telefon Daten der App löschen. Senden Sie offene Meldungen bald.");
};

const showUnsent = async () => {
  part("unsent-warning").hidden = (await countUnsent()) === 0;
};

const show = () => Promise.all([showGroup(), showEnrolment(), showStorage(), showUnsent()]);

/** On paper it stands in groups, and a hand writes other letters for 0 and 1: a code has no O, I or L. @param {string} typed */
const asRead = (typed) => typed.toUpperCase().replace(/[\s.–-]/g, "").replaceAll("O", "0").replace(/[IL]/g, "1");

/** @param {boolean} wrong */
const tellWrong = (wrong) => {
  const error = part("enrolment-wrong");
  error.hidden = !wrong;
  code.setAttribute("aria-invalid", String(wrong));
  code.setAttribute("aria-describedby", wrong ? `${code.id}-hint ${error.id}` : `${code.id}-hint`);
  code.closest(".field")?.classList.toggle("field-wrong", wrong);
  if (wrong) code.focus();
};

/** @param {SubmitEvent} event */
const keepTyped = async (event) => {
  event.preventDefault();
  const typed = asRead(code.value);
  if (!typed) return;
  // Gone while it is looked at: what is told once more is heard once more.
  tellWrong(false);
  const known = await getEnrolment(typed);
  if (known === null) return tellWrong(true);
  // What it stands for and how many have it is said before it is kept.
  if (known) return location.assign(`/join/${encodeURIComponent(known.code)}?lang=${document.documentElement.lang}`);
  // Without network nobody can be asked; the server sees with a report whether the code holds.
  await keepUnchecked(typed);
  await show();
};

const askErase = async () => {
  const [reports, unsent] = await Promise.all([listReports(), countUnsent()]);
  const all = ngettext("%(number)s Meldung verschwindet von hier", "%(number)s Meldungen verschwinden von hier", reports.length);
  const open = ngettext("%(number)s davon wurde nie gesendet", "%(number)s davon wurden nie gesendet", unsent);
  part("erase-words").textContent = unsent ? `${all} · ${open}` : all;
  part("erased").textContent = "";
  part("erase-sure").hidden = false;
  part("erase").hidden = true;
  // Not on what cannot be undone.
  part("erase-not").focus();
};

const closeErase = () => {
  part("erase-sure").hidden = true;
  part("erase").hidden = false;
  part("erase").focus();
};

const erase = async () => {
  await write(STORES, (transaction) => Promise.all(STORES.map((store) => transaction.objectStore(store).clear())));
  for (const name of ["language", "night"]) document.cookie = `${name}=; Path=/; Max-Age=0; SameSite=Lax`;
  announce("changed");
  closeErase();
  await show();
  part("erased").textContent = gettext("Alles gelöscht.");
};

/** Chromium's own offer to install, kept until somebody wants it. @type {any} */
let offer = null;
addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  offer = event;
  part("install").hidden = false;
});

/** @param {string} name @param {(event: any) => Promise<unknown> | void} work @param {string} [type] */
const on = (name, work, type = "click") =>
  part(name).addEventListener(type, (event) => void Promise.resolve(work(event)).catch(() => {}));

on("enrolment", keepTyped, "submit");
on("enrolment", () => tellWrong(false), "input");
on("enrolment-remove", () => leaveEnrolment().then(showEnrolment));
on("install", () => offer?.prompt());
on("erase", askErase);
on("erase-not", closeErase);
on("erase-now", erase);
for (const button of groups) {
  button.addEventListener("click", () => {
    void writeSetting("target_group", button.dataset.group)
      .then(showGroup)
      .catch(() => {});
  });
}
const night = /** @type {HTMLInputElement} */ (part("night-wish"));
night.checked = !/(?:^|; )night=off/.test(document.cookie);
night.addEventListener("change", () => {
  document.cookie = `night=off; Path=/; Max-Age=${night.checked ? 0 : 31_536_000}; SameSite=Lax`;
  dispatchEvent(new Event("night"));
});

if ("BarcodeDetector" in globalThis) {
  void import("./scan.js").then(({ startScan }) => startScan((read) => (code.value = read))).catch(() => {});
}
subscribe(() => void Promise.all([showUnsent(), showEnrolment()]).catch(() => {}));
part("scripted").hidden = false;

// A code that came with the address, from a poster, is only kept when somebody says so.
const offered = new URLSearchParams(location.search).get("join");
if (offered) code.value = offered;
void carry(code, "code");
void show().catch(() => {});
