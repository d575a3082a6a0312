// Says aloud that nobody is signed in any more, so that what stands on the page is old from then on.

const EVENT = "office-session-end";

/** Whether an answer says that nobody is signed in any more: such a one is sent to the sign-in. @param {Response} response */
export const isSessionEnd = (response) => response.type === "opaqueredirect" || response.status === 403;

export const tellSessionEnd = () => {
  const word = document.querySelector("[data-session-end]");
  if (!(word instanceof HTMLElement) || !word.hidden) return;
  word.hidden = false;
  document.body.classList.add("session-ended");
  document.dispatchEvent(new CustomEvent(EVENT));
};

/** @param {() => void} listener */
export const onSessionEnd = (listener) => document.addEventListener(EVENT, listener);
