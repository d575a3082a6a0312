// Tells how many rows are ticked, and keeps the steps with them at hand only while there are some.

const form = document.getElementById("bulk");
const word = document.querySelector("[data-bulk-count]");

const count = () => document.querySelectorAll("input[name=pick]:checked").length;

const show = () => {
  const number = count();
  if (form) form.hidden = !document.querySelector("input[name=pick]");
  form?.classList.toggle("bulk-idle", number === 0);
  if (form && word) word.textContent = number ? (form.dataset.some ?? "").replace("{number}", String(number)) : (form.dataset.none ?? "");
};

if (form) {
  show();
  document.addEventListener("change", show);
  // A row that was worked elsewhere comes anew with the refresh, and without its tick.
  new MutationObserver(show).observe(document.querySelector(".inbox") ?? form, { childList: true, subtree: true });
}

// A module: its names are its own.
export {};
