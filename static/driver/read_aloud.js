// Has a text read out by a voice of this device. A voice from the network would carry it to somebody else.

/** The button whose text is read. @type {HTMLElement | null} */
let reading = null;

/** @param {string} language */
const localVoice = (language) =>
  speechSynthesis.getVoices().find(({ lang, localService }) => localService && lang.toLowerCase().split(/[-_]/)[0] === language);

const stop = () => {
  speechSynthesis.cancel();
  reading?.setAttribute("aria-pressed", "false");
  reading = null;
};

/** @param {HTMLElement} button @param {SpeechSynthesisVoice} voice @param {string[]} lines */
const read = (button, voice, lines) => {
  reading = button;
  button.setAttribute("aria-pressed", "true");
  for (const [index, line] of lines.entries()) {
    const words = Object.assign(new SpeechSynthesisUtterance(line), { voice, lang: voice.lang, rate: 0.9 });
    if (index === lines.length - 1) words.addEventListener("end", () => reading === button && stop());
    speechSynthesis.speak(words);
  }
};

/**
 * Offer it where the device has a voice of its own for the language; a second tap ends it.
 * @param {HTMLElement} button hidden until then
 * @param {string} language
 * @param {() => string[]} lines
 */
export const offerReading = (button, language, lines) => {
  if (!("speechSynthesis" in globalThis)) return;
  const offer = () => {
    button.hidden = !localVoice(language);
  };
  offer();
  // Voices come late.
  speechSynthesis.addEventListener?.("voiceschanged", offer);
  button.addEventListener("click", () => {
    const again = reading === button && speechSynthesis.speaking;
    const voice = localVoice(language);
    stop();
    if (voice && !again) read(button, voice, lines());
  });
  addEventListener("pagehide", stop);
};
