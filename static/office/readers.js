// Says who else has the report open, and that it is open here: a short question now and then, no held connection.

const EVERY_MS = 20_000;
const PATIENCE_MS = 10_000;

/** One question to the server; false where nobody is signed in any more. @param {Element} place @param {string} address */
const ask = async (place, address) => {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const response = await fetch(`${address}/readers`, { cache: "no-store", redirect: "manual", signal });
  if (response.type === "opaqueredirect" || response.status === 403) return false;
  if (!response.ok) return true;
  const fresh = new DOMParser().parseFromString(await response.text(), "text/html").querySelector("[data-readers]");
  // Said again only when it changed: it stands in a live region.
  if (fresh && fresh.textContent !== place.textContent) place.replaceChildren(...fresh.childNodes);
  return true;
};

/** @param {Element} place @param {string} address */
const keepAsking = async (place, address) => {
  const goesOn = document.visibilityState === "hidden" || (await ask(place, address).catch(() => true));
  if (goesOn) setTimeout(keepAsking, EVERY_MS, place, address);
};

const place = document.querySelector("[data-readers]");
const work = document.querySelector("[data-steps]");
if (place && work instanceof HTMLElement) setTimeout(keepAsking, EVERY_MS, place, work.dataset.address ?? "");

// A module: its names are its own.
export {};
