import assert from "node:assert/strict";
import { test } from "node:test";
import { placeSentences, seenSentence, spokenCode, townWords } from "../../static/driver/sentence.js";

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
    town: { name: "Bielefeld", km: 6, compass: 5, sure: true },
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
  const facts = { town: { name: "Bielefeld", km: 5.6, compass: 3, sure: true }, coordinates: { lat: "52,0100", lon: "8,6000" } };
  assert.equal(
    placeSentences(facts, german),
    "Ich bin hier: 6 km südöstlich von Bielefeld. Mein Telefon zeigt: 52,0100 Nord, 8,6000 Ost.",
  );
  assert.equal(townWords({ name: "Bielefeld", km: 0.4, compass: 3 }, german), "bei Bielefeld");
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
  const town = { name: "Bielefeld", km: 6, compass: 3, sure: false };
  assert.equal(placeSentences({ town }, german), "Ich bin vermutlich hier: 6 km südöstlich von Bielefeld.");
  const position = { value: "51,3 Nord, 8,6 Ost", sure: true };
  assert.equal(placeSentences({ position }, german), "Koordinaten: 51,3 Nord, 8,6 Ost.");
});
