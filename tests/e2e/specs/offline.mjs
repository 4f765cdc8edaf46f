// The service worker: offline use, and one version at a time.

import assert from "node:assert/strict";
import { appendFile, cp } from "node:fs/promises";
import { join } from "node:path";
import { assemble } from "../../tools/site.mjs";
import { started } from "../harness.mjs";

/** Waits until this version is stored and in charge. */
async function kept(page) {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller) {
      await new Promise((resolve) => navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true }));
    }
  });
}

const version = (page) => page.evaluate(() =>
  getComputedStyle(document.documentElement).getPropertyValue("--edition") || "first");

/** Waits until the browser has forgotten the pages that were closed, which takes it a moment. */
async function alone(browser) {
  const [worker] = browser.context.serviceWorkers();
  const pages = () => worker.evaluate(async () =>
    (await self.clients.matchAll({ type: "window", includeUncontrolled: true })).length);
  const until = Date.now() + 20_000;
  while ((await pages()) > 1) {
    assert.ok(Date.now() < until, "a closed page is still counted");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** A second edition of the site, which differs in its style sheet. */
async function edition(t, name) {
  const parts = await t.directory("parts");
  const site = await t.directory("site");
  await cp(join(t.dist, "../target/trunk"), parts, { recursive: true });
  await appendFile(join(parts, "boot.css"), `\nhtml { --edition: ${name}; }\n`);
  await assemble(parts, site);
  return site;
}

export default {
  async "the site starts without a network, at every page"(t) {
    const site = await t.site({ under: "/a/" });
    const page = await t.open(site.url);
    await kept(page);
    await site.stop();
    for (const path of ["", "users", "settings"]) {
      await page.goto(site.url + path);
      await started(page);
      assert.equal(await page.evaluate(() => document.documentElement.dataset.base), "/a");
    }
    await page.goto(`${site.url}users/`);
    await started(page);
    assert.equal(page.url(), `${site.url}users`);
  },

  async "a deep first visit stores the site as well"(t) {
    const site = await t.site({ under: "/a/" });
    const page = await t.open(`${site.url}users`);
    await kept(page);
    await site.stop();
    await page.reload();
    await started(page);
  },

  async "a browser that comes back without a network finds the site"(t) {
    const site = await t.site();
    const first = await t.browser();
    const page = await first.page();
    await page.goto(site.url);
    await started(page);
    await kept(page);
    await first.kill();
    await site.stop();
    const again = await (await t.browser({ profile: first.profile })).page();
    await again.goto(site.url);
    await started(again);
  },

  async "addresses that are not pages are left to the server"(t) {
    const site = await t.site({
      intercept: (path) => (path === "other/" ? { headers: { "Content-Type": "text/html" }, body: '<link rel="icon" href="data:,"><h1>Another site</h1>' } : undefined),
    });
    const page = await t.open(site.url);
    await kept(page);
    await page.goto(`${site.url}other/`);
    assert.equal(await page.getByRole("heading").innerText(), "Another site");
  },

  async "a new version takes over at the next start, whole"(t) {
    let dir = t.dist;
    const second = await edition(t, "second");
    const { serve } = await import("../../tools/serve.mjs");
    const fronts = { [t.dist]: await serve({ dir: t.dist }), [second]: await serve({ dir: second }) };
    const site = await t.site({
      async intercept(path) {
        const answer = await fetch(new URL(path, fronts[dir].url), { redirect: "manual" });
        const headers = { "Content-Type": answer.headers.get("content-type"), "Cache-Control": answer.headers.get("cache-control") };
        return { status: answer.status, headers, body: Buffer.from(await answer.arrayBuffer()) };
      },
    });
    const browser = await t.browser();
    const page = await browser.page();
    await page.goto(site.url);
    await started(page);
    await kept(page);
    assert.equal(await version(page), "first");

    dir = second;
    const other = await browser.page({ another: true });
    await other.goto(site.url);
    await started(other);
    await other.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      await registration.update();
      const arriving = registration.installing;
      if (arriving) await new Promise((resolve) => arriving.addEventListener("statechange", resolve, { once: true }));
    });
    assert.equal(await version(other), "first");
    await other.reload();
    await started(other);
    assert.equal(await version(other), "first", "two pages are open: both stay");

    await other.close();
    await alone(browser);
    await page.reload();
    await page.waitForFunction(() => getComputedStyle(document.documentElement).getPropertyValue("--edition") === "second");
    await started(page);
    const caches = await page.evaluate(() => window.caches.keys());
    assert.equal(caches.length, 1, `the old version is gone: ${caches}`);
    for (const front of Object.values(fronts)) await front.stop();
  },
};
