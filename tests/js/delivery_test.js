import assert from "node:assert/strict";
import { test } from "node:test";
import { backOff } from "../../static/driver/delivery.js";

test("the wait doubles with each attempt and stays within its jitter", () => {
  for (let attempts = 1; attempts <= 8; attempts += 1) {
    const full = 2 ** attempts * 1000;
    for (let repeat = 0; repeat < 100; repeat += 1) {
      const wait = backOff(attempts);
      assert.ok(wait <= full && wait >= full * 0.75, `${attempts} attempts: ${wait} ms`);
    }
  }
});

test("the wait never passes five minutes, however often it failed", () => {
  for (const attempts of [9, 50, 5000]) assert.ok(backOff(attempts) <= 300_000);
});

test("phones that failed together do not come back together", () => {
  assert.ok(new Set(Array.from({ length: 50 }, () => backOff(5))).size > 40);
});
