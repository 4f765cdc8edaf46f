// What is assumed of licensing: chosen, seen in the figures, undone, kept, and said wherever something is foreseen.

import assert from "node:assert/strict";
import { LOOKS } from "../harness.mjs";
import { saved, staff, takeIn, turnTo, userPage, visit } from "../steps.mjs";

const E3 = "05e9a617-0261-4cee-bb44-138d3ef5d965";
const AUDIO = "0c266dff-15dd-4b49-8397-2bb16070ed52";
const SKYPE = "0feaeb32-d00e-4d66-bd5a-43b5b83db82c";
const MEETADV = "3e26ee1f-8a5f-4d52-aee2-b81ce45c8f40";
const GROUP = "00000001-2222-4222-a222-222222222222";
const odata = (of, value) => JSON.stringify({ "@odata.context": `https://graph.microsoft.com/v1.0/$metadata#${of}`, value });
const state = (skuId, more = {}) => ({ skuId, disabledPlans: [], assignedByGroup: null, state: "Active", error: "None", ...more });
/** The first has the meetings as well. */
const users = staff(2).map(({ id, userPrincipalName, displayName }, at) => ({
  id, userPrincipalName, displayName, accountEnabled: true, usageLocation: "FR", onPremisesSyncEnabled: null,
  licenseAssignmentStates: [state(E3, { assignedByGroup: GROUP }), ...(at === 0 ? [state(AUDIO)] : [])],
}));
const group = {
  id: GROUP, displayName: "Office workers", mailNickname: "office", groupTypes: [], mailEnabled: false, securityEnabled: true,
  onPremisesSyncEnabled: null, isAssignableToRole: false, membershipRule: null, visibility: null,
  assignedLicenses: [{ skuId: E3, disabledPlans: [] }],
};
const members = users.map(({ id }) => ({ "@odata.type": "#microsoft.graph.user", id }));
const plan = (servicePlanId, servicePlanName) => ({ servicePlanId, servicePlanName, provisioningStatus: "Success", appliesTo: "User" });
const sku = (skuId, skuPartNumber, enabled, warning, consumedUnits, servicePlans) => ({
  skuId, skuPartNumber, capabilityStatus: "Enabled", appliesTo: "User", consumedUnits,
  prepaidUnits: { enabled, warning, suspended: 0, lockedOut: 0 }, servicePlans,
});
const FILES = [
  { name: "users-0001.json", text: odata("users", users) },
  { name: "groups-0001.json", text: odata("groups", [group]) },
  { name: "groupMembers-0001.json", text: JSON.stringify({ "@odata.context": "tenantry#groupMembers", value: [{ groupId: GROUP, page: 1, last: true, members }] }) },
  { name: "subscribedSkus-0001.json", text: odata("subscribedSkus", [
    sku(E3, "SPE_E3", 4, 1, 2, [plan(SKYPE, "MCOSTANDARD")]),
    sku(AUDIO, "MCOMEETADV", 5, 0, 1, [plan(MEETADV, "MCOMEETADV")]),
  ]) },
];

const panel = (page) => page.getByRole("tabpanel");
const card = (page, title) => panel(page).getByRole("region", { name: title, exact: true });
const toChoices = (page, site) => visit(page, site, "licences#part=assumed");
const note = (page) => page.getByText(/^This workspace assumes otherwise than by default: /);
const licences = (page) => page.locator("section.card").filter({ has: page.getByRole("heading", { name: "Licences", exact: true }) });
async function free(page, site) {
  await visit(page, site, "licences");
  const table = page.getByRole("table", { name: "Products" });
  const row = table.getByRole("row").filter({ hasText: "Microsoft 365 E3" });
  await row.waitFor();
  const heads = await table.getByRole("columnheader").allTextContents();
  const at = heads.findIndex((text) => text.trim() === "Free");
  assert.ok(at > 0, heads.join());
  // The first column is the head of the row.
  return (await row.getByRole("cell").nth(at - 1).innerText()).replace(/\s+/g, " ").trim();
}

async function atWork(t, look = { language: "en" }) {
  const site = await t.site();
  const page = await (await t.browser(look)).page();
  await takeIn(page, site, ...FILES);
  return { site, page };
}

export default {
  async "seats in the grace period are free as chosen; the choice is said, kept and undone"(t) {
    const { site, page } = await atWork(t);
    assert.equal(await free(page, site), "1 3 if seats in the grace period can be given");
    assert.equal(await note(page).count(), 0);
    await toChoices(page, site);
    const seats = card(page, "Seats in the grace period");
    const cells = seats.getByRole("row").filter({ hasText: "Microsoft 365 E3" }).getByRole("cell");
    assert.deepEqual(await cells.allInnerTexts(), ["1", "1", "3"]);
    await seats.getByRole("radio", { name: /enabled and in the grace period/ }).check();
    await note(page).getByText("seats in the grace period can be given").waitFor();
    await saved(page);
    assert.equal(await free(page, site), "3 1 as Microsoft documents it");
    await page.reload();
    await note(page).waitFor();
    await toChoices(page, site);
    assert.ok(await seats.getByRole("radio", { name: /enabled and in the grace period/ }).isChecked());
    await page.keyboard.press("Control+z");
    await note(page).waitFor({ state: "detached" });
    assert.ok(await seats.getByRole("radio", { name: /less those in the grace period/ }).isChecked());
  },

  async "what a group no longer gives stays with an error where it is needed, or turns direct"(t) {
    const { site, page } = await atWork(t);
    await visit(page, site, `groups/group#id=${GROUP}`);
    await page.getByRole("button", { name: "Change licences…" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Take a product").check();
    const select = dialog.getByLabel("Product to take");
    await select.selectOption(E3);
    await dialog.getByRole("button", { name: "Stage" }).click();
    await dialog.waitFor({ state: "detached" });
    await userPage(page, site, 0);
    await licences(page).getByText(/by Office workers: .*the group no longer gives it, and .* needs it/).waitFor();
    await userPage(page, site, 1);
    await licences(page).getByText("No licences.").waitFor();

    await toChoices(page, site);
    const needed = card(page, "Licences that others need");
    await needed.getByRole("button", { name: "What the other choice would change now" }).click();
    await needed.getByRole("row", { name: /Microsoft 365 E3 1 2 1 → 0/ }).waitFor();
    await needed.getByRole("radio", { name: /turns into a direct licence/ }).check();
    await note(page).waitFor();
    await userPage(page, site, 0);
    await licences(page).getByText("directly", { exact: true }).first().waitFor();
    assert.equal(await licences(page).getByText(/no longer gives it/).count(), 0);
  },

  async "every relation between plans is listed with its source, and counts as chosen"(t) {
    const { site, page } = await atWork(t);
    await toChoices(page, site);
    const relations = card(page, "Plans that exclude or need each other");
    const rows = relations.getByRole("row");
    await rows.filter({ hasText: "Teams" }).first().waitFor();
    const counts = async (known) => {
      const of = rows.filter({ hasText: known });
      const all = await of.evaluateAll((all) => all.map((row) => row.cells[1].innerText));
      return [...new Set(all)].join();
    };
    assert.equal(await rows.count(), 16);
    assert.deepEqual(await Promise.all(["Documented", "Seen by", "No longer so"].map(counts)), ["Yes", "Yes", "No"]);
    await relations.getByLabel("General knowledge counts as well").check();
    await note(page).getByText("generally known relations between plans count").waitFor();
    await relations.getByLabel("Relations that are said to be out of date count too").check();
    await note(page).getByText("outdated relations between plans count").waitFor();
    assert.equal(await counts(/No longer so|General/), "Yes");
    await relations.getByRole("button", { name: "What would change now without general knowledge" }).click();
    await relations.getByText("Nothing: everybody would have the same.").waitFor();
    await card(page, "Countries where a plan must not be used").getByText(/^None is known/).waitFor();
    // Whoever may not choose is told so, and the choice stays as it was.
    await turnTo(page, "Settings");
    await page.getByLabel("Role to rehearse with").selectOption({ label: "Helpdesk Administrator" });
    await turnTo(page, "Licences");
    await page.getByRole("tab", { name: "Assumptions" }).click();
    const restore = card(page, "Restoring a deleted person");
    await restore.getByRole("radio", { name: /need free seats/ }).click();
    await restore.getByRole("alert").getByText(/./).waitFor();
    assert.ok(await restore.getByRole("radio", { name: /come back, even where/ }).isChecked());
  },

  "the choices pass axe in every look, and fit a phone": {
    seconds: 120,
    async run(t) {
      const site = await t.site();
      for (const look of LOOKS) {
        const page = await (await t.browser(look)).page();
        await takeIn(page, site, ...FILES);
        await toChoices(page, site);
        await panel(page).locator("table.relations tbody tr").first().waitFor();
        await panel(page).getByRole("radio").nth(1).check();
        await page.locator("main .strip").first().waitFor();
        for (const button of await panel(page).getByRole("button").all()) await button.click();
        await t.accessible(page, `assumptions, ${look.theme} ${look.language}`);
        await page.setViewportSize({ width: 390, height: 800 });
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(wide <= 0, `scrolls sideways by ${wide}`);
      }
    },
  },
};
