/* Answers the phone's own pages and the look of the site while there is no network. */
"use strict";
const KEPT = "phone";
const MINE = /^\/workorders\/(my-jobs|guarding|jobs\/\d+|jobs\/\d+\/route|lockouts\/\d+)\/$/;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

async function answer(request, path) {
  const kept = await caches.open(KEPT);
  try {
    const fresh = await fetch(request);
    if (fresh.ok && !fresh.redirected && fresh.type === "basic") await kept.put(path, fresh.clone());
    return fresh;
  } catch (error) {
    const old = await kept.match(path, { ignoreVary: true });
    if (old) return old;
    throw error;
  }
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  const whole = request.mode === "navigate" || request.headers.get("HX-Boosted") === "true";
  if (url.pathname.startsWith("/static/")) event.respondWith(answer(request, url.pathname));
  else if (whole && MINE.test(url.pathname)) event.respondWith(answer(request, url.pathname));
});
