// Brings the similar reports into a report's page once it stands, and links from there without leaving it. Whatever does
// not work as hoped happens as without script: on the page of its own.

const PATIENCE_MS = 20_000;

/** The list in a page of the server, without the title that the section has already. @param {string} text */
const listIn = (text) => {
  const list = new DOMParser().parseFromString(text, "text/html").querySelector("[data-part='similar']");
  list?.querySelector("h2")?.remove();
  return list;
};

/** @param {HTMLElement} section @param {boolean} busy */
const say = (section, busy) => {
  const word = section.querySelector("[data-similar-word]");
  if (word instanceof HTMLElement) word.hidden = !busy;
};

/** Show what the server answered; false where it was no list. @param {HTMLElement} section @param {Response} answer */
const show = async (section, answer) => {
  const list = answer.ok ? listIn(await answer.text()) : null;
  if (!list) return false;
  section.querySelector("[data-part='similar']")?.remove();
  section.querySelector("p:not([role])")?.remove();
  section.append(document.importNode(list, true));
  return true;
};

/** @param {HTMLElement} section */
const load = async (section) => {
  say(section, true);
  const ask = fetch(section.dataset.similar ?? "", { cache: "no-store", redirect: "error", signal: AbortSignal.timeout(PATIENCE_MS) });
  // The link to the page of its own stays where this fails.
  await ask.then((answer) => show(section, answer)).catch(() => false);
  say(section, false);
};

/** @param {HTMLElement} section @param {HTMLFormElement} form */
const send = async (section, form) => {
  const sent = fetch(form.action, { method: "POST", body: new FormData(form), signal: AbortSignal.timeout(PATIENCE_MS) });
  const shown = await sent.then((answer) => show(section, answer)).catch(() => false);
  // What was refused says so on a page of its own; the same again changes nothing twice.
  if (shown) section.querySelector("h2")?.focus();
  else form.submit();
};

const part = document.querySelector("[data-similar]");
if (part instanceof HTMLElement) {
  part.querySelector("h2")?.setAttribute("tabindex", "-1");
  part.addEventListener("submit", (event) => {
    if (!(event.target instanceof HTMLFormElement)) return;
    event.preventDefault();
    void send(part, event.target);
  });
  void load(part);
}

// A module: its names are its own.
export {};
