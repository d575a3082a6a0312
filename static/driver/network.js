// What the phone tells of its network. Few do; where none is told, nothing waits for it.

/** @returns {{ type?: string, saveData?: boolean, addEventListener?: EventTarget["addEventListener"] } | undefined} */
const connection = () => /** @type {any} */ (navigator).connection;

/** Whether this phone tells Wi-Fi from a mobile network. */
export const knowsNetwork = () => typeof connection()?.type === "string";

/** Whether media are to wait for Wi-Fi; before somebody chose, as the phone saves data. @param {unknown} chosen the setting `media_on_wifi` */
export const wantsWifi = (chosen) => (typeof chosen === "boolean" ? chosen : connection()?.saveData === true);

/**
 * Whether media wait for Wi-Fi now.
 * @param {unknown} chosen the setting `media_on_wifi`
 */
export const waitsForWifi = (chosen) =>
  wantsWifi(chosen) && knowsNetwork() && !["wifi", "ethernet"].includes(connection()?.type ?? "");

/** @param {() => void} work done when the network changes */
export const onNetworkChange = (work) => connection()?.addEventListener?.("change", work);
