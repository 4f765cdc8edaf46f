// Groups and devices in figures on the overview, and whose a device is, from both sides.

import assert from "node:assert/strict";
import { LOOKS } from "../harness.mjs";
import { csv, idOf, staff, takeIn, userPage, visit } from "../steps.mjs";

const groupId = (at) => `${String(at).padStart(8, "0")}-2222-4222-a222-222222222222`;
const deviceId = (at) => `${String(at).padStart(8, "0")}-3333-4333-a333-333333333333`;
const odata = (of, value) => JSON.stringify({ "@odata.context": `https://graph.microsoft.com/v1.0/$metadata#${of}`, value });
const user = (at) => ({ "@odata.type": "#microsoft.graph.user", id: idOf(at) });
const records = (of, key, all) =>
  JSON.stringify({ "@odata.context": `tenantry#${of}`, value: Object.entries(all).map(([at, list]) => ({ groupId: groupId(at), page: 1, last: true, [key]: list })) });
const security = { groupTypes: [], mailEnabled: false, securityEnabled: true, onPremisesSyncEnabled: null, isAssignableToRole: false };
const GROUPS = [
  { id: groupId(1), displayName: "Sales team", ...security },
  { id: groupId(2), displayName: "sales team", ...security },
  { id: groupId(3), displayName: "By rule", ...security, groupTypes: ["DynamicMembership"], membershipRule: 'user.department -eq "Sales"', membershipRuleProcessingState: "Paused" },
  { id: groupId(4), displayName: "Unified", ...security, groupTypes: ["Unified"], mailEnabled: true },
];
const days = (count) => new Date(Date.now() - count * 86_400_000).toISOString();
const DEVICES = [
  { id: deviceId(1), deviceId: deviceId(91), displayName: "LAPTOP-1", operatingSystem: "Windows", isCompliant: true, deviceOwnership: "Company", approximateLastSignInDateTime: days(3), registeredOwners: [user(1)] },
  { id: deviceId(2), deviceId: deviceId(92), displayName: "PHONE-2", operatingSystem: "iPhone", isCompliant: false, deviceOwnership: "Personal", approximateLastSignInDateTime: days(200), registeredOwners: [user(1), { id: idOf(77) }] },
  { id: deviceId(3), deviceId: deviceId(93), displayName: "PC-3", operatingSystem: "Windows", approximateLastSignInDateTime: null },
];
const INTUNE = `Device ID,Device name,Azure AD Device ID,OS,Primary user UPN\r\n1,PC-3,${deviceId(93)},Windows,USER0002@contoso.com\r\n`;
const FILES = [
  { name: "users.csv", text: csv(staff(10)) },
  { name: "groups-0001.json", text: odata("groups", GROUPS) },
  { name: "groupMembers-0001.json", text: records("groupMembers", "members", { 1: [1], 2: [], 3: [], 4: [2] }).replace(/\[(\d)\]/g, (_, at) => JSON.stringify([user(Number(at))])) },
  { name: "groupOwners-0001.json", text: records("groupOwners", "owners", { 1: [user(4)], 2: [] }) },
  { name: "devices-0001.json", text: odata("devices", DEVICES) },
  { name: "intune.csv", text: INTUNE },
];

async function atWork(t, look = { language: "en" }, files = FILES) {
  const site = await t.site();
  const page = await (await t.browser(look)).page();
  await takeIn(page, site, ...files);
  return { site, page };
}

const card = (page, title) => page.locator("section.card").filter({ has: page.getByRole("heading", { name: title, exact: true }) });

export default {
  async "figures of groups and devices lead to the lists that they count"(t) {
    const { page } = await atWork(t);
    for (const [title, link, count, heading, show] of [
      ["Groups by type", /^Security/, 3, "Groups", "security"],
      ["Groups by membership", /^Dynamic user/, 1, "Groups", "dynamicUser"],
      ["Groups worth a look", /^Groups without an owner/, 1, "Groups", "ownerless"],
      ["Groups worth a look", /^Groups without members/, 2, "Groups", "empty"],
      ["Groups worth a look", /^Groups of which not all owners/, 2, "Groups", "ownersNotWhole"],
      ["Groups worth a look", /^Groups whose rule is paused/, 1, "Groups", "paused"],
      ["Groups worth a look", /^Groups with the name of another/, 2, "Groups", "sameName"],
      ["Devices by operating system", /^Windows/, 2, "Devices", "windows"],
      ["Devices by compliance", /^Not known/, 1, "Devices", "complianceUnknown"],
      ["Devices by ownership", /^Personal/, 1, "Devices", "personal"],
      ["Devices by last activity", /^None/, 1, "Devices", "seenNever"],
      ["Devices by last activity", /^Over 180 days/, 1, "Devices", "seenLonger"],
    ]) {
      await page.getByRole("navigation").getByRole("link", { name: "Overview" }).click();
      await page.getByRole("heading", { level: 1, name: "My tenant" }).waitFor();
      const figure = card(page, title).getByRole("link", { name: link });
      assert.match(await figure.innerText(), new RegExp(`\\b${count}\\b`), `${title} ${link}`);
      await figure.click();
      await page.getByRole("heading", { level: 1, name: heading }).waitFor();
      await page.waitForURL(new RegExp(`#show=${show}$`));
      const word = heading === "Groups" ? "group" : "device";
      await page.locator(".counts").getByText(new RegExp(`^${count} (of \\d+ )?${word}s?$`)).waitFor();
    }
  },

  async "what was not imported has no figure, and says what would tell"(t) {
    const { page, site } = await atWork(t, { language: "en" }, FILES.slice(0, 1));
    await visit(page, site, "");
    await card(page, "Groups").getByText("Not imported. The collector, or Graph’s pages of groups, would tell.").waitFor();
    await card(page, "Devices").getByText(/^Not imported\./).waitFor();
    assert.equal(await page.getByRole("heading", { name: "Devices by compliance" }).count(), 0);
  },

  async "whose a device is, and the devices of a person"(t) {
    const { page, site } = await atWork(t);
    await visit(page, site, `devices/device#id=${deviceId(2)}`);
    const whose = card(page, "Whose it is");
    await whose.getByRole("link", { name: "User 0001" }).waitFor();
    await whose.getByText(idOf(77)).waitFor();
    await whose.getByText("Not imported: Graph’s devices with registeredUsers expanded would tell").waitFor();
    await visit(page, site, `devices/device#id=${deviceId(3)}`);
    await whose.getByRole("link", { name: "User 0002" }).waitFor();
    await userPage(page, site, 1);
    const own = card(page, "Devices");
    await own.getByRole("link", { name: "LAPTOP-1" }).waitFor();
    const phone = own.getByRole("listitem").filter({ hasText: "PHONE-2" });
    assert.match(await phone.innerText(), /registered owner · iPhone · Not compliant · last activity/);
    await userPage(page, site, 2);
    await own.getByRole("listitem").filter({ hasText: "PC-3" }).getByText("primary user").waitFor();
    await userPage(page, site, 3);
    await own.getByText("No imported device names this person.").waitFor();
  },

  "the pages pass axe in every look, and fit a phone": {
    seconds: 240,
    async run(t) {
      for (const look of LOOKS) {
        const { site, page } = await atWork(t, look);
        const name = `${look.language} ${look.theme}`;
        for (const path of ["", `devices/device#id=${deviceId(2)}`, `users/user#id=${idOf(1)}`, "devices#show=seenNever"]) {
          await visit(page, site, path);
          await t.accessible(page, `${path || "overview"} ${name}`);
          await page.setViewportSize({ width: 390, height: 800 });
          const wide = await page.evaluate(() => document.documentElement.scrollWidth);
          assert.ok(wide <= 390, `${path}: ${wide} pixels wide`);
          await page.setViewportSize({ width: 1280, height: 800 });
        }
      }
    },
  },
};
