// Says that a chosen file is too large before it is sent: the server would only break off.

for (const input of document.querySelectorAll("input[type=file][data-largest]")) {
  if (!(input instanceof HTMLInputElement)) continue;
  input.addEventListener("change", () => {
    const size = input.files?.[0]?.size ?? 0;
    input.setCustomValidity(size > Number(input.dataset.largest) ? (input.dataset.tooLarge ?? "") : "");
    input.reportValidity();
  });
}

// A module: its names are its own.
export {};
