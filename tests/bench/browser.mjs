// A fresh Chromium for every job, with a profile on disk, and the server of the engine's page.

import { createReadStream } from "node:fs";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { dirname, extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { CHROMIUM, QUIET } from "../tools/chromium.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm" };
/** A heap that holds a million people as objects. */
const HEAP = "--js-flags=--expose-gc --max-old-space-size=6144";

/** Runs `work(page, context)` in a browser that is gone afterwards. */
export async function inBrowser(work) {
  const profile = await mkdtemp(join(tmpdir(), "tenantry-bench-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: CHROMIUM,
    args: [...QUIET, HEAP],
    ignoreDefaultArgs: ["--headless"],
    viewport: { width: 1280, height: 800 },
    locale: "en-GB",
  });
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    page.setDefaultTimeout(600_000);
    page.on("pageerror", (error) => console.error(`  ${String(error).slice(0, 400)}`));
    return await work(page, context);
  } finally {
    await context.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** Name and version of the browser. */
export async function productOf(page) {
  const session = await page.context().newCDPSession(page);
  return (await session.send("Browser.getVersion")).product;
}

/** Chromium's own counts of where the main thread's time went, in milliseconds. */
export async function metrics(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  return async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return Object.fromEntries(metrics.map(({ name, value }) => [name, value * 1000]));
  };
}

/**
 * Serves the engine's page: `page/`, the peers below `/modules/`, the engine below `/engine/`.
 * Cross-origin isolated, so that the clock steps by 5 microseconds.
 */
export async function serve(engine) {
  const places = [["/modules/", join(HERE, "node_modules")], ["/engine/", engine], ["/", join(HERE, "page")]];
  const server = createServer(async (request, response) => {
    const path = normalize(new URL(request.url, "http://localhost").pathname);
    const [under, directory] = places.find(([under]) => path.startsWith(under));
    const file = join(directory, path.slice(under.length));
    const kind = await stat(file).catch(() => null);
    const headers = { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp" };
    if (!kind?.isFile()) return response.writeHead(404, headers).end();
    response.writeHead(200, { ...headers, "Content-Type": TYPES[extname(file)] ?? "application/octet-stream" });
    createReadStream(file).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://localhost:${server.address().port}/`, stop: () => server.close() };
}
