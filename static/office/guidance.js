// Shows what is being typed as the phone will show it, a moment after the last key. Nothing is stored by that.

const PAUSE_MS = 300;
const PATIENCE_MS = 10_000;

/** The parts of an answer take the place of those on the page; a text that cannot be read leaves the last phone. @param {HTMLElement} place @param {string} piece */
const show = (place, piece) => {
  const fresh = new DOMParser().parseFromString(piece, "text/html");
  for (const name of ["faults", "phone"]) {
    const [there, now] = [place.querySelector(`[data-part="${name}"]`), fresh.querySelector(`[data-part="${name}"]`)];
    if (!there || !now || there.isEqualNode(now)) continue;
    const isUnreadable = name === "phone" && !now.querySelector("article");
    if (isUnreadable) there.classList.add("phone-behind");
    else {
      now.scrollTop = there.scrollTop;
      there.replaceChildren(...now.childNodes);
      there.classList.remove("phone-behind");
    }
  }
};

/** Show which of the prepared words holds now. @param {"" | "lost" | "ended"} word */
const say = (word) => {
  for (const each of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-preview-word]"))) {
    each.hidden = each.dataset.previewWord !== word;
  }
};

/** @param {HTMLFormElement} form @param {HTMLElement} place */
const follow = (form, place) => {
  /** @type {AbortController | undefined} */
  let asking;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let pause;

  const ask = async () => {
    asking?.abort();
    const mine = new AbortController();
    asking = mine;
    const signal = AbortSignal.any([mine.signal, AbortSignal.timeout(PATIENCE_MS)]);
    const answer = await fetch(form.dataset.preview ?? "", { method: "POST", body: new FormData(form), redirect: "manual", signal });
    // Whoever is not signed in any more is sent to the sign-in.
    say(answer.type === "opaqueredirect" ? "ended" : answer.ok ? "" : "lost");
    if (answer.ok) show(place, await answer.text());
  };

  /** What is typed meanwhile stops a question; that is no loss. @param {unknown} error */
  const miss = (error) => {
    if (!(error instanceof DOMException && error.name === "AbortError")) say("lost");
  };

  const wait = () => {
    clearTimeout(pause);
    pause = setTimeout(() => void ask().catch(miss), PAUSE_MS);
  };

  form.addEventListener("input", wait);
  // Somebody may have begun before this was loaded; the browser fills in what stood here before a reload, too.
  if ([...form.querySelectorAll("textarea")].some((each) => each.value !== each.defaultValue)) wait();
};

const form = document.querySelector("form[data-preview]");
const place = document.querySelector("[data-preview-place]");
if (form instanceof HTMLFormElement && place instanceof HTMLElement) follow(form, place);

// A module: its names are its own.
export {};
