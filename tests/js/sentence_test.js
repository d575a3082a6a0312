import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { unpack } from "../../static/driver/gazetteer.js";
import { placeSentences, seenSentence, spokenCode, townWords } from "../../static/driver/sentence.js";
import { whereabouts } from "../../static/driver/whereabouts.js";

/** @type {import("../../static/driver/sentence.js").Gettext} */
const german = (text, values = {}) => text.replace(/%\((\w+)\)s/g, (_match, name) => String(values[name]));
/** @param {string} value */
const sure = (value) => ({ value, sure: true });
/** @param {string} value */
const unsure = (value) => ({ value, sure: false });

test("road, direction and kilometre come first, then rest area and exit", () => {
  const facts = {
    road: sure("A2"),
    direction: sure("Hannover"),
    km: sure("423,5"),
    rest_area: sure("Erfundene Rast Süd"),
    exit: sure("Erfunden-Dorf (27)"),
    town: { name: "Bielefeld", km: 6, compass: 5, within: false, sure: true },
    coordinates: { lat: "52,0100", lon: "8,6000" },
  };
  assert.equal(
    placeSentences(facts, german),
    "Ich bin auf der A2 Richtung Hannover, Kilometer 423,5. Rastplatz: Erfundene Rast Süd. Letzte Ausfahrt: Erfunden-Dorf (27).",
  );
});

test("what is unsure says so, and the coordinates follow", () => {
  const facts = { road: unsure("A2"), km: unsure("423,5"), coordinates: { lat: "52,0100", lon: "8,6000" } };
  assert.equal(
    placeSentences(facts, german),
    "Ich bin vermutlich auf der A2, Kilometer 423,5. Mein Telefon zeigt: 52,0100 Nord, 8,6000 Ost.",
  );
});

test("one unsure word makes the whole sentence unsure", () => {
  assert.match(placeSentences({ road: sure("A2"), direction: unsure("Hannover") }, german), /^Ich bin vermutlich auf der A2 Richtung Hannover\./);
});

test("away from motorways the town and the coordinates are said", () => {
  const facts = { town: { name: "Bielefeld", km: 5.6, compass: 3, within: false, sure: true }, coordinates: { lat: "52,0100", lon: "8,6000" } };
  assert.equal(
    placeSentences(facts, german),
    "Ich bin hier: 6 km südöstlich von Bielefeld. Mein Telefon zeigt: 52,0100 Nord, 8,6000 Ost.",
  );
  assert.equal(townWords({ name: "Bielefeld", km: 0.4, compass: 3, within: false }, german), "bei Bielefeld");
  assert.equal(townWords({ name: "Bielefeld", km: 2.2, compass: 3, within: true }, german), "Bielefeld");
});

test("a road alone finds nobody: the coordinates follow", () => {
  const facts = { road: sure("A30"), coordinates: { lat: "52,0100", lon: "8,6000" } };
  assert.equal(placeSentences(facts, german), "Ich bin auf der A30. Mein Telefon zeigt: 52,0100 Nord, 8,6000 Ost.");
  assert.equal(placeSentences({ ...facts, km: sure("12,0") }, german), "Ich bin auf der A30, Kilometer 12,0.");
});

test("where nothing is known there are blanks to say", () => {
  assert.equal(placeSentences({}, german), "Ich bin auf der Autobahn …, Richtung …, Kilometer …");
  assert.equal(seenSentence("", german), "Ich sehe gerade: …");
  assert.equal(seenSentence("Verdacht auf Ladungsdiebstahl", german), "Ich sehe gerade: Verdacht auf Ladungsdiebstahl.");
});

test("a code is spoken digit by digit", () => {
  assert.equal(spokenCode("4829136"), "4 8 2 – 9 1 3 – 6");
});

test("an unsure town is said as unsure, and coordinates by hand as they were written", () => {
  const town = { name: "Bielefeld", km: 6, compass: 3, within: false, sure: false };
  assert.equal(placeSentences({ town }, german), "Ich bin vermutlich hier: 6 km südöstlich von Bielefeld.");
  const position = { value: "51,3 Nord, 8,6 Ost", sure: true };
  assert.equal(placeSentences({ position }, german), "Koordinaten: 51,3 Nord, 8,6 Ost.");
});

/** The towns that ship, as the phone keeps them. */
const towns = () => {
  const [, ...rows] = readFileSync(new URL("../../driverapp/gazetteer/data/towns.csv", import.meta.url), "utf8").trim().split("\n");
  const near = rows.map((row) => row.split(",")).filter(([, , , , part]) => part !== "far");
  const packed = near.map(([name, lat, lon, population]) => [name, Number(lat) * 10_000, Number(lon) * 10_000, Number(population)]);
  return unpack({ attribution: [], towns: /** @type {any} */ (packed), cities: [], roads: {} });
};

test("a control room hears the city, and which of two towns of one name", () => {
  const gazetteer = towns();
  /** @param {number} lat @param {number} lon */
  const said = (lat, lon) => {
    const { town } = whereabouts([{ lat, lon, accuracy_m: 12, at: 0 }], gazetteer, 0);
    return town && townWords(town, german);
  };
  assert.equal(said(50.9413, 6.9583), "Köln");
  assert.equal(said(50.963, 7.005), "Köln-Mülheim");
  assert.equal(said(50.87, 7.14), "3 km nordöstlich von Köln-Wahnheide");
  assert.equal(said(51.43, 6.88), "Mülheim an der Ruhr");
  assert.equal(said(51.36, 7.46), "Hagen");
  assert.equal(said(51.225, 6.776), "Düsseldorf");
  assert.equal(said(52.02, 8.53), "Bielefeld");
  assert.equal(said(51.05, 8.4), "bei Bad Berleburg");
  assert.equal(said(51.12, 8.3), "4 km südlich von Schmallenberg");
  assert.equal(said(51.533, 7.62), "Dortmund-Wickede");
  assert.equal(said(51.1785, 5.9625), "bei Herten (Roermond)");
});
