// Which workspace is open: the one that was open last, unless the reader says otherwise.

import assert from "node:assert/strict";

import { drop, pick, started } from "../harness.mjs";
import { csv, edit, saved, staff, takeIn, turnTo, userPage, visit } from "../steps.mjs";

const PEOPLE = { name: "users.csv", text: csv(staff(20)) };

const open = (page, name) => page.locator(".workspace-name").getByText(name, { exact: true }).waitFor();

/** Opens the sample beside whatever there is. */
async function openSample(page, site) {
  await visit(page, site, "start");
  await page.click("#open-sample");
  await open(page, "Sample organisation");
  await saved(page);
}

/** The list of workspaces of the top bar, with the focus on its first line. */
const menu = (page) => page.getByRole("banner").locator("button.workspace").click();

/**
 * A browser with some people taken in, and a site one of whose files comes only when it is told to,
 * as nothing of it is kept: `hold()` before the page asks, `release()` then.
 */
async function heldBack(t, file) {
  const gate = { hold: () => (gate.held = new Promise((resolve) => (gate.release = resolve))) };
  const site = await t.site({ intercept: async (path) => void (file.test(path) && (await gate.held)) });
  const browser = await t.browser({ language: "en", serviceWorkers: "block" });
  const page = await browser.page();
  await takeIn(page, site, PEOPLE);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Network.enable");
  await devtools.send("Network.setCacheDisabled", { cacheDisabled: true });
  return { site, browser, page, gate };
}

export default {
  async "a broken workspace file dropped over an open one leaves that one to be written again"(t) {
    const site = await t.site();
    const page = await (await t.browser({ language: "en" })).page();
    await takeIn(page, site, PEOPLE);
    await userPage(page, site, 3);
    await edit(page, "Job title", "Bailiff");
    for (const way of ["menu", "list"]) {
      await drop(page, "main", { name: "broken.tenantry", text: "not one at all" });
      await page.getByRole("heading", { name: /broken\.tenantry.* could not be opened/ }).waitFor();
      if (way === "menu") {
        await menu(page);
        await page.getByRole("menuitemradio", { name: "My tenant" }).click();
      } else {
        await page.getByRole("button", { name: "Back", exact: true }).click();
        await page.getByRole("main").getByRole("button", { name: "My tenant", exact: true }).click();
      }
      await open(page, "My tenant");
      await saved(page);
      await userPage(page, site, 3);
      await edit(page, "Job title", way);
      await saved(page);
    }
    await page.reload();
    await started(page);
    await page.getByRole("button", { name: "Job title: list. Edit" }).waitFor();
  },

  async "what is chosen before the whole program is here comes before what was open last"(t) {
    const { site, page, gate } = await heldBack(t, /workbench-\w+\.wasm$/);
    await openSample(page, site);
    for (const [choose, name] of [
      [async () => {
        await menu(page);
        await page.getByRole("menuitemradio", { name: "My tenant" }).click();
      }, "My tenant"],
      [async () => {
        await menu(page);
        await page.getByRole("menuitemradio", { name: "Sample organisation" }).click();
      }, "Sample organisation"],
      // A file of the first kind opens; the answer is about it, not about what was open last.
      [() => pick(page, "input[type=file]", { name: "broken.tenantry", text: "no" }), null],
    ]) {
      gate.hold();
      await page.goto("about:blank");
      await page.goto(`${site.url}users`);
      await started(page);
      await page.locator("main .slow").waitFor();
      await choose();
      gate.release();
      if (name) {
        await page.getByRole("grid").waitFor();
        await open(page, name);
        await saved(page);
      } else {
        await page.getByRole("heading", { name: /broken\.tenantry.* could not be opened/ }).waitFor();
        await page.waitForTimeout(300);
        await open(page, "No workspace open");
      }
    }
  },

  async "what is chosen before this browser says what was open last comes first as well"(t) {
    const { site, browser, page, gate } = await heldBack(t, /workbench-\w+\.wasm$/);
    // As a browser that was killed comes back: the workspace is there, the note of it is not.
    await page.evaluate(() => {
      localStorage.removeItem("tenantry.opened");
      sessionStorage.removeItem("tenantry.workspace");
    });
    // Another tab keeps the list of workspaces busy.
    const other = await browser.page({ another: true });
    await visit(other, site, "start");
    await other.evaluate(() => new Promise((begun) => {
      indexedDB.open("tenantry").onsuccess = ({ target: { result: database } }) => {
        const store = database.transaction("workspaces", "readwrite").objectStore("workspaces");
        const busy = () => {
          begun();
          if (window.done) return database.close();
          store.count().onsuccess = busy;
        };
        busy();
      };
    }));
    await page.bringToFront();
    gate.hold();
    await page.goto("about:blank");
    await page.goto(`${site.url}users`);
    await started(page);
    await page.click("#open-sample");
    await other.evaluate(() => void (window.done = true));
    // The list has come, and with it what was open last.
    await page.waitForTimeout(500);
    gate.release();
    await page.getByRole("grid").waitFor();
    await saved(page);
    await open(page, "Sample organisation");
  },

  async "a page that shows a workspace opens the one that was open last"(t) {
    const site = await t.site();
    const browser = await t.browser({ language: "en" });
    const page = await browser.page();
    await takeIn(page, site, PEOPLE);
    for (const [tab, name, heading] of [[page, "Users", "Users"], [null, "Overview", "My tenant"], [null, "Changes", "Changes"]]) {
      const here = tab ?? (await browser.page({ another: true }));
      // The address bar leads here without a word about what was open.
      await visit(here, site, "start");
      await open(here, "No workspace open");
      // What works without one does not open one.
      await turnTo(here, "Settings");
      await open(here, "No workspace open");
      await here.getByRole("navigation").getByRole("link", { name }).click();
      await here.getByRole("heading", { level: 1, name: heading }).waitFor();
      await open(here, "My tenant");
      if (tab) await saved(here);
      else await here.close();
    }
    // Where there is nothing any more, the start page stays, and asks for nothing again and again.
    await visit(page, site, "start");
    await page.getByRole("button", { name: "Actions for My tenant" }).click();
    await page.getByRole("menuitem", { name: "Delete…" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    await page.getByText("No workspace has been saved").waitFor();
    await page.getByRole("navigation").getByRole("link", { name: "Users" }).click();
    await page.waitForURL(/users$/);
    await page.getByText("No workspace has been saved").waitFor();
    await page.locator("#open-sample").click();
    await page.getByRole("grid").waitFor();
  },

  async "its database is opened while the program is on its way, and not made again where it was deleted"(t) {
    const { site, browser, page, gate } = await heldBack(t, /tenantry_bg-\w+\.wasm$/);
    const id = await page.evaluate(() => sessionStorage.getItem("tenantry.workspace"));
    /** Reloads with the program held back, and says what is open then. */
    const early = async (path) => {
      gate.hold();
      await page.goto("about:blank");
      await page.goto(`${site.url}${path}`, { waitUntil: "commit" });
      await page.waitForFunction(() => globalThis.early);
      return page.evaluate(async () => [early.name, (await early.database)?.name]);
    };
    const name = `tenantry-${id}`;
    // By the note of the tab, and by that of the browser.
    for (const noted of [true, false]) {
      if (!noted) await page.evaluate(() => sessionStorage.removeItem("tenantry.workspace"));
      assert.deepEqual(await early("users"), [name, name]);
      gate.release();
      await page.getByRole("grid").first().waitFor();
      await open(page, "My tenant");
      await saved(page);
      assert.equal(await page.evaluate(() => globalThis.early), undefined, "whoever works with it has it");
    }
    // Where nobody takes it, it keeps nobody from deleting it.
    assert.deepEqual(await early("start"), [name, name]);
    gate.release();
    await started(page);
    const other = await browser.page({ another: true });
    await visit(other, site, "start");
    await other.getByRole("button", { name: "Actions for My tenant" }).click();
    await other.getByRole("menuitem", { name: "Delete…" }).click();
    await other.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    await other.getByText("No workspace has been saved").waitFor();
    await other.close();
    // Nor is it taken after that, by a page that knows nothing of it yet.
    await page.getByRole("main").getByRole("button", { name: "My tenant", exact: true }).click();
    await page.getByText("No workspace has been saved").waitFor();
    await page.evaluate((id) => sessionStorage.setItem("tenantry.workspace", id), id);
    assert.deepEqual(await early("users"), [name, undefined]);
    const names = () => page.evaluate(async () => (await indexedDB.databases()).map((one) => one.name));
    assert.equal((await names()).includes(name), false);
    gate.release();
    await page.getByText("No workspace has been saved").waitFor();
    await page.waitForTimeout(300);
    assert.equal((await names()).includes(name), false);
  },
};
