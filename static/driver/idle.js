// A tablet that nobody touches goes back to its start, after a word of warning that any touch takes back.

const IDLE = 60_000;
const WARNING = 10_000;
const SIGNS = ["pointerdown", "keydown", "input", "wheel"];

/**
 * Once a page.
 * @param {{ warn: (soon: boolean) => void, home: () => void }} told `warn`: show the warning, or take it back
 */
export const startIdling = ({ warn, home }) => {
  /** @type {ReturnType<typeof setTimeout>[]} */
  let timers = [];
  let touchedAt = Date.now();
  const leave = () => {
    warn(false);
    home();
  };
  const restart = () => {
    timers.forEach(clearTimeout);
    touchedAt = Date.now();
    warn(false);
    timers = [setTimeout(() => warn(true), IDLE - WARNING), setTimeout(leave, IDLE)];
  };
  for (const sign of SIGNS) addEventListener(sign, restart, { capture: true, passive: true });
  // Timers stand still while a tablet sleeps; its clock does not.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible" && Date.now() - touchedAt > IDLE) leave();
  });
  restart();
};
