// The guidance of the group that was chosen once.
import { readSetting, writeSetting } from "./database.js";
import { gettext } from "./gettext.js";
import { guidanceIn } from "./guidance_list.js";
import { search } from "./guidance_search.js";

const root = document.documentElement;
/** @param {string} name @returns {HTMLElement} */
const part = (name) => /** @type {HTMLElement} */ (document.querySelector(`[data-${name}]`));
const field = /** @type {HTMLInputElement} */ (part("search").querySelector("input"));
const links = /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("a[data-group]"));

const narrow = () => {
  const left = search(guidance.find(), field.value);
  const words = left || !field.value.trim() ? "" : gettext("Nichts gefunden.");
  const place = part("nothing-found");
  if (place.textContent !== words) place.textContent = words;
};

/** The item that the address names. */
const named = () => location.hash.slice(1);
// It may only come with what is new.
let wanted = named();

const guidance = guidanceIn(part("checklists"), {
  openFirst: !named(),
  onShown: () => {
    const nothing = guidance.find().length === 0;
    part("checklists-missing").hidden = !nothing;
    part("search").hidden = nothing;
    if (field.value) narrow();
    if (wanted && guidance.open(wanted)) wanted = "";
  },
});

/** @param {boolean} open */
const offerChoice = (open) => {
  part("choose").hidden = part("group-choice").hidden = !open;
  part("chosen").hidden = open;
};

/** @param {string} group */
const show = async (group) => {
  for (const link of links) {
    if (link.dataset.group === group) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
    if (link.dataset.group === group) /** @type {HTMLElement} */ (part("chosen").querySelector("b")).textContent = link.textContent;
  }
  offerChoice(false);
  await guidance.show(group);
};

part("choose-again").addEventListener("click", () => {
  offerChoice(true);
  links[0]?.focus();
});
for (const link of links) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    const group = link.dataset.group ?? "";
    void writeSetting("target_group", group).catch(() => {});
    void show(group).catch(() => {});
  });
}
field.addEventListener("input", narrow);
addEventListener("hashchange", () => guidance.open(named()));

// Whoever scanned the code of an item that is for everybody may have chosen no group here.
const everybodys = () => (named() ? root.dataset.groups?.split(" ")[0] : undefined);
const asked = new URLSearchParams(location.search).get("target_group");
const kept = asked ?? (await readSetting("target_group").catch(() => undefined)) ?? everybodys();
if (typeof kept === "string") await show(kept).catch(() => {});
