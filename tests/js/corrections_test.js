import assert from "node:assert/strict";
import { test } from "node:test";
import { putRight } from "../../static/driver/corrections.js";
import { placeSentences } from "../../static/driver/sentence.js";

/** @type {import("../../static/driver/sentence.js").Gettext} */
const german = (text, values = {}) => text.replace(/%\((\w+)\)s/g, (_match, name) => String(values[name]));
/** @param {string} value */
const sure = (value) => ({ value, sure: true });

const FOUND = {
  road: sure("A2"),
  direction: sure("Hannover"),
  km: sure("326,6"),
  exit: sure("Erfundenes Kreuz (26)"),
  rest_area: sure("Erfundene Rast Süd"),
  town: { name: "Bielefeld", km: 6, compass: 3, sure: true },
};

/** @param {import("../../static/driver/sentence.js").Facts} better */
const said = (better, found = FOUND) => placeSentences(putRight(found, better), german);

test("another road takes along all that the phone found on the wrong one", () => {
  assert.equal(said({ road: sure("A30") }), "Ich bin auf der A30.");
  const between = /** @type {any} */ ({ road: sure("A2"), between: ["Eins", "Zwei"] });
  assert.equal(said({ road: sure("A30") }, between), "Ich bin auf der A30.");
});

test("what the hand says itself stays beside another road", () => {
  const better = { road: sure("A30"), km: sure("12,0"), exit: sure("Erfunden-Ost") };
  assert.equal(said(better), "Ich bin auf der A30, Kilometer 12,0. Letzte Ausfahrt: Erfunden-Ost.");
});

test("another direction takes along the exit and the rest area's side", () => {
  assert.equal(said({ direction: sure("Dortmund") }), "Ich bin auf der A2 Richtung Dortmund, Kilometer 326,6.");
});

test("a word that says what was found takes nothing along", () => {
  const all = "Ich bin auf der A2 Richtung hannover, Kilometer 326,6. Rastplatz: Erfundene Rast Süd. Letzte Ausfahrt: Erfundenes Kreuz (26).";
  assert.equal(said({ road: sure("A2"), direction: sure("hannover") }), all);
});
