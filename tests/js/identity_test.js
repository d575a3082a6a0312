import assert from "node:assert/strict";
import { test } from "node:test";
import { localTime, newCallCode, newId, newReference, newSecret } from "../../static/driver/identity.js";

const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/** @param {() => string} make */
const many = (make) => Array.from({ length: 500 }, make);

/**
 * Luhn's check, written the other way round: the whole word has to add up to a multiple of the base.
 * @param {number[]} values
 * @param {number} base
 */
const addsUp = (values, base) => {
  const sum = [...values].reverse().reduce((total, value, index) => {
    const weighted = index % 2 ? value * 2 : value;
    return total + Math.floor(weighted / base) + (weighted % base);
  }, 0);
  return sum % base === 0;
};

test("an id is a random UUID of version 4", () => {
  const ids = many(newId);
  for (const id of ids) assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.equal(new Set(ids).size, ids.length);
});

test("a secret is 32 bytes in base64url without padding", () => {
  for (const secret of many(newSecret)) {
    assert.match(secret, /^[\w-]{43}$/);
    assert.equal(Buffer.from(secret, "base64url").length, 32);
  }
});

test("a reference has ten letters of Crockford's and one that checks them", () => {
  const seen = new Set();
  for (const reference of many(newReference)) {
    assert.match(reference, /^[0-9A-HJKMNP-TV-Z]{11}$/);
    const values = Array.from(reference, (letter) => LETTERS.indexOf(letter));
    assert.ok(addsUp(values, 32));
    values.forEach((value) => seen.add(value));
  }
  assert.equal(seen.size, 32, "all 32 letters are used");
});

test("a wrong letter of a reference is found", () => {
  const values = Array.from(newReference(), (letter) => LETTERS.indexOf(letter));
  values.forEach((value, place) => {
    for (let other = 0; other < 32; other += 1) {
      if (other !== value) assert.ok(!addsUp(values.with(place, other), 32));
    }
  });
});

test("a call code has six digits and one that checks them", () => {
  for (const code of many(newCallCode)) {
    assert.match(code, /^\d{7}$/);
    assert.ok(addsUp(Array.from(code, Number), 10));
  }
});

test("a time is local, with its offset, to the second", () => {
  const zone = process.env.TZ;
  const moment = new Date("2026-11-22T20:04:11.987Z");
  const expected = {
    "Europe/Berlin": "2026-11-22T21:04:11+01:00",
    "America/St_Johns": "2026-11-22T16:34:11-03:30",
    "Asia/Kolkata": "2026-11-23T01:34:11+05:30",
    UTC: "2026-11-22T20:04:11+00:00",
  };
  for (const [name, time] of Object.entries(expected)) {
    process.env.TZ = name;
    assert.equal(localTime(moment), time);
  }
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});
