// A browser's menu prints as well; the button is nearer.
const button = /** @type {HTMLElement} */ (document.querySelector("[data-print]"));

button.addEventListener("click", () => globalThis.print());
button.hidden = false;
