// Microsoft's table of products: taken in for all workspaces, told of, replaced, removed; its faults told by row.

import assert from "node:assert/strict";
import { LOOKS, drop, pick } from "../harness.mjs";
import { csv, idOf, saved, staff, takeIn, turnTo, visit } from "../steps.mjs";

const E3 = "05e9a617-0261-4cee-bb44-138d3ef5d965";
const VISIO = "c5928f49-12ba-48f7-ada3-0d743a3601d5";
const SWAY = "a23b959c-7ce8-4e57-9140-b90eb88a9e97";
const DRAWING = "663a804f-1c30-4ff0-9915-9db84f0d1cea";
const COLUMNS = ["Product_Display_Name", "String_Id", "GUID", "Service_Plan_Name", "Service_Plan_Id", "Service_Plans_Included_Friendly_Names"];

const row = (name, part, sku, planName, plan, friendly) =>
  Object.fromEntries([name, part, sku, planName, plan, friendly].map((cell, at) => [COLUMNS[at], cell]));
const ROWS = [
  row("Suite of everything", "SPE_E3", E3, "SWAY", SWAY, "Sway, as ever"),
  row("Suite of everything", "SPE_E3", E3, "VISIOCLIENT", DRAWING, "Drawing"),
  row("Drawing board", "VISIOCLIENT", VISIO, "VISIOCLIENT", DRAWING, "Drawing"),
];
const table = (rows = ROWS, columns = COLUMNS) => ({ name: "products.csv", text: `\ufeff${csv(rows, columns)}\r\n` });

const odata = (of, value) => JSON.stringify({ "@odata.context": `https://graph.microsoft.com/v1.0/$metadata#${of}`, value });
const users = staff(2).map(({ id, userPrincipalName, displayName }) => ({
  id, userPrincipalName, displayName, accountEnabled: true, assignedLicenses: [{ skuId: E3, disabledPlans: [] }],
}));
const sku = {
  skuId: E3, skuPartNumber: "OUR_E3", capabilityStatus: "Enabled", appliesTo: "User", consumedUnits: 2,
  prepaidUnits: { enabled: 5, warning: 0, suspended: 0, lockedOut: 0 },
  servicePlans: [{ servicePlanId: SWAY, servicePlanName: "SWAY", provisioningStatus: "Success", appliesTo: "User" }],
};
const tenant = [
  { name: "users-0001.json", text: odata("users", users) },
  { name: "subscribedSkus-0001.json", text: odata("subscribedSkus", [sku]) },
];

const product = (page, name) => page.getByRole("table", { name: "Products" }).getByRole("link", { name, exact: true });
const databases = (page) => page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
const keptFact = (page) => page.getByText(/2 products and 2 service plans, from “products\.csv”/);

/** Takes the table in, and nothing else. */
async function takeTable(page, file = table()) {
  await pick(page, "input[type=file]", file);
  await page.getByRole("heading", { name: "Names of products" }).waitFor();
  await page.locator("#accept-import").click();
  await page.getByText(/products? (was|were) taken in for all workspaces in this browser/).waitFor();
}

export default {
  async "the table goes into no workspace, names products in all, and can be removed"(t) {
    const site = await t.site();
    const page = await (await t.browser({ language: "en" })).page();
    await visit(page, site, "start");
    await drop(page, "main", table());
    await page.getByText("“products.csv” names 2 products and 2 service plans.").waitFor();
    await page.getByText("No problems were found.").waitFor();
    // It is nobody's: there is no workspace to be named, and nobody to be complete.
    assert.equal(await page.getByRole("textbox", { name: "Name of the new workspace" }).count(), 0);
    assert.equal(await page.getByRole("main").getByRole("checkbox").count(), 0);
    await page.locator("#accept-import").click();
    await page.getByText("2 products were taken in for all workspaces in this browser").waitFor();
    await visit(page, site, "start");
    await page.getByText("No workspace has been saved in this browser yet.").waitFor();

    await takeIn(page, site, ...tenant);
    await turnTo(page, "Licences");
    await product(page, "Suite of everything").waitFor();
    // The tenant's own list tells the part number, and which plans there are.
    await page.getByText("OUR_E3", { exact: true }).waitFor();
    await page.getByRole("tab", { name: "Service plans" }).click();
    await page.getByRole("button", { name: "Sway, as ever" }).waitFor();
    assert.equal(await page.getByRole("button", { name: "Drawing" }).count(), 0);
    await page.getByRole("tab", { name: "Products" }).click();
    await page.getByText(/^\d+ products are known by name; Tenantry’s own table is as of .*20\d\d\./).waitFor();
    await page.getByRole("link", { name: "Where these names come from" }).click();
    await page.getByRole("heading", { level: 1, name: "Settings" }).waitFor();
    await keptFact(page).waitFor();

    await page.reload();
    await keptFact(page).waitFor();
    await page.getByRole("button", { name: "Remove Microsoft’s table" }).click();
    await page.getByText(/^Not taken in:/).waitFor();
    assert.equal(await page.getByRole("button", { name: "Remove Microsoft’s table" }).count(), 0);
    assert.equal((await databases(page)).includes("tenantry-products"), false);
    await turnTo(page, "Licences");
    await product(page, "Microsoft 365 E3").waitFor();
  },

  async "a newer table takes the place of the older one, and names follow at once"(t) {
    const site = await t.site();
    const browser = await t.browser({ language: "en" });
    const page = await browser.page();
    await takeIn(page, site, ...tenant);
    await turnTo(page, "Licences");
    await product(page, "Microsoft 365 E3").waitFor();
    await takeTable(page);
    await page.getByRole("main").getByRole("link", { name: "Licences" }).click();
    await product(page, "Suite of everything").waitFor();
    await pick(page, "input[type=file]", { ...table([{ ...ROWS[0], [COLUMNS[0]]: "Suite, renamed" }]), name: "newer.csv" });
    await page.getByText(/^It takes the place of “products\.csv”/).waitFor();
    await page.locator("#accept-import").click();
    await page.getByText("One product was taken in for all workspaces in this browser").waitFor();
    await page.getByRole("main").getByRole("link", { name: "Licences" }).click();
    await product(page, "Suite, renamed").waitFor();
    // The workspace has nothing of it: no file was added to its history, and nothing is staged.
    await saved(page);
    await turnTo(page, "Settings");
    await page.getByText(/1 product and 1 service plan, from “newer\.csv”/).waitFor();
    // Another page of the browser has it too, and loses it with everything else.
    const other = await browser.page({ another: true });
    await visit(other, site, "settings");
    await other.getByText(/from “newer\.csv”/).waitFor();
    await other.close();
    await page.getByRole("button", { name: "Delete everything…" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete everything", exact: true }).click();
    await page.getByText(/^Not taken in:/).waitFor();
    await page.waitForFunction(async () => (await indexedDB.databases()).every(({ name }) => name === "tenantry"));
  },

  async "faults are told by row, and what cannot be read is left out; users beside it come in"(t) {
    const site = await t.site();
    const page = await (await t.browser({ language: "en" })).page();
    const rows = [
      ...ROWS,
      row("Suite of everything", "SPE E3", E3, "SWAY", SWAY, "Sway"),
      row("Cut off", "CUT", E3.slice(1), "SWAY", SWAY, "Sway"),
      row("Other", "OTHER_ suite", idOf(7), "SWAY", SWAY, "Sway"),
    ];
    await visit(page, site, "start");
    await pick(page, "input[type=file]", { name: "users.csv", text: csv(staff(3)) }, table(rows));
    for (const told of [
      "products.csv, row 5, column “String_Id” Row 2 says “SPE_E3” for the same ID; row 2 stands.",
      "products.csv, row 5, column “Service_Plan_Id” The same plan in the same product as in row 2; what it is called here was taken in too.",
      `products.csv, row 6, column “GUID” “${E3.slice(1)}” is not an ID, so the row was left out.`,
      "products.csv, row 7, column “String_Id” There is a blank inside, which is rare in such names; it was taken in as it stands.",
    ]) {
      await page.getByRole("listitem").filter({ hasText: told }).waitFor();
    }
    await page.getByText("“products.csv” names 3 products and 2 service plans.").waitFor();
    await page.locator("#accept-import").click();
    await page.getByText("3 users were read and taken in").waitFor();
    await page.getByText("3 products were taken in for all workspaces in this browser").waitFor();

    await pick(page, "input[type=file]", { ...table(ROWS, COLUMNS.slice(0, -1)), name: "lacking.csv" });
    await page.getByText("The table lacks these columns: Service_Plans_Included_Friendly_Names. Nothing of it was taken in.").waitFor();
    await page.getByText("None of these files tells anything that can be taken in.").waitFor();
    assert.equal(await page.locator("#accept-import").count(), 0);
    await turnTo(page, "Settings");
    await page.getByText(/3 products and 2 service plans, from “products\.csv”/).waitFor();
  },

  "preview, outcome and settings pass axe in every look, and fit a phone": {
    seconds: 120,
    async run(t) {
      const site = await t.site();
      for (const look of LOOKS) {
        const page = await (await t.browser(look)).page();
        const where = (name) => `${name}, ${look.theme} ${look.language}`;
        await visit(page, site, "start");
        await pick(page, "input[type=file]", table());
        await page.locator("#accept-import").waitFor();
        await t.accessible(page, where("preview"));
        await page.locator("#accept-import").click();
        await page.locator("main .strip.good").waitFor();
        await t.accessible(page, where("outcome"));
        await visit(page, site, "settings");
        await page.getByText(/products\.csv/).waitFor();
        await t.accessible(page, where("settings"));
        await page.setViewportSize({ width: 390, height: 800 });
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(wide <= 0, `scrolls sideways by ${wide}`);
      }
    },
  },
};
