// The sentence to be read out to a control room: the place first, the partnership last. The words come from `gettext`, so
// that the same sentence is made in German and in the language of the page. What is unknown is left out, or is a blank.

/** @import { Told, Town } from "./whereabouts.js" */
/** @typedef {(german: string, values?: Record<string, string | number>) => string} Gettext */
/**
 * What is known, the hand's corrections included. `town` is whole words about it.
 * @typedef {object} Facts
 * @property {Told} [road]
 * @property {Told} [direction]
 * @property {Told} [km]
 * @property {Told} [exit]
 * @property {[string, string]} [between]
 * @property {Told} [rest_area]
 * @property {Town} [town]
 * @property {Told} [near] the town, as written by hand
 * @property {{ lat: string, lon: string }} [coordinates] as the phone found them
 * @property {Told} [position] the coordinates in words
 */

/** Where something lies, seen from a town. @param {Omit<Town, "sure">} town @param {Gettext} gettext */
export const townWords = ({ name: town, km: far, compass, within }, gettext) => {
  if (within) return town;
  if (far < 1) return gettext("bei %(town)s", { town });
  const km = Math.round(far);
  const words = [
    gettext("%(km)s km nördlich von %(town)s", { km, town }),
    gettext("%(km)s km nordöstlich von %(town)s", { km, town }),
    gettext("%(km)s km östlich von %(town)s", { km, town }),
    gettext("%(km)s km südöstlich von %(town)s", { km, town }),
    gettext("%(km)s km südlich von %(town)s", { km, town }),
    gettext("%(km)s km südwestlich von %(town)s", { km, town }),
    gettext("%(km)s km westlich von %(town)s", { km, town }),
    gettext("%(km)s km nordwestlich von %(town)s", { km, town }),
  ];
  return words[compass] ?? "";
};

/** @param {{ road: string, direction: string, km: string }} values @param {Gettext} gettext */
const surely = (values, gettext) => {
  if (values.direction && values.km) return gettext("Ich bin auf der %(road)s Richtung %(direction)s, Kilometer %(km)s.", values);
  if (values.direction) return gettext("Ich bin auf der %(road)s Richtung %(direction)s.", values);
  if (values.km) return gettext("Ich bin auf der %(road)s, Kilometer %(km)s.", values);
  return gettext("Ich bin auf der %(road)s.", values);
};

/** @param {{ road: string, direction: string, km: string }} values @param {Gettext} gettext */
const perhaps = (values, gettext) => {
  if (values.direction && values.km) {
    return gettext("Ich bin vermutlich auf der %(road)s Richtung %(direction)s, Kilometer %(km)s.", values);
  }
  if (values.direction) return gettext("Ich bin vermutlich auf der %(road)s Richtung %(direction)s.", values);
  if (values.km) return gettext("Ich bin vermutlich auf der %(road)s, Kilometer %(km)s.", values);
  return gettext("Ich bin vermutlich auf der %(road)s.", values);
};

/** @param {Facts} facts @param {Gettext} gettext */
const roadSentence = ({ road, direction, km }, gettext) => {
  const said = [road, direction, km].filter((each) => each !== undefined);
  if (!said.length) return "";
  const values = { road: road?.value ?? "A …", direction: direction?.value ?? "", km: km?.value ?? "" };
  return (said.every(({ sure }) => sure) ? surely : perhaps)(values, gettext);
};

/** @param {Facts} facts @param {Gettext} gettext */
const restAreaSentence = ({ rest_area: area }, gettext) => {
  if (!area) return "";
  const { value: name, sure } = area;
  return sure ? gettext("Rastplatz: %(name)s.", { name }) : gettext("Rastplatz vermutlich: %(name)s.", { name });
};

/** @param {Facts} facts @param {Gettext} gettext */
const exitSentence = ({ exit, between }, gettext) => {
  if (exit) {
    const { value: name, sure } = exit;
    return sure ? gettext("Letzte Ausfahrt: %(name)s.", { name }) : gettext("Letzte Ausfahrt vermutlich: %(name)s.", { name });
  }
  return between ? gettext("Zwischen den Ausfahrten %(one)s und %(other)s.", { one: between[0], other: between[1] }) : "";
};

/** @param {Facts} facts @param {Gettext} gettext */
const townSentence = ({ road, near, town }, gettext) => {
  if (near) return gettext("Ich bin bei: %(place)s.", { place: near.value });
  if (road || !town) return "";
  const place = townWords(town, gettext);
  return town.sure ? gettext("Ich bin hier: %(place)s.", { place }) : gettext("Ich bin vermutlich hier: %(place)s.", { place });
};

/** Whether somebody is found by the words alone: surely on a road, and where along it. @param {Facts} facts */
const isFound = ({ road, km, exit, between, rest_area: area, near }) =>
  Boolean(road?.sure && (km ?? exit ?? between ?? area ?? near));

/**
 * Where somebody is, sentence by sentence.
 * @param {Facts} facts
 * @param {Gettext} gettext
 */
export const placeSentences = (facts, gettext) => {
  const { coordinates, position } = facts;
  const said = [roadSentence, restAreaSentence, exitSentence, townSentence].map((sentence) => sentence(facts, gettext));
  if (coordinates && !isFound(facts)) {
    said.push(gettext("Mein Telefon zeigt: %(lat)s Nord, %(lon)s Ost.", coordinates));
  }
  if (position && !coordinates) said.push(gettext("Koordinaten: %(coordinates)s.", { coordinates: position.value }));
  const told = said.filter((each) => each !== "");
  return told.length ? told.join(" ") : gettext("Ich bin auf der Autobahn …, Richtung …, Kilometer …");
};

/** What is seen. @param {string} what in words; empty leaves a blank to say @param {Gettext} gettext */
export const seenSentence = (what, gettext) =>
  what ? gettext("Ich sehe gerade: %(what)s.", { what }) : gettext("Ich sehe gerade: …");

/** A code as it is spoken: 4 8 2 – 9 1 3 – 6. @param {string} code */
export const spokenCode = (code) =>
  [code.slice(0, 3), code.slice(3, 6), code.slice(6)].map((part) => [...part].join(" ")).join(" – ");
