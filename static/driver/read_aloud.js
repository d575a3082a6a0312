// Has the German sentence read out by a voice of this device. A voice from the network would carry it to somebody else.

const button = /** @type {HTMLElement} */ (document.querySelector("[data-read]"));
const sentence = /** @type {HTMLElement} */ (document.querySelector("[data-sentence]"));

const localVoice = () =>
  speechSynthesis.getVoices().find(({ lang, localService }) => localService && /^de\b/i.test(lang));

const offer = () => {
  button.hidden = !localVoice();
};

const read = () => {
  const voice = localVoice();
  if (speechSynthesis.speaking || !voice) return speechSynthesis.cancel();
  const words = new SpeechSynthesisUtterance(sentence.innerText);
  words.voice = voice;
  words.lang = voice.lang;
  words.rate = 0.9;
  speechSynthesis.speak(words);
};

/** Offer it where the device has a German voice of its own; a second tap ends it. */
export const startReading = () => {
  if (!("speechSynthesis" in globalThis)) return;
  offer();
  // Voices come late.
  speechSynthesis.addEventListener?.("voiceschanged", offer);
  button.addEventListener("click", read);
  addEventListener("pagehide", () => speechSynthesis.cancel());
};
