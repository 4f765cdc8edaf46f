// What the pages promise beside the road: pictures that lead to lists, filters made by hand, a file
// declared complete, everything deleted, an import that another tab comes between.

import assert from "node:assert/strict";
import { pick } from "../harness.mjs";
import { csv, edit, saved, staff, takeIn, turnTo, userPage, visit } from "../steps.mjs";

const PEOPLE = 40;
const file = (name, rows) => ({ name, text: csv(rows) });

const count = (page, text) => page.getByText(text, { exact: true }).first().waitFor();

export default {
  async "the pictures of the overview lead to the people that they count"(t) {
    const site = await t.site();
    const page = await (await t.browser({ language: "en" })).page();
    const rows = staff(PEOPLE).map((row, at) => ({ ...row, accountEnabled: at % 8 ? "True" : "False", userType: at % 10 ? "Member" : "Guest" }));
    await takeIn(page, site, file("users.csv", rows));
    for (const [name, people] of [["Sales", 20], ["Legal", 20], ["Guest", 4], [/^(No|Disabled|Off|Blocked)/, 5]]) {
      await page.getByRole("navigation").getByRole("link", { name: "Overview" }).click();
      await page.getByRole("heading", { level: 1, name: "My tenant" }).waitFor();
      const link = page.getByRole("main").getByRole("link", { name }).first();
      assert.match(await link.innerText(), new RegExp(`\\b${people}\\b`), `the picture of ${name}`);
      await link.click();
      await page.getByRole("heading", { level: 1, name: "Users" }).waitFor();
      await count(page, `${people} of ${PEOPLE} users`);
      assert.equal(await page.getByRole("grid").getAttribute("aria-rowcount"), String(people + 1));
    }
  },

  async "a filter is made by its controls, changed and taken back"(t) {
    const site = await t.site();
    const page = await (await t.browser({ language: "en" })).page();
    await takeIn(page, site, file("users.csv", staff(PEOPLE)));
    await turnTo(page, "Users");
    await page.getByRole("button", { name: "Add filter" }).click();
    await page.getByLabel("Attribute").selectOption({ label: "Department" });
    await page.getByLabel("Comparison").selectOption({ label: "is one of" });
    await page.getByRole("checkbox", { name: /^Sales/ }).check();
    await page.getByRole("button", { name: "Apply" }).click();
    await count(page, `20 of ${PEOPLE} users`);

    await page.getByRole("button", { name: /^Change filter: / }).click();
    await page.getByRole("checkbox", { name: /^Legal/ }).check();
    await page.getByRole("button", { name: "Apply" }).click();
    await count(page, `${PEOPLE} users`);

    await page.getByRole("button", { name: "Add filter" }).click();
    await page.getByLabel("Attribute").selectOption({ label: "Display name" });
    await page.getByLabel("Comparison").selectOption({ label: "ends with" });
    await page.getByRole("textbox", { name: "Value", exact: true }).fill("7");
    await page.getByRole("button", { name: "Apply" }).click();
    await count(page, `4 of ${PEOPLE} users`);
    // The address follows when the reader pauses.
    await page.waitForURL(/displayName:ends:7/);
    await page.reload();
    await count(page, `4 of ${PEOPLE} users`);
    await page.getByRole("button", { name: /^Remove filter: / }).first().click();
    await page.getByRole("button", { name: /^Remove filter: / }).first().click();
    await count(page, `${PEOPLE} users`);
  },

  async "nobody is missed in a file unless it is said to be complete, and the number was seen"(t) {
    const site = await t.site();
    const page = await (await t.browser({ language: "en" })).page();
    await takeIn(page, site, file("users.csv", staff(PEOPLE)));
    const fewer = file("fewer.csv", staff(PEOPLE).slice(0, PEOPLE - 3));

    await pick(page, "input[type=file]", fewer);
    await page.locator("#accept-import").click();
    await page.getByText(/were read and taken in/).waitFor();
    await turnTo(page, "Users");
    await count(page, `${PEOPLE} users`);

    await pick(page, "input[type=file]", fewer);
    await page.getByText("3 users who are in no file would be treated as deleted in the tenant").waitFor();
    await page.getByLabel("These files hold everybody").check();
    await page.locator("#accept-import").click();
    await page.getByText(/were read and taken in/).waitFor();
    await saved(page);
    await turnTo(page, "Users");
    await count(page, `${PEOPLE - 3} users`);
    await page.reload();
    await count(page, `${PEOPLE - 3} users`);
  },

  async "deleting everything leaves nothing in the browser"(t) {
    const site = await t.site();
    const page = await (await t.browser({ language: "en" })).page();
    await takeIn(page, site, file("users.csv", staff(PEOPLE)));
    // It stands among the workspaces at once.
    await page.getByRole("banner").getByRole("button", { name: "My tenant" }).click();
    await page.getByRole("menuitemradio", { name: "My tenant", checked: true }).waitFor();
    await page.keyboard.press("Escape");
    await turnTo(page, "Settings");
    await page.getByRole("button", { name: "Delete everything…" }).click();
    const dialog = page.getByRole("dialog", { name: "Delete everything that this browser keeps?" });
    await dialog.getByText("1 workspace goes").waitFor();
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    await turnTo(page, "Users");
    await count(page, `${PEOPLE} users`);

    await turnTo(page, "Settings");
    await page.getByRole("button", { name: "Delete everything…" }).click();
    await dialog.getByRole("button", { name: "Delete everything", exact: true }).click();
    // The list of workspaces stays, empty.
    await page.waitForFunction(async () => (await indexedDB.databases()).every(({ name }) => name === "tenantry"));
    await page.waitForFunction(() => localStorage.length === 0);
    await visit(page, site, "");
    await page.locator("#open-sample").waitFor();
    assert.equal(await page.getByText("My tenant").count(), 0);
    assert.deepEqual(await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name)), ["tenantry"]);
  },

  async "an import takes nothing in when another tab has changed the workspace meanwhile"(t) {
    const site = await t.site();
    const browser = await t.browser({ language: "en" });
    const first = await browser.page();
    await takeIn(first, site, file("users.csv", staff(PEOPLE)));
    await pick(first, "input[type=file]", file("newer.csv", staff(PEOPLE + 5)));
    await first.locator("#accept-import").waitFor();

    const second = await browser.page({ another: true });
    await userPage(second, site, 3);
    await second.getByRole("button", { name: "Edit here instead" }).click();
    await saved(second);
    await edit(second, "Job title", "Notary");
    await saved(second);

    await first.bringToFront();
    await first.locator("#accept-import").click();
    await first.getByText("Meanwhile the workspace was closed, or another tab has changed it.").waitFor();
    await second.bringToFront();
    await second.reload();
    await second.getByRole("definition").filter({ hasText: "Notary" }).first().waitFor();
    await turnTo(second, "Users");
    await count(second, `${PEOPLE} users`);
  },
};
