"use strict";
// The phone's worker: keeps the shell for offline use. It never touches a request that is not GET, and of those only
// the addresses listed here. Sending reports is the page's work: workers sent empty bodies on iOS.

const PREFIX = {{ cache_prefix|tojson }};
const VERSION = {{ version|tojson }};
const SHELL = `${PREFIX}shell-${VERSION}`;
const CONTENT = `${PREFIX}content`;
const PAGES = {{ pages|tojson }};
const ASSETS = {{ assets|tojson }};
const CONTENT_PATHS = {{ content_paths|tojson }};

const LANGUAGES = Object.keys(PAGES);
const asked = new URL(location.href).searchParams.get("lang");
const LANGUAGE = LANGUAGES.includes(asked) ? asked : LANGUAGES[0];
const START = PAGES[LANGUAGE][0];
const SHELL_PATHS = new Set([...ASSETS, ...Object.values(PAGES).flat()]);

const ours = async () => (await caches.keys()).filter((name) => name.startsWith(PREFIX));

// The chosen language, and those that this phone holds already.
const keptLanguages = async () => {
  const shells = await Promise.all((await ours()).map((name) => caches.open(name)));
  const kept = await Promise.all(
    LANGUAGES.map(async (language) => {
      const found = await Promise.all(shells.map((shell) => shell.match(PAGES[language][0], { ignoreVary: true })));
      return found.some(Boolean);
    }),
  );
  return LANGUAGES.filter((language, index) => language === LANGUAGE || kept[index]);
};

// All or nothing, and no catch: a failed install must stay failed, so that the browser tries it again.
const install = async () => {
  const pages = (await keptLanguages()).flatMap((language) => PAGES[language]);
  const requests = [...ASSETS, ...pages].map(
    (url) => new Request(url, { cache: "reload", credentials: "omit", redirect: "error" }),
  );
  await (await caches.open(SHELL)).addAll(requests);
};

const activate = async () => {
  const old = (await ours()).filter((name) => name !== SHELL && name !== CONTENT);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
};

const fromShell = async (request, path) => {
  const shell = await caches.open(SHELL);
  const kept = await shell.match(path, { ignoreVary: true });
  if (kept) return kept;
  try {
    return await fetch(request);
  } catch (error) {
    // A language that this phone does not hold: better the chosen one than nothing.
    const start = request.mode === "navigate" && (await shell.match(START, { ignoreVary: true }));
    if (start) return start;
    throw error;
  }
};

// Content changes without a new shell: what is kept comes at once, what is new for the next time.
const fromContent = async (event) => {
  const content = await caches.open(CONTENT);
  const kept = await content.match(event.request);
  const fresh = fetch(event.request).then(async (response) => {
    const json = (response.headers.get("Content-Type") ?? "").startsWith("application/json");
    if (response.status === 200 && json && !response.redirected) await content.put(event.request, response.clone());
    return response;
  });
  if (!kept) return fresh;
  event.waitUntil(fresh.catch(() => {}));
  return kept;
};

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname, search } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  const navigation = request.mode === "navigate";
  const path = navigation && pathname === "/" ? START : pathname;
  if (SHELL_PATHS.has(path) && (navigation || !search)) event.respondWith(fromShell(request, path));
  else if (CONTENT_PATHS.includes(pathname)) event.respondWith(fromContent(event));
});

self.addEventListener("message", ({ data }) => {
  if (data === "take-over") void self.skipWaiting();
});

// Background Sync only wakes open pages; they send.
self.addEventListener("sync", (event) => {
  const wake = async () => {
    for (const client of await self.clients.matchAll({ type: "window" })) client.postMessage("send");
  };
  event.waitUntil(wake());
});
