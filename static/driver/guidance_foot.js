// What stands below an item: who agreed, "understood", and the ways to hear it, print it, or say what is wrong.
import { readSetting } from "./database.js";
import { button, make, own, wordsOf } from "./elements.js";
import { gettext } from "./gettext.js";
import { offerReading } from "./read_aloud.js";
import { isUnderstood, noteFeedback, noteUnderstood } from "./readings.js";

/** @import { GuidanceItem, Point, Situation } from "./records.d.ts" */

const root = document.documentElement;
const LONGEST = 500;

/** A name that is German on every page. @param {string} name */
const german = (name) => make("bdi", { lang: "de" }, name);

/** @param {GuidanceItem} item */
const agreement = ({ agreed = [] }) => {
  const police = gettext("Polizei");
  const names = agreed.flatMap(({ party, office }, index) => [
    index ? ", " : "",
    party === "police" ? police : german(party),
    " (",
    german(office),
    ")",
  ]);
  return names.length ? [make("p", { className: "source" }, gettext("Abgestimmt mit: %(parties)s", { parties: "" }), ...names)] : [];
};

/** @param {GuidanceItem} item */
const source = (item) =>
  make("p", { className: "source" }, gettext("Quelle: %(source)s", { source: "" }), make("span", { lang: item.language, dir: "auto" }, item.source));

const thanks = () => make("p", { className: "thanks", tabIndex: -1 }, gettext("Danke."));

/** @param {GuidanceItem} item @param {string} group */
const understood = (item, group) => {
  const place = make("div", { className: "understood" });
  const press = button(gettext("Verstanden"), "plain", async () => {
    await noteUnderstood(item, group);
    const said = thanks();
    place.replaceChildren(said);
    said.focus();
  });
  place.append(press, make("p", { className: "hint" }, gettext("Zählt nur, wie oft jemand drückt. Nicht, wer.")));
  void isUnderstood(item)
    .then((done) => done && place.replaceChildren(thanks()))
    .catch(() => {});
  return place;
};

/** @param {string} name @param {string} value @param {string} label */
const choice = (name, value, label) => {
  const input = make("input", { type: "radio", name, value, required: true });
  return make("label", { className: "choice" }, input, make("span", {}, label));
};

/** Own words, where the operator takes them and nobody looks over the shoulder. @param {string} slug */
const ownWords = (slug) => {
  if (!document.querySelector("[data-own-words]")) return [];
  const ids = { field: `words-${slug}`, hint: `words-hint-${slug}` };
  const area = make("textarea", { className: "field-input", id: ids.field, name: "text", rows: 3, maxLength: LONGEST });
  area.setAttribute("aria-describedby", ids.hint);
  const label = make("label", { className: "field-label", htmlFor: ids.field }, gettext("Was genau?"));
  const hint = make("p", { className: "hint", id: ids.hint }, gettext("Freiwillig und ohne Namen. Einen Vorfall melden Sie auf der Startseite."));
  const field = make("div", { className: "field" }, label, hint, area);
  void readSetting("shared_pin")
    .then((pin) => pin && field.remove())
    .catch(() => {});
  return [field];
};

/** @param {GuidanceItem} item @param {string} group */
const feedback = (item, group) => {
  const question = gettext("Stimmt etwas nicht?");
  const kinds = make(
    "fieldset",
    { className: "field choices" },
    make("legend", { className: "unseen" }, question),
    choice("kind", "not_understandable", gettext("Ich verstehe es nicht")),
    choice("kind", "not_our_reality", gettext("Passt nicht zu unserem Alltag")),
    choice("kind", "missing", gettext("Es fehlt etwas")),
  );
  const send = make("button", { className: "button button-plain" }, gettext("Absenden"));
  const form = make("form", {}, kinds, ...ownWords(item.slug), send);
  const folded = make("details", { className: "feedback" }, make("summary", {}, question), form);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const entered = new FormData(form);
    const text = String(entered.get("text") ?? "").trim() || null;
    void noteFeedback(item, group, { kind: String(entered.get("kind")), text })
      .then(() => {
        const said = thanks();
        folded.replaceWith(said);
        said.focus();
      })
      .catch(() => {});
  });
  return folded;
};

/** What is read out, line by line. @param {GuidanceItem} item */
const lines = ({ title, sections }) => [
  title,
  .../** @type {(Situation | { title: string, points: Point[] })[]} */ (sections).flatMap((section) =>
    "answers" in section
      ? [section.title, section.text, ...section.answers.map(({ text }) => text)]
      : [section.title, ...section.points.map(({ text }) => text)],
  ),
];

/** @param {GuidanceItem} item @param {string} group */
export const footOf = (item, group) => {
  const aloud = make("button", { type: "button", className: "button button-quiet", hidden: true }, gettext("Vorlesen"));
  offerReading(aloud, item.language, () => lines(item).map(wordsOf));
  const print = make("a", { className: "button button-quiet", href: `/${root.lang}/print/${item.slug}` }, gettext("Drucken"));
  // The page for paper knows no way back to a tablet's start.
  const onPaper = root.dataset.page === "tablet" ? [] : [print];
  const ways = make("div", { className: "foot-ways" }, aloud, ...onPaper, feedback(item, group));
  const foot = make("footer", { className: "guidance-foot", ...own });
  foot.append(understood(item, group), ways, ...agreement(item), source(item));
  return foot;
};
