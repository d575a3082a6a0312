// Boxes over a photo, drawn with pointer or keyboard; each is four fields of the form, which hold the truth.

const PARTS = ["left", "top", "width", "height"];
const WHOLE = 100;
const SMALLEST = 0.5;
const STEP = 1;
const NEW = { left: 40, top: 40, width: 20, height: 20 };
const KEYS = /** @type {Record<string, [number, number]>} */ ({
  ArrowLeft: [-STEP, 0],
  ArrowRight: [STEP, 0],
  ArrowUp: [0, -STEP],
  ArrowDown: [0, STEP],
});

/** @typedef {{left: number, top: number, width: number, height: number}} Box */

/** @param {number} value @param {number} least @param {number} most */
const within = (value, least, most) => Math.min(Math.max(value, least), most);

/** @param {Element} line */
const inputs = (line) => /** @type {HTMLInputElement[]} */ ([...line.querySelectorAll("input")]);

/** @param {Element} line @returns {Box} */
const read = (line) => {
  const [left = 0, top = 0, width = 0, height = 0] = inputs(line).map((input) => Number(input.value.replace(",", ".")) || 0);
  return { left, top, width, height };
};

/** @param {Element} line @param {Box} box */
const write = (line, box) => {
  const width = within(box.width, SMALLEST, WHOLE);
  const height = within(box.height, SMALLEST, WHOLE);
  const values = [within(box.left, 0, WHOLE - width), within(box.top, 0, WHOLE - height), width, height];
  inputs(line).forEach((input, index) => {
    input.value = String(Math.round((values[index] ?? 0) * 10) / 10);
  });
};

/** @param {Element} line */
const clear = (line) => inputs(line).forEach((input) => (input.value = ""));

/** @param {HTMLElement} list */
const lines = (list) => [...list.querySelectorAll("[data-box]")];

/** A line that says nothing yet; one more where all are taken. @param {HTMLElement} list */
const freeLine = (list) => {
  const free = lines(list).find((line) => inputs(line).every((input) => input.value === ""));
  if (free) return free;
  const last = /** @type {HTMLElement} */ (list.lastElementChild);
  const number = lines(list).length + 1;
  const item = /** @type {HTMLElement} */ (last.cloneNode(true));
  inputs(item).forEach((input, index) => (input.name = `${PARTS[index]}-${number}`));
  const legend = item.querySelector("legend");
  if (legend) legend.textContent = (legend.textContent ?? "").replace(/\d+/, String(number));
  clear(item);
  list.append(item);
  return /** @type {Element} */ (item.querySelector("[data-box]"));
};

/** @param {HTMLElement} photo @param {HTMLElement} list */
const show = (photo, list) => {
  const known = /** @type {HTMLElement[]} */ ([...photo.querySelectorAll(".photo-box")]);
  lines(list).forEach((line, index) => {
    const button = known[index] ?? photo.appendChild(makeButton(photo, list, line));
    const box = read(line);
    button.hidden = box.width <= 0 || box.height <= 0;
    for (const part of /** @type {(keyof Box)[]} */ (PARTS)) button.style[part] = `${box[part]}%`;
  });
};

/** @param {HTMLElement} photo @param {HTMLElement} list @param {Element} line */
const makeButton = (photo, list, line) => {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "photo-box";
  button.setAttribute("aria-label", line.querySelector("legend")?.textContent ?? "");
  button.addEventListener("keydown", (event) => {
    const key = KEYS[event.key];
    if (event.key === "Delete" || event.key === "Backspace") clear(line);
    else if (!key) return;
    else {
      const box = read(line);
      const [across, down] = key;
      if (event.shiftKey) write(line, { ...box, width: box.width + across, height: box.height + down });
      else write(line, { ...box, left: box.left + across, top: box.top + down });
    }
    event.preventDefault();
    show(photo, list);
  });
  return button;
};

/** @param {HTMLElement} photo @param {PointerEvent} event */
const place = (photo, event) => {
  const frame = photo.getBoundingClientRect();
  const across = ((event.clientX - frame.left) / frame.width) * WHOLE;
  const down = ((event.clientY - frame.top) / frame.height) * WHOLE;
  return { across: within(across, 0, WHOLE), down: within(down, 0, WHOLE) };
};

/** @param {HTMLElement} photo @param {HTMLElement} list */
const draw = (photo, list) => {
  photo.addEventListener("pointerdown", (down) => {
    if (down.button !== 0 || !(down.target instanceof HTMLImageElement)) return;
    down.preventDefault();
    photo.setPointerCapture(down.pointerId);
    const [from, line] = [place(photo, down), freeLine(list)];
    /** @param {PointerEvent} event */
    const move = (event) => {
      const to = place(photo, event);
      const [left, top] = [Math.min(from.across, to.across), Math.min(from.down, to.down)];
      write(line, { left, top, width: Math.abs(to.across - from.across), height: Math.abs(to.down - from.down) });
      show(photo, list);
    };
    photo.addEventListener("pointermove", move);
    photo.addEventListener("lostpointercapture", () => photo.removeEventListener("pointermove", move), { once: true });
  });
};

const form = document.querySelector("[data-redaction]");
const [photo, list, add] = ["photo", "boxes", "add"].map((name) => form?.querySelector(`[data-${name}]`));
if (photo instanceof HTMLElement && list instanceof HTMLElement && add instanceof HTMLElement) {
  form?.querySelector("[data-help]")?.removeAttribute("hidden");
  add.hidden = false;
  add.addEventListener("click", () => {
    const line = freeLine(list);
    write(line, NEW);
    show(photo, list);
    const button = photo.querySelectorAll(".photo-box")[lines(list).indexOf(line)];
    if (button instanceof HTMLElement) button.focus();
  });
  list.addEventListener("input", () => show(photo, list));
  draw(photo, list);
  show(photo, list);
}

// A module: its names are its own.
export {};
