// What is known of the place: found by the phone, put right by hand, for one call and where that was done.
import { putRight, stillHeld } from "./corrections.js";
import { readSetting, writeSetting } from "./database.js";
import { gettext } from "./gettext.js";
import { townWords } from "./sentence.js";

/** @import { Corrections, FactName } from "./corrections.js" */
/** @import { Facts } from "./sentence.js" */
/** @import { Fix } from "./whereabouts.js" */
/** `typed`: a line, and what its field refused. @typedef {{ code: string, given: Corrections, category?: string, typed?: [FactName, string] }} Kept */

const KEPT = "call_place";
const ON_SIGNS = ["km", "direction"];

/** @type {NodeListOf<HTMLDetailsElement>} */
const lines = document.querySelectorAll("[data-fact]");

/** @param {FactName} name */
const lineNamed = (name) => /** @type {HTMLDetailsElement} */ (document.querySelector(`[data-fact="${name}"]`));

const more = /** @type {HTMLElement} */ (document.querySelector("[data-more-facts]"));
let allShown = false;

/** @type {Kept} */
let kept = { code: "", given: {} };
/** @type {() => void} */
let changed = () => {};

/** What was put right or chosen for this call. */
export const chosenCategory = () => kept.category;

const keep = async () => {
  changed();
  await writeSetting(KEPT, kept);
};

/** @param {string} category */
export const chooseCategory = (category) => {
  kept = { ...kept, category };
  return keep();
};

/** @param {FactName} name @param {string} value @returns {string} */
const inGoodForm = (name, value) => {
  const text = value.trim();
  if (name === "road") return text.toUpperCase().replace(/^(?:BAB\s*)?A\s*(?=\d)/, "A").replace(/^(?=\d)/, "A");
  return name === "km" ? text.replace(".", ",") : text;
};

/** What was put right elsewhere, or long ago, is not said of here. @param {Fix | undefined} here */
const dropPast = (here) => {
  const given = stillHeld(kept.given, here);
  if (given === kept.given) return;
  kept = { ...kept, given };
  void writeSetting(KEPT, kept).catch(() => {});
};

/**
 * What the phone found, with what the hand says on top: that is sure.
 * @param {Facts} found
 * @param {Fix | undefined} here where the phone is
 * @returns {Facts}
 */
export const withCorrections = (found, here) => {
  dropPast(here);
  const words = Object.entries(kept.given).map(([name, { value }]) => [name, { value, sure: true }]);
  const facts = putRight(found, Object.fromEntries(words));
  if (kept.given.position) delete facts.coordinates;
  return facts;
};

/** @param {Facts} facts @param {FactName} name @returns {{ value: string, sure: boolean } | undefined} */
const lineOf = (facts, name) => {
  const { between, town, near } = facts;
  if (name === "near") return near ?? (town && { value: townWords(town, gettext), sure: town.sure });
  if (name === "exit" && !facts.exit && between) {
    return { value: gettext("zwischen %(one)s und %(other)s", { one: between[0], other: between[1] }), sure: true };
  }
  return facts[name];
};

/** Whether a position without a motorway is all that is known. @param {Facts} facts */
const isOffRoad = ({ position, road }) => position !== undefined && !road;

/** Whether a line of which nothing is known is there to be filled at once. @param {FactName} name @param {Facts} facts */
const isAsked = (name, facts) => name === "road" || (ON_SIGNS.includes(name) && !isOffRoad(facts));

/** Whether a line shows words of the page's language, not what stands on a sign. @param {FactName} name @param {Facts} facts */
const isWorded = (name, facts) => !facts[name] || (name === "position" && facts.coordinates !== undefined);

/** Off the motorways the town comes first; nothing moves away from under a hand. @param {Facts} facts */
const putTown = (facts) => {
  const town = lineNamed("near");
  const next = lineNamed(isOffRoad(facts) && lineOf(facts, "near") ? "road" : "position");
  if (town.nextElementSibling !== next && !town.contains(document.activeElement)) next.before(town);
};

/** @param {Facts} facts */
export const showFacts = (facts) => {
  putTown(facts);
  for (const line of lines) {
    const name = /** @type {FactName} */ (line.dataset.fact);
    const told = lineOf(facts, name);
    const value = /** @type {HTMLElement} */ (line.querySelector("[data-value]"));
    line.toggleAttribute("data-worded", isWorded(name, facts));
    const words = told?.value ?? "–";
    if (value.textContent !== words) value.textContent = words;
    /** @type {HTMLElement} */ (line.querySelector("[data-unsure]")).hidden = told?.sure !== false;
    line.hidden = !told && !allShown && !line.open && !isAsked(name, facts);
  }
  more.hidden = allShown || [...lines].every(({ hidden }) => !hidden);
};

/** @param {HTMLDetailsElement} line */
const inputOf = (line) => /** @type {HTMLInputElement} */ (line.querySelector("input"));

/** @param {HTMLDetailsElement} line */
const onOpen = (line) => {
  if (!line.open) return;
  const input = inputOf(line);
  const name = /** @type {FactName} */ (line.dataset.fact);
  const shown = line.querySelector("[data-value]")?.textContent ?? "";
  // What is written here is said in German; words of another language must not slip in.
  input.value = kept.given[name]?.value ?? (shown === "–" || "worded" in line.dataset ? "" : shown);
  // Left as it stands, it says no more than the phone found.
  input.defaultValue = input.value;
  for (const other of lines) if (other !== line) other.open = false;
  input.focus();
  input.select();
  line.scrollIntoView({ block: "nearest" }); // the button too
};

/** @param {HTMLDetailsElement} line */
const isTouched = (line) => inputOf(line).value !== inputOf(line).defaultValue;

/** @param {HTMLDetailsElement} line */
const take = async (line) => {
  const name = /** @type {FactName} */ (line.dataset.fact);
  const value = inGoodForm(name, inputOf(line).value);
  const given = { ...kept.given, [name]: { value, at: Date.now() } };
  line.open = false;
  // Left as the phone found it, a line is only confirmed where that was not sure.
  if (!isTouched(line) && line.querySelector("[data-unsure][hidden]")) return;
  // An emptied line goes back to what the phone found.
  if (!value) delete given[name];
  kept = { ...kept, given };
  await keep();
};

/** @param {HTMLDetailsElement} line @param {Event} event */
const onGiven = (line, event) => {
  event.preventDefault();
  void take(line).catch(() => {});
  /** @type {HTMLElement} */ (line.querySelector("summary")).focus();
};

/** What was typed and not sent off counts when the page is left for another language. @param {Promise<unknown>[]} saving */
const takeTyped = (saving) => {
  const line = [...lines].find((each) => each.open && isTouched(each));
  if (!line) return;
  const { name, value, validity } = inputOf(line);
  saving.push(validity.valid ? take(line) : writeSetting(KEPT, { ...kept, typed: [name, value] }));
};

/** What a field refused stands in it again, once. */
const retype = async () => {
  if (!kept.typed) return;
  const [name, text] = kept.typed;
  const line = lineNamed(name);
  line.addEventListener("toggle", () => void (inputOf(line).value = text), { once: true });
  line.open = true;
  delete kept.typed;
  await writeSetting(KEPT, kept);
};

/**
 * Take up what was put right for the present call, and listen for more.
 * @param {string} code of the call
 * @param {() => void} onChange
 */
export const startFacts = async (code, onChange) => {
  changed = onChange;
  more.addEventListener("click", () => {
    allShown = true;
    onChange();
    // The first of them that is empty is open at once: whoever asked for it has something to write.
    const line = [...lines].slice(3).find((each) => each.querySelector("[data-value]")?.textContent === "–") ?? lines[3];
    if (line) line.open = true;
  });
  for (const line of lines) {
    line.addEventListener("toggle", () => onOpen(line));
    line.querySelector("form")?.addEventListener("submit", (event) => onGiven(line, event));
  }
  addEventListener("save-entered", (event) => takeTyped(/** @type {CustomEvent<Promise<unknown>[]>} */ (event).detail));
  const before = /** @type {Kept | undefined} */ (await readSetting(KEPT));
  // An older release kept them without their place.
  kept = before?.code === code && before.given ? before : { code, given: {} };
  if (before && before !== kept) await writeSetting(KEPT, undefined);
  await retype();
};
