// Keeps one edition of the page on the phone, whole: a new one is taken only when all its files came.
const edition = "EDITION";
const files = [
  "FILES"
];

self.addEventListener("install", event => {
  event.waitUntil((async () => {
    const cache = await caches.open(edition);
    // One that does not come keeps the whole edition out.
    await cache.addAll(files.map(file => new Request(file, { cache: "reload" })));
  })());
});

self.addEventListener("activate", event => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name !== edition) await caches.delete(name);
    await self.clients.claim();
  })());
});

self.addEventListener("message", event => {
  if (event.data === "take") self.skipWaiting();
});

self.addEventListener("fetch", event => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== self.location.origin) return;
  event.respondWith((async () => {
    const cache = await caches.open(edition);
    return await cache.match(request, { ignoreSearch: true }) ?? fetch(request);
  })());
});
