// Kilometres and litres: how far, and how much for a hundred kilometres. Nothing of it is kept.

const form = /** @type {HTMLElement} */ (document.querySelector("[data-notes]"));
const locale = document.documentElement.lang;

/** @param {string} name */
const number = (name) => {
  const { value } = /** @type {HTMLInputElement} */ (form.querySelector(`[name=${name}]`));
  return value.trim() === "" ? NaN : Number(value.replace(",", "."));
};

/** @param {string} name @param {number} value @param {number} digits */
const show = (name, value, digits) => {
  const written = new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  /** @type {HTMLElement} */ (form.querySelector(`[data-${name}]`)).textContent =
    Number.isFinite(value) && value >= 0 ? written.format(value) : "–";
};

form.addEventListener("input", () => {
  const distance = number("end") - number("begin");
  show("distance", distance, 0);
  show("consumption", distance > 0 ? (number("litres") / distance) * 100 : NaN, 1);
});
