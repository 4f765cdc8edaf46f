// Groups and devices: taken in, listed, explained, compared with their rules.

import assert from "node:assert/strict";
import { LOOKS, pick, started } from "../harness.mjs";
import { csv, idOf, saved, staff, takeIn, takenIn, turnTo, userPage, visit } from "../steps.mjs";

const groupId = (at) => `${String(at).padStart(8, "0")}-2222-4222-a222-222222222222`;
const deviceId = (at) => `${String(at).padStart(8, "0")}-3333-4333-a333-333333333333`;
const page = (of, value, next) => JSON.stringify({ "@odata.context": `https://graph.microsoft.com/v1.0/$metadata#${of}`, ...(next && { "@odata.nextLink": "https://graph.microsoft.com/next" }), value });
const user = (at) => ({ "@odata.type": "#microsoft.graph.user", id: idOf(at) });
const records = (of, key, all) =>
  JSON.stringify({ "@odata.context": `tenantry#${of}`, value: Object.entries(all).map(([at, list]) => ({ groupId: groupId(at), page: 1, last: true, [key]: list })) });

const security = { groupTypes: [], mailEnabled: false, securityEnabled: true, onPremisesSyncEnabled: null, isAssignableToRole: false };
const GROUPS = [
  { id: groupId(1), displayName: "Sales team", ...security },
  { id: groupId(2), displayName: "Everybody in Sales", ...security, groupTypes: ["DynamicMembership"], membershipRule: 'user.department -eq "Sales"', membershipRuleProcessingState: "On" },
  { id: groupId(3), displayName: "All of it", ...security, description: "Holds the others" },
  { id: groupId(4), displayName: "Nobody knows", ...security, groupTypes: ["Unified"], mailEnabled: true, mail: "nobody@contoso.com" },
];
/** Sales are the odd ones of ten: number 9 is missing in the dynamic group, and number 0 is too much. */
const MEMBERS = {
  1: [user(1), user(3)],
  2: [user(0), user(1), user(3), user(5), user(7)],
  3: [{ "@odata.type": "#microsoft.graph.group", id: groupId(1) }, user(2), { "@odata.type": "#microsoft.graph.servicePrincipal", id: groupId(99) }],
};
const DEVICES = [
  { id: deviceId(1), displayName: "LAPTOP-1", operatingSystem: "Windows", operatingSystemVersion: "10.0.26100", isCompliant: true, isManaged: true, trustType: "AzureAd" },
  { id: deviceId(2), displayName: "PHONE-2", operatingSystem: "iOS", operatingSystemVersion: "19.0", isCompliant: false, isManaged: true, trustType: "Workplace" },
];

const FILES = [
  { name: "users.csv", text: csv(staff(10)) },
  { name: "groups-0001.json", text: page("groups", GROUPS) },
  { name: "groupMembers-0001.json", text: records("groupMembers", "members", MEMBERS) },
  { name: "groupOwners-0001.json", text: records("groupOwners", "owners", { 1: [user(4)], 2: [] }) },
  { name: "devices-0001.json", text: page("devices", DEVICES) },
];

async function atWork(t, look = { language: "en" }) {
  const site = await t.site();
  const page = await (await t.browser(look)).page();
  await takeIn(page, site, ...FILES);
  return { site, page };
}

const rows = (page) => page.getByRole("grid").first().locator(".rows > [role=row]:not([hidden])");
const groupPage = (page, site, at) => visit(page, site, `groups/group#id=${groupId(at)}`);
const card = (page, title) => page.locator("section.card").filter({ has: page.getByRole("heading", { name: title, exact: true }) });

export default {
  async "groups are listed with what is known of them, found, sorted and filtered"(t) {
    const { page } = await atWork(t);
    await turnTo(page, "Groups");
    await page.getByText("4 groups", { exact: true }).first().waitFor();
    const texts = async () => (await rows(page).allInnerTexts()).map((text) => text.replace(/\s+/g, " ").trim());
    assert.deepEqual((await texts()).map((text) => text.split(" Security ")[0].split(" Microsoft 365 ")[0]), ["All of it", "Everybody in Sales", "Nobody knows", "Sales team"]);
    assert.match((await texts())[1], /Security Dynamic user 5 0/);
    assert.match((await texts())[2], /Microsoft 365 Assigned not imported not imported/);
    await page.locator("[role=columnheader]", { hasText: /^Members$/ }).click();
    await page.locator("[role=columnheader]", { hasText: /^Members$/ }).click();
    assert.match((await texts())[0], /^Everybody in Sales/);
    await page.getByRole("combobox", { name: "Show" }).selectOption({ label: "Without owner" });
    await page.locator(".counts").getByText("1 of 4 groups").waitFor();
    assert.match((await texts())[0], /^Everybody in Sales/);
    await page.waitForURL(/#show=ownerless/);
    await page.getByRole("combobox", { name: "Show" }).selectOption({ label: "All" });
    await page.getByRole("searchbox", { name: "Search groups" }).fill("holds");
    await page.locator(".counts").getByText("1 of 4 groups").waitFor();
    await page.getByRole("grid").focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "All of it" }).waitFor();
  },

  async "a group says who differs from its rule, and the lab starts from its members"(t) {
    const { site, page } = await atWork(t);
    await groupPage(page, site, 2);
    const rule = card(page, "Membership rule");
    await rule.getByText("The rule takes 5 now.").waitFor();
    await rule.getByText("1 is taken by the rule and is no member").click();
    await rule.getByRole("link", { name: "User 0009" }).waitFor();
    await rule.getByText("1 is a member and not taken by the rule").click();
    await rule.getByRole("link", { name: "User 0000" }).waitFor();
    await rule.getByRole("link", { name: "Open in the rule lab" }).click();
    await page.getByRole("tab", { name: "1 would join" }).waitFor();
    await page.getByRole("tab", { name: "1 would leave" }).waitFor();
    await page.getByRole("link", { name: "the members of Everybody in Sales" }).click();
    await page.getByRole("heading", { level: 1, name: "Everybody in Sales" }).waitFor();
  },

  async "membership through groups is told with its way"(t) {
    const { site, page } = await atWork(t);
    await userPage(page, site, 1);
    const groups = card(page, "Groups that it is in");
    assert.match(await groups.getByRole("listitem").filter({ hasText: "Sales team directly" }).innerText(), /directly/);
    assert.match(await groups.getByRole("listitem").filter({ hasText: "Everybody in Sales" }).innerText(), /by its rule/);
    assert.match(await groups.getByRole("listitem").filter({ hasText: "All of it" }).innerText(), /through Sales team/);
    await groupPage(page, site, 3);
    const members = card(page, "Direct members");
    await members.getByText("1 user, 1 group and 1 other").waitFor();
    await members.getByText("Through groups in it, it holds").waitFor();
    await members.getByText(groupId(99)).waitFor();
    await groupPage(page, site, 4);
    await page.getByText("No file told the members of this group.").waitFor();
    await page.getByText("No file told the owners of this group.").waitFor();
    await visit(page, site, `groups/group#id=${groupId(77)}`);
    await page.getByText("No file of this workspace told of an object with this ID.").waitFor();
  },

  async "they are there after the browser was closed, and a newer file adds and ends"(t) {
    const { site, page } = await atWork(t);
    await saved(page);
    await page.reload();
    await started(page);
    await turnTo(page, "Devices");
    await page.getByText("2 devices", { exact: true }).first().waitFor();
    await page.getByRole("link", { name: "PHONE-2" }).click();
    await page.getByRole("heading", { level: 1, name: "PHONE-2" }).waitFor();
    await page.getByText("iOS", { exact: true }).waitFor();
    await pick(page, "input[type=file]", { name: "groupMembers-0001.json", text: records("groupMembers", "members", { 1: [user(1), user(8)] }) });
    await page.getByText("Memberships: 1 new, 1 ended").waitFor();
    // Its members are in no file, but in the workspace.
    await page.getByText("No problems were found.").waitFor();
    await page.locator("#accept-import").click();
    await page.getByText("Taken in: 2 memberships").waitFor();
    await page.getByRole("link", { name: "See the groups" }).waitFor();
    await saved(page);
    await groupPage(page, site, 1);
    await page.getByRole("grid").getByText("User 0008").waitFor();
    assert.equal(await rows(page).count(), 2);
  },

  async "whose members a table holds is asked, with a proposal"(t) {
    const { site, page } = await atWork(t);
    await turnTo(page, "Groups");
    const table = `version:v1.0\r\nMember object ID or user principal name [memberObjectIdOrUpn] Required\r\n${idOf(6)}\r\n${idOf(8)}\r\n`;
    await pick(page, "input[type=file]", { name: "Nobody knows members.csv", text: table });
    await page.getByText("names 2 members and no group").waitFor();
    const group = page.getByRole("combobox", { name: "Group" });
    await group.fill("nobody");
    await page.getByRole("option", { name: "Nobody knows" }).waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "These are its members" }).click();
    await page.getByText("Memberships: 2 new, 0 ended").waitFor();
    await page.locator("#accept-import").click();
    await takenIn(page);
    await saved(page);
    await groupPage(page, site, 4);
    await page.getByText("Not all members were imported: these are at least the members.").waitFor();
    await page.getByRole("grid").getByText("User 0006").waitFor();
  },

  async "a rule for devices is tried on the devices"(t) {
    const { page } = await atWork(t);
    await turnTo(page, "Rule lab");
    await page.getByRole("radio", { name: "Devices" }).check();
    await page.locator("#rule-text").focus();
    await page.keyboard.type("device.deviceOSTy");
    await page.getByRole("option", { name: "device.deviceOSType" }).waitFor();
    await page.keyboard.press("Enter");
    await page.keyboard.type("-eq ");
    await page.keyboard.type('"i');
    await page.getByRole("option", { name: /iOS.*1 device/ }).waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("tab", { name: "1 member", exact: true }).waitFor();
    await page.getByText("Devices for which this is true").waitFor();
    await page.getByRole("combobox", { name: "Device", exact: true }).fill("laptop");
    await page.getByRole("option", { name: /LAPTOP-1/ }).waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.getByText("LAPTOP-1 is not a member.").waitFor();
    await page.waitForURL(/for=devices/);
    await page.reload();
    await page.getByRole("tab", { name: "1 member", exact: true }).waitFor();
    await t.accessible(page, "a rule for devices");
    await page.getByRole("radio", { name: "Users" }).check();
    await page.getByText("a rule for users cannot read devices").first().waitFor();
  },

  "the pages pass axe in every look, and fit a phone": {
    seconds: 240,
    async run(t) {
      for (const look of LOOKS) {
        const { site, page } = await atWork(t, look);
        const name = `${look.language} ${look.theme}`;
        for (const path of ["groups", `groups/group#id=${groupId(2)}`, `groups/group#id=${groupId(3)}`, "devices", `devices/device#id=${deviceId(1)}`, `users/user#id=${idOf(1)}`]) {
          await visit(page, site, path);
          for (const summary of await page.locator("section.card details > summary").all()) await summary.click();
          await t.accessible(page, `${path} ${name}`);
          await page.setViewportSize({ width: 390, height: 800 });
          const wide = await page.evaluate(() => document.documentElement.scrollWidth);
          assert.ok(wide <= 390, `${path}: ${wide} pixels wide`);
          await page.setViewportSize({ width: 1280, height: 800 });
        }
      }
    },
  },
};
