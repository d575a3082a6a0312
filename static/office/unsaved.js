// Asks before a page is left on which something was written and not saved.

/** Forms that were written in; after a fault a page holds what was typed before. @type {Set<Element>} */
const written = new Set(document.querySelectorAll('form[data-unsaved="typed"]'));

/** The form that something belongs to, if it is watched. Parts of a page are replaced while it stands. @param {Event} event */
const formOf = (event) => (event.target instanceof Element ? event.target.closest("form[data-unsaved]") : null);

document.addEventListener("input", (event) => {
  const form = formOf(event);
  if (form) written.add(form);
});
document.addEventListener("submit", (event) => {
  const form = formOf(event);
  if (form) written.delete(form);
});
window.addEventListener("beforeunload", (event) => {
  if ([...written].some((form) => form.isConnected)) event.preventDefault();
});

// A module: its names are its own.
export {};
