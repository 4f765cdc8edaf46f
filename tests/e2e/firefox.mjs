// Drives Firefox through geckodriver, with the little of WebDriver that a walk along the main road
// needs. Firefox is the second browser: what it does not have to prove again stays in Chromium.

import { spawn } from "node:child_process";
import { createServer } from "node:net";

const FIREFOX = process.env.FIREFOX ?? "/usr/bin/firefox-esr";
const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

/** Starts Firefox with a profile that is gone afterwards; `locale` is the reader's language. */
export async function firefox({ locale = "en-GB" } = {}) {
  const port = await freePort();
  const driver = spawn("geckodriver", ["--port", String(port), "--log", "fatal"], { stdio: "ignore" });
  const broken = new Promise((_, reject) => driver.once("error", reject));
  const send = async (method, path, body) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers: { "Content-Type": "application/json" },
      body: body && JSON.stringify(body),
    });
    const { value } = await response.json();
    if (!response.ok) throw new Error(`${path}: ${value.error}: ${value.message}`);
    return value;
  };
  await Promise.race([broken, until(() => send("GET", "/status").then(({ ready }) => ready, () => false))]);
  const { sessionId } = await send("POST", "/session", {
    capabilities: {
      alwaysMatch: {
        "moz:firefoxOptions": {
          binary: FIREFOX,
          args: ["-headless"],
          prefs: { "intl.accept_languages": locale, "intl.locale.requested": locale },
        },
      },
    },
  });
  return new Firefox(driver, (method, path, body) => send(method, `/session/${sessionId}${path}`, body));
}

class Firefox {
  #driver;
  #send;

  constructor(driver, send) {
    this.#driver = driver;
    this.#send = send;
  }

  /** Opens an address. WebDriver's own reload goes past the service worker, so it is not here. */
  goto(url) {
    return this.#send("POST", "/url", { url });
  }

  /** Runs a function in the page; it may return a promise. */
  evaluate(run, ...args) {
    const script = `const done = arguments[arguments.length - 1];
      Promise.resolve((${run})(...[...arguments].slice(0, -1))).then((value) => done({ value }), (error) => done({ error: String(error) }));`;
    return this.#send("POST", "/execute/async", { script, args }).then(({ value, error }) => {
      if (error) throw new Error(error);
      return value;
    });
  }

  /** Waits until a function in the page gives something true. */
  waitFor(run, ...args) {
    return until(() => this.evaluate(run, ...args));
  }

  /** Waits until the program has taken over from the static page. */
  started() {
    return this.waitFor(() => document.documentElement.dataset.boot === "ready");
  }

  /** The first element that a CSS selector finds, once it is there. */
  async find(selector) {
    const element = await until(() =>
      this.#send("POST", "/element", { using: "css selector", value: selector }).catch(() => null));
    return element[ELEMENT];
  }

  async click(selector) {
    await this.#send("POST", `/element/${await this.find(selector)}/click`, {});
  }

  /** Types into an element; for a file input the text is the path of a file. */
  async type(selector, text) {
    await this.#send("POST", `/element/${await this.find(selector)}/value`, { text });
  }

  async text(selector) {
    return this.#send("GET", `/element/${await this.find(selector)}/text`);
  }

  async close() {
    await this.#send("DELETE", "").catch(() => {});
    this.#driver.kill();
  }
}

async function until(condition, seconds = 30) {
  const end = performance.now() + seconds * 1000;
  for (;;) {
    const value = await condition();
    if (value) return value;
    if (performance.now() > end) throw new Error(`not within ${seconds} s: ${condition}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
