import assert from "node:assert/strict";
import { test } from "node:test";

import { dayInBerlin, hourInBerlin } from "../../static/driver/berlin.js";

const HOUR = 3_600_000;
const parts = new Intl.DateTimeFormat("sv", {
  timeZone: "Europe/Berlin",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  hourCycle: "h23",
});

test("every hour of six years is that of the time zone's own rules", () => {
  const differing = [];
  for (let moment = Date.UTC(2024, 0, 1); moment < Date.UTC(2030, 0, 1); moment += HOUR) {
    const ours = `${dayInBerlin(moment)} ${String(hourInBerlin(moment)).padStart(2, "0")}`;
    if (ours !== parts.format(moment)) differing.push([ours, parts.format(moment)]);
  }
  assert.deepEqual(differing, []);
});
