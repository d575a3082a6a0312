// A training card: one situation at a time. Nothing of it is kept or sent.
import { button, linked, make, own, wordsOf } from "./elements.js";
import { gettext } from "./gettext.js";

/** @import { Situation } from "./records.d.ts" */

/** Said by the page, not by the item. @template {HTMLElement} T @param {T} element */
const said = (element) => Object.assign(element, own);

/** @param {string} text */
const hint = (text) => said(make("p", { className: "hint" }, text));

/** What a new part begins with is read out, and in sight. @param {HTMLElement} box @param {(Node | string)[]} parts */
const turn = (box, ...parts) => {
  box.replaceChildren(...parts);
  /** @type {HTMLElement | null} */ (box.querySelector("[tabindex]"))?.focus();
};

/** @param {string} text */
const heading = (text) => make("h3", { tabIndex: -1 }, text);

/** @param {Situation} situation @param {Situation["answers"][number]} chosen */
const verdictOn = ({ answers }, chosen) => {
  const better = wordsOf(answers.find(({ right }) => right)?.text ?? "");
  const verdict = said(make("h4", { tabIndex: -1 }, chosen.right ? gettext("Gut entschieden.") : gettext("Das geht besser.")));
  const other = chosen.right ? [] : [make("p", {}, said(make("span", {}, gettext("Besser so: %(answer)s", { answer: better }))))];
  return make("div", { className: "verdict" }, verdict, make("p", {}, ...linked(chosen.feedback)), ...other);
};

/** The situations of a card, from the first. @param {Situation[]} situations */
export const trainingOf = (situations) => {
  const box = make("div", { className: "training" });
  const all = situations.length;
  let right = 0;

  const end = () => {
    const result = said(heading(gettext("%(number)s von %(all)s gut entschieden", { number: right, all })));
    const kind = said(make("p", {}, gettext("Was Sie hier durchgespielt haben, fällt im Ernstfall leichter.")));
    turn(box, result, kind, said(button(gettext("Noch einmal"), "plain", begin)));
  };

  /** @param {number} index @param {Situation} situation @param {Situation["answers"][number]} chosen */
  const answer = (index, situation, chosen) => {
    right += Number(chosen.right);
    const last = index === all - 1;
    const next = button(last ? gettext("Weiter") : gettext("Nächste Situation"), "main", () => (last ? end() : turn(box, ...partsOf(index + 1))));
    const answered = make("p", {}, said(make("b", { className: "chosen-answer" }, gettext("Ihre Antwort"))), ...linked(chosen.text));
    box.querySelector(".answers")?.replaceWith(answered, verdictOn(situation, chosen), said(next));
    /** @type {HTMLElement | null} */ (box.querySelector(".verdict [tabindex]"))?.focus();
  };

  /** @param {number} index @returns {Node[]} */
  const partsOf = (index) => {
    const situation = /** @type {Situation} */ (situations[index]);
    const answers = situation.answers.map((each) => button(wordsOf(each.text), "plain", () => answer(index, situation, each)));
    const where = hint(gettext("Situation %(number)s von %(all)s", { number: index + 1, all }));
    const told = [heading(situation.title), make("p", {}, ...linked(situation.text))];
    const nobody = index === 0 ? [hint(gettext("Niemand sieht, was Sie antworten. Nichts wird gesendet."))] : [];
    return [where, ...told, make("div", { className: "answers" }, ...answers), ...nobody];
  };

  const begin = () => {
    right = 0;
    turn(box, ...partsOf(0));
  };

  if (all) box.append(...partsOf(0));
  return box;
};
