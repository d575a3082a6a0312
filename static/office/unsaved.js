// Asks before a page is left on which something was written and not saved.

const form = document.querySelector("form[data-unsaved]");
if (form instanceof HTMLFormElement) {
  // A page that came back with a fault holds what was typed before.
  let written = form.dataset.unsaved === "typed";
  form.addEventListener("input", () => {
    written = true;
  });
  form.addEventListener("submit", () => {
    written = false;
  });
  window.addEventListener("beforeunload", (event) => {
    if (written) event.preventDefault();
  });
}

// A module: its names are its own.
export {};
