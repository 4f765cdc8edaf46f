// A browser that keeps nothing: everything works in memory, the page says so and offers the file.

import assert from "node:assert/strict";
import { download, pick, started } from "../harness.mjs";
import { csv, edit, saved, staff, stagedCount, turnTo } from "../steps.mjs";

const PEOPLE = 20;
const EXPORT = { name: "users.csv", text: csv(staff(PEOPLE)) };

/** Takes the export in where nothing is kept. */
async function takeIn(page, site) {
  await page.goto(`${site.url}start`);
  await started(page);
  await pick(page, "input[type=file]", EXPORT);
  await page.locator("#accept-import").click();
  await page.getByRole("main").getByRole("link", { name: /See the users|Voir les utilisateurs/ }).click();
  await page.getByRole("grid").waitFor();
}

/** Goes to a person of the list. */
async function openPerson(page, name) {
  await page.getByRole("grid").getByRole("link", { name }).click();
  await page.getByRole("heading", { level: 1, name }).waitFor();
}

/** Works without storage, leaves with the file, and goes on with it in another browser. */
async function withoutStorage(t, { site, page, says }) {
  await takeIn(page, site);
  for (const place of ["Users", "Changes", "Settings", "Users"]) {
    await turnTo(page, place);
    await page.getByRole("main").getByText(says).first().waitFor();
    await page.locator(".save-state[data-save=memory]").waitFor();
  }
  await t.accessible(page, "in memory");
  await openPerson(page, "User 0004");
  await edit(page, "Job title", "Bailiff");
  await edit(page, "Department", "Archive");
  await page.keyboard.press("Control+z");
  await page.getByRole("button", { name: "Department: Legal. Edit" }).waitFor();
  await stagedCount(page).filter({ hasText: "1 staged" }).waitFor();
  const file = await download(page, () => page.getByRole("main").getByRole("button", { name: "Save a workspace file" }).click());
  assert.match(file.name, /\.tenantry$/);
  await page.getByText(/^file copy: (?!never)/).waitFor();
  await page.locator(".save-state[data-save=memory]").waitFor();

  const home = await t.site();
  const other = await (await t.browser({ language: "en" })).page();
  await other.goto(`${home.url}start`);
  await started(other);
  await pick(other, "input[type=file]", { name: file.name, bytes: file.bytes });
  await saved(other);
  await stagedCount(other).filter({ hasText: "1 staged" }).waitFor();
  await turnTo(other, "Users");
  await openPerson(other, "User 0004");
  await other.getByRole("button", { name: "Job title: Bailiff. Edit" }).waitFor();
  await other.keyboard.press("Control+Shift+z");
  await other.getByRole("button", { name: "Department: Archive. Edit" }).waitFor();
  await other.keyboard.press("Control+z");
  await other.keyboard.press("Control+z");
  await other.getByRole("button", { name: "Job title: Clerk. Edit" }).waitFor();
  await saved(other);
  await other.reload();
  await started(other);
  await other.getByRole("button", { name: "Job title: Clerk. Edit" }).waitFor();
  await other.getByRole("banner").getByRole("button", { name: /^Redo: / }).waitFor();
}

export default {
  async "a page over plain HTTP"(t) {
    const site = await t.site({ host: "intranet.test" });
    const page = await (await t.browser({ language: "en" })).page();
    await page.goto(`${site.url}start`);
    assert.equal(await page.evaluate(() => isSecureContext), false);
    await withoutStorage(t, { site, page, says: "This page was not loaded over HTTPS" });
  },

  async "a browser without a database, as a private window may be"(t) {
    const site = await t.site();
    const browser = await t.browser({ language: "en" });
    await browser.context.addInitScript(() => Object.defineProperty(window, "indexedDB", { value: undefined }));
    await withoutStorage(t, { site, page: await browser.page(), says: "The browser allows no storage here" });
  },

  async "a browser that refuses every kind of storage"(t) {
    const site = await t.site();
    const browser = await t.browser({ locale: "fr-FR" });
    await browser.context.addInitScript(() => {
      const refuse = () => {
        throw new DOMException("The operation is insecure.", "SecurityError");
      };
      IDBFactory.prototype.open = refuse;
      for (const name of ["localStorage", "sessionStorage", "caches"]) Object.defineProperty(window, name, { get: refuse });
    });
    const page = await browser.page();
    await takeIn(page, site);
    await page.getByRole("main").getByText("Le navigateur n’autorise aucun stockage ici").waitFor();
    await page.getByText("conservé en mémoire seulement").waitFor();
    const file = await download(page, () => page.getByRole("main").getByRole("button", { name: "Enregistrer un fichier d’espace de travail" }).click());
    assert.ok(file.bytes.length > 1000);
  },

  async "a browser whose room is used up says so, and saves when there is room again"(t) {
    const site = await t.site();
    const before = await t.browser({ language: "en" });
    await takeIn(await before.page(), site);
    await saved(await before.page());
    await before.close();

    // Chromium remembers for a while how much room there was: it is a new one that finds none.
    const browser = await t.browser({ profile: before.profile, language: "en" });
    const page = await browser.page();
    const devtools = await browser.context.newCDPSession(page);
    const { origin } = new URL(site.url);
    await devtools.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 1 });
    await page.goto(`${site.url}users`);
    await started(page);
    await openPerson(page, "User 0004");
    await edit(page, "Job title", "Bailiff");
    await page.locator(".save-state[data-save=failed]").waitFor();
    await page.getByText("The browser could not save: the room for this site is used up.").waitFor();
    await page.getByText("1 change not saved").waitFor();
    await turnTo(page, "Changes");
    await page.getByText("The browser could not save").waitFor();
    await t.accessible(page, "not saved");
    const file = await download(page, () => page.getByRole("main").getByRole("button", { name: "Save a workspace file" }).click());
    assert.ok(file.bytes.length > 1000);

    await devtools.send("Storage.overrideQuotaForOrigin", { origin });
    await turnTo(page, "Users");
    await openPerson(page, "User 0004");
    await edit(page, "Department", "Archive");
    await saved(page);
    await browser.kill();
    const again = await (await t.browser({ profile: browser.profile, language: "en" })).page();
    await again.goto(`${site.url}changes`);
    await started(again);
    await again.getByRole("row", { name: /Job title Clerk Bailiff/ }).waitFor();
    await again.getByRole("row", { name: /Department Legal Archive/ }).waitFor();
  },

  async "a database that never answers keeps the pages that need none from nothing"(t) {
    const site = await t.site();
    const page = await (await t.browser({ language: "en" })).page();
    await page.addInitScript(() => {
      IDBFactory.prototype.open = () => Object.create(IDBOpenDBRequest.prototype, { onupgradeneeded: { writable: true }, onsuccess: { writable: true }, onerror: { writable: true }, onblocked: { writable: true } });
    });
    await page.goto(`${site.url}settings`);
    await started(page);
    await page.getByRole("combobox", { name: "Language" }).or(page.getByRole("radio", { name: "Français" })).first().waitFor();
    await page.goto(`${site.url}collector`);
    await started(page);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.getByText("Loading").waitFor({ state: "detached" });
  },
};
