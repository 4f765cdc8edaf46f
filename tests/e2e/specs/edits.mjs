// Working on people through the pages: find, edit, undo, change many, create, delete, restore, drop.

import assert from "node:assert/strict";
import { pick, started } from "../harness.mjs";
import { csv, edit, idOf, saved, staff, stagedCount, takeIn, turnTo, userPage, visit } from "../steps.mjs";

const PEOPLE = 60;

/** A browser with the people of the export on the list of users. */
async function atWork(t) {
  const site = await t.site();
  const page = await (await t.browser({ language: "en" })).page();
  await takeIn(page, site, { name: "exportUsers_2026-11-21.csv", text: csv(staff(PEOPLE)) });
  await turnTo(page, "Users");
  return { site, page };
}

/** The row of a person in the list. */
const row = (page, name) => page.getByRole("grid").getByRole("row").filter({ hasText: name });

/** Types into the search of the list, and waits for the count. */
async function search(page, text, count) {
  await page.getByRole("searchbox", { name: "Search users" }).fill(text);
  await page.getByText(count, { exact: true }).first().waitFor();
}

const counter = async (page, text) => {
  if (text) await stagedCount(page).filter({ hasText: text }).waitFor();
  else await stagedCount(page).waitFor({ state: "detached" });
};

const tab = (page, name) => page.getByRole("tab", { name }).click();

/** A button of the top bar, by the start of its name. */
const bar = (page, name) => page.getByRole("banner").getByRole("button", { name });

/** The command that everything selected is changed with. */
async function bulkEdit(page, attribute, value) {
  await page.getByRole("button", { name: "Edit attribute…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("combobox", { name: "Attribute" }).selectOption({ label: attribute });
  await dialog.getByRole("textbox", { name: "Value" }).fill(value);
  return dialog;
}

export default {
  async "a long name leaves room for the sign of a change"(t) {
    const { site, page } = await atWork(t);
    await userPage(page, site, 7);
    const name = "Marie-Christine Archibald de La Rochefoucauld-Liancourt of the Northern Branch";
    await edit(page, "Display name", name);
    await page.setViewportSize({ width: 390, height: 800 });
    await visit(page, site, "users");
    const cell = row(page, name).getByRole("gridcell").nth(1);
    await cell.waitFor();
    const [inner, link] = await cell.evaluate((cell) => [cell.getBoundingClientRect().right, cell.querySelector("a").getBoundingClientRect().right]);
    // The sign is some pixels wide and stands behind the link, within the cell.
    assert.ok(link < inner - 12, `the link ends at ${link} of ${inner}`);
    assert.equal(await cell.evaluate((cell) => getComputedStyle(cell, "::after").content), '"●"');
  },

  async "an attribute is edited, shown everywhere, undone and done again"(t) {
    const { site, page } = await atWork(t);
    await search(page, "0007", `1 of ${PEOPLE} users`);
    await page.getByRole("grid").getByRole("link", { name: "User 0007" }).click();
    await page.getByRole("heading", { level: 1, name: "User 0007" }).waitFor();
    await edit(page, "Job title", "Bailiff");
    await counter(page, "1 staged");
    await page.getByText("was Clerk").waitFor();

    await page.getByRole("navigation").getByRole("link", { name: "Users" }).click();
    await row(page, "User 0007").getByText("Bailiff").waitFor();
    await page.getByRole("link", { name: "1 staged" }).click();
    const line = page.getByRole("row", { name: /Job title/ });
    assert.deepEqual((await line.getByRole("cell").allInnerTexts()).slice(0, 2), ["Clerk", "Bailiff"]);

    await page.keyboard.press("Control+z");
    await page.getByText("Nothing is staged").waitFor();
    await counter(page, "");
    await page.keyboard.press("Control+Shift+z");
    await counter(page, "1 staged");
    await bar(page, /^Undo: /).click();
    await counter(page, "");
    await bar(page, /^Redo: /).click();
    await counter(page, "1 staged");
    await saved(page);

    await bar(page, /^Undo: /).click();
    await counter(page, "");
    await saved(page);
    await page.reload();
    await started(page);
    await page.getByText("Nothing is staged").waitFor();
    await tab(page, "By operation (6)");
    await bar(page, /^Redo: /).click();
    await counter(page, "1 staged");
    await userPage(page, site, 7);
    await page.getByRole("button", { name: "Job title: Bailiff. Edit" }).waitFor();
    await bar(page, /^Undo: /).waitFor();
    await page.getByRole("button", { name: "Revert Job title" }).first().click();
    await page.getByRole("button", { name: "Job title: Clerk. Edit" }).waitFor();
    await counter(page, "");
  },

  async "everybody who matches is changed at once, without those who were not meant"(t) {
    const { page } = await atWork(t);
    await search(page, "sales", `30 of ${PEOPLE} users`);
    await page.getByRole("checkbox", { name: "Select all users that match" }).click();
    await page.getByText("30 selected").waitFor();
    await row(page, "User 0003").getByRole("gridcell").first().click();
    await page.getByText("29 selected").waitFor();
    const dialog = await bulkEdit(page, "Department", "Trade");
    await dialog.getByText("29 users change").waitFor();
    await dialog.getByRole("button", { name: "Stage for 29 users" }).click();
    await dialog.waitFor({ state: "hidden" });
    await counter(page, "29 staged");
    await page.getByText(`1 of ${PEOPLE} users`, { exact: true }).first().waitFor();
    await page.getByText("29 of them are not in this list").waitFor();
    await search(page, "trade", `29 of ${PEOPLE} users`);
    await page.getByText("29 selected").waitFor();
    await page.getByRole("button", { name: "Clear selection" }).click();

    await page.keyboard.press("Control+z");
    await counter(page, "");
    await page.getByText("Nobody matches").waitFor();
    await page.getByRole("button", { name: "Clear filters" }).click();
    await page.getByText(`${PEOPLE} users`, { exact: true }).first().waitFor();
  },

  async "a new user gets names that are free, is deleted and restored, and all of it lasts"(t) {
    const { site, page } = await atWork(t);
    for (const [first, name] of [[true, "anna.lind"], [false, "anna.lind2"]]) {
      await visit(page, site, "users/new");
      await page.getByRole("textbox", { name: "First name" }).fill("Anna");
      await page.getByRole("textbox", { name: "Last name" }).fill("Lind");
      assert.equal(await page.getByRole("textbox", { name: "Display name" }).inputValue(), "Anna Lind");
      await page.getByRole("button", { name: `Use ${name}`, exact: true }).click();
      assert.equal(await page.getByRole("textbox", { name: "Mail nickname" }).inputValue(), name);
      if (!first) {
        const local = page.getByRole("textbox", { name: "User principal name, before the @" });
        await local.fill("anna.lind");
        await page.getByRole("button", { name: "Stage the new user" }).click();
        await page.getByText("The user cannot be staged yet").waitFor();
        await local.fill(name);
      }
      await page.getByRole("button", { name: "Stage the new user" }).click();
      await page.getByText("Anna Lind is staged").waitFor();
    }
    await counter(page, "2 staged");

    await userPage(page, site, 12);
    await page.getByRole("button", { name: "Delete", exact: true }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("can be restored for 30 days").waitFor();
    await dialog.getByRole("button", { name: "Delete", exact: true }).click();
    await page.getByText("30 days left").or(page.getByText("29 days left")).first().waitFor();
    await counter(page, "3 staged");
    await saved(page);

    await visit(page, site, "users/deleted");
    await page.getByText("1 soft-deleted user.").waitFor();
    await page.getByRole("grid").getByRole("link", { name: "User 0012" }).click();
    await page.getByRole("button", { name: "Restore…" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Restore", exact: true }).click();
    await page.getByText("Enabled", { exact: true }).first().waitFor();
    await counter(page, "2 staged");
    await saved(page);

    await page.reload();
    await started(page);
    await counter(page, "2 staged");
    await bar(page, "Undo: Restore 1 user").click();
    await counter(page, "3 staged");
    await bar(page, "Redo: Restore 1 user").click();
    await counter(page, "2 staged");
    await turnTo(page, "Changes");
    assert.equal(await page.getByRole("heading", { level: 2, name: "Anna Lind" }).count(), 2);
    await turnTo(page, "Users");
    await search(page, "anna.lind2@contoso.com", `1 of ${PEOPLE + 2} users`);
  },

  async "an operation is dropped with what stands on it, which is named before"(t) {
    const { site, page } = await atWork(t);
    await userPage(page, site, 4);
    await edit(page, "Job title", "Scribe");
    await edit(page, "Department", "Archive");
    await edit(page, "Job title", "Notary");
    await turnTo(page, "Changes");
    await tab(page, "By operation (3)");
    await page.getByRole("button", { name: "Take back no. 1", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "Take back no. 1 and 1 that stands on it?" });
    await dialog.getByText(/^3 · .*Job title/i).waitFor();
    assert.equal(await dialog.getByText(/^2 · /).count(), 0, "the other attribute does not depend on it");
    await dialog.getByRole("button", { name: "Take back all of them" }).click();
    await dialog.waitFor({ state: "hidden" });
    assert.equal(await page.getByText("Dropped with no. 4").count(), 2);
    await saved(page);
    await page.reload();
    await started(page);
    await userPage(page, site, 4);
    await page.getByRole("button", { name: "Job title: Clerk. Edit" }).waitFor();
    await page.getByRole("button", { name: "Department: Archive. Edit" }).waitFor();
    await bar(page, /^Undo: Drop/).click();
    await page.getByRole("button", { name: "Job title: Notary. Edit" }).waitFor();
    assert.ok(page.url().includes(idOf(4)));
  },

  "a change of more than five thousand is judged, then staged, with Enter": {
    seconds: 120,
    async run(t) {
      const site = await t.site();
      const page = await (await t.browser({ language: "en" })).page();
      await takeIn(page, site, { name: "users.csv", text: csv(staff(5_200)) });
      await turnTo(page, "Users");
      await page.getByRole("checkbox", { name: "Select all users that match" }).click();
      const dialog = await bulkEdit(page, "Job title", "Clerk");
      const value = dialog.getByRole("textbox", { name: "Value" });
      // Everybody is one already: there is nothing to stage, and Enter says so.
      await value.press("Enter");
      await dialog.getByText("nothing", { exact: false }).first().waitFor();
      assert.ok(await dialog.isVisible());
      await value.fill("Bailiff");
      await value.press("Enter");
      await dialog.getByRole("button", { name: "Stage for 5,200 users" }).waitFor();
      await counter(page, null);
      await value.press("Enter");
      await dialog.waitFor({ state: "hidden" });
      await counter(page, "5,200 staged");
      await saved(page);
    },
  },

  async "a conflict is answered: kept for good, or given way to until that is undone"(t) {
    const site = await t.site();
    const page = await (await t.browser({ language: "en" })).page();
    const people = staff(20);
    await takeIn(page, site, { name: "users.csv", text: csv(people) });
    for (const at of [3, 4]) {
      await userPage(page, site, at);
      await edit(page, "Job title", "Bailiff");
      people[at].jobTitle = "Notary";
    }
    await saved(page);
    await pick(page, "input[type=file]", { name: "newer.csv", text: csv(people) });
    await page.locator("#accept-import").click();
    await page.getByRole("link", { name: "2 staged changes contradict what was imported" }).click();
    const open = (count) => page.getByRole("tab", { name: `Conflicts (${count})` }).waitFor();
    await open(2);
    // On a telephone the columns keep a width in which their heads can be read.
    await page.setViewportSize({ width: 390, height: 844 });
    for (const head of await page.getByRole("columnheader").all()) assert.ok((await head.boundingBox()).height <= 60);
    assert.ok((await page.evaluate(() => document.scrollingElement.scrollWidth)) <= 390);
    await page.setViewportSize({ width: 1280, height: 720 });
    await page.getByRole("button", { name: "Keep yours: Job title of User 0003" }).focus();
    await page.keyboard.press("Enter");
    await open(1);
    await page.waitForFunction(() => document.activeElement.innerText === "Keep yours");
    await page.getByRole("row").filter({ hasText: "User 0003" }).waitFor({ state: "detached" });
    await saved(page);
    await page.reload();
    await started(page);
    await open(1);
    await page.getByRole("button", { name: "Take the tenant’s: Job title of User 0004" }).click();
    await open(0);
    await page.getByText("No conflicts").waitFor();
    await counter(page, "1 staged");
    await page.keyboard.press("Control+z");
    await open(1);
    await counter(page, "2 staged");
    await t.accessible(page, "a conflict");
    await userPage(page, site, 3);
    await page.getByRole("button", { name: "Job title: Bailiff. Edit" }).waitFor();
  },

  async "that somebody with staged changes is gone is told until it was seen"(t) {
    const site = await t.site();
    const page = await (await t.browser({ language: "en" })).page();
    await takeIn(page, site, { name: "users.csv", text: csv(staff(20)) });
    for (const at of [18, 19]) {
      await userPage(page, site, at);
      await edit(page, "Job title", "Bailiff");
    }
    await saved(page);
    await pick(page, "input[type=file]", { name: "all.csv", text: csv(staff(18)) });
    await page.getByLabel("These files hold everybody").check();
    await page.locator("#accept-import").click();
    await page.getByRole("link", { name: "2 staged changes contradict what was imported" }).click();
    const open = (count) => page.getByRole("tab", { name: `Conflicts (${count})` }).waitFor();
    await open(2);
    await t.accessible(page, "people who are gone");
    await page.getByRole("button", { name: "Seen: User 0018 is gone" }).focus();
    await page.keyboard.press("Enter");
    await open(1);
    await page.waitForFunction(() => document.activeElement.innerText === "Seen");
    await saved(page);
    await page.reload();
    await started(page);
    await open(1);
    await page.getByRole("button", { name: "Seen: User 0019 is gone" }).click();
    await open(0);
    await page.getByText("No conflicts").waitFor();
  },

  async "times are told in UTC on demand, everywhere and for good"(t) {
    const site = await t.site();
    const page = await (await t.browser({ language: "en", timezoneId: "Asia/Tokyo" })).page();
    await takeIn(page, site, { name: "users.csv", text: csv(staff(20)) });
    const told = (text) => page.getByRole("definition").filter({ hasText: text }).first().waitFor();
    await userPage(page, site, 3);
    await told("5\u00a0Mar\u00a02024, 18:30");
    await visit(page, site, "settings");
    await page.getByRole("checkbox", { name: "Show times in UTC" }).focus();
    await page.keyboard.press("Space");
    await page.waitForFunction(() => document.activeElement.id === "utc" && document.activeElement.checked);
    await page.getByText(/saved in this browser, \d\d:\d\d\u00a0UTC/).first().waitFor();
    await userPage(page, site, 3);
    await told("5\u00a0Mar\u00a02024, 09:30\u00a0UTC");
    await page.reload();
    await started(page);
    await told("5\u00a0Mar\u00a02024, 09:30\u00a0UTC");
    // From anywhere by the search, and what was open stays so.
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox").fill("clock");
    await page.keyboard.press("Enter");
    await told("5\u00a0Mar\u00a02024, 18:30");
  },
};
