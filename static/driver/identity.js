// What the phone stamps a record with when it is made: its id, its secret, its reference, its time.

// Crockford's 32 letters: no I, L, O, U.
const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** @param {number} length */
const randomBytes = (length) => crypto.getRandomValues(new Uint8Array(length));

/**
 * The check value of Luhn's method, in any base: it finds every single wrong character and most swaps.
 * @param {number[]} values
 * @param {number} base
 */
const luhn = (values, base) => {
  const sum = values.reduceRight((total, value, index) => {
    const weighted = value * ((values.length - index) % 2 ? 2 : 1);
    return total + Math.floor(weighted / base) + (weighted % base);
  }, 0);
  return (base - (sum % base)) % base;
};

/** A random UUID (version 4). `crypto.randomUUID` is missing on phones that we still serve. */
export const newId = () => {
  const bytes = randomBytes(16).map((byte, index) =>
    index === 6 ? (byte & 0x0f) | 0x40 : index === 8 ? (byte & 0x3f) | 0x80 : byte,
  );
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
};

/** 32 random bytes in base64url: whoever holds it may read, amend and withdraw the report. */
export const newSecret = () =>
  btoa(String.fromCharCode(...randomBytes(32)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

/** A reference for the eye and paper: 10 random letters and a check letter. */
export const newReference = () => {
  const values = Array.from(randomBytes(10), (byte) => byte % 32);
  return [...values, luhn(values, 32)].map((value) => LETTERS[value]).join("");
};

/** A code to be spoken in an emergency call: 6 random digits and a check digit. */
export const newCallCode = () => {
  const number = (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) % 1_000_000;
  const digits = Array.from(String(number).padStart(6, "0"), Number);
  return [...digits, luhn(digits, 10)].join("");
};

/**
 * A moment by the phone's clock: ISO 8601 with offset, to the second.
 * @param {Date} [moment]
 */
export const localTime = (moment = new Date()) => {
  const offset = -moment.getTimezoneOffset();
  const local = new Date(moment.getTime() + offset * 60_000).toISOString().slice(0, 19);
  const pad = (/** @type {number} */ number) => String(Math.floor(number)).padStart(2, "0");
  const distance = Math.abs(offset);
  return `${local}${offset < 0 ? "-" : "+"}${pad(distance / 60)}:${pad(distance % 60)}`;
};
