// Copies and prints what is shown once; both buttons appear only where they work.

for (const button of document.querySelectorAll("[data-copy], [data-print]")) {
  if (button instanceof HTMLElement && (button.hasAttribute("data-print") || navigator.clipboard)) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      if (button.hasAttribute("data-print")) window.print();
      else {
        await navigator.clipboard.writeText(document.querySelector("[data-codes]")?.textContent?.trim().replaceAll(/\s+/g, "\n") ?? "");
        const done = document.querySelector("[data-copied]");
        if (done instanceof HTMLElement) done.hidden = false;
      }
    });
  }
}

// A module: its names are its own.
export {};
