// The way from an address to the running program, and what stands there when it fails.

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { LOOKS, started } from "../harness.mjs";
import { csv, staff, takeIn } from "../steps.mjs";

const PAGES = (await readFile(new URL("../../../src/boot/pages.txt", import.meta.url), "utf8")).split("\n").filter(Boolean);

/** Opens every page of the site by its own address. */
async function everyAddress(t, { under, manners }) {
  const site = await t.site({ under, manners });
  const page = await (await t.browser()).page();
  for (const path of ["", ...PAGES]) {
    await page.goto(site.url + path + "#q=ada");
    await started(page);
    const { pathname, hash } = new URL(page.url());
    assert.equal(pathname, new URL(site.url + path).pathname, "the address stays as it was");
    assert.equal(hash, "#q=ada");
    assert.equal(await page.evaluate(() => document.documentElement.dataset.base + "/"), under);
  }
}

export default {
  "at the root of a host": (t) => everyAddress(t, { under: "/", manners: "folders" }),
  "under a path": (t) => everyAddress(t, { under: "/tools/tenantry/", manners: "folders" }),
  "a host without 404.html": (t) => everyAddress(t, { under: "/a/", manners: "plain" }),
  async "a host that answers everything with the page"(t) {
    // The first page's hint is beside other pages as well there, and answered with a page.
    t.allow(/Failed to load module script: .* MIME type of "text\/html"/);
    await everyAddress(t, { under: "/a/b/", manners: "rewrite" });
  },

  async "index.html by name"(t) {
    const site = await t.site({ under: "/a/" });
    const page = await t.open(`${site.url}index.html`);
    assert.equal(page.url(), site.url);
  },

  async "an unknown address deep in the site still finds it"(t) {
    // The address itself is a 404, and so are the places where the site is not.
    t.allow(/Failed to load resource: .* 404/, /Refused to (apply style|execute script)|MIME type/);
    const site = await t.site({ under: "/a/" });
    const page = await (await t.browser()).page();
    for (const path of ["nowhere", "nowhere/to/be/found", "users/nowhere", "users/no/where"]) {
      await page.goto(site.url + path);
      await started(page);
      assert.equal(await page.evaluate(() => document.documentElement.dataset.base), "/a");
    }
  },

  async "text and navigation stand before the program is there"(t) {
    let held, release;
    const site = await t.site({
      intercept: async (path) => void (path.endsWith(".wasm") && (await held)),
    });
    for (const [locale, users, loading] of [["en-GB", "Users", "Loading…"], ["fr-CA", "Utilisateurs", "Chargement…"]]) {
      held = new Promise((resolve) => (release = resolve));
      const page = await (await t.browser({ locale })).page();
      await page.goto(site.url, { waitUntil: "commit" });
      const link = page.getByRole("link", { name: users, exact: true });
      await link.waitFor();
      assert.equal(await page.locator("html").getAttribute("lang"), locale.slice(0, 2));
      assert.equal(await page.getByRole("status").innerText(), loading);
      assert.equal(await link.evaluate((element) => element.href), `${site.url}users`);
      await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint").length > 0);
      assert.equal(await page.locator("html").getAttribute("data-boot"), "loading");
      await t.accessible(page);
      release();
      await started(page);
      assert.equal(await page.locator("#boot").count(), 0);
    }
  },

  async "the program's files are asked for together with the page's"(t) {
    const site = await t.site();
    const page = await t.open(site.url);
    const starts = await page.evaluate(() =>
      Object.fromEntries(performance.getEntriesByType("resource").map(({ name, startTime, initiatorType }) =>
        [name.replace(/.*\/([a-z_]+)-\w+\.(\w+)$/, "$1.$2"), [startTime, initiatorType]])));
    const style = starts["style.css"][0];
    for (const name of ["boot.js", "tenantry.js", "tenantry_bg.wasm"]) {
      assert.ok(starts[name][0] - style < 30, `${name}: ${JSON.stringify(starts)}`);
    }
    const fetched = await page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name));
    assert.equal(new Set(fetched).size, fetched.length, `nothing is asked for twice: ${fetched.join(" ")}`);
  },

  async "the second file of the program is asked for ahead where a workspace will open, and once"(t) {
    const [name] = (await readdir(t.dist)).filter((file) => /^workbench-\w+\.wasm$/.test(file));
    const body = await readFile(join(t.dist, name));
    let asked = 0;
    const site = await t.site({
      intercept: (path) => {
        if (path !== name) return undefined;
        asked += 1;
        // Nothing but the page itself may keep it: whoever asked again would come here again.
        return { headers: { "Content-Type": "application/wasm", "Cache-Control": "no-store" }, body };
      },
    });
    // The worker that keeps the site for later asks on its own account.
    const first = await t.browser({ language: "en", serviceWorkers: "block" });
    await takeIn(await first.page(), site, { name: "users.csv", text: csv(staff(3)) });
    assert.equal(asked, 1, "a first visit");
    await first.close();
    const page = await (await t.browser({ profile: first.profile, serviceWorkers: "block" })).page();
    await page.goto(`${site.url}users`);
    await page.getByRole("grid").waitFor();
    const [ahead] = await page.evaluate((name) =>
      performance.getEntriesByType("resource").filter((entry) => entry.name.endsWith(name)).map((entry) => entry.initiatorType), name);
    assert.equal(ahead, "link", "asked for by the start-up script, not by the program");
    assert.equal(asked, 2, "once more, for the second visit");
  },

  async "a file that does not arrive is explained"(t) {
    t.allow(/HTTP 404/, /Failed to load resource: .* 404/);
    const site = await t.site({ intercept: (path) => (path.endsWith(".wasm") ? { status: 404, body: "no" } : undefined) });
    for (const look of LOOKS) {
      const page = await (await t.browser(look)).page();
      await page.goto(site.url);
      await page.waitForSelector("html[data-boot=failed]");
      const alert = page.getByRole("alert");
      const expected = look.language === "fr" ? /Certains de ses fichiers ne sont pas arrivés/ : /Some of its files did not arrive/;
      assert.match(await alert.innerText(), expected);
      assert.match(await alert.innerText(), /HTTP 404/);
      assert.equal(await page.locator("#boot [data-reason]:visible").count(), 1);
      await t.accessible(page, JSON.stringify(look));
      await page.context().close();
    }
  },

  async "the second file of the program may come late, or not at all"(t) {
    t.allow(/HTTP 404/, /Failed to load resource: .* 404/, /instantiate/);
    let arrives = false;
    const part = /workbench-\w+\.wasm$/;
    const site = await t.site({ intercept: (path) => (part.test(path) && !arrives ? { status: 404, body: "no" } : undefined) });
    for (const look of LOOKS) {
      arrives = false;
      const page = await (await t.browser(look)).page();
      await page.goto(`${site.url}start`);
      await started(page);
      // The first screen works without it; what needs it says what is missing.
      await page.click("#open-sample");
      const [title, again] = look.language === "fr"
        ? [/Une partie de Tenantry n’est pas arrivée/, "Réessayer"]
        : [/Part of Tenantry did not arrive/, "Try again"];
      await page.getByRole("heading", { name: title }).waitFor();
      await t.accessible(page, JSON.stringify(look));
      arrives = true;
      await page.getByRole("button", { name: again }).click();
      // What was asked for is done, not forgotten.
      await page.locator(".workspace-name").getByText(look.language === "fr" ? "Organisation d’exemple" : "Sample organisation").waitFor();
      await page.context().close();
    }
  },

  async "a program that stops says so"(t) {
    t.allow(/RuntimeError/);
    const site = await t.site();
    for (const look of LOOKS) {
      const page = await t.open(`${site.url}start`, look);
      // What a panic looks like from outside.
      await page.evaluate(() => dispatchEvent(new ErrorEvent("error", { error: new WebAssembly.RuntimeError("unreachable") })));
      const expected = look.language === "fr" ? /Tenantry s’est arrêté/ : /Tenantry has stopped/;
      await page.getByRole("heading", { name: expected }).waitFor();
      assert.equal(await page.locator("#boot [data-reason]:visible").count(), 1);
      assert.equal(await page.locator("#boot h2:visible").count(), 1);
      await t.accessible(page, JSON.stringify(look));
      await Promise.all([page.waitForEvent("load"), page.locator("#boot-retry").click()]);
      await started(page);
      await page.context().close();
    }
  },

  async "a program cut short is a matter of files"(t) {
    t.allow(/CompileError/);
    const [name] = (await readdir(t.dist)).filter((file) => /^tenantry_bg-.*\.wasm$/.test(file));
    const half = (await readFile(join(t.dist, name))).subarray(0, 5000);
    const site = await t.site({
      intercept: (path) => (path === name ? { headers: { "Content-Type": "application/wasm" }, body: half } : undefined),
    });
    const page = await (await t.browser()).page();
    await page.goto(site.url);
    await page.waitForSelector("html[data-boot=failed]");
    assert.match(await page.getByRole("alert").innerText(), /Some of its files did not arrive/);
  },

  async "a browser that cannot run the program is told what to use"(t) {
    t.allow(/console error: (WebAssembly|SIMD)/);
    const site = await t.site();
    for (const [lack, missing] of [
      ["WebAssembly", () => delete window.WebAssembly],
      ["SIMD", () => {
        WebAssembly.validate = () => false;
        WebAssembly.instantiate = WebAssembly.instantiateStreaming = async () => {
          throw new WebAssembly.CompileError("Wasm SIMD unsupported");
        };
      }],
    ]) {
      const { context } = await t.browser({ locale: "fr-FR" });
      await context.addInitScript(missing);
      const page = await context.newPage();
      await page.goto(site.url);
      await page.waitForSelector("html[data-boot=failed]");
      assert.match(await page.getByRole("alert").innerText(), /ne dispose pas de WebAssembly/);
      assert.equal(await page.locator("#boot-detail").innerText(), lack);
      await context.close();
    }
  },

  async "a start-up script that never runs is noticed"(t) {
    t.allow(/Failed to load resource/);
    const site = await t.site({ intercept: (path) => (/boot-\w+\.js$/.test(path) ? { status: 404, body: "no" } : undefined) });
    const page = await (await t.browser()).page();
    await page.goto(site.url);
    const alert = page.locator(".boot-failure");
    assert.equal(await alert.isVisible(), false, "patience first");
    await alert.waitFor({ state: "visible", timeout: 25_000 });
    assert.match(await alert.innerText(), /The start-up script did not run[^]*Le script de démarrage/);
  },

  async "without scripts the page says what it needs"(t) {
    const site = await t.site();
    const page = await (await t.browser({ javaScriptEnabled: false })).page();
    await page.goto(site.url);
    const text = await page.locator("body").innerText();
    assert.match(text, /it needs JavaScript and WebAssembly/);
    assert.match(text, /il a besoin de JavaScript et de WebAssembly/);
  },

  async "the language and the theme that were chosen hold from the first paint"(t) {
    const site = await t.site();
    for (const { theme, language } of LOOKS) {
      const page = await t.open(site.url, { theme, language, locale: language === "fr" ? "en-US" : "fr-FR" });
      assert.equal(await page.locator("html").getAttribute("lang"), language);
      assert.equal(await page.locator("html").getAttribute("data-theme"), theme);
      await page.context().close();
    }
  },
};
