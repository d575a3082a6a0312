// A tablet calls nobody: whoever taps on 110 there takes the telephone beside it. Nobody comes back from that call, so
// what came of it is asked when it may be over.
import { note, offer } from "./calls.js";
import { writeSetting } from "./database.js";
import { tell } from "./flow.js";
import { gettext } from "./gettext.js";

const CALL_LASTS = 120_000;

const onNoted = async () => {
  tell(gettext("Notiert. Rufen Sie jetzt am Telefon 110 an."));
  setTimeout(() => void offer().catch(() => {}), CALL_LASTS);
  await writeSetting("call_postponed", Date.now() + CALL_LASTS);
};

/** Note the calls that the telephone beside the tablet makes. Once a page. @param {HTMLElement} button */
export const startOtherTelephone = (button) => {
  addEventListener("call-noted", () => void onNoted().catch(() => {}));
  button.addEventListener("click", () => void note().catch(() => {}));
};
