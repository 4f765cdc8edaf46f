// Starts the page: says where the site lives and in which language, loads the program, and
// explains itself when that fails. Runs before the first paint, so it stays small.
//
// The same build serves a root, a sub-path and deep links. HTML knows nothing of its own place:
// what it names is always beside the address it was asked for. A copy of this file therefore lies
// beside every page of the site (`tests/tools/site.mjs`), and each copy knows its way up.
const HOME = new URL("./", import.meta.url);

const root = document.documentElement;
// 404.html tries several places, of which more than one may answer.
if (!root.dataset.boot) start();

async function start() {
  root.dataset.boot = "loading";
  // For the program: the path of the site without the final slash, "" at the root of a host.
  root.dataset.base = HOME.pathname.slice(0, -1);
  root.lang = preference("language") ?? (/^fr\b/i.test(navigator.language) ? "fr" : "en");
  const theme = preference("theme");
  if (theme) root.dataset.theme = theme;
  tidyAddress();
  dressSkeleton();

  const { js, wasm, part, worker } = document.querySelector("script[data-js]").dataset;
  let glue, response;
  const workspace = last();
  if (workspace) {
    ahead(new URL(part, HOME));
    open(`tenantry-${workspace}`);
  }
  try {
    [glue, response] = await Promise.all([import(new URL(js, HOME)), fetch(new URL(wasm, HOME))]);
    if (!response.ok) throw new Error(`${wasm}: HTTP ${response.status}`);
  } catch (error) {
    return fail("files", error);
  }
  try {
    await glue.default({ module_or_path: response });
  } catch (error) {
    // Asked only now: every start would wait for the answer.
    if (!simd()) return fail("browser", typeof WebAssembly === "undefined" ? "WebAssembly" : "SIMD");
    // A module cut short or replaced by an error page is a matter of files as well.
    return fail(error instanceof WebAssembly.CompileError ? "files" : "start", error);
  }
  root.dataset.boot = "ready";
  const boot = document.getElementById("boot");
  boot.remove();
  // A panic ends the program; without a word, the page would only cease to answer.
  for (const kind of ["error", "unhandledrejection"]) {
    addEventListener(kind, ({ error, reason = error }) => {
      if (!(reason instanceof WebAssembly.RuntimeError) || boot.isConnected) return;
      document.body.replaceChildren(boot);
      fail("stopped", reason);
    });
  }
  // What installing and the next visit need comes after the first screen is shown.
  requestAnimationFrame(() => setTimeout(() => install(worker)));
}

function install(worker) {
  const manifest = document.createElement("link");
  document.head.append(Object.assign(manifest, { rel: "manifest", href: new URL("site.webmanifest", HOME) }));
  // Only over HTTPS or on localhost; elsewhere the page works, but not offline.
  if (worker) navigator.serviceWorker?.register(new URL(worker, HOME)).catch(console.warn);
}

/** A stored choice. Storage itself may be forbidden. */
function preference(name) {
  try {
    return localStorage.getItem(`tenantry.${name}`);
  } catch {
    return null;
  }
}

/** The workspace that will probably be opened at once, for which the first part is not enough. */
function last() {
  try {
    return sessionStorage.getItem("tenantry.workspace") ?? / (.+)/.exec(preference("opened"))?.[1];
  } catch {
    return null;
  }
}

/** Opens a database while the program is on its way, which takes it over (`storage/idb/early.rs`). */
function open(name) {
  const early = { name };
  early.database = new Promise((resolve) => {
    const request = indexedDB.open(name);
    // One that does not exist is not made here.
    request.onupgradeneeded = () => request.transaction.abort();
    request.onerror = () => resolve(null);
    request.onsuccess = () => {
      const { result } = request;
      const end = () => {
        result.close();
        early.database = null;
      };
      // As long as nobody has taken it, it is in nobody's way, and not for long.
      result.onversionchange = result.onclose = end;
      setTimeout(() => globalThis.early === early && end(), 10_000);
      resolve(result);
    };
  }).catch(() => null);
  globalThis.early = early;
}

function ahead(href) {
  const hint = { rel: "preload", as: "fetch", type: "application/wasm", crossOrigin: "anonymous", href };
  document.head.append(Object.assign(document.createElement("link"), hint));
}

/** The pages have no final slash; hosts that keep each page in a folder add one. */
function tidyAddress() {
  const { pathname, search, hash } = location;
  const path = pathname.replace(/\/index\.html$/, "/");
  const tidy = path === HOME.pathname ? path : path.replace(/\/+$/, "");
  if (tidy !== pathname) history.replaceState(history.state, "", tidy + search + hash);
}

function dressSkeleton() {
  for (const link of document.querySelectorAll("a[data-page]")) {
    link.href = new URL(link.dataset.page, HOME);
    if (link.pathname === location.pathname) link.setAttribute("aria-current", "page");
  }
  document.getElementById("boot-retry").addEventListener("click", () => location.reload());
}

/** Whether the smallest module with a vector instruction is accepted. */
function simd() {
  try {
    return WebAssembly.validate(Uint8Array.of(
      0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11,
    ));
  } catch {
    return false;
  }
}

function fail(reason, detail) {
  console.error(detail);
  for (const text of document.querySelectorAll("#boot [data-reason]")) {
    text.hidden = text.dataset.reason !== reason;
  }
  for (const title of document.querySelectorAll("#boot [data-title]")) {
    title.hidden = (title.dataset.title === "stopped") !== (reason === "stopped");
  }
  document.getElementById("boot-detail").textContent = String(detail);
  root.dataset.boot = "failed";
}
