// Parts of a page that its HTML holds ready, with slots for what differs.

/** A new copy of a part. @param {string} name @returns {HTMLElement} */
export const piece = (name) => {
  const template = /** @type {HTMLTemplateElement} */ (document.querySelector(`template[data-piece="${name}"]`));
  return /** @type {HTMLElement} */ (document.importNode(template.content, true).firstElementChild);
};

/** @param {ParentNode} within @param {string} name @returns {HTMLElement} */
export const slot = (within, name) => /** @type {HTMLElement} */ (within.querySelector(`[data-slot="${name}"]`));

/** Put words into a slot; without any it is hidden. @param {ParentNode} within @param {string} name @param {string} words */
export const fill = (within, name, words) => {
  const place = slot(within, name);
  place.textContent = words;
  place.hidden = !words;
};

/**
 * Show what can be done and do it when pressed.
 * @param {ParentNode} within
 * @param {string} name
 * @param {() => unknown} work
 */
export const offer = (within, name, work) => {
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (within.querySelectorAll(`[data-deed="${name}"]`))) {
    button.hidden = false;
    button.addEventListener("click", () => void Promise.resolve(work()).catch(() => {}));
  }
};

/** Words that stand in the page for scripts alone. @param {string} name @returns {any} */
export const table = (name) => JSON.parse(document.getElementById(name)?.textContent || "{}");
