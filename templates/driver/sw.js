"use strict";
// The phone's worker: keeps the shell for offline use. It never touches a request that is not GET, and of those only
// the addresses listed here. Sending reports is the page's work: workers sent empty bodies on iOS.

const PREFIX = {{ cache_prefix|tojson }};
const VERSION = {{ version|tojson }};
const SHELL = `${PREFIX}shell-${VERSION}`;
const CONTENT = `${PREFIX}content`;
// In pairs, for they keep their order: the first language is the one for whom nothing tells another.
const PAGES = Object.fromEntries({{ pages.items()|list|tojson }});
const ASSETS = {{ assets|tojson }};
const CONTENT_PATHS = {{ content_paths|tojson }};

const LANGUAGES = Object.keys(PAGES);
const SHELL_PATHS = new Set([...ASSETS, ...Object.values(PAGES).flat()]);
// Not an address of the server: where the chosen language is noted among the content.
const CHOSEN = "/chosen-language";
const EMERGENCY = "/emergency";

const ours = async () => (await caches.keys()).filter((name) => name.startsWith(PREFIX));

// A page names its language in front, or behind where the address is a code's.
const languageOf = (url) => {
  const { pathname, searchParams } = new URL(url);
  return searchParams.get("lang") ?? pathname.split("/")[1];
};

// What somebody chose; before that, the language of a page that is open, or the phone's.
const chosenLanguage = async () => {
  const noted = await (await caches.open(CONTENT)).match(CHOSEN);
  const chosen = noted && (await noted.text());
  // One that the operator no longer offers has no pages any more.
  if (chosen && LANGUAGES.includes(chosen)) return chosen;
  const open = await self.clients.matchAll({ includeUncontrolled: true, type: "window" });
  const languages = [...open.map(({ url }) => languageOf(url)), ...navigator.languages.map((tag) => tag.split("-")[0])];
  return languages.find((language) => LANGUAGES.includes(language)) ?? "de";
};

const startPage = async () => PAGES[await chosenLanguage()][0];

// The chosen language, and those that this phone holds already.
const keptLanguages = async () => {
  const chosen = await chosenLanguage();
  const shells = await Promise.all((await ours()).map((name) => caches.open(name)));
  const kept = await Promise.all(
    LANGUAGES.map(async (language) => {
      const found = await Promise.all(shells.map((shell) => shell.match(PAGES[language][0], { ignoreVary: true })));
      return found.some(Boolean);
    }),
  );
  return LANGUAGES.filter((language, index) => language === chosen || kept[index]);
};

const keepIn = (shell, urls) =>
  shell.addAll(urls.map((url) => new Request(url, { cache: "reload", credentials: "omit", redirect: "error" })));

const keep = async (urls) => keepIn(await caches.open(SHELL), urls);

// The emergency page in every other language, one after the other and none that is held: whoever takes up this phone
// may read another one. Later than all that was chosen, and not where data are to be saved.
const keepEmergencyPages = async () => {
  // The worker that comes after this one deletes its shell; to open it once more would bring it back.
  if (navigator.connection?.saveData || !(await caches.has(SHELL))) return;
  const shell = await caches.open(SHELL);
  for (const pages of Object.values(PAGES)) {
    const page = pages.find((path) => path.endsWith(EMERGENCY));
    if (!(await shell.match(page, { ignoreVary: true }))) await keepIn(shell, [page]);
  }
};

// All or nothing, and no catch: a failed install must stay failed, so that the browser tries it again.
const install = async () => keep([...ASSETS, ...(await keptLanguages()).flatMap((language) => PAGES[language])]);

// Another language needs no other worker: its pages join those that are kept.
const choose = async (language) => {
  if (!LANGUAGES.includes(language)) return;
  const held = await (await caches.open(SHELL)).match(PAGES[language][0], { ignoreVary: true });
  if (!held) await keep(PAGES[language]);
  // Only now: until its pages are here, the language before is the one that opens offline.
  await (await caches.open(CONTENT)).put(CHOSEN, new Response(language));
};

const activate = async () => {
  const old = (await ours()).filter((name) => name !== SHELL && name !== CONTENT);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
};

const inChosenLanguage = async (shell, path) => {
  const same = path.replace(/^\/\w+/, `/${await chosenLanguage()}`);
  return (await shell.match(same, { ignoreVary: true })) ?? shell.match(await startPage(), { ignoreVary: true });
};

const fromShell = async (request, path) => {
  const shell = await caches.open(SHELL);
  const kept = await shell.match(path === "/" ? await startPage() : path, { ignoreVary: true });
  if (kept) return kept;
  try {
    return await fetch(request);
  } catch (error) {
    // A language that this phone does not hold: better the same page in the chosen one than nothing.
    const other = request.mode === "navigate" && (await inChosenLanguage(shell, path));
    if (other) return other;
    throw error;
  }
};

// Content changes without a new shell: what is kept comes at once; pages hear of what is new, and ask again.
const tellPages = async () => {
  for (const client of await self.clients.matchAll({ type: "window" })) client.postMessage("new-content");
};

const fromContent = async (event) => {
  const content = await caches.open(CONTENT);
  const kept = await content.match(event.request);
  const fresh = fetch(event.request).then(async (response) => {
    const json = (response.headers.get("Content-Type") ?? "").startsWith("application/json");
    if (response.status !== 200 || !json || response.redirected) return response;
    await content.put(event.request, response.clone());
    if (kept && kept.headers.get("ETag") !== response.headers.get("ETag")) await tellPages();
    return response;
  });
  if (!kept) return fresh;
  event.waitUntil(fresh.catch(() => {}));
  return kept;
};

// Where a browser can, it takes what bears a hash in its name from the shell by itself, and asks no script of ours for
// each of twenty files.
const leaveAssetsToBrowser = async (event) => {
  await event.addRoutes?.({ condition: { urlPattern: "/static/*", requestMethod: "GET" }, source: { cacheName: SHELL } });
};

self.addEventListener("install", (event) => {
  leaveAssetsToBrowser(event).catch(() => {});
  event.waitUntil(install());
});
self.addEventListener("activate", (event) => event.waitUntil(activate()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname, search } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  const navigation = request.mode === "navigate";
  const ofShell = SHELL_PATHS.has(pathname) || (navigation && pathname === "/");
  if (ofShell && (navigation || !search)) event.respondWith(fromShell(request, pathname));
  else if (CONTENT_PATHS.includes(pathname)) event.respondWith(fromContent(event));
});

self.addEventListener("message", (event) => {
  if (event.data === "take-over") event.waitUntil(self.skipWaiting());
  else if (event.data?.language) event.waitUntil(choose(event.data.language).then(keepEmergencyPages));
});

// Background Sync only wakes open pages; they send.
self.addEventListener("sync", (event) => {
  const wake = async () => {
    for (const client of await self.clients.matchAll({ type: "window" })) client.postMessage("send");
  };
  event.waitUntil(wake());
});
