// What is ticked of a routine: on this phone alone, and gone with the shift.
import { readTicks, write, writeTick } from "./database.js";
import { button, linked, make, own } from "./elements.js";
import { gettext } from "./gettext.js";

const LASTS = 12 * 3_600_000;

/** The ticks of this shift by key; older ones are removed. @param {string} list */
const freshTicks = async (list) => {
  const ticks = await readTicks(list);
  const old = [...ticks].filter(([, at]) => Math.abs(Date.now() - at) > LASTS).map(([key]) => key);
  await clear(old);
  return new Set([...ticks.keys()].filter((key) => !old.includes(key)));
};

/** @param {string[]} keys */
const clear = (keys) =>
  keys.length
    ? write(["ticks"], async (transaction) => {
        for (const key of keys) await transaction.objectStore("ticks").delete(key);
      })
    : undefined;

/**
 * The points of a routine to be ticked. `point` makes one, `progress` says how many are done, `foot` begins anew.
 * @param {string} list the common beginning of the keys
 */
export const tickable = (list) => {
  /** @type {Map<string, HTMLInputElement>} */
  const boxes = new Map();
  const progress = make("small", { ...own, hidden: true });
  const count = () => {
    const number = [...boxes.values()].filter(({ checked }) => checked).length;
    progress.textContent = gettext("%(number)s von %(all)s erledigt", { number, all: boxes.size });
    progress.hidden = again.disabled = number === 0;
  };
  const show = async () => {
    const ticked = await freshTicks(list);
    for (const [key, box] of boxes) box.checked = ticked.has(key);
    count();
  };
  const again = button(gettext("Neu beginnen"), "plain", async () => {
    await clear([...boxes.keys()]);
    await show();
    boxes.values().next().value?.focus();
  });
  const hint = make("p", { className: "hint" }, gettext("Haken gehen nach 12 Stunden von selbst weg."));
  /** @param {string} key @param {string} text */
  const point = (key, text) => {
    const box = make("input", { type: "checkbox" });
    box.addEventListener("change", () => {
      count();
      void writeTick(list + key, box.checked).catch(() => {});
    });
    boxes.set(list + key, box);
    return make("li", {}, make("label", { className: "tick" }, box, make("span", { className: "point" }, ...linked(text))));
  };
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && void show().catch(() => {}));
  queueMicrotask(() => void show().catch(() => {}));
  return { point, progress, foot: make("div", { className: "ticks-foot", ...own }, again, hint) };
};
