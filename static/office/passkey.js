// Asks the browser for a passkey and sends its answer with the form around it; without script the page says what to do.

/** @param {string} text */
const toBytes = (text) => {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
};

/** @param {ArrayBuffer | null | undefined} bytes */
const toText = (bytes) => {
  if (!bytes) return null;
  const plain = String.fromCharCode(...new Uint8Array(bytes));
  return btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
};

/** @param {{id: string}} each @returns {PublicKeyCredentialDescriptor} */
const descriptor = (each) => ({ type: "public-key", id: toBytes(each.id) });

/** @param {any} options */
const ask = (options) =>
  navigator.credentials.get({
    publicKey: {
      ...options,
      challenge: toBytes(options.challenge),
      allowCredentials: (options.allowCredentials ?? []).map(descriptor),
    },
  });

/** @param {any} options */
const make = (options) =>
  navigator.credentials.create({
    publicKey: {
      ...options,
      challenge: toBytes(options.challenge),
      user: { ...options.user, id: toBytes(options.user.id) },
      excludeCredentials: (options.excludeCredentials ?? []).map(descriptor),
    },
  });

/** What the server takes: WebAuthn's own JSON form. @param {PublicKeyCredential} credential */
const written = (credential) => {
  const { response } = credential;
  const parts =
    response instanceof AuthenticatorAttestationResponse
      ? { attestationObject: toText(response.attestationObject) }
      : response instanceof AuthenticatorAssertionResponse && {
          authenticatorData: toText(response.authenticatorData),
          signature: toText(response.signature),
          userHandle: toText(response.userHandle),
        };
  return JSON.stringify({
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    response: { clientDataJSON: toText(response.clientDataJSON), ...parts },
    clientExtensionResults: {},
  });
};

/** @param {HTMLElement} place @param {string} name */
const part = (place, name) => /** @type {HTMLElement | null} */ (place.querySelector(`[data-passkey-${name}]`));

/** @param {HTMLElement} place @param {string} name @param {boolean} shown */
const show = (place, name, shown) => {
  const found = part(place, name);
  if (found) found.hidden = !shown;
};

/** @param {HTMLElement} place */
const go = async (place) => {
  const [form, input] = [place.closest("form"), place.querySelector("input")];
  // What the form asks for beside the passkey comes first.
  if (!form || !input || (place.dataset.passkey === "create" && !form.reportValidity())) return;
  show(place, "failed", false);
  const options = JSON.parse(place.dataset.options ?? "{}");
  try {
    const credential = await (place.dataset.passkey === "create" ? make(options) : ask(options));
    if (!(credential instanceof PublicKeyCredential)) throw new TypeError("no passkey");
    input.value = written(credential);
    form.submit();
  } catch {
    show(place, "failed", true);
  }
};

for (const place of document.querySelectorAll("[data-passkey]")) {
  if (place instanceof HTMLElement) {
    const able = typeof PublicKeyCredential === "function";
    show(place, "missing", false);
    show(place, able ? "ready" : "unable", true);
    part(place, "go")?.addEventListener("click", (event) => {
      event.preventDefault();
      go(place);
    });
  }
}

// A module: its names are its own.
export {};
