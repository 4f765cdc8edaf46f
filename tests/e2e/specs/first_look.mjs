// Coming back to the list: its first rows are there before the rest of the program is, and they are
// those that the list then shows. What is not what is stored is not shown.

import assert from "node:assert/strict";
import { violations } from "../axe.mjs";
import { started } from "../harness.mjs";
import { csv, edit, saved, staff, takeIn, userPage, visit } from "../steps.mjs";

const PEOPLE = { name: "users.csv", text: csv(staff(300)) };
const PART = /workbench-\w+\.wasm$/;

/** A site whose second file comes when it is told to, and a page on it with people taken in. */
async function held(t, options) {
  let gate;
  let open = () => {};
  const site = await t.site({ intercept: async (path) => void (PART.test(path) && (await gate)) });
  const browser = await t.browser({ language: "en", serviceWorkers: "block", ...options });
  const page = await browser.page();
  await takeIn(page, site, PEOPLE);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Network.enable");
  await devtools.send("Network.setCacheDisabled", { cacheDisabled: true });
  const hold = () => (gate = new Promise((resolve) => (open = resolve)));
  return { site, page, hold, release: () => open() };
}

/** Waits for the list itself, and until its picture was taken. */
async function list(page) {
  await page.locator(".main > .split .grid").waitFor();
  await saved(page);
  await page.waitForTimeout(1500);
}

/** Texts and places of everything that is seen of the list. */
const seen = (page) => page.evaluate(() => {
  const main = document.querySelector("main");
  const root = main.querySelector(":scope > .picture") ?? main;
  const all = [...root.querySelectorAll("h1, button, input, [role=columnheader], .rows > [role=row]:not([hidden]), [role=gridcell], .counts")];
  const inWindow = (one) => !one.closest("[hidden]") && one.getBoundingClientRect().y < innerHeight;
  return all.filter(inWindow).map((one) => {
    const { x, y, width, height } = one.getBoundingClientRect();
    return [one.textContent.trim(), ...[x, y, width, height].map(Math.round)].join(" ");
  });
});

const picture = (page) => page.locator(".main > .picture");

export default {
  async "the first rows are there before the rest of the program, and nothing moves when the list takes their place"(t) {
    const { site, page, hold, release } = await held(t);
    await visit(page, site, "users");
    await list(page);
    const before = await seen(page);
    assert.ok(before.length > 100, "rows were drawn");
    hold();
    await page.reload();
    await picture(page).locator("[role=row]").first().waitFor();
    assert.deepEqual(await seen(page), before);
    await page.getByRole("status").filter({ hasText: "Loading" }).waitFor({ state: "attached" });
    assert.equal(await picture(page).getAttribute("inert"), "");
    // The heading comes with the page, as it does where there is only the word that it is coming.
    const wrong = (await violations(page)).filter((line) => !line.startsWith("page-has-heading-one"));
    assert.deepEqual(wrong, []);
    release();
    await page.locator(".main > .split .grid").waitFor();
    assert.equal(await picture(page).count(), 0);
    assert.deepEqual(await seen(page), before);
  },

  async "what was asked of the list and its first rows come back, however far it was scrolled"(t) {
    const { site, page, hold, release } = await held(t);
    await visit(page, site, "users#q=user&sort=-displayName");
    await list(page);
    const top = await seen(page);
    await page.locator(".grid").evaluate((grid) => (grid.scrollTop = 3000));
    // Something that changes, so that another picture is taken: of the top all the same.
    await page.setViewportSize({ width: 1200, height: 700 });
    await list(page);
    hold();
    await page.reload();
    await picture(page).locator("[role=row]").first().waitFor();
    const again = await seen(page);
    assert.ok(again.some((line) => line.startsWith("User 0299")), "the last comes first");
    assert.notDeepEqual(again, top, "another window");
    assert.equal(await picture(page).locator("input[type=search]").inputValue(), "user");
    release();
    await page.locator(".main > .split .grid").waitFor();
    assert.deepEqual(await seen(page), again);
  },

  async "what was changed since is never shown as it was"(t) {
    const { site, page, hold, release } = await held(t);
    await visit(page, site, "users");
    await list(page);
    await userPage(page, site, 0);
    await edit(page, "Job title", "Bailiff");
    await saved(page);
    hold();
    await page.goto(`${site.url}users`);
    await started(page);
    await page.waitForTimeout(800);
    assert.equal(await picture(page).count(), 0);
    release();
    await page.locator(".main > .split .grid").waitFor();
    await page.getByRole("gridcell", { name: "Bailiff" }).waitFor();
    // Seen again, it is the picture of what is.
    await list(page);
    hold();
    await page.reload();
    await picture(page).getByText("Bailiff").waitFor();
    release();
    await page.getByRole("gridcell", { name: "Bailiff" }).waitFor();
  },

  async "another address, language or window, or something else to be opened, has no use for it"(t) {
    const { site, page, hold, release } = await held(t);
    await visit(page, site, "users");
    await list(page);
    const none = async (why) => {
      await started(page);
      await page.waitForTimeout(600);
      assert.equal(await picture(page).count(), 0, why);
      release();
      await page.locator(".main > .split .grid").waitFor();
      hold();
    };
    hold();
    await page.goto(`${site.url}users#q=user`);
    await page.reload();
    await none("another question");
    await page.setViewportSize({ width: 900, height: 600 });
    await page.goto(`${site.url}users`);
    await page.reload();
    await none("another window");
    release();
    await list(page);
    hold();
    await page.reload();
    await picture(page).waitFor({ state: "attached" });
    // Elsewhere there is nothing of it.
    await page.getByRole("navigation").getByRole("link", { name: "Settings" }).click();
    await picture(page).waitFor({ state: "detached" });
    release();
    await page.getByRole("heading", { level: 1, name: "Settings" }).waitFor();
  },

  async "after a power cut it is the picture of what is on disk, or none"(t) {
    const profile = await t.directory("profile");
    const site = await t.site();
    let browser = await t.browser({ profile, language: "en" });
    let page = await browser.page();
    await takeIn(page, site, PEOPLE);
    for (const [round, wait] of [0, 150, 450, 700, 1500].entries()) {
      await userPage(page, site, 0);
      await edit(page, "Job title", `Title ${round}`);
      await saved(page);
      await page.getByRole("navigation").getByRole("link", { name: "Users" }).click();
      await page.getByRole("gridcell", { name: `Title ${round}` }).waitFor();
      await page.waitForTimeout(wait);
      await browser.kill();
      browser = await t.browser({ profile, language: "en" });
      page = await browser.page();
      // Every state of the first person's line that is ever drawn.
      await page.addInitScript(() => {
        globalThis.drawn = new Set();
        const look = () => {
          const row = document.querySelector('main .rows > [aria-rowindex="2"]');
          if (row) globalThis.drawn.add(row.children[3].textContent);
          requestAnimationFrame(look);
        };
        look();
      });
      await page.goto(`${site.url}users`);
      await page.locator(".main > .split .grid").waitFor();
      await page.getByRole("gridcell", { name: `Title ${round}` }).waitFor();
      assert.deepEqual(await page.evaluate(() => [...globalThis.drawn]), [`Title ${round}`], `round ${round}`);
    }
  },
};
