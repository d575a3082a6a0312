// The two ways along the motorway in question, as buttons; offered only where the gazetteer knows them.
import { getGazetteer } from "../api.js";
import { nearestOn, unpack } from "../gazetteer.js";
import { gettext } from "../gettext.js";
import { announce } from "../outbox.js";
import { directionsOf, roadAt } from "../whereabouts.js";

/** @import { Gazetteer, Road } from "../gazetteer.js" */
/** @import { Fix } from "../whereabouts.js" */
/** @import { ListedReport } from "../records.d.ts" */

const TO = "to:";

// No screen waits longer for it: the network may be slow, and the worker not there yet.
const PATIENCE = 700;
const NOWHERE = unpack({ attribution: [], towns: [], cities: [], roads: {} });

/** @type {Promise<Gazetteer> | null} */
let kept = null;

const fetchPlaces = async () => {
  const begun = Date.now();
  const packed = await getGazetteer();
  if (!packed) kept = null;
  // The screen that went on without it hears of it.
  if (packed && Date.now() - begun > PATIENCE) setTimeout(() => announce("changed"));
  return packed ? unpack(packed) : NOWHERE;
};

/** What the phone keeps of towns and motorways; empty where it has nothing yet. @returns {Promise<Gazetteer>} */
export const places = () => {
  kept ??= fetchPlaces();
  /** @type {Promise<Gazetteer>} */
  const patience = new Promise((resolve) => setTimeout(() => resolve(NOWHERE), PATIENCE));
  return Promise.race([kept, patience]);
};

/** Where the phone was at the tap. @param {ListedReport} report @returns {Fix | undefined} */
export const fixOf = ({ fields: { position }, createdAt }) =>
  position ? { ...position, at: createdAt - position.age_s * 1000 } : undefined;

/** A road's name in the form of the gazetteer. @param {string | null | undefined} written */
const nameOf = (written) => (written ?? "").toUpperCase().replace(/^(?:BAB\s*)?A?\s*(?=\d)/, "A");

/** @param {Road} road @param {number | null | undefined} km @param {Fix | undefined} fix */
const along = ({ measured, line }, km, fix) => {
  if (measured && typeof km === "number") return km;
  return fix ? nearestOn(line, fix).s : (line[Math.floor(line.length / 2)]?.s ?? 0);
};

/** @param {ListedReport} report @param {string} [written] a road that is not saved yet @returns {Promise<string[]>} */
export const waysOf = async (report, written) => {
  const gazetteer = await places();
  const { place } = report.fields;
  const fix = fixOf(report);
  const named = nameOf(written ?? place?.road);
  const road = named ? gazetteer.roads.find(({ name }) => name === named) : fix && roadAt(gazetteer, fix)?.road;
  return road ? directionsOf(gazetteer, road, along(road, place?.km, fix)) : [];
};

/** @param {string} answer @returns {string} the direction that it means, or nothing */
export const wayIn = (answer) => (answer.startsWith(TO) ? answer.slice(TO.length) : "");

/** @param {string} name @param {string | null | undefined} chosen */
const wayButton = (name, chosen) => {
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "button button-plain" });
  button.textContent = gettext("Richtung %(place)s", { place: name });
  button.dataset.answer = TO + name;
  button.setAttribute("aria-pressed", String(name === chosen));
  return button;
};

/** @param {HTMLElement} screen @param {string[]} names @param {string | null | undefined} chosen */
export const showWays = (screen, names, chosen) => {
  const box = /** @type {HTMLElement} */ (screen.querySelector("[data-directions]"));
  box.hidden = names.length === 0;
  box.replaceChildren(...names.map((name) => wayButton(name, chosen)));
};
