// Intune: devices that no licence covers, device licences, and the guided plans about its plan.

import assert from "node:assert/strict";
import { LOOKS, download } from "../harness.mjs";
import { idOf, saved, staff, takeIn, visit } from "../steps.mjs";

const EMS = "efccb6f7-5641-4e0e-bd10-b4976e1bf68e";
const EMSPREMIUM = "b05e124f-c7cc-45a0-a6aa-8cf78c946968";
const ALONE = "061f9ace-7d42-4136-88ac-31dc755f143f";
const DEVICE = "2b317a4a-77a6-4188-9437-b68a77b4e2c6";
const INTUNE = "c1ec4a95-1f05-45b3-a911-aa3fa01094f5";
const P1 = "41781fb2-bc02-4b7c-bd55-b576c07bb09d";
const P2 = "eec0eb4f-6444-4f95-aba0-50c24d67f998";
const APPLICATION = "0000000a-0000-0000-c000-000000000000";
const groupId = (at) => `${String(at).padStart(8, "0")}-2222-4222-a222-222222222222`;
const deviceId = (at) => `${String(at).padStart(8, "0")}-3333-4333-a333-333333333333`;
const odata = (of, value) => JSON.stringify({ "@odata.context": `https://graph.microsoft.com/v1.0/$metadata#${of}`, value });
const member = (at) => ({ "@odata.type": "#microsoft.graph.user", id: idOf(at) });

const state = (skuId, more = {}) => ({ skuId, disabledPlans: [], assignedByGroup: null, state: "Active", error: "None", ...more });
const STATES = [
  [state(EMS)],
  [state(EMS, { disabledPlans: [INTUNE] })],
  [],
  [state(EMS, { assignedByGroup: groupId(1) })],
  [state(EMS), state(ALONE)],
  [state(EMS)],
];
const users = staff(6).map(({ id, userPrincipalName, displayName, department, jobTitle }, at) => ({
  id, userPrincipalName, displayName, department, jobTitle, accountEnabled: true, onPremisesSyncEnabled: null,
  usageLocation: "FR", licenseAssignmentStates: STATES[at],
}));
const security = { groupTypes: [], mailEnabled: false, securityEnabled: true, onPremisesSyncEnabled: null, isAssignableToRole: false, membershipRule: null, visibility: null };
const GROUPS = [{ id: groupId(1), displayName: "Mobility", mailNickname: "mobility", ...security, assignedLicenses: [{ skuId: EMS, disabledPlans: [] }] }];
const MEMBERS = JSON.stringify({ "@odata.context": "tenantry#groupMembers", value: [{ groupId: groupId(1), page: 1, last: true, members: [member(3)] }] });
const plan = (servicePlanId, servicePlanName) => ({ servicePlanId, servicePlanName, provisioningStatus: "Success", appliesTo: "User" });
const sku = (skuId, skuPartNumber, enabled, consumedUnits, servicePlans) => ({
  skuId, skuPartNumber, capabilityStatus: "Enabled", appliesTo: "User", consumedUnits,
  prepaidUnits: { enabled, warning: 0, suspended: 0, lockedOut: 0 }, servicePlans,
});
const SKUS = [
  sku(EMS, "EMS", 10, 5, [plan(P1, "AAD_PREMIUM"), plan(INTUNE, "INTUNE_A")]),
  sku(EMSPREMIUM, "EMSPREMIUM", 10, 0, [plan(P1, "AAD_PREMIUM"), plan(P2, "AAD_PREMIUM_P2"), plan(INTUNE, "INTUNE_A")]),
  sku(ALONE, "INTUNE_A", 5, 1, [plan(INTUNE, "INTUNE_A")]),
  sku(DEVICE, "INTUNE_A_D", 1, 0, [plan(INTUNE, "INTUNE_A")]),
];
const device = (at, displayName, operatingSystem, owners) => ({
  id: deviceId(at), deviceId: deviceId(90 + at), displayName, operatingSystem, isManaged: true, mdmAppId: APPLICATION, profileType: "RegisteredDevice",
  ...(owners && { registeredOwners: owners.map(member), registeredUsers: owners.map(member) }),
});
const DEVICES = [
  device(1, "PC-OF-0", "Windows", [0]), device(2, "PC-OF-1", "Windows", [1]), device(3, "PHONE-OF-2", "iPhone", [2]),
  device(4, "PC-OF-4", "Windows", [4]), device(5, "KIOSK", "Windows", []), device(6, "TABLET", "iPad", []), device(7, "UNTOLD", "Windows"),
  { ...device(8, "ELSEWHERE", "Windows", [2]), mdmAppId: "11111111-0000-0000-0000-000000000000" },
];

async function atWork(t, look = { language: "en" }, devices = DEVICES) {
  const site = await t.site();
  const page = await (await t.browser(look)).page();
  await takeIn(page, site,
    { name: "users-0001.json", text: odata("users", users) },
    { name: "groups-0001.json", text: odata("groups", GROUPS) },
    { name: "groupMembers-0001.json", text: MEMBERS },
    { name: "devices-0001.json", text: odata("devices", devices) },
    { name: "subscribedSkus-0001.json", text: odata("subscribedSkus", SKUS) });
  return { site, page };
}

const card = (page, title) => page.locator("section.card").filter({ has: page.getByRole("heading", { name: title, exact: true }) });
const step = (page, of, title) => of.locator("ol.guide > li").filter({ has: page.getByText(title, { exact: true }) });
const is = (page, of, title, state) => step(page, of, title).getByText(state, { exact: true }).first().waitFor();
const facts = async (of) => (await of.locator("dl.facts > div").allInnerTexts()).map((text) => text.replace(/\s+/g, " ").trim());
const stage = (page, of, title) => step(page, of, title).getByRole("button", { name: "Stage" }).click();

export default {
  async "devices that no licence covers are told with their reason, and leave as a file"(t) {
    const { site, page } = await atWork(t);
    await visit(page, site, "licences#part=intune");
    const found = card(page, "Managed devices without a licence");
    const table = found.getByRole("table");
    await table.getByRole("row").nth(1).waitFor();
    const rows = (await table.getByRole("row").allInnerTexts()).slice(1).map((text) => text.replace(/\s+/g, " ").trim());
    assert.deepEqual(rows.map((text) => text.split(" ")[0]), ["PC-OF-1", "PHONE-OF-2", "KIOSK", "TABLET", "UNTOLD"]);
    assert.match(rows[0], /^PC-OF-1 the plan is off User 0001 Windows/);
    assert.match(rows[1], /the user is not licensed User 0002 iPhone/);
    assert.deepEqual(await facts(found), ["Managed devices 7", "Covered by a licence 2"]);
    const licences = card(page, "Device licences");
    assert.deepEqual(await facts(licences), ["Owned 1", "Devices that name nobody 2", "Devices whose users are not told 1"]);
    await licences.getByText("1 device licence is missing.").waitFor();
    await licences.getByText("app protection policies").waitFor();
    await card(page, "More devices than one licence covers").getByText("Nobody has more.").waitFor();
    await card(page, "A plan, and no managed device").getByRole("link", { name: "User 0003" }).waitFor();
    await found.getByLabel("Reason").selectOption({ label: "the plan is off (1)" });
    await table.getByRole("link", { name: "KIOSK" }).waitFor({ state: "detached" });
    await found.getByRole("button", { name: "Export" }).click();
    const file = await download(page, () => page.getByRole("menuitem", { name: /^CSV as it is/ }).click());
    const lines = file.text.trim().split("\r\n");
    assert.equal(lines[0], "id,deviceId,displayName,operatingSystem,enrollmentProfileName,reason,users");
    assert.deepEqual(lines.slice(1), [`${deviceId(2)},${deviceId(92)},PC-OF-1,Windows,,planOff,${users[1].userPrincipalName}`]);
    await table.getByRole("link", { name: "PC-OF-1" }).click();
    await page.getByRole("heading", { level: 1, name: "PC-OF-1" }).waitFor();
    await page.goBack();
    await page.getByRole("link", { name: "Give Intune alone…" }).click();
    await page.getByRole("heading", { level: 1, name: "Guided plans: Intune" }).waitFor();
  },

  async "more devices than a licence covers, and everything covered"(t) {
    const many = Array.from({ length: 16 }, (_, at) => device(20 + at, `PC-${at}`, "Windows", [0]));
    const { site, page } = await atWork(t, { language: "en" }, many);
    await visit(page, site, "licences#part=intune");
    await card(page, "More devices than one licence covers").getByRole("link", { name: "User 0000" }).waitFor();
    await card(page, "More devices than one licence covers").getByText("16 devices", { exact: true }).waitFor();
    await page.getByText("Every managed device is covered").waitFor();
    await card(page, "Device licences").getByText("No device that files tell of needs one.").waitFor();
  },

  async "a product without Intune, and Intune alone, step by step"(t) {
    const { site, page } = await atWork(t);
    await visit(page, site, `licences/guide#id=${EMS}`);
    const without = card(page, "Without Intune");
    const off = "Switch the plan off";
    const ways = "The product comes to people directly, and by no group";
    await is(page, without, ways, "Stopped");
    await is(page, without, off, "Waits");
    await without.getByLabel("Leave out those for whom a group leaves it on").check();
    await is(page, without, off, "Can be staged");
    await is(page, without, "Who has Intune by another way keeps it", "Worth knowing");
    await is(page, without, "Managed devices", "Worth knowing");
    await step(page, without, off).getByText("3 users, without Microsoft Intune").waitFor();
    const follows = step(page, without, off).getByText("Plans change for 2 users");
    await follows.waitFor();
    await without.getByLabel("Leave out those with managed devices").check();
    await step(page, without, off).getByText("2 users, without Microsoft Intune").waitFor();
    await stage(page, without, off);
    await is(page, without, off, "Done");
    await page.waitForFunction(() => document.activeElement.id === "steps-without-intune");
    await without.getByLabel("Where").selectOption({ label: "In what Mobility gives" });
    await step(page, without, off).getByText("1 group, without Microsoft Intune").waitFor();
    await stage(page, without, off);
    await is(page, without, off, "Done");

    const alone = card(page, "Intune alone");
    const give = "Give the product with this plan alone";
    assert.deepEqual(await alone.getByLabel("Product to give").locator("option").allInnerTexts(),
      ["Intune", "Enterprise Mobility + Security E3, 1 other plan off", "Enterprise Mobility + Security E5, 2 other plans off"]);
    await is(page, alone, "Who has Intune already", "Worth knowing");
    await step(page, alone, give).getByText("2 users, all plans on").waitFor();
    await alone.getByLabel("Product to give").selectOption({ index: 2 });
    await step(page, alone, give).getByText(/^2 users, without Microsoft Entra ID P1 and Microsoft Entra ID P2$/).waitFor();
    await alone.getByLabel("Product to give").selectOption({ index: 0 });
    await stage(page, alone, give);
    await is(page, alone, give, "Done");
    await saved(page);
    await visit(page, site, "licences#part=intune");
    await card(page, "Managed devices without a licence").getByRole("link", { name: "KIOSK" }).waitFor();
    assert.equal(await page.getByRole("link", { name: "PC-OF-1" }).count(), 0);
  },

  async "from E3 to E5, directly and by the group"(t) {
    const { site, page } = await atWork(t);
    await visit(page, site, `licences/guide#id=${EMS}`);
    const swap = card(page, "Another product instead");
    await swap.getByLabel("Department", { exact: true }).selectOption({ index: 1 });
    await swap.getByRole("button", { name: "Enterprise Mobility + Security E3 → Enterprise Mobility + Security E5" }).click();
    const chosen = (label) => swap.getByLabel(label, { exact: true }).locator("option:checked").innerText();
    const [groups, people] = ["Let the groups give the one instead of the other", "Give the one and take the other"];
    await is(page, swap, "The service would accept it for every member of the groups", "Done");
    assert.equal(await chosen("Product instead"), "Enterprise Mobility + Security E5");
    assert.equal(await chosen("Department"), "Everybody who has it");
    await is(page, swap, groups, "Can be staged");
    await step(page, swap, groups).getByText("1 group, all plans on").waitFor();
    await step(page, swap, people).getByText("3 users, all plans on").waitFor();
    await step(page, swap, people).getByText("1 user, without Microsoft Intune").waitFor();
    await stage(page, swap, groups);
    await is(page, swap, groups, "Done");
    const all = step(page, swap, people).locator(".line").filter({ hasText: "3 users, all plans on" });
    await all.getByRole("button", { name: "Stage" }).click();
    await all.waitFor({ state: "detached" });
    const one = step(page, swap, people).locator(".line").filter({ hasText: "1 user, without Microsoft Intune" });
    await one.getByRole("button", { name: "Stage" }).click();
    await is(page, swap, people, "Done");
  },

  "the pages pass axe in every look, and fit a phone": {
    seconds: 180,
    async run(t) {
      for (const look of LOOKS) {
        const { page, site } = await atWork(t, look);
        const where = (name) => `${name}, ${look.theme} ${look.language}`;
        const sideways = async (what) => {
          const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          assert.ok(wide <= 0, `${what} scrolls sideways by ${wide}`);
        };
        for (const [path, ready] of [["licences#part=intune", "tbody tr"], [`licences/guide#id=${EMS}`, "#steps-to-intune-alone > li"]]) {
          for (const viewport of [{ width: 1280, height: 900 }, { width: 390, height: 800 }]) {
            await page.setViewportSize(viewport);
            await visit(page, site, path);
            await page.locator(ready).first().waitFor();
            await t.accessible(page, where(path));
            await sideways(path);
            if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/${path.replace(/\W+/g, "-")}-${viewport.width}-${look.theme}-${look.language}.png`, fullPage: true });
          }
        }
      }
    },
  },
};
