// The office's questions about a report, with big buttons to answer, and what became of each answer.
import { isReplaceable, removeAnswer, retryAnswer, saveAnswer } from "./answer_store.js";
import { carry } from "./carried.js";
import { gettext } from "./gettext.js";
import { directionOf } from "./lettering.js";
import { fill, offer, piece, slot, table } from "./pieces.js";
import { UNSENT, timeOf } from "./wording.js";

/** @import { ListedReport, Message, ServerMessage } from "./records.d.ts" */

const { lang } = document.documentElement;
const WORDS = table("questions");

/** @param {string | null | undefined} answer */
const answerWords = (answer) => (answer && WORDS.answers?.[answer]) || "";

/** A language by its name in the page's language. @param {string} code */
const languageName = (code) => {
  try {
    return new Intl.DisplayNames([lang], { type: "language" }).of(code) ?? code;
  } catch {
    return code;
  }
};

/** Somebody's own words, in their own direction. @param {HTMLElement} made @param {string | null | undefined} words */
const fillOwn = (made, words) => {
  fill(made, "text", words ?? "");
  slot(made, "text").dir = directionOf(words ?? "");
};

/** @param {ServerMessage} message */
const arrivedAnswer = ({ answer, text, sent_at }) => {
  const made = piece("answer");
  fill(made, "words", answerWords(answer));
  fillOwn(made, text);
  fill(made, "state", gettext("Angekommen %(time)s", { time: timeOf(sent_at) }));
  slot(made, "state").dataset.tone = "good";
  return made;
};

/** @param {Message} message */
const waitingAnswer = (message) => {
  const { id, fields, delivery } = message;
  const made = piece("answer");
  fill(made, "words", answerWords(fields.answer));
  fillOwn(made, fields.text);
  const refused = delivery === "attention";
  fill(made, "state", refused ? gettext("Der Server nimmt das nicht an.") : UNSENT());
  slot(made, "state").dataset.tone = refused ? "wrong" : "waiting";
  if (refused) offer(made, "answer-retry", () => retryAnswer(id));
  if (isReplaceable(message)) offer(made, "answer-remove", () => removeAnswer(id));
  return made;
};

/** Half an answer goes along into another language. @param {HTMLElement} section @param {HTMLTextAreaElement | null} field @param {string} question */
const carryOwn = async (section, field, question) => {
  if (field && (await carry(field, `answer/${question}`))) slot(section, "own").toggleAttribute("open", true);
};

/** What a question is answered with. @param {HTMLElement} section @param {ListedReport} report @param {ServerMessage} question */
const fillAnswering = (section, report, { id, question, text }) => {
  const field = /** @type {HTMLTextAreaElement | null} */ (section.querySelector("textarea"));
  /** @param {string} [key] */
  const send = (key) => {
    const own = field?.value.trim();
    if (!key && !own) return field?.focus();
    // What is being sent is no draft any more: the list may show it anew.
    if (field) field.value = "";
    section.toggleAttribute("data-busy", false);
    return saveAnswer(report.id, { in_reply_to: id, ...(key && { answer: key }), ...(own && { text: own, language: lang }) });
  };
  const keys = /** @type {string[]} */ (WORDS.buttons?.[question ?? ""] ?? WORDS.plain ?? []);
  for (const key of keys) {
    const button = piece("choice");
    button.textContent = answerWords(key);
    button.addEventListener("click", () => void send(key)?.catch(() => {}));
    slot(section, "buttons").append(button);
  }
  section.querySelector("form")?.addEventListener("submit", (event) => {
    event.preventDefault();
    void send()?.catch(() => {});
  });
  // A question in somebody's own words wants as much as an answer.
  if (text && !question) slot(section, "own")?.toggleAttribute("open", true);
  void carryOwn(section, field, id);
};

/** The prepared words of a question; empty where it has none, or a newer release made them. @param {ServerMessage} message */
const preparedWords = ({ question }) => /** @type {string} */ ((question && WORDS.questions?.[question]) || "");

/** @param {HTMLElement} section @param {ServerMessage} message */
const fillQuestion = (section, message) => {
  const [prepared, own] = [preparedWords(message), message.text ?? ""];
  fill(section, "when", timeOf(message.sent_at));
  // What the office wrote itself is the question where there is no prepared one.
  fill(section, "words", prepared || own);
  fill(section, "text", prepared ? own : "");
  slot(section, "unknown").hidden = Boolean(prepared || own);
  const language = own ? message.language : null;
  const written = slot(section, prepared ? "text" : "words");
  written.dir = directionOf(own);
  if (language) written.lang = language;
  const isForeign = language && language !== lang;
  fill(section, "foreign", isForeign ? gettext("Geschrieben auf %(language)s", { language: languageName(language) }) : "");
};

/** Own words that did not arrive stand in the field again. @param {HTMLElement} section @param {Message[]} waiting */
const recall = (section, waiting) => {
  const field = section.querySelector("textarea");
  const words = waiting.find((message) => isReplaceable(message) && message.fields.text)?.fields.text;
  if (!field || !words) return;
  field.value = words;
  slot(section, "own").toggleAttribute("open", true);
};

/** Another answer may follow: what was sent once stays with the office. @param {HTMLElement} section @param {Message[]} waiting */
const offerAnother = (section, waiting) =>
  offer(section, "answer-again", () => {
    recall(section, waiting);
    slot(section, "answering").hidden = false;
    section.toggleAttribute("data-busy", true);
    /** @type {HTMLElement} */ (section.querySelector('[data-deed="answer-again"]')).hidden = true;
    section.querySelector("button")?.focus();
  });

/** @param {ListedReport} report @param {ServerMessage} message */
const exchange = (report, message) => {
  const { id } = message;
  const section = piece("question");
  section.dataset.question = id;
  fillQuestion(section, message);
  const told = (report.messages ?? []).filter(({ from_office, in_reply_to }) => !from_office && in_reply_to === id);
  const waiting = report.answers.filter(({ fields }) => fields.in_reply_to === id);
  const answers = [...told.map(arrivedAnswer), ...waiting.map(waitingAnswer)];
  slot(section, "answers").append(...answers);
  if (report.state === "closed" || report.delivery !== "arrived") return section;
  fillAnswering(section, report, message);
  slot(section, "answering").hidden = answers.length > 0;
  section.toggleAttribute("data-open", answers.length === 0);
  if (answers.length) offerAnother(section, waiting);
  return section;
};

/** The questions about a report with their answers, the oldest first. @param {ListedReport} report */
export const exchanges = (report) =>
  (report.messages ?? []).filter(({ from_office }) => from_office).map((message) => exchange(report, message));
