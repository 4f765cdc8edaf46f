// Keeps one whole version of the site for use without a network.
//
// A version is stored completely or not at all (each file is checked against its hash), and a page
// gets all its files from one version. A new version waits until at most one page is open and
// takes over at its next start or reload.
//
// `tests/tools/site.mjs` fills in the four constants.
const VERSION = "";
/** File → integrity; "" is the page itself. All are needed to start. */
const FILES = {};
/** Files with their hash in the name that are fetched when first needed, and kept then. */
const ON_DEMAND = [];
/** The paths that are pages. */
const PAGES = [];

const HOME = new URL("./", self.location);
// An origin may hold several sites, and all of them share its caches.
const PREFIX = `tenantry ${HOME.pathname} `;
const at = (name) => new URL(name, HOME).href;
const ONCE_NEEDED = new Set(ON_DEMAND.map(at));
const STORED = new Map(Object.keys(FILES).map((name) => [name.split("/").pop(), at(name)]));

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("message", (event) => {
  if (event.data === "take over") self.skipWaiting();
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== HOME.origin || !url.pathname.startsWith(HOME.pathname)) return;
  url.hash = url.search = "";
  if (request.mode === "navigate") event.respondWith(navigate(request, url));
  else if (answers(url)) event.respondWith(file(request, url));
});

async function install() {
  const cache = await caches.open(PREFIX + VERSION);
  await Promise.all(Object.entries(FILES).map(async ([name, integrity]) => {
    // Names without a hash may be answered from an older visit, so the server is asked.
    const mode = hashed(name) ? "default" : "no-cache";
    const response = await fetch(at(name), { integrity, cache: mode });
    if (!response.ok) throw new Error(`${name}: HTTP ${response.status}`);
    await cache.put(at(name), response);
  }));
}

async function activate() {
  const cache = await caches.open(PREFIX + VERSION);
  for (const name of await caches.keys()) {
    if (!name.startsWith(PREFIX) || name === PREFIX + VERSION) continue;
    const old = await caches.open(name);
    for (const request of await old.keys()) {
      if (ONCE_NEEDED.has(request.url)) await cache.put(request, await old.match(request));
    }
    await caches.delete(name);
  }
  await self.clients.claim();
}

async function navigate(request, url) {
  const { waiting } = self.registration;
  if (waiting && (await self.clients.matchAll({ type: "window" })).length < 2) {
    waiting.postMessage("take over");
    // Comes back at once, to the new version; without an icon the browser would ask for one.
    const headers = { "Content-Type": "text/html", Refresh: "0" };
    return new Response('<!doctype html><link rel="icon" href="data:,">', { headers });
  }
  const page = url.pathname.slice(HOME.pathname.length).replace(/\/$|(^|\/)index\.html$/, "");
  // Other addresses under this path may belong to somebody else; only the server knows.
  if (!PAGES.includes(page)) return fetch(request).catch(() => stored(HOME.href));
  return stored(HOME.href);
}

function answers(url) {
  return ONCE_NEEDED.has(url.href) || STORED.has(url.pathname.split("/").pop());
}

async function file(request, url) {
  const home = STORED.get(url.pathname.split("/").pop());
  // A page deep in the site asks for the start-up files beside itself.
  if (home && home !== url.href && hashed(home)) return Response.redirect(home);
  if (home === url.href) return stored(home);
  const cache = await caches.open(PREFIX + VERSION);
  const known = await cache.match(url.href, { ignoreVary: true });
  if (known) return known;
  const response = await fetch(request);
  // A browser without room keeps nothing, and the page gets its file all the same.
  if (response.ok && ONCE_NEEDED.has(url.href)) await cache.put(url.href, response.clone()).catch(() => {});
  return response;
}

/** A file of this version; the network only helps out when the browser has thrown it away. */
async function stored(url) {
  const cache = await caches.open(PREFIX + VERSION);
  return (await cache.match(url, { ignoreVary: true })) ?? fetch(url);
}

function hashed(name) {
  return /-[0-9a-f]{16}\.\w+$/.test(name);
}
