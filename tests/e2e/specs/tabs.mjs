// One workspace in two tabs: one writes, the other follows, says so, and can take over.

import assert from "node:assert/strict";
import { download, pick, started } from "../harness.mjs";
import { csv, delayLog, edit, idOf, saved, staff, stagedCount, takeIn, userPage, visit } from "../steps.mjs";

const follows = async (page) => {
  await page.locator(".save-state[data-save=read-only]").waitFor();
  await page.getByText("Another tab has this workspace open for editing").waitFor();
};

const jobTitle = (page, value) => page.getByRole("definition").filter({ hasText: value }).first().waitFor();

/** A browser with one tab, in which twenty people were taken in. */
async function oneTab(t, language = "en") {
  const site = await t.site();
  const browser = await t.browser({ language });
  const first = await browser.page();
  await takeIn(first, site, { name: "users.csv", text: csv(staff(20)) });
  return { site, browser, first };
}

export default {
  async "a second tab follows, takes over, and gives the word back when it is closed"(t) {
    const { site, browser, first } = await oneTab(t);
    await userPage(first, site, 3);

    const second = await browser.page({ another: true });
    await userPage(second, site, 3);
    await follows(second);
    await saved(first);
    assert.equal(await second.getByRole("button", { name: /^Job title: / }).count(), 0, "no edit where nothing is saved");
    assert.equal(await second.getByRole("button", { name: "Delete", exact: true }).count(), 0);

    await edit(first, "Job title", "Bailiff");
    await jobTitle(second, "Bailiff");
    await stagedCount(second).filter({ hasText: "1 staged" }).waitFor();
    await first.keyboard.press("Control+z");
    await jobTitle(second, "Clerk");

    await second.getByRole("button", { name: "Edit here instead" }).click();
    await saved(second);
    await follows(first);
    assert.equal(await first.getByRole("button", { name: /^Job title: / }).count(), 0);
    await edit(second, "Job title", "Notary");
    await jobTitle(first, "Notary");
    await saved(second);

    await second.close();
    await saved(first);
    await first.getByText("Another tab has this workspace open for editing").waitFor({ state: "detached" });
    await edit(first, "Job title", "Judge");
    await saved(first);
    await first.reload();
    await started(first);
    assert.ok(first.url().includes(idOf(3)));
    await first.getByRole("button", { name: "Job title: Judge. Edit" }).waitFor();
    await first.keyboard.press("Control+z");
    await first.getByRole("button", { name: "Job title: Notary. Edit" }).waitFor();
  },

  async "a tab that follows says in French too why nothing can be changed in it"(t) {
    const { site, browser, first } = await oneTab(t, "fr");
    const second = await browser.page({ another: true });
    await second.goto(`${site.url}users`);
    await started(second);
    await second.getByText("Cet onglet suit.").waitFor();
    await second.getByText("un autre onglet enregistre cet espace de travail").waitFor();
    await t.accessible(second, "a tab that follows");
    await first.close();
    await saved(second);
  },

  async "a tab that followed leaves the list as the others wrote it"(t) {
    const { site, browser, first } = await oneTab(t);
    await visit(first, site, "start");
    await first.click("#open-sample");
    await first.locator(".workspace-name").getByText("Sample organisation", { exact: true }).waitFor();
    await saved(first);
    // A page that is behind another one answers clicks after seconds.
    const choose = async (page, name) => {
      await page.bringToFront();
      await page.getByRole("banner").locator("button.workspace").click();
      await page.getByRole("menuitemradio", { name }).click();
      await page.locator(".workspace-name").getByText(name, { exact: true }).waitFor();
    };
    const act = async (page, name, action) => {
      await page.bringToFront();
      await page.getByRole("banner").locator("a.mark").click();
      await page.getByRole("button", { name: `Actions for ${name}` }).click();
      await page.getByRole("menuitem", { name: action }).click();
      return page.getByRole("dialog");
    };
    const names = async (page) => {
      await visit(page, site, "start");
      await page.getByRole("button", { name: /^Actions for/ }).first().waitFor();
      const all = await page.getByRole("button", { name: /^Actions for/ }).all();
      const said = await Promise.all(all.map((one) => one.getAttribute("aria-label")));
      return said.map((one) => one.replace("Actions for ", "")).sort();
    };
    await choose(first, "My tenant");
    await saved(first);
    const second = await browser.page({ another: true });
    await visit(second, site, "users");
    await follows(second);

    const renaming = await act(first, "My tenant", "Rename…");
    await renaming.getByRole("textbox").fill("Contoso");
    await renaming.getByRole("button", { name: "Save" }).click();
    await second.locator(".workspace-name").getByText("Contoso", { exact: true }).waitFor();
    // The list lags a little behind what is saved.
    await first.waitForTimeout(3000);
    await choose(second, "Sample organisation");
    assert.deepEqual(await names(second), ["Contoso", "Sample organisation"]);

    await choose(second, "Contoso");
    await follows(second);
    const deleting = await act(first, "Contoso", "Delete…");
    await deleting.getByRole("button", { name: "Delete" }).click();
    await first.getByRole("button", { name: "Actions for Contoso" }).waitFor({ state: "detached" });
    await second.locator(".save-state[data-save=failed]").waitFor();
    await choose(second, "Sample organisation");
    assert.deepEqual(await names(second), ["Sample organisation"]);

    // The other way round: the one that writes hears that it is gone.
    await choose(second, "Sample organisation");
    await saved(second);
    await choose(first, "Sample organisation");
    await follows(first);
    const last = await act(first, "Sample organisation", "Delete…");
    await last.getByRole("button", { name: "Delete" }).click();
    await second.locator(".save-state[data-save=failed]").waitFor();
    await second.waitForTimeout(3000);
    assert.equal(await second.locator(".save-state").getAttribute("data-save"), "failed");
    await visit(first, site, "start");
    await first.getByText("No workspace has been saved").waitFor();
  },

  async "one that is still at it is waited for"(t) {
    const { site, browser, first } = await oneTab(t);
    await userPage(first, site, 3);
    await delayLog(t, browser, site, 6000);
    const second = await browser.page({ another: true });
    await userPage(second, site, 3);
    await follows(second);
    await second.getByRole("button", { name: "Edit here instead" }).click();
    await saved(second);
    await edit(second, "Job title", "Notary");
    assert.equal(await second.locator(".save-state").getAttribute("data-save"), "saving");

    await first.getByRole("button", { name: "Edit here instead" }).click();
    await first.getByText("The other tab is still saving…").waitFor();
    await t.accessible(first, "a tab that waits for another one");
    await saved(first);
    await jobTitle(first, "Notary");
    await follows(second);
    await jobTitle(second, "Notary");
    assert.equal(await second.getByText("it is gone").count(), 0);
    await first.reload();
    await started(first);
    await jobTitle(first, "Notary");
  },

  async "one that says nothing loses the word, writes nothing more, and tells what it lost"(t) {
    const { site, browser, first } = await oneTab(t);
    await userPage(first, site, 3);
    await delayLog(t, browser, site, 9000);
    const second = await browser.page({ another: true });
    // As one that stands still.
    await second.addInitScript(() => (BroadcastChannel.prototype.postMessage = () => {}));
    await userPage(second, site, 3);
    await follows(second);
    await second.getByRole("button", { name: "Edit here instead" }).click();
    await saved(second);
    await edit(second, "Job title", "Notary");
    assert.equal(await second.locator(".save-state").getAttribute("data-save"), "saving");

    await first.getByRole("button", { name: "Edit here instead" }).click();
    await saved(first);
    await second.getByText("had not been saved when another tab took over; it is gone").waitFor();
    await t.accessible(second, "a tab that lost something");
    // Until the second could write.
    await second.waitForTimeout(8000);
    await follows(second);
    await edit(first, "Job title", "Bailiff");
    await saved(first);
    await jobTitle(second, "Bailiff");
    await edit(first, "Department", "Estate");
    await saved(first);
    await jobTitle(second, "Estate");
    await first.reload();
    await started(first);
    await jobTitle(first, "Bailiff");
    await jobTitle(first, "Estate");
  },

  async "what a tab may not write, it has the other one write: a name, the note of a copy"(t) {
    const { site, browser, first } = await oneTab(t);
    await visit(first, site, "users");
    const second = await browser.page({ another: true });
    await visit(second, site, "users");
    await follows(second);
    const rename = async (from, to) => {
      await second.getByRole("banner").locator("a.mark").click();
      await second.getByRole("button", { name: `Actions for ${from}` }).click();
      await second.getByRole("menuitem", { name: "Rename…" }).click();
      await second.getByRole("dialog").getByRole("textbox").fill(to);
      await second.getByRole("dialog").getByRole("button", { name: "Save" }).click();
      await second.getByRole("button", { name: `Actions for ${to}` }).waitFor();
      await first.locator(".workspace-name").getByText(to, { exact: true }).waitFor();
    };
    // Open in both, then only where it is written.
    await rename("My tenant", "Contoso");
    // The list lags a little behind what is saved.
    await first.waitForTimeout(3000);
    await visit(second, site, "start");
    await second.click("#open-sample");
    await second.locator(".workspace-name").getByText("Sample organisation", { exact: true }).waitFor();
    await saved(second);
    await rename("Contoso", "Fabrikam");
    await saved(first);

    await second.getByRole("banner").locator("button.workspace").click();
    await second.getByRole("menuitemradio", { name: "Fabrikam" }).click();
    await follows(second);
    await first.getByText("file copy: never").waitFor();
    await second.getByRole("banner").locator("button.workspace").click();
    await download(second, () => second.getByRole("menuitem", { name: "Save workspace file" }).click());
    await first.getByText(/^file copy: (?!never)/).waitFor();
    // As the list has it, when it was written and nobody else is there.
    await first.waitForTimeout(1000);
    await second.close();
    await first.reload();
    await started(first);
    await first.locator(".workspace-name").getByText("Fabrikam", { exact: true }).waitFor();
    await first.getByText(/^file copy: (?!never)/).waitFor();
  },

  async "an import that cannot be written yet when the word is asked for is written before it goes"(t) {
    const { site, browser, first } = await oneTab(t);
    await userPage(first, site, 3);
    const second = await browser.page({ another: true });
    // What comes before its first write waits until it is told to go on.
    await second.addInitScript(() => {
      const remove = indexedDB.deleteDatabase.bind(indexedDB);
      const told = new Promise((resolve) => (window.goOn = resolve));
      const handler = { writable: true };
      indexedDB.deleteDatabase = (name) => {
        const request = Object.create(IDBOpenDBRequest.prototype, { onsuccess: handler, onerror: handler, onblocked: handler, onupgradeneeded: handler });
        told.then(() => (remove(name).onsuccess = (event) => request.onsuccess?.(event)));
        return request;
      };
    });
    await visit(second, site, "users");
    await follows(second);
    await second.getByRole("button", { name: "Edit here instead" }).click();
    await saved(second);
    await pick(second, "input[type=file]", { name: "users.csv", text: csv(staff(20).map((person) => ({ ...person, jobTitle: "Notary" }))) });
    await second.locator("#accept-import").click();
    await second.locator(".save-state[data-save=saving]").waitFor({ state: "attached" });

    await first.getByRole("button", { name: "Edit here instead" }).click();
    await second.waitForTimeout(200);
    await second.evaluate(() => window.goOn());
    await saved(first);
    await first.getByRole("button", { name: "Job title: Notary. Edit" }).waitFor();
    await first.reload();
    await started(first);
    await jobTitle(first, "Notary");
  },

  async "one that holds the word and dies leaves it to the other"(t) {
    const { site, browser, first } = await oneTab(t);
    const second = await browser.page({ another: true });
    await userPage(second, site, 5);
    await follows(second);
    const devtools = await browser.context.newCDPSession(first);
    const gone = new Promise((resolve) => first.once("crash", resolve));
    devtools.send("Page.crash").catch(() => {});
    await gone;
    await saved(second);
    await edit(second, "Department", "Estate");
    await saved(second);
  },
};
