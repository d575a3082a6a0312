// A short tone when a new report that still goes on has come, into whatever list: for whoever asked for it, in this
// browser, and only once they have pressed something on the page, since before that no browser plays.
import { keep, recall } from "./choice.js";
import { onSessionEnd } from "./session_end.js";

const KEPT = "tone";
const [HERTZ, HERTZ_AFTER, LOUDNESS, LENGTH_S] = [660, 880, 0.15, 0.35];

/** @type {AudioContext | undefined} */
let audio;

/** Two notes, soft at both ends. */
const play = () => {
  if (!audio || audio.state !== "running") return;
  const [tone, gain, start] = [audio.createOscillator(), audio.createGain(), audio.currentTime];
  tone.frequency.setValueAtTime(HERTZ, start);
  tone.frequency.setValueAtTime(HERTZ_AFTER, start + LENGTH_S / 2);
  gain.gain.setValueAtTime(0, start);
  gain.gain.linearRampToValueAtTime(LOUDNESS, start + LENGTH_S / 10);
  gain.gain.linearRampToValueAtTime(0, start + LENGTH_S);
  tone.connect(gain).connect(audio.destination);
  tone.start(start);
  tone.stop(start + LENGTH_S);
  document.dispatchEvent(new CustomEvent("office-tone"));
};

const isWanted = () => recall(KEPT) === "on";

/** How many reports go on that nobody has seen, and when the last of them became visible. @param {HTMLElement} list */
const ongoing = (list) => {
  const [count = "0", moment = ""] = (list.dataset.ongoing ?? "").split(" ");
  return { count: Number(count), moment: Date.parse(moment) };
};

/** @param {HTMLElement} list */
const listen = (list) => {
  let known = ongoing(list);
  return () => {
    const { count, moment } = ongoing(list);
    // A later one has come; or an older one turned out to go on.
    if ((moment > known.moment || count > known.count) && isWanted()) play();
    known = { count, moment };
  };
};

const wake = async () => {
  audio ??= new AudioContext();
  await audio.resume();
};

const button = document.querySelector("[data-tone]");
const list = document.querySelector("[data-refresh] [data-ongoing]");

if (button instanceof HTMLElement && list instanceof HTMLElement) {
  const show = () => button.setAttribute("aria-pressed", String(isWanted()));
  button.hidden = false;
  show();
  button.addEventListener("click", () => {
    keep(KEPT, isWanted() ? "off" : "on");
    show();
    // Whoever switches it on hears what they will hear.
    if (isWanted()) void wake().then(play);
  });
  // Kept from an earlier day: the first press of anything wakes it.
  const wakeIfWanted = () => {
    if (isWanted()) void wake();
  };
  document.addEventListener("pointerdown", wakeIfWanted, { once: true });
  document.addEventListener("keydown", wakeIfWanted, { once: true });
  // The last tone: from now on none can come.
  onSessionEnd(() => {
    if (isWanted()) play();
    button.setAttribute("aria-pressed", "false");
    /** @type {HTMLButtonElement} */ (button).disabled = true;
  });
  new MutationObserver(listen(list)).observe(list, { attributeFilter: ["data-ongoing"] });
}
