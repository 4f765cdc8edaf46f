// Licences: what the tenant owns, who holds it and why, giving, taking and swapping, script and way back.

import assert from "node:assert/strict";
import { LOOKS, download, pick } from "../harness.mjs";
import { csv, edit, idOf, saved, staff, stagedCount, takeIn, turnTo, userPage, visit } from "../steps.mjs";

const E3 = "05e9a617-0261-4cee-bb44-138d3ef5d965";
const E1 = "18181a46-0d4e-45cd-891e-60aabd171b4e";
const VISIO = "c5928f49-12ba-48f7-ada3-0d743a3601d5";
const SWAY = "a23b959c-7ce8-4e57-9140-b90eb88a9e97";
const SHAREPOINT = "5dbe027f-2339-4123-9542-606e4d348a72";
const EXCHANGE = "efb87545-963c-4e0d-99df-69c6916d9eb0";
const DRAWING = "663a804f-1c30-4ff0-9915-9db84f0d1cea";
const groupId = (at) => `${String(at).padStart(8, "0")}-2222-4222-a222-222222222222`;
const odata = (of, value) => JSON.stringify({ "@odata.context": `https://graph.microsoft.com/v1.0/$metadata#${of}`, value });

const state = (skuId, more = {}) => ({ skuId, disabledPlans: [], assignedByGroup: null, state: "Active", error: "None", ...more });
const STATES = [
  [state(E3)],
  [state(E3, { disabledPlans: [SWAY] }), state(E3, { assignedByGroup: groupId(1) })],
  [state(VISIO, { assignedByGroup: groupId(2), state: "Error", error: "CountViolation" })],
  [],
  [state(E1)],
  [],
];
/** The sixth has no usage location. */
const users = (states = STATES) =>
  staff(6).map(({ id, userPrincipalName, displayName, department, jobTitle }, at) => ({
    id, userPrincipalName, displayName, department, jobTitle, accountEnabled: true, onPremisesSyncEnabled: null,
    usageLocation: at === 5 ? null : "FR", licenseAssignmentStates: states[at],
  }));
const security = { groupTypes: [], mailEnabled: false, securityEnabled: true, onPremisesSyncEnabled: null, isAssignableToRole: false, membershipRule: null, visibility: null };
const GROUPS = [
  { id: groupId(1), displayName: "Office workers", mailNickname: "office", ...security, assignedLicenses: [{ skuId: E3, disabledPlans: [] }] },
  { id: groupId(2), displayName: "Draughtsmen", mailNickname: "drawing", ...security, assignedLicenses: [{ skuId: VISIO, disabledPlans: [] }] },
];
const member = (at) => ({ "@odata.type": "#microsoft.graph.user", id: idOf(at) });
const MEMBERS = JSON.stringify({ "@odata.context": "tenantry#groupMembers", value: [[1, [1]], [2, [2]]].map(([group, list]) => ({ groupId: groupId(group), page: 1, last: true, members: list.map(member) })) });
const plan = (servicePlanId, servicePlanName) => ({ servicePlanId, servicePlanName, provisioningStatus: "Success", appliesTo: "User" });
const sku = (skuId, skuPartNumber, enabled, consumedUnits, servicePlans, warning = 0) => ({
  skuId, skuPartNumber, capabilityStatus: "Enabled", appliesTo: "User", consumedUnits,
  prepaidUnits: { enabled, warning, suspended: 0, lockedOut: 0 }, servicePlans,
});
const SKUS = [
  sku(E3, "SPE_E3", 4, 3, [plan(SWAY, "SWAY"), plan(SHAREPOINT, "SHAREPOINTENTERPRISE"), plan(EXCHANGE, "EXCHANGE_S_ENTERPRISE")], 1),
  sku(E1, "STANDARDPACK", 2, 1, [plan(SWAY, "SWAY")]),
  sku(VISIO, "VISIOCLIENT", 0, 0, [plan(DRAWING, "VISIOCLIENT")]),
];

async function atWork(t, look = { language: "en" }) {
  const site = await t.site();
  const page = await (await t.browser(look)).page();
  await takeIn(page, site,
    { name: "users-0001.json", text: odata("users", users()) },
    { name: "groups-0001.json", text: odata("groups", GROUPS) },
    { name: "groupMembers-0001.json", text: MEMBERS },
    { name: "subscribedSkus-0001.json", text: odata("subscribedSkus", SKUS) });
  return { site, page };
}

const card = (page, title) => page.locator("section.card").filter({ has: page.getByRole("heading", { name: title, exact: true }) });
const licences = (page) => card(page, "Licences");
const rowOf = (page, name) => page.getByRole("table", { name: "Products" }).getByRole("row").filter({ hasText: name });
const cells = async (row) => (await row.getByRole("cell").allInnerTexts()).map((text) => text.replace(/\s+/g, " ").trim());
const change = (page) => page.getByRole("button", { name: "Change licences…" }).click();
const dialog = (page) => page.getByRole("dialog");
/** Chooses a product by the start of its name, which the number of free seats follows. */
async function choose(page, label, name) {
  const select = dialog(page).getByLabel(label);
  const option = await select.locator("option").filter({ hasText: name }).first();
  await select.selectOption(await option.getAttribute("value"));
}
const stage = async (page) => {
  await dialog(page).getByRole("button", { name: "Stage" }).click();
  await dialog(page).waitFor({ state: "detached" });
};

export default {
  async "products are told with seats by both readings, ways and errors, under their names"(t) {
    const { page } = await atWork(t);
    await turnTo(page, "Licences");
    // The names come from a file of the site that is fetched now.
    await rowOf(page, "Microsoft 365 E3").waitFor();
    // Three are consumed by the service's count; of one of them no file tells.
    assert.deepEqual((await cells(rowOf(page, "Microsoft 365 E3"))).slice(1), ["not told", "5", "2", "1", "0", "1", "0 2 if seats in the grace period can be given", "0"]);
    assert.deepEqual((await cells(rowOf(page, "Office 365 E1"))).slice(1), ["not told", "2", "1", "1", "0", "0", "1", "0"]);
    assert.deepEqual((await cells(rowOf(page, "Visio Plan 2"))).slice(1), ["not told", "0", "0", "0", "0", "0", "0", "1"]);
    await rowOf(page, "Microsoft 365 E3").getByRole("link").click();
    await page.getByRole("heading", { level: 1, name: "Microsoft 365 E3" }).waitFor();
    await card(page, "Seats").getByText("Held by people of no file").waitFor();
    await card(page, "Groups that give it").getByRole("link", { name: "Office workers" }).waitFor();
    await card(page, "Service plans").getByText("3 service plans").click();
    await card(page, "Service plans").getByText(/^Sway$/i).first().waitFor();
    const people = page.getByRole("table", { name: "People" });
    await people.getByRole("row", { name: /User 0001 directly and by Office workers Active 3 of 3 plans on/ }).waitFor();
    await page.getByRole("combobox", { name: "Show" }).selectOption({ label: "Directly and by a group" });
    await people.getByRole("link", { name: "User 0000" }).waitFor({ state: "detached" });
    await people.getByRole("link", { name: "User 0001" }).click();
    await page.getByRole("heading", { level: 1, name: "User 0001" }).waitFor();
    await licences(page).getByText("directly and by Office workers", { exact: true }).waitFor();
    await licences(page).getByText("3 of 3 plans on").click();
    await licences(page).getByText("On because of: by Office workers").first().waitFor();
  },

  async "what was refused says why, and who is not told of is not without"(t) {
    const { site, page } = await atWork(t);
    await userPage(page, site, 2);
    await licences(page).getByText(/by Draughtsmen: Not given: no seat is free \(the service said so/).waitFor();
    await userPage(page, site, 3);
    await licences(page).getByText("No licences.").waitFor();
    await visit(page, site, "start");
    await page.getByRole("link", { name: "Overview" }).first().waitFor();
    const other = await t.site();
    await visit(page, other, "start");
    await takeIn(page, other, { name: "users.csv", text: csv(staff(3)) });
    await userPage(page, other, 1);
    await licences(page).getByText("No file tells which licences this person has.").waitFor();
    await turnTo(page, "Licences");
    await page.getByText("No products known").waitFor();
  },

  async "a product is given with a plan off, rehearsed, undone, and swapped; script and batch carry it out"(t) {
    const { site, page } = await atWork(t);
    await userPage(page, site, 4);
    await change(page);
    await dialog(page).getByText("Choose a product to see what would follow.").waitFor();
    await dialog(page).getByLabel("Swap one for another").check();
    await choose(page, "Product to take", "Office 365 E1");
    await choose(page, "Product to give", "Microsoft 365 E3");
    // By the documented reading no seat is left.
    await dialog(page).getByText("User 0004: no seat of Microsoft 365 E3 is left.").waitFor();
    assert.equal(await dialog(page).getByRole("button", { name: "Stage" }).getAttribute("aria-disabled"), "true");
    await page.keyboard.press("Escape");
    // A newer list of products has more of them.
    await pick(page, "input[type=file]", { name: "subscribedSkus.json", text: odata("subscribedSkus", [sku(E3, "SPE_E3", 10, 3, SKUS[0].servicePlans), SKUS[1], SKUS[2]]) });
    await page.locator("#accept-import").click();
    await page.getByText("What the files tell was taken in").waitFor();
    await saved(page);
    await userPage(page, site, 4);
    await change(page);
    await dialog(page).getByLabel("Swap one for another").check();
    await choose(page, "Product to take", "Office 365 E1");
    await choose(page, "Product to give", "Microsoft 365 E3");
    await dialog(page).getByText("Service plans: 3 of 3 plans on").click();
    await dialog(page).getByRole("checkbox", { name: /Sway/i }).uncheck();
    const follows = dialog(page).getByRole("table", { name: "What would follow" });
    await follows.getByRole("row", { name: "Microsoft 365 E3 2 → 3 7 → 6 0" }).waitFor();
    await follows.getByRole("row", { name: "Office 365 E1 1 → 0 1 → 2 0" }).waitFor();
    await stage(page);
    await licences(page).getByText("2 of 3 plans on").waitFor();
    assert.match(await stagedCount(page).innerText(), /1/);
    await page.keyboard.press("Control+z");
    await licences(page).getByRole("link", { name: "Office 365 E1" }).waitFor();
    await page.keyboard.press("Control+y");
    await licences(page).getByRole("link", { name: "Microsoft 365 E3" }).waitFor();
    await saved(page);
    await page.reload();
    await licences(page).getByText("2 of 3 plans on").waitFor();
    await turnTo(page, "Changes");
    await page.getByText(/Microsoft 365 E3, without Sway/i).first().waitFor();
    await page.getByRole("link", { name: "Hand-off" }).first().click();
    await page.getByRole("heading", { level: 1, name: "Hand-off" }).waitFor();
    const file = await download(page, () => page.getByRole("button", { name: /Download my-tenant-changes\.ps1/ }).click());
    assert.match(file.text, /Invoke-Step 'license' @\{/);
    assert.match(file.text, new RegExp(`'?sku'? *= '${E3}'`));
    assert.match(file.text, new RegExp(`'?after'? *= '${SWAY}'`));
    assert.match(file.text, /LicenseAssignment\.ReadWrite\.All/);
    await page.getByRole("tab", { name: "$batch JSON", exact: true }).click();
    const batch = await download(page, () => page.getByRole("button", { name: /Download my-tenant-changes-batch\.json/ }).click());
    const [request] = JSON.parse(batch.text).flatMap((body) => body.requests);
    assert.equal(request.url, `/users/${idOf(4)}/assignLicense`);
    assert.deepEqual(request.body, { addLicenses: [{ skuId: E3, disabledPlans: [SWAY] }], removeLicenses: [E1] });
  },

  async "for many at once, those of whom it cannot be are named and left out; a group is asked what it gives"(t) {
    const { site, page } = await atWork(t);
    await turnTo(page, "Users");
    await page.getByRole("grid").focus();
    await page.keyboard.press("Control+a");
    await change(page);
    await choose(page, "Product to give", "Office 365 E1");
    await dialog(page).getByText("User 0005 has no usage location: no licence can be given before one is set.").waitFor();
    await dialog(page).getByText(/no seat of Office 365 E1 is left/).first().waitFor();
    await stage(page);
    await userPage(page, site, 0);
    await licences(page).getByRole("link", { name: "Office 365 E1" }).waitFor();
    await userPage(page, site, 5);
    await licences(page).getByText("No licences.").waitFor();
    await edit(page, "Job title", "Notary");
    await visit(page, site, `groups/group#id=${groupId(1)}`);
    await licences(page).getByRole("link", { name: "Microsoft 365 E3" }).waitFor();
    await change(page);
    await dialog(page).getByLabel("Take a product").check();
    await choose(page, "Product to take", "Microsoft 365 E3");
    await dialog(page).getByRole("row", { name: /Microsoft 365 E3/ }).waitFor();
    await stage(page);
    await licences(page).getByText("Gives no licences.").waitFor();
    await userPage(page, site, 1);
    await licences(page).getByText("2 of 3 plans on").waitFor();
  },

  async "plans, errors with their cure, Intune, and direct licences that add nothing"(t) {
    const { site, page } = await atWork(t);
    await turnTo(page, "Licences");
    await page.getByRole("tab", { name: "Service plans" }).click();
    await page.waitForURL(/#part=plans/);
    const plans = page.getByRole("table", { name: "Service plans" });
    await page.getByRole("searchbox", { name: "Find a plan" }).fill("exchange");
    await plans.getByRole("row", { name: /Exchange Online \(Plan 2\) 2 Microsoft 365 E3/ }).waitFor();
    assert.equal(await plans.getByRole("row").count(), 2);
    await plans.getByRole("button", { name: /Exchange Online/ }).click();
    await page.getByRole("heading", { name: "Who can use Exchange Online (Plan 2)" }).waitFor();
    await page.getByRole("main").getByRole("link", { name: "User 0001" }).waitFor();
    await page.getByRole("tab", { name: "Errors" }).click();
    const count = page.locator("section.card").filter({ has: page.getByRole("heading", { name: "no seat is free" }) });
    await count.getByText("CountViolation").waitFor();
    await count.getByText("Visio Plan 2: 1 user").click();
    await count.getByRole("link", { name: "User 0002" }).waitFor();
    await page.getByRole("tab", { name: "Intune" }).click();
    await page.getByText("No file told of devices").waitFor();
    // The plan that is off directly is on by the group, so the direct licence adds nothing.
    await visit(page, site, `licences/product#id=${E3}`);
    await page.getByText("1 direct licence adds no plan to what a group gives.").waitFor();
    await page.getByRole("button", { name: "Take them away…" }).click();
    await dialog(page).getByText("Licences of User 0001").waitFor();
    await stage(page);
    await page.getByText("1 direct licence adds no plan to what a group gives.").waitFor({ state: "detached" });
    await page.getByRole("table", { name: "People" }).getByRole("row", { name: /User 0001 by Office workers Active 3 of 3 plans on/ }).waitFor();
  },

  async "who has a product leaves as a file, as the list shows them"(t) {
    const { site, page } = await atWork(t);
    await visit(page, site, `licences/product#id=${E3}`);
    await page.getByLabel("Show").selectOption({ label: "Directly and by a group" });
    await page.getByRole("button", { name: "Export" }).click();
    const file = await download(page, () => page.getByRole("menuitem", { name: /^CSV as it is/ }).click());
    assert.match(file.name, /licences.*\.csv$/);
    const [header, ...rows] = file.text.trim().split("\r\n");
    assert.match(header, /^id,userPrincipalName,displayName,skuId,skuPartNumber,sources,state,error,/);
    assert.equal(rows.length, 1);
    assert.ok(rows[0].startsWith(`${idOf(1)},`) && rows[0].includes(`,SPE_E3,direct ${groupId(1)},Active,None,`), rows[0]);
    await page.getByRole("region", { name: "Messages" }).getByText("1 user exported").waitFor();
  },

  async "plans that a later import brings are told, with who can use them"(t) {
    const { site, page } = await atWork(t);
    const added = plan(DRAWING, "VISIOCLIENT");
    const later = SKUS.map((one) => (one.skuId === E1 ? { ...one, servicePlans: [added] } : one));
    await visit(page, site, "import");
    await pick(page, "input[type=file]", { name: "subscribedSkus-0001.json", text: odata("subscribedSkus", later) });
    await page.locator("#accept-import").click();
    await page.getByText("What the files tell was taken in").waitFor();
    await saved(page);
    await visit(page, site, "licences");
    const told = card(page, "Changed since an earlier import");
    await told.getByText(/^.* was added to Office 365 E1; 1 user can use it$/).waitFor();
    await told.getByText(/^SWAY is no longer part of Office 365 E1$/).waitFor();
    assert.equal(await told.getByRole("listitem").count(), 2);
  },

  async "a rule in the lab says which licences follow"(t) {
    const { site, page } = await atWork(t);
    await visit(page, site, `rules#group=${groupId(1)}`);
    await page.locator("#rule-text").fill('user.department -eq "Sales"');
    const follows = page.locator("section.card").filter({ has: page.getByRole("heading", { name: "Licences that follow" }) });
    await follows.getByRole("row", { name: /Microsoft 365 E3/ }).waitFor();
  },

  async "a group that gives licences is not deleted before they are taken from it"(t) {
    const { site, page } = await atWork(t);
    await visit(page, site, `groups/group#id=${groupId(2)}`);
    const button = page.getByRole("button", { name: /Delete/ }).first();
    assert.equal(await button.getAttribute("aria-disabled"), "true");
    assert.match(await button.getAttribute("title"), /Draughtsmen gives licences: the service does not delete it before they are taken from it/);
  },

  "the pages and the dialog pass axe in every look, and fit a phone": {
    seconds: 180,
    async run(t) {
      const site = await t.site();
      for (const look of LOOKS) {
        const page = await (await t.browser(look)).page();
        await takeIn(page, site,
          { name: "users-0001.json", text: odata("users", users()) },
          { name: "groups-0001.json", text: odata("groups", GROUPS) },
          { name: "groupMembers-0001.json", text: MEMBERS },
          { name: "subscribedSkus-0001.json", text: odata("subscribedSkus", SKUS) });
        const where = (name) => `${name}, ${look.theme} ${look.language}`;
        await visit(page, site, "licences");
        await page.getByRole("link", { name: "Microsoft 365 E3" }).waitFor();
        await t.accessible(page, where("products"));
        await visit(page, site, `licences/product#id=${E3}`);
        await page.getByRole("heading", { level: 1, name: "Microsoft 365 E3" }).waitFor();
        await t.accessible(page, where("product"));
        for (const part of ["plans", "errors", "intune"]) {
          await visit(page, site, `licences#part=${part}`);
          await page.getByRole("tabpanel").locator("table, h2").first().waitFor();
          await t.accessible(page, where(part));
        }
        for (const at of [1, 2]) {
          await userPage(page, site, at);
          await t.accessible(page, where(`person ${at}`));
        }
        await page.getByRole("button", { name: /Change licences…|Modifier les licences…/ }).click();
        const select = page.getByRole("dialog").locator("select").last();
        await select.selectOption(E1);
        await t.accessible(page, where("dialog"));
        await page.setViewportSize({ width: 390, height: 800 });
        await page.keyboard.press("Escape");
        for (const path of ["licences", `licences/product#id=${E3}`]) {
          await visit(page, site, path);
          await page.getByText("Microsoft 365 E3").first().waitFor();
          const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          assert.ok(wide <= 0, `${path} scrolls sideways by ${wide}`);
        }
      }
    },
  },
};
