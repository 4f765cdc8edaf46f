// What a test gets: sites on this machine, browsers with a profile on disk, and the guards that
// hold for every test: no request to another origin, no policy violation, no error in the console.

import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { CHROMIUM, QUIET } from "../tools/chromium.mjs";
import { serve } from "../tools/serve.mjs";
import { violations } from "./axe.mjs";

/** Where the browser itself calls home; a page that did so would be seen among its requests. */
const BROWSERS_OWN = /(^|[./])(google|googleapis|gvt1|gstatic)\.com(:|\/|$)/;
const FLAGS = [
  ...QUIET,
  // Names of this machine that browsers do not take for it: pages from there are in no secure context.
  "--host-resolver-rules=MAP *.test 127.0.0.1",
];

/** Every combination of appearance and language that a page has. */
export const LOOKS = ["light", "dark"].flatMap((theme) => ["en", "fr"].map((language) => ({ theme, language })));

export class Test {
  #undo = [];
  #faults = [];
  #allowed = [];
  #origins = new Set();
  #proxy = null;

  /** `dist` is the directory of the built site. */
  constructor(dist) {
    this.dist = dist;
  }

  /**
   * Serves a site (by default the built one) at a free port; options as in `serve.mjs`. With a
   * `host` that ends in `.test` it is a site of that name over plain HTTP.
   */
  async site({ host, ...options } = {}) {
    const site = await serve({ dir: this.dist, ...options });
    if (host) site.url = site.url.replace("localhost", host);
    this.#origins.add(new URL(site.url).origin);
    this.#undo.push(() => site.stop());
    return site;
  }

  /** A directory that is gone after the test. */
  async directory(name = "test") {
    const path = await mkdtemp(join(tmpdir(), `tenantry-${name}-`));
    this.#undo.push(() => rm(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }));
    return path;
  }

  /**
   * Starts a browser. Without `profile` it gets a fresh one; give the `profile` of an earlier
   * browser to come back to what that one stored. `language` and `theme` are what a reader chose
   * in the settings; `locale` is the browser's.
   */
  async browser({ profile, locale = "en-GB", language, theme, args = [], ...options } = {}) {
    profile ??= await this.directory("profile");
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: CHROMIUM,
      args: [...FLAGS, ...args],
      ignoreDefaultArgs: ["--headless"],
      proxy: { server: await this.#recordingProxy(), bypass: "localhost,127.0.0.1,*.test" },
      locale,
      acceptDownloads: true,
      ...options,
    });
    const browser = new Browser(context, profile);
    this.#undo.push(() => browser.close());
    this.#watch(context);
    const chosen = Object.entries({ language, theme }).filter(([, value]) => value);
    await context.addInitScript((entries) => {
      // A new tab has no storage until it is somewhere.
      if (location.origin === "null") return;
      for (const [key, value] of entries) localStorage.setItem(`tenantry.${key}`, value);
    }, chosen);
    return browser;
  }

  /** Opens an address in a fresh browser and waits until the program runs. */
  async open(url, options) {
    const page = await (await this.browser(options)).page();
    await page.goto(url);
    await started(page);
    return page;
  }

  /** Accepts console errors that this test provokes. */
  allow(...patterns) {
    this.#allowed.push(...patterns);
  }

  /** Fails when axe finds anything on the page. */
  async accessible(page, where = page.url()) {
    const found = await violations(page);
    if (found.length > 0) throw new Error(`axe on ${where}:\n${found.join("\n")}`);
  }

  /** Fails when a guard has seen something. */
  async verify() {
    // What the page did last is still on its way here.
    await new Promise((resolve) => setTimeout(resolve, 50));
    const faults = this.#faults.filter((fault) => !this.#allowed.some((pattern) => pattern.test(fault)));
    if (faults.length > 0) throw new Error(faults.join("\n"));
  }

  /** What the guards have seen, for the report of a test that failed otherwise. */
  remarks() {
    return this.#faults.map((fault) => `\nseen: ${fault}`).join("");
  }

  async end() {
    for (const undo of this.#undo.reverse()) await undo().catch(console.warn);
  }

  #watch(context) {
    const fault = (text) => this.#faults.push(text);
    context.on("request", (request) => {
      const { protocol, origin } = new URL(request.url());
      if (/^https?:|^wss?:/.test(protocol) && !this.#origins.has(origin)) fault(`foreign request: ${request.url()}`);
    });
    context.on("console", (message) => {
      if (message.type() !== "error") return;
      fault(`console error: ${message.text()} ${message.location().url}`);
    });
    context.on("weberror", (error) => fault(`uncaught: ${error.error().stack ?? error.error()}`));
    // Chromium reports a violated policy in the console too, but not from every place.
    context.exposeBinding("reportViolation", (_, text) => fault(`policy violation: ${text}`)).then(() =>
      context.addInitScript(() => {
        addEventListener("securitypolicyviolation", (event) => {
          window.reportViolation(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
        });
      }));
  }

  /** Everything that is not for this machine ends here, workers' requests included. */
  async #recordingProxy() {
    if (this.#proxy) return this.#proxy;
    const refuse = (target, socket) => {
      if (!BROWSERS_OWN.test(target)) this.#faults.push(`foreign request: ${target}`);
      socket.on("error", () => {}).end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
    };
    const server = createServer((request) => refuse(request.url, request.socket));
    server.on("connect", (request, socket) => refuse(request.url, socket));
    await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
    this.#undo.push(() => new Promise((resolve) => server.close(resolve).closeAllConnections()));
    this.#proxy = `http://127.0.0.1:${server.address().port}`;
    return this.#proxy;
  }
}

class Browser {
  constructor(context, profile) {
    this.context = context;
    this.profile = profile;
  }

  /** The first tab, or another one. */
  async page({ another = false } = {}) {
    const [first] = this.context.pages();
    return !another && first ? first : this.context.newPage();
  }

  async close() {
    await this.context.close();
  }

  /** Kills every process of this browser as a power cut would; nothing gets to tidy up. */
  async kill() {
    const gone = new Promise((resolve) => this.context.once("close", resolve));
    for (const pid of await processes(`--user-data-dir=${this.profile}`)) {
      try {
        process.kill(pid, "SIGKILL");
      } catch (error) {
        if (error.code !== "ESRCH") throw error;
      }
    }
    await gone;
    // The lock names a process that no longer is; a browser after a power cut finds the same.
    await rm(join(this.profile, "SingletonLock"), { force: true });
  }
}

async function processes(argument) {
  const found = [];
  for (const pid of (await readdir("/proc")).filter((name) => /^\d+$/.test(name))) {
    const words = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
    if (words.split("\0").includes(argument)) found.push(Number(pid));
  }
  return found;
}

/** Waits until the program has taken over from the static page. */
export async function started(page) {
  await page.waitForSelector("html[data-boot=ready]", { state: "attached" });
}

/**
 * Hands files to the page as a person would who picks them. Each is a path, or
 * `{ name, text }`, or `{ name, bytes }`.
 */
export async function pick(page, input, ...files) {
  await page.locator(input).setInputFiles(files.map(asUpload));
}

/** Drops files (`{ name, text }` or `{ name, bytes }`) on an element. */
export async function drop(page, target, ...files) {
  const payload = files.map(asUpload).map(({ name, mimeType, buffer }) => ({ name, type: mimeType, base64: buffer.toString("base64") }));
  const transfer = await page.evaluateHandle((entries) => {
    const transfer = new DataTransfer();
    for (const { name, type, base64 } of entries) {
      const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
      transfer.items.add(new File([bytes], name, { type }));
    }
    return transfer;
  }, payload);
  for (const type of ["dragenter", "dragover", "drop"]) {
    await page.dispatchEvent(target, type, { dataTransfer: transfer });
  }
}

/** Does `action` and returns the file that it downloads. */
export async function download(page, action) {
  const [file] = await Promise.all([page.waitForEvent("download"), action()]);
  const bytes = await readFile(await file.path());
  return { name: file.suggestedFilename(), bytes, text: bytes.toString("utf8") };
}

function asUpload(file) {
  if (typeof file === "string") return file;
  const { name, text, bytes, type = "" } = file;
  return { name, mimeType: type, buffer: Buffer.from(bytes ?? text) };
}
