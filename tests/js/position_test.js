import assert from "node:assert/strict";
import { test } from "node:test";
import { isBetter, motionOf } from "../../static/driver/position.js";

const NOW = 1_000_000;

/** A fix so many metres to the north, so many seconds ago. */
const fix = (/** @type {number} */ metres, /** @type {number} */ ago, /** @type {number | null} */ speed = null, accuracy = 10) =>
  /** @type {GeolocationPosition} */ (
    /** @type {unknown} */ ({
      coords: { latitude: 51 + metres / 111_195, longitude: 7, accuracy, speed },
      timestamp: NOW - ago * 1000,
    })
  );

test("the speed of the device counts, 10 km/h being still a walk", () => {
  assert.equal(motionOf(fix(0, 0, 2.7), null, NOW), "standing");
  assert.equal(motionOf(fix(0, 0, 2.8), null, NOW), "moving");
});

test("an old fix says nothing of now", () => assert.equal(motionOf(fix(0, 30, 25), null, NOW), "unknown"));

test("without a speed the way between two fixes counts", () => {
  assert.equal(motionOf(fix(0, 0), null, NOW), "unknown");
  assert.equal(motionOf(fix(44, 0), fix(0, 2), NOW), "moving");
  assert.equal(motionOf(fix(3, 0), fix(0, 2), NOW), "standing");
});

test("a jump within the error of a fix is none", () => {
  assert.equal(motionOf(fix(15, 0, null, 20), fix(0, 2), NOW), "unknown");
  assert.equal(motionOf(fix(15, 0), fix(0, 0.2), NOW), "unknown");
});

test("a fix of half the error is better where nobody has left the place", () => {
  assert.equal(isBetter(fix(300, 0, null, 15), fix(0, 10, null, 400), NOW - 10_000), true);
  assert.equal(isBetter(fix(300, 0, 0, 210), fix(0, 10, null, 400), NOW - 10_000), false);
});

test("a fix from farther away than the error and a walk is of another place", () => {
  assert.equal(isBetter(fix(2200, 0, null, 15), fix(0, 29, null, 400), NOW - 29_000), false);
  assert.equal(isBetter(fix(475, 0, null, 15), fix(0, 29, null, 400), NOW - 29_000), true);
});

test("what was driven since the tap counts as an error", () => {
  assert.equal(isBetter(fix(75, 0, 25, 15), fix(0, 3, null, 400), NOW - 3000), true);
  assert.equal(isBetter(fix(375, 0, 25, 15), fix(0, 15, null, 400), NOW - 15_000), false);
  assert.equal(isBetter(fix(1400, 0, 25, 12), fix(0, 56, 25, 12), NOW - 1000), true);
});
