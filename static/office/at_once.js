// A choice that takes effect at once, without its button.

for (const field of document.querySelectorAll("select[data-at-once]")) {
  field.addEventListener("change", () => {
    if (field instanceof HTMLSelectElement) field.form?.requestSubmit();
  });
}

// A module: its names are its own.
export {};
