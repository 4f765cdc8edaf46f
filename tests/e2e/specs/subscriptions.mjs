// Subscriptions: which stage each is in, what comes next and when, whom it concerns; and groups with which the
// service is not done.

import assert from "node:assert/strict";
import { LOOKS, pick, started } from "../harness.mjs";
import { idOf, saved, staff, takeIn, turnTo, visit } from "../steps.mjs";

const E3 = "05e9a617-0261-4cee-bb44-138d3ef5d965";
const E1 = "18181a46-0d4e-45cd-891e-60aabd171b4e";
const VISIO = "c5928f49-12ba-48f7-ada3-0d743a3601d5";
const GONE = "11111111-1111-4111-8111-111111111111";
const GROUP = "00000001-2222-4222-a222-222222222222";
const DAY = 86_400_000;

const odata = (of, value) => JSON.stringify({ "@odata.context": `https://graph.microsoft.com/v1.0/$metadata#${of}`, value });
const state = (skuId, assignedByGroup = null) => ({ skuId, disabledPlans: [], assignedByGroup, state: "Active", error: "None" });
const STATES = [[state(E3)], [state(E3)], [state(E3, GROUP)], [state(E1)], [], []];
const users = staff(6).map(({ id, userPrincipalName, displayName }, at) => ({
  id, userPrincipalName, displayName, accountEnabled: true, usageLocation: "FR", licenseAssignmentStates: STATES[at],
}));
const groups = (stateNow) => [{
  id: GROUP, displayName: "Office workers", mailNickname: "office", groupTypes: [], mailEnabled: false, securityEnabled: true,
  assignedLicenses: [{ skuId: E3, disabledPlans: [] }], licenseProcessingState: { state: stateNow },
}];
const sku = (skuId, skuPartNumber, enabled, consumedUnits, warning = 0) => ({
  skuId, skuPartNumber, capabilityStatus: "Enabled", appliesTo: "User", consumedUnits,
  prepaidUnits: { enabled, warning, suspended: 0, lockedOut: 0 }, servicePlans: [],
});
const SKUS = [sku(E3, "SPE_E3", 4, 3), sku(E1, "STANDARDPACK", 2, 1, 3), sku(VISIO, "VISIOCLIENT", 5, 0)];
const inDays = (days) => (days === null ? null : new Date(Date.now() + days * DAY).toISOString());
const bought = (id, skuId, totalLicenses, days, more = {}) => ({
  id, skuId, totalLicenses, skuPartNumber: "X", status: "Enabled", isTrial: false, createdDateTime: "2024-01-01T00:00:00Z",
  nextLifecycleDateTime: inDays(days), ...more,
});
// Of E3, 2 of 4 seats end in 20 days, and three people hold it; E1 adds up to less than the product says.
const BOUGHT = () => [
  bought("first", E3, 2, 20),
  bought("second", E3, 2, 300),
  bought("third", E1, 2, 60, { isTrial: true }),
  bought("fourth", E1, 2, 10, { status: "Warning" }),
];

const FILES = (subscriptions = BOUGHT(), stateNow = "ProcessingInProgress") => [
  { name: "users-0001.json", text: odata("users", users) },
  { name: "groups-0001.json", text: odata("groups", groups(stateNow)) },
  { name: "groupMembers-0001.json", text: JSON.stringify({ "@odata.context": "tenantry#groupMembers", value: [{ groupId: GROUP, page: 1, last: true, members: [{ "@odata.type": "#microsoft.graph.user", id: idOf(2) }] }] }) },
  { name: "subscribedSkus-0001.json", text: odata("subscribedSkus", SKUS) },
  ...(subscriptions ? [{ name: "subscriptions-0001.json", text: odata("directory/subscriptions", subscriptions) }] : []),
];

const card = (page, title) => page.locator("section.card").filter({ has: page.getByRole("heading", { name: title, exact: true }) });
const products = (page) => page.getByRole("table", { name: "Products" });
const names = async (page) => (await products(page).getByRole("row").getByRole("rowheader").getByRole("link").allInnerTexts()).map((text) => text.trim());

export default {
  async "the list says what ends when and whom it concerns, sorts and filters by it"(t) {
    const site = await t.site();
    const page = await (await t.browser({ language: "en" })).page();
    await takeIn(page, site, ...FILES());
    await turnTo(page, "Licences");
    const soon = card(page, "What ends soon");
    // Three people hold E3, of which two seats are left; one holds E1, which has two until the trial ends.
    await soon.getByText("2 subscriptions may end · 3 people hold a product that will not have a seat for everybody").waitFor();
    await soon.getByText("3 subscriptions may end · 4 people hold a product that will not have a seat for everybody").waitFor();
    await soon.getByRole("row", { name: /Microsoft 365 E3 .* 2 3 1$/ }).waitFor();
    await soon.getByRole("row", { name: /Office 365 E1 .* 4 1 1$/ }).waitFor();
    await products(page).getByRole("row", { name: /Office 365 E1.*end of the grace period/ }).waitFor();
    await products(page).getByRole("row", { name: /Visio Plan 2.*no subscription/ }).waitFor();
    assert.deepEqual(await names(page), ["Microsoft 365 E3", "Office 365 E1", "Visio Plan 2"]);
    await page.getByLabel("Sort by").selectOption({ label: "Next date" });
    await page.waitForFunction(() => document.querySelector("table[aria-label=Products] tbody a").textContent.includes("E1"));
    assert.deepEqual(await names(page), ["Office 365 E1", "Microsoft 365 E3", "Visio Plan 2"]);
    await page.getByLabel("Show").selectOption({ label: "Without a date" });
    await products(page).getByRole("row", { name: /E3/ }).waitFor({ state: "detached" });
    assert.deepEqual(await names(page), ["Visio Plan 2"]);
    await page.getByLabel("Show").selectOption({ label: "Date has passed" });
    await page.getByText("No product like this.").waitFor();
    await page.getByRole("status").getByText("0 products shown", { exact: true }).waitFor();
  },

  async "a product shows its subscriptions, the stages ahead as spans of days, and that sums differ"(t) {
    const site = await t.site();
    const page = await (await t.browser({ language: "en" })).page();
    await takeIn(page, site, ...FILES());
    await visit(page, site, `licences/product#id=${E3}`);
    const told = card(page, "Subscriptions");
    await told.getByText("Its subscriptions add up to the seats of the product.").waitFor();
    const first = told.locator(".holdings > li").filter({ hasText: "first" });
    await first.getByText(/^Next date: .* \(renewal or end\)$/).waitFor();
    await first.getByText("What happens if it is not renewed").click();
    await first.getByText("Active, now").waitFor();
    await first.getByText(/^Expired, from \d/).waitFor();
    await first.getByText("Some contracts have no such stage.").waitFor();
    await first.getByText(/^Disabled, from a day between .* and /).waitFor();
    await first.getByText(/^Deleted, from a day between .* and /).waitFor();
    await told.getByText("How long the stages last").click();
    await told.getByRole("row", { name: /Volume licensing.* 90 days 60 days What happens to my data.* 29 Mar/ }).waitFor();
    await card(page, "Groups that give it").getByText("In progress", { exact: true }).waitFor();
    await visit(page, site, `licences/product#id=${E1}`);
    await told.getByText(/^Grace period: 3 seats by the product \(prepaidUnits\), 2 by its subscriptions/).waitFor();
    await told.getByText("Trial", { exact: true }).waitFor();
    await visit(page, site, `licences/product#id=${VISIO}`);
    await told.getByText("The files tell of no subscription of this product.").waitFor();
    // It is all there after a reload.
    await saved(page);
    await page.reload();
    await told.getByText("The files tell of no subscription of this product.").waitFor();
  },

  async "older files, no file and wrong ones are told as such"(t) {
    const site = await t.site();
    const page = await (await t.browser({ language: "en" })).page();
    await takeIn(page, site, ...FILES(null));
    await turnTo(page, "Licences");
    await card(page, "What ends soon").getByText(/No file told of subscriptions/).waitFor();
    await products(page).getByRole("row", { name: /Microsoft 365 E3.*not told/ }).waitFor();
    await visit(page, site, "import");
    const wrong = [bought("first", E3, -2, -20), bought("second", GONE, 5, 400, { status: "Retired" }), { skuId: "E7", totalLicenses: 1 }];
    await pick(page, "input[type=file]",
      { name: "subscribedSkus-0001.json", text: odata("subscribedSkus", SKUS) },
      { name: "subscriptions-0001.json", text: odata("directory/subscriptions", wrong) });
    const report = page.getByRole("main");
    await report.getByText("Subscriptions", { exact: true }).first().waitFor();
    await page.locator("#accept-import").click();
    await page.getByText("What the files tell was taken in").waitFor();
    await saved(page);
    await visit(page, site, "licences");
    await card(page, "What ends soon").getByText(/The date of one subscription has passed since the files were made/).waitFor();
    await products(page).getByRole("row", { name: /Microsoft 365 E3.*passed: the files are older/ }).waitFor();
    await visit(page, site, `licences/product#id=${GONE}`);
    const told = card(page, "Subscriptions");
    await told.getByText(/does not name this product among those that are owned/).waitFor();
    await told.getByText("Retired", { exact: true }).waitFor();
  },

  async "where the service is not done with a group, its card, the product and the errors say so"(t) {
    const site = await t.site();
    const page = await (await t.browser({ language: "en" })).page();
    await takeIn(page, site, ...FILES());
    await visit(page, site, `groups/group#id=${GROUP}`);
    await card(page, "Licences").getByText("The service, by the files: In progress").waitFor();
    await card(page, "Licences").getByText("Licences of its members may still change.").waitFor();
    await visit(page, site, "licences#part=errors");
    await page.getByText(/the service was not done with the licences of one group/).waitFor();
    await page.getByRole("main").getByRole("link", { name: "Office workers" }).waitFor();
    const other = await t.site();
    await takeIn(page, other, ...FILES(BOUGHT(), "ProcessingComplete"));
    await visit(page, other, `groups/group#id=${GROUP}`);
    await card(page, "Licences").getByText("The service, by the files: All licenses assigned").waitFor();
    assert.equal(await page.getByText("Licences of its members may still change.").count(), 0);
    await visit(page, other, "licences#part=errors");
    await page.getByText("No errors", { exact: true }).waitFor();
    assert.equal(await page.getByText(/the service was not done/).count(), 0);
  },

  "the sample shows it, the pages pass axe in every look, and fit a phone": {
    seconds: 240,
    async run(t) {
      const site = await t.site();
      for (const look of LOOKS) {
        const page = await (await t.browser(look)).page();
        await page.goto(`${site.url}start`);
        await started(page);
        await page.click("#open-sample");
        await saved(page);
        const where = (name) => `${name}, ${look.theme} ${look.language}`;
        const show = async (name) => {
          // What is opened is none of them any more.
          const closed = page.locator("main details:not([open]) > summary");
          while (await closed.count()) await closed.first().click();
          await t.accessible(page, where(name));
          if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${where(name).replace(/\W+/g, "-")}.png`, fullPage: true });
        };
        const shown = async (width) => {
          await visit(page, site, "licences");
          await page.locator("#outlook").waitFor();
          await page.getByRole("main").getByRole("link", { name: "Microsoft 365 E3" }).first().waitFor();
          await show(`outlook ${width}`);
          await visit(page, site, "licences#part=errors");
          await page.locator("main .strip").first().waitFor();
          await show(`errors ${width}`);
          await visit(page, site, `licences/product#id=${E1}`);
          await page.locator("#subscriptions").waitFor();
          await show(`product ${width}`);
        };
        await shown(1280);
        await page.setViewportSize({ width: 390, height: 800 });
        await shown(390);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(wide <= 0, `scrolls sideways by ${wide}`);
      }
    },
  },
};
