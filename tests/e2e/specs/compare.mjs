// Groups side by side, sets made of their members, where a group is used, and what hangs on it.

import assert from "node:assert/strict";
import { LOOKS, download } from "../harness.mjs";
import { csv, idOf, staff, stagedCount, takeIn, turnTo, visit } from "../steps.mjs";

const groupId = (at) => `${String(at).padStart(8, "0")}-2222-4222-a222-222222222222`;
const odata = (of, value) => JSON.stringify({ "@odata.context": `https://graph.microsoft.com/v1.0/$metadata#${of}`, value });
const user = (at) => ({ "@odata.type": "#microsoft.graph.user", id: idOf(at) });
const inner = (at) => ({ "@odata.type": "#microsoft.graph.group", id: groupId(at) });
const security = { groupTypes: [], mailEnabled: false, securityEnabled: true, onPremisesSyncEnabled: null, isAssignableToRole: false, membershipRule: null, description: null };
const group = (at, displayName, more) => ({ id: groupId(at), displayName, mailNickname: `g${at}`, ...security, ...more });
const dynamic = (membershipRule) => ({ groupTypes: ["DynamicMembership"], membershipRule, membershipRuleProcessingState: "On" });
const GROUPS = [
  group(1, "Sales team", { description: "Whoever sells" }),
  group(2, "Legal team"),
  group(3, "Outer"),
  group(4, "Cut off"),
  group(5, "Gathers", dynamic(`user.memberOf -any (group.objectId -in ["${groupId(1)}"])`)),
  group(6, "sales TEAM "),
  group(7, "Ring one"),
  group(8, "Ring two"),
  group(9, "In Sales", dynamic('user.department -eq "Sales"')),
  group(10, "Of Sales", dynamic('(user.department -in ["sales"])')),
];
const MEMBERS = {
  1: [1, 3, 5].map(user),
  2: [0, 1, 2].map(user),
  3: [inner(1), user(9)],
  4: [1, 7].map(user),
  5: [1, 3, 5].map(user),
  6: [5, 3, 1].map(user),
  7: [inner(8)],
  8: [inner(7)],
  9: [],
  10: [],
};
/** The members of the fourth are on more pages than were read. */
const records = JSON.stringify({
  "@odata.context": "tenantry#groupMembers",
  value: Object.entries(MEMBERS).map(([at, members]) => ({ groupId: groupId(at), page: 1, last: at !== "4", members })),
});
const FILES = [
  { name: "users.csv", text: csv(staff(10)) },
  { name: "groups-0001.json", text: odata("groups", GROUPS) },
  { name: "groupMembers-0001.json", text: records },
];

async function atWork(t, look = { language: "en" }) {
  const site = await t.site();
  const page = await (await t.browser(look)).page();
  await takeIn(page, site, ...FILES);
  return { site, page };
}

const card = (page, title) => page.locator("section.card").filter({ has: page.getByRole("heading", { name: title, exact: true }) });
const part = (page, title) =>
  title === "Result" ? card(page, title).locator(".compare-parts > li") : page.locator(".compare-parts > li").filter({ has: page.getByRole("heading", { name: title, exact: true }) });
const row = (page, name) => page.getByRole("grid").getByRole("row").filter({ hasText: name });
const names = async (page) => (await page.getByRole("grid").locator(".rows > [role=row]:not([hidden]) [role=gridcell]:nth-child(2)").allInnerTexts()).map((text) => text.trim());
const sets = (...ids) => `#${ids.map((id) => `set=${id}`).join("&")}`;
const compare = (page, site, fragment) => visit(page, site, `groups/compare${fragment}`);
const use = async (page, title, item) => {
  await part(page, title).getByRole("button", { name: `Use: ${title}` }).click();
  await page.getByRole("menuitem", { name: item }).click();
};
const open = async (page, title) => {
  await part(page, title).getByText("Show who").click();
  await part(page, title).locator("details li").first().waitFor();
  return (await part(page, title).locator("details li").allInnerTexts()).map((text) => text.trim());
};

export default {
  async "groups that are selected in the list stand side by side"(t) {
    const { page } = await atWork(t);
    await turnTo(page, "Groups");
    for (const name of ["Sales team", "Legal team"]) await row(page, name).getByRole("gridcell").first().click();
    await page.getByRole("button", { name: "Compare…" }).click();
    await page.getByRole("heading", { level: 1, name: "Compare groups" }).waitFor();
    await part(page, "In both").getByText("1 user", { exact: true }).waitFor();
    await part(page, "Only in Sales team").getByText("2 users", { exact: true }).waitFor();
    await part(page, "Only in Legal team").getByText("2 users", { exact: true }).waitFor();
    assert.deepEqual(await open(page, "In both"), ["User 0001"]);
    assert.deepEqual(await open(page, "Only in Legal team"), ["User 0000", "User 0002"]);
    await card(page, "Properties that differ").getByRole("rowheader", { name: "Description" }).waitFor();
    await card(page, "Rules").getByText("None of the groups follows a rule.").waitFor();
    // A third one, found by name.
    const find = page.getByRole("combobox", { name: "Add a group" });
    await find.fill("outer");
    await page.getByRole("listbox").getByRole("option").first().waitFor();
    await find.press("ArrowDown");
    await find.press("Enter");
    await part(page, "In several, not in all").waitFor();
    await part(page, "In all 3").getByText("nobody", { exact: true }).waitFor();
    await page.getByRole("checkbox", { name: "Count members of groups in the groups" }).check();
    await part(page, "In all 3").getByText("1 user", { exact: true }).waitFor();
    await page.reload();
    await part(page, "In all 3").getByText("1 user", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Leave out Legal team" }).click();
    await part(page, "In both").getByText("3 users", { exact: true }).waitFor();
  },

  async "sets are combined, and the result is selected, exported, or made a group"(t) {
    const { site, page } = await atWork(t);
    await compare(page, site, sets(groupId(1), groupId(2)));
    await part(page, "Result").getByText("5 users", { exact: true }).waitFor();
    await page.getByRole("combobox", { name: "How Legal team joins the sets above" }).selectOption({ label: "but not those in" });
    await part(page, "Result").getByText("2 users", { exact: true }).waitFor();
    await page.waitForURL(/set=not:/);
    await page.locator("select:focus").waitFor();
    const file = await download(page, () => use(page, "Result", /^Export raw/));
    assert.equal(
      file.text ?? file,
      `id,objectType,displayName,userPrincipalName,membership\r\n${idOf(3)},user,User 0003,user0003@contoso.com,certain\r\n${idOf(5)},user,User 0005,user0005@contoso.com,certain\r\n`,
    );
    await use(page, "Result", /^Select 2 users in the list/);
    await page.getByRole("heading", { level: 1, name: "Users" }).waitFor();
    await page.getByText("2 selected").first().waitFor();
    // The selection is a set itself.
    await turnTo(page, "Groups");
    await page.getByRole("link", { name: "Compare groups" }).click();
    await page.getByRole("button", { name: "Add the 2 users selected in the list" }).click();
    const find = page.getByRole("combobox", { name: "Add a group" });
    await find.fill("Gathers");
    await page.getByRole("listbox").getByRole("option").first().waitFor();
    await find.press("ArrowDown");
    await find.press("Enter");
    await part(page, "In both").getByText("2 users", { exact: true }).waitFor();
    await use(page, "In both", /^New group with them/);
    await page.getByRole("heading", { level: 1, name: "New group" }).waitFor();
    await page.getByRole("button", { name: "Leave out User 0003" }).waitFor();
    await page.getByRole("textbox", { name: "Group name" }).fill("Made of others");
    await page.getByRole("button", { name: "Stage the new group" }).click();
    await page.getByRole("link", { name: "Open Made of others" }).click();
    await card(page, "Direct members").getByText("User 0005").waitFor();
    await stagedCount(page).filter({ hasText: "1 staged" }).waitFor();
  },

  async "the result joins a group that is there"(t) {
    const { site, page } = await atWork(t);
    await compare(page, site, sets(groupId(2), `not:${groupId(1)}`));
    await use(page, "Result", /^Add them to groups/);
    const dialog = page.getByRole("dialog");
    const find = dialog.getByRole("combobox", { name: "Groups" });
    await find.fill("Outer");
    await dialog.getByRole("option").first().waitFor();
    await find.press("ArrowDown");
    await find.press("Enter");
    await dialog.getByText("2 members are added").waitFor();
    await dialog.getByRole("button", { name: "Stage" }).click();
    await dialog.waitFor({ state: "hidden" });
    await visit(page, site, `groups/group#id=${groupId(3)}`);
    await card(page, "Direct members").getByText("User 0002").waitFor();
  },

  async "lists that are not whole make nothing exact"(t) {
    const { site, page } = await atWork(t);
    await compare(page, site, sets(groupId(1), groupId(4)));
    await page.getByText("Not exact", { exact: true }).first().waitFor();
    const only = part(page, "Only in Sales team");
    await only.getByText("2 users", { exact: true }).waitFor();
    await only.getByText("2 of those named may not belong here").waitFor();
    await only.getByText("Show who").click();
    await only.getByText("(perhaps)").nth(1).waitFor();
    assert.equal(await only.getByText("(perhaps)").count(), 2);
    await part(page, "In both").getByText("At most 2 more may belong here").waitFor();
    await part(page, "Only in Cut off").getByText("Others may belong here").waitFor();
  },

  async "rules that say the same are told apart from those that are the same"(t) {
    const { site, page } = await atWork(t);
    await compare(page, site, sets(groupId(9), groupId(10)));
    await card(page, "Rules").getByText("written differently and say the same").waitFor();
    await compare(page, site, sets(groupId(9), groupId(5)));
    await card(page, "Rules").getByText("not known to say the same").waitFor();
    await compare(page, site, sets(groupId(9), groupId(1)));
    await card(page, "Rules").getByText("Some of the groups follow a rule").waitFor();
    await card(page, "Rules").getByText("Members are assigned.").waitFor();
  },

  async "where a group is used, and what hangs on it before it is deleted"(t) {
    const { site, page } = await atWork(t);
    await visit(page, site, `groups/group#id=${groupId(1)}`);
    const used = card(page, "Where it is used");
    await used.getByText("1 group holds it").waitFor();
    await used.getByRole("link", { name: "Gathers" }).waitFor();
    await used.getByText("Not imported: the collector, or Graph’s role assignments").waitFor();
    await used.getByText("Not imported: the collector, or assignedLicenses").waitFor();
    assert.equal(await used.getByText(/^Unknown:/).count(), 3);
    await page.getByRole("button", { name: "Delete…" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("1 rule takes members from it: Gathers.").waitFor();
    await dialog.getByText("Outer loses 3 users: no other way leads into it.").waitFor();
    await dialog.getByText("Cannot be known here yet").waitFor();
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await turnTo(page, "Groups");
    for (const name of ["Sales team", "sales TEAM"]) await row(page, new RegExp(name)).getByRole("gridcell").first().click();
    await page.getByRole("button", { name: "Delete…" }).click();
    await dialog.getByRole("heading", { name: "What hangs on it" }).waitFor();
    await dialog.getByText("Outer loses 3 users").waitFor();
    await t.accessible(page, "deleting several");
    await dialog.getByRole("button", { name: "Stage" }).click();
    await stagedCount(page).filter({ hasText: "2 staged" }).waitFor();
  },

  async "groups that seem to be for the same are found, and stand together"(t) {
    const { page } = await atWork(t);
    await turnTo(page, "Groups");
    const show = async (label, expected) => {
      await page.getByRole("combobox", { name: "Show" }).selectOption({ label });
      await page.locator(".counts").getByText(new RegExp(`^${expected.length} of \\d+ groups$`)).waitFor();
      assert.deepEqual(await names(page), expected);
    };
    await show("Same name as another", ["Sales team", "sales TEAM"]);
    await page.waitForURL(/show=sameName/);
    await show("Same members as another", ["Gathers", "Sales team", "sales TEAM"]);
    await show("Rule says the same as another", ["In Sales", "Of Sales"]);
    await show("Within each other", ["Ring one", "Ring two"]);
  },

  "the page passes axe in every look, and fits a phone": {
    seconds: 240,
    async run(t) {
      for (const look of LOOKS) {
        const { site, page } = await atWork(t, look);
        const name = `${look.language} ${look.theme}`;
        for (const fragment of ["", sets(groupId(1), groupId(2), `not:${groupId(4)}`)]) {
          await compare(page, site, fragment);
          await t.accessible(page, `compare${fragment} ${name}`);
          await page.setViewportSize({ width: 390, height: 800 });
          const wide = await page.evaluate(() => document.documentElement.scrollWidth);
          assert.ok(wide <= 390, `${fragment}: ${wide} pixels wide`);
          await page.setViewportSize({ width: 1280, height: 800 });
        }
        await visit(page, site, `groups/group#id=${groupId(1)}`);
        await t.accessible(page, `group ${name}`);
      }
    },
  },
};
