// A static file server as a careful host would be: `node serve.mjs DIR [--port N] [--under /PATH/]`.
//
// Brotli, media types, a folder's index after a redirect to its final slash, 404.html for the
// rest, files with a hash in their name cached for ever. The tests use it with other manners.

import { readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { pathToFileURL } from "node:url";

import { brotli } from "./brotli.mjs";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

/** What a meta element cannot say: who may frame the page. */
export const POLICY = "frame-ancestors 'self'";

/**
 * Serves `dir` below `under` on a free port of this machine, or on `port`.
 *
 * `manners`: "folders" (redirects to the final slash, 404.html), "rewrite" (index.html for every
 * unknown address), or "plain" (folders, and a bare 404). `intercept(path)` may answer first with
 * `{ status, headers, body }`; it gets the path below `under`.
 */
export async function serve({ dir, under = "/", port = 0, manners = "folders", intercept = () => {} }) {
  const server = createServer((request, response) => {
    answer(request).then(
      ({ status = 200, headers = {}, body = "" }) => {
        response.writeHead(status, { "Content-Security-Policy": POLICY, "X-Content-Type-Options": "nosniff", ...headers });
        response.end(request.method === "HEAD" ? undefined : body);
      },
      (error) => response.writeHead(500).end(String(error)),
    );
  });

  async function answer(request) {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    if (!path.startsWith(under)) {
      return `${path}/` === under ? redirect(under) : { status: 404, body: "not found" };
    }
    const below = path.slice(under.length);
    const own = await intercept(below);
    if (own) return own;
    const file = join(dir, normalize(`/${below}`));
    const kind = await stat(file).catch(() => null);
    if (kind?.isFile()) return content(request, file, 200);
    if (kind?.isDirectory() && manners !== "rewrite") {
      if (!path.endsWith("/")) return redirect(`${path}/`);
      const index = join(file, "index.html");
      if (await stat(index).catch(() => null)) return content(request, index, 200);
    }
    if (manners === "rewrite") return content(request, join(dir, "index.html"), 200);
    if (manners === "plain") return { status: 404, body: "not found" };
    return content(request, join(dir, "404.html"), 404);
  }

  await new Promise((resolve, reject) => server.once("error", reject).listen(port, "127.0.0.1", resolve));
  return {
    url: `http://localhost:${server.address().port}${under}`,
    stop: () => new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    }),
  };
}

const redirect = (to) => ({ status: 301, headers: { Location: to } });

async function content(request, file, status) {
  const data = await readFile(file);
  const headers = {
    "Content-Type": TYPES[extname(file)] ?? "application/octet-stream",
    "Cache-Control": /-[0-9a-f]{16}\.\w+$/.test(file) ? "public, max-age=31536000, immutable" : "no-cache",
    Vary: "Accept-Encoding",
  };
  if (extname(file) in TYPES && /\bbr\b/.test(request.headers["accept-encoding"] ?? "")) {
    return { status, headers: { ...headers, "Content-Encoding": "br" }, body: await brotli(data) };
  }
  return { status, headers, body: data };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [dir, ...rest] = process.argv.slice(2);
  const option = (name, otherwise) => (rest.includes(name) ? rest[rest.indexOf(name) + 1] : otherwise);
  const under = `/${option("--under", "/")}/`.replace(/\/+/g, "/");
  const { url } = await serve({ dir, under, port: Number(option("--port", 8080)) }).catch((error) => {
    console.error(`serve: ${error.code === "EADDRINUSE" ? "the port is taken; choose another with PORT=" : error}`);
    process.exit(1);
  });
  console.log(`Tenantry is at ${url} (stop with Ctrl+C)`);
}
