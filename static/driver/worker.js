// Registers the service worker and lets a new version take over when nobody is in the middle of something.

const UPDATE_PACE = 3_600_000;
const locks = () => navigator.locks;

let drafts = 0;

/**
 * Say that something is being entered which a change of version would disturb. Holds in every tab.
 * @returns {() => void} to be called when it is saved or dropped
 */
export const holdDraft = () => {
  let release = () => {};
  drafts += 1;
  const held = new Promise((/** @type {(value?: unknown) => void} */ resolve) => {
    release = () => {
      drafts -= 1;
      release = () => {};
      resolve();
    };
  });
  void locks()?.request("draft", { mode: "shared" }, () => held);
  return () => release();
};

/** @param {() => void} work done if no tab holds a draft */
const withoutDrafts = (work) => {
  if (!locks()) return drafts || work();
  return locks().request("draft", { ifAvailable: true }, (lock) => (lock ? work() : undefined));
};

/**
 * Only while nobody looks: Chromium can lose a take-over, and a page that is opened meanwhile, under the requests of
 * a busy page. Where nobody ever looks away, the next start of the app brings the new version.
 * @param {ServiceWorkerRegistration} registration
 */
const offerTakeOver = (registration) =>
  registration.waiting && withoutDrafts(() => registration.waiting?.postMessage("take-over"));

/**
 * Register the worker and tell it the language. This page goes on as it is after a take-over and is loaded anew once hidden.
 * @param {string} language whose pages are kept on the phone
 */
export const registerWorker = async (language) => {
  const workers = navigator.serviceWorker;
  if (!workers) return;
  let outdated = false;
  let checkedAt = Date.now();
  const registration = await workers.register("/sw.js", { scope: "/", updateViaCache: "none" });
  void workers.ready.then(({ active }) => active?.postMessage({ language }));
  let leaving = false;
  addEventListener("pagehide", () => (leaving = true));
  addEventListener("pageshow", () => (leaving = false));
  const settle = () => {
    // A page that is being left is hidden too; whoever reloads it then takes the way out from under the next one.
    if (leaving) return;
    if (document.visibilityState === "hidden") {
      if (outdated) void withoutDrafts(() => location.reload());
      else void offerTakeOver(registration);
    } else if (Date.now() - checkedAt > UPDATE_PACE) {
      checkedAt = Date.now();
      registration.update().catch(() => {});
    }
  };
  let controlled = Boolean(workers.controller);
  workers.addEventListener("controllerchange", () => {
    // The first worker of all takes over the very page that it was made from.
    outdated = controlled;
    controlled = true;
    settle();
  });
  document.addEventListener("visibilitychange", settle);
};
