"use strict";
// The kill switch: this worker takes the place of a broken one, removes the kept shell and itself. Reports lie in
// IndexedDB and are not touched; the next page comes from the network.

const PREFIX = {{ cache_prefix|tojson }};

const retire = async () => {
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX));
  await Promise.all(names.map((name) => caches.delete(name)));
  await self.registration.unregister();
};

self.addEventListener("install", () => void self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(retire()));
