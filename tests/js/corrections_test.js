import assert from "node:assert/strict";
import { test } from "node:test";
import { putRight, stillHeld } from "../../static/driver/corrections.js";
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
  town: { name: "Bielefeld", km: 6, compass: 3, within: false, sure: true },
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

const NOW = 1_700_000_000_000;
const MINUTE = 60_000;
/** A fix so many kilometres to the north, so many minutes from now. @param {number} km @param {number} [minutes] @param {number} [accuracy_m] */
const fix = (km, minutes = 0, accuracy_m = 12) => ({ lat: 52 + km / 111.2, lon: 8, accuracy_m, at: NOW + minutes * MINUTE });
/** @param {Parameters<typeof stillHeld>[1]} [at] where it was put right */
const corrected = (at) => stillHeld({ km: { value: "326,5", at: NOW } }, at, NOW);

test("a line is dropped once the phone has moved, not before", () => {
  const given = corrected(fix(0));
  assert.equal(stillHeld(given, fix(0.4, 30), NOW + 30 * MINUTE), given);
  assert.deepEqual(stillHeld(given, fix(0.6, 1), NOW + MINUTE), {});
});

test("a jump within the error of two fixes is no move, and proves no stay", () => {
  const given = corrected(fix(0, 0, 2000));
  assert.equal(stillHeld(given, fix(3, 2, 2000), NOW + 2 * MINUTE), given);
  assert.deepEqual(stillHeld(given, fix(0, 11, 2000), NOW + 11 * MINUTE), {});
});

test("without a position a line holds for some minutes", () => {
  const given = corrected();
  assert.equal(stillHeld(given, undefined, NOW + 9 * MINUTE), given);
  assert.deepEqual(stillHeld(given, undefined, NOW + 11 * MINUTE), {});
  assert.deepEqual(stillHeld(corrected(fix(0)), fix(0), NOW + 11 * MINUTE), {});
});

test("a line that was given before the first fix takes that for its place, and no later one", () => {
  const given = stillHeld(corrected(), fix(0, 0.3), NOW + MINUTE / 3);
  assert.deepEqual(stillHeld(given, fix(3, 2), NOW + 2 * MINUTE), {});
  const late = stillHeld(corrected(), fix(0, 2), NOW + 2 * MINUTE);
  assert.equal(stillHeld(late, fix(3, 4), NOW + 4 * MINUTE), late);
});
