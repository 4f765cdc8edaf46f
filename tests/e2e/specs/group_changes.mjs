// Changing groups through the pages: new ones, members and owners, rules, deletion, and the way back.

import assert from "node:assert/strict";
import { LOOKS, pick } from "../harness.mjs";
import { csv, idOf, saved, staff, stagedCount, takeIn, turnTo, visit } from "../steps.mjs";

const PEOPLE = 40;
const groupId = (at) => `${String(at).padStart(8, "0")}-2222-4222-a222-222222222222`;
const odata = (of, value) => JSON.stringify({ "@odata.context": `https://graph.microsoft.com/v1.0/$metadata#${of}`, value });
const user = (at) => ({ "@odata.type": "#microsoft.graph.user", id: idOf(at) });
const records = (of, key, all) =>
  JSON.stringify({ "@odata.context": `tenantry#${of}`, value: Object.entries(all).map(([at, list]) => ({ groupId: groupId(at), page: 1, last: true, [key]: list })) });

const security = { groupTypes: [], mailEnabled: false, securityEnabled: true, onPremisesSyncEnabled: null, isAssignableToRole: false, membershipRule: null, description: null };
const group = (at, displayName, more) => ({ id: groupId(at), displayName, mailNickname: `g${at}`, ...security, ...more });
const GROUPS = [
  group(1, "Sales team"),
  group(2, "Everybody in Sales", { groupTypes: ["DynamicMembership"], membershipRule: 'user.department -eq "Sales"', membershipRuleProcessingState: "On" }),
  group(3, "All of it"),
  group(4, "Marketing", { groupTypes: ["Unified"], mailEnabled: true, visibility: "Private" }),
  group(5, "From the domain", { onPremisesSyncEnabled: true }),
  group(6, "Newsletter", { mailEnabled: true, securityEnabled: false }),
];
const MEMBERS = { 1: [1, 2, 3, 4].map(user), 2: [0, 1, 3].map(user), 3: [{ "@odata.type": "#microsoft.graph.group", id: groupId(1) }], 4: [user(1)], 5: [user(1)], 6: [] };
const OWNERS = { 1: [user(4), user(5)], 2: [], 3: [], 4: [user(1)], 5: [], 6: [] };

/** Of the people two have the same name. */
const people = (count) => staff(count).map((one, at) => (at === 21 ? { ...one, displayName: "User 0020" } : one));

async function atWork(t, look = { language: "en" }, count = PEOPLE) {
  const site = await t.site();
  const page = await (await t.browser(look)).page();
  await takeIn(page, site,
    { name: "users.csv", text: csv(people(count)) },
    { name: "groups-0001.json", text: odata("groups", GROUPS) },
    { name: "groupMembers-0001.json", text: records("groupMembers", "members", MEMBERS) },
    { name: "groupOwners-0001.json", text: records("groupOwners", "owners", OWNERS) });
  return { site, page };
}

const groupPage = (page, site, at) => visit(page, site, `groups/group#id=${groupId(at)}`);
const card = (page, title) => page.locator("section.card").filter({ has: page.getByRole("heading", { name: title, exact: true }) });
const dialog = (page) => page.getByRole("dialog");
const button = (within, name, exact = true) => within.getByRole("button", { name, exact });
const row = (page, name) => page.getByRole("grid").getByRole("row").filter({ hasText: name });
const counter = (page, text) => stagedCount(page).filter({ hasText: text }).waitFor();
const gone = (page) => stagedCount(page).waitFor({ state: "detached" });
const closed = (page) => dialog(page).waitFor({ state: "hidden" });
const said = (page, text) => page.getByText(text).first().waitFor();
const select = async (page, ...names) => {
  for (const name of names) await row(page, name).getByRole("gridcell").first().click();
};

/** Finds somebody in an input and chooses the first who is found. */
async function choose(page, within, label, text) {
  const input = within.getByRole("combobox", { name: label, exact: true });
  await input.fill(text);
  await within.getByRole("option").first().waitFor();
  await input.press("ArrowDown");
  await input.press("Enter");
  assert.equal(await input.inputValue(), "", "the search is empty for the next one");
  assert.ok(await input.evaluate((input) => document.activeElement === input), "the search keeps the focus");
}

/** Pastes a list into the form around it. */
async function paste(within, text) {
  const list = within.getByRole("textbox", { name: "List" });
  if (!(await list.isVisible())) await within.getByText("Paste a list or take a file").first().click();
  await list.fill(text);
}

/** Fails when nothing has the focus. */
async function focusKept(page) {
  await page.waitForFunction(() => document.activeElement && document.activeElement !== document.body);
}

export default {
  async "a new group: what is missing is told, the name proposes a nickname, and it is staged"(t) {
    const { page } = await atWork(t);
    await turnTo(page, "Groups");
    await page.getByRole("link", { name: "New group" }).click();
    await page.getByRole("heading", { level: 1, name: "New group" }).waitFor();
    await button(page, "Stage the new group").click();
    await page.getByRole("alert").getByText("The group cannot be staged yet").waitFor();
    await page.getByRole("alert").getByRole("button", { name: "Group name cannot be empty" }).click();
    await page.locator("#group-name:focus").waitFor();
    await page.keyboard.type("Équipe Ventes – Lyon");
    assert.equal(await page.getByRole("textbox", { name: "Mail nickname" }).inputValue(), "equipe-ventes-lyon");
    await said(page, "1 group has no owner then");
    await choose(page, page, "Owners", "user0007");
    await choose(page, page, "Members", "user0008");
    await choose(page, page, "Members", "Sales team");
    await button(page, "Leave out Sales team").click();
    await focusKept(page);
    await button(page, "Stage the new group").click();
    await page.getByText("Équipe Ventes – Lyon is staged").waitFor();
    await counter(page, "1 staged");
    await page.getByRole("link", { name: "Open Équipe Ventes – Lyon" }).click();
    await page.getByRole("heading", { level: 1, name: "Équipe Ventes – Lyon" }).waitFor();
    await said(page, "Created here");
    await card(page, "Owners").getByRole("link", { name: "User 0007" }).waitFor();
    await card(page, "Direct members").getByText("User 0008").waitFor();
    await page.keyboard.press("Control+z");
    await gone(page);
    await turnTo(page, "Groups");
    await page.getByText("6 groups", { exact: true }).first().waitFor();
    await page.keyboard.press("Control+y");
    await page.getByText("7 groups", { exact: true }).first().waitFor();
    // The name of a group is not unique, but the nickname of a Microsoft 365 group is.
    await page.getByRole("link", { name: "New group" }).click();
    await page.getByRole("radio", { name: /^Microsoft 365/ }).check();
    await page.getByRole("textbox", { name: "Group name" }).fill("Marketing");
    await said(page, "is called “Marketing” too");
    await page.getByRole("textbox", { name: "Mail nickname" }).fill("g4");
    await said(page, "Marketing already has the mail nickname “g4”");
  },

  async "a new dynamic group: its rule is mended and counted, and what does not go together is refused"(t) {
    const { page } = await atWork(t);
    await page.keyboard.press("Control+k");
    await page.keyboard.type("new group");
    await page.getByRole("option", { name: "New group" }).first().waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "New group" }).waitFor();
    await page.getByRole("textbox", { name: "Group name" }).fill("Everybody in Legal");
    await page.getByRole("radio", { name: /^Dynamic user/ }).check();
    const rule = page.getByRole("textbox", { name: "Membership rule" });
    await rule.fill('user.departmant -eq "Legal"');
    await said(page, "is no property that rules can read");
    await page.getByRole("button", { name: /^Mend/ }).first().click();
    assert.equal(await rule.inputValue(), 'user.department -eq "Legal"');
    await said(page, "The rule takes 20 users now.");
    await page.getByRole("checkbox", { name: "Directory roles can be given to it" }).check();
    await said(page, "its members must be assigned");
    await page.getByRole("checkbox", { name: "Directory roles can be given to it" }).uncheck();
    await page.getByRole("radio", { name: /^Microsoft 365/ }).check();
    await page.getByRole("radio", { name: /^Dynamic device/ }).check();
    await said(page, "its members are users, never devices");
    await page.getByRole("radio", { name: /^Dynamic user/ }).check();
    await page.getByRole("combobox", { name: "Visibility" }).selectOption({ label: "Hidden membership" });
    assert.equal(await page.getByRole("combobox", { name: "Members" }).count(), 0);
    await button(page, "Stage the new group").click();
    await page.getByText("Everybody in Legal is staged").waitFor();
    await page.getByRole("link", { name: "Open Everybody in Legal" }).click();
    await said(page, "Hidden membership");
    await card(page, "Membership rule").getByText("Department is “Legal”").waitFor();
    await saved(page);
  },

  async "attributes are edited in place, staged, and taken back"(t) {
    const { site, page } = await atWork(t);
    await groupPage(page, site, 1);
    await button(page, /^Description: .*Edit$/).click();
    await page.getByRole("textbox", { name: "Description", exact: true }).fill("Sells");
    await page.keyboard.press("Enter");
    await card(page, "Staged for this group").getByText("Sells").waitFor();
    await said(page, "1 staged change");
    await button(card(page, "Properties"), "Revert Description").click();
    await card(page, "Staged for this group").waitFor({ state: "detached" });
    await focusKept(page);
    // The name of a Microsoft 365 group's mailbox is another's.
    await groupPage(page, site, 4);
    await button(page, /^Visibility: .*Edit$/).click();
    await page.getByRole("combobox", { name: "Visibility" }).selectOption({ label: "Hidden membership" });
    await said(page, "is fixed when the group is created");
    await page.keyboard.press("Escape");
    await groupPage(page, site, 2);
    await button(page, "Pause the rule").click();
    await card(page, "Membership rule").getByText("The processing of the rule is paused").waitFor();
    await card(page, "Staged for this group").getByText("Paused").waitFor();
    await button(page, "Follow the rule again").click();
    await gone(page);
  },

  async "members come from a pasted list and from a file, with a word on every entry"(t) {
    const { site, page } = await atWork(t);
    await groupPage(page, site, 1);
    await button(page, "Add members…").click();
    await paste(dialog(page), "user0007@contoso.com; User 0008, user0001@contoso.com\nUser 0020\nNobody at all\n0000aaaa-9999-4999-a999-999999999999");
    await said(page, "3 entries of the list were found.");
    await said(page, "1 entry fits nobody here and is left out:");
    await said(page, "1 object ID is of nothing in this workspace:");
    await said(page, "2 members are added");
    await said(page, "1 is so already and is left out.");
    await dialog(page).getByRole("combobox", { name: "Meant by “User 0020”" }).selectOption({ label: "User 0020 · user0021@contoso.com" });
    await said(page, "3 members are added");
    await dialog(page).getByRole("checkbox", { name: /^Take these IDs as they are/ }).check();
    await said(page, "4 members are added");
    await pick(page, "input.list-file", { name: "more.csv", text: "userPrincipalName;department\nuser0030@contoso.com;Sales\nuser0031@contoso.com;Legal\n" });
    await said(page, "more.csv: 2 entries");
    await said(page, "6 members are added");
    await button(dialog(page), "Stage").click();
    await closed(page);
    await focusKept(page);
    await counter(page, "1 staged");
    const members = card(page, "Direct members");
    await members.getByText("9 users and 1 other").waitFor();
    assert.match(await row(members, "user0030@contoso.com").innerText(), /added, staged/);
    assert.doesNotMatch(await row(members, "user0002@contoso.com").innerText(), /staged/);
    // Two go again: one that was staged to come, and one of the group's own.
    await members.getByRole("searchbox").fill("003");
    await select(members, "user0030@contoso.com", "user0003@contoso.com");
    await members.getByRole("searchbox").fill("");
    await button(members, "Remove 2 selected…").click();
    await said(page, "2 members are removed");
    await button(dialog(page), "Stage").click();
    await closed(page);
    assert.match(await row(members, "user0003@contoso.com").innerText(), /removed, staged/);
    assert.equal(await row(members, "user0030@contoso.com").count(), 0);
    await members.getByText("7 users and 1 other").waitFor();
    await page.keyboard.press("Control+z");
    await page.keyboard.press("Control+z");
    await gone(page);
    assert.equal(await row(members, /(added|removed), staged/).count(), 0);
  },

  async "groups leave as scripts and as batches, with the way back"(t) {
    const { site, page } = await atWork(t);
    await groupPage(page, site, 1);
    await button(page, "Add members…").click();
    await paste(dialog(page), people(PEOPLE).slice(10, 35).map(({ userPrincipalName }) => userPrincipalName).join("\n"));
    await said(page, "25 members are added");
    await button(dialog(page), "Stage").click();
    await closed(page);
    await button(page, "Membership and rule…").waitFor();
    await visit(page, site, "groups/new");
    await page.getByRole("textbox", { name: "Group name" }).fill("L’été");
    await choose(page, page, "Owners", "user0007");
    await button(page, "Stage the new group").click();
    await page.getByText("L’été is staged").waitFor();
    await groupPage(page, site, 6);
    await groupPage(page, site, 4);
    await button(page, "Delete…").click();
    await dialog(page).getByRole("button", { name: /^Delete/ }).click();
    await closed(page);
    await counter(page, "3 staged");
    await visit(page, site, "changes/hand-off");
    const needs = page.locator("section.card").filter({ has: page.locator("#needs") });
    await needs.getByText("4 steps").waitFor();
    for (const scope of ["Group.ReadWrite.All", "GroupMember.ReadWrite.All"]) await needs.getByText(scope, { exact: true }).first().waitFor();
    await needs.getByText("Groups Administrator").waitFor();
    await said(page, "L’été: becomes a deleted group for 30 days");
    const shown = () => page.locator("pre.code").textContent();
    const script = await shown();
    for (const step of ["create-group", "add-members", "delete-group"]) assert.ok(script.includes(`Invoke-Step '${step}'`), step);
    assert.ok(script.includes("'label'    = 'L’’été'"), "the quotation mark of the name is doubled");
    assert.equal(script.match(/Invoke-Step 'add-members'/g).length, 2, "twenty at a time");
    await page.getByRole("tab", { name: "Rollback script" }).click();
    const back = await shown();
    for (const step of ["delete-group", "remove-members", "restore-group"]) assert.ok(back.includes(`Invoke-Step '${step}'`), step);
    await page.getByRole("tab", { name: "$batch JSON", exact: true }).click();
    const requests = JSON.parse(await shown()).flatMap((body) => body.requests);
    assert.deepEqual(requests.map(({ method }) => method).sort(), ["DELETE", "PATCH", "PATCH", "POST"]);
    const bound = requests.filter(({ method }) => method === "PATCH").map(({ body }) => body["members@odata.bind"].length);
    assert.deepEqual(bound.sort((a, b) => a - b), [5, 20]);
    await page.getByRole("tab", { name: "$batch JSON, rollback" }).click();
    await said(page, "1 id in these bodies stands for a group that an earlier one creates");
  },

  async "what a kind of group cannot hold is left out with the reason"(t) {
    const { site, page } = await atWork(t);
    await groupPage(page, site, 4);
    await button(page, "Add members…").click();
    await paste(dialog(page), "Sales team\nuser0009@contoso.com");
    await said(page, "1 member is added");
    await said(page, "a Microsoft 365 group holds users only");
    await page.keyboard.press("Escape");
    await closed(page);
    await groupPage(page, site, 3);
    await button(page, "Add members…").click();
    await paste(dialog(page), "All of it\nMarketing\nEverybody in Sales");
    await said(page, "The group would be in itself");
    await said(page, "only security groups can be members of a group");
  },

  async "owners come and go, but for the last one"(t) {
    const { site, page } = await atWork(t);
    await groupPage(page, site, 1);
    const owners = card(page, "Owners");
    await button(owners, "Take out User 0004").click();
    await owners.getByText("removed, staged").waitFor();
    await focusKept(page);
    await button(owners, "Take out User 0005").click();
    await said(page, "cannot be taken out: add another owner first");
    await button(owners, "Take back what is staged for User 0004").click();
    await gone(page);
    await button(owners, "Add owners…").click();
    await choose(page, dialog(page), "Add", "user0009");
    await said(page, "1 owner is added");
    await button(dialog(page), "Stage").click();
    await closed(page);
    await owners.getByText("added, staged").waitFor();
  },

  async "converting says who is lost and gained, and the lab gives its rule to a group"(t) {
    const { site, page } = await atWork(t);
    await groupPage(page, site, 1);
    await button(page, "Membership and rule…").click();
    const rule = dialog(page).getByRole("textbox", { name: "Membership rule" });
    await rule.fill('user.department -eq "Sales"');
    await said(page, "The rule takes 20 users now.");
    await dialog(page).getByText("2 members would be lost").click();
    await dialog(page).getByRole("link", { name: "User 0004" }).waitFor();
    await dialog(page).getByText("18 would become members").waitFor();
    await said(page, "2 members of Sales team whom it does not take are lost");
    await button(dialog(page), "Stage").click();
    await closed(page);
    await focusKept(page);
    await said(page, "Dynamic user");
    await said(page, "The rule of Sales team decides who is a member");
    // Back: everybody who is known stays.
    await button(page, "Membership and rule…").click();
    await dialog(page).getByRole("radio", { name: "Assigned" }).check();
    await said(page, "The 4 members that are known stay");
    await button(dialog(page), "Stage").click();
    await closed(page);
    await said(page, "The group is assigned; it has kept this rule");
    await visit(page, site, `rules#rule=${encodeURIComponent('user.department -eq "Legal"')}&group=${groupId(2)}`);
    await button(page, "Use this rule for Everybody in Sales…").click();
    assert.equal(await dialog(page).getByRole("textbox", { name: "Membership rule" }).inputValue(), 'user.department -eq "Legal"');
    await dialog(page).getByText("2 members would be lost").waitFor();
    await button(dialog(page), "Stage").click();
    await closed(page);
    await said(page, "Staged: ");
    await choose(page, page, "Give it to a group", "From the domain");
    await said(page, "From the domain is synchronised from on-premises");
    const give = page.getByRole("combobox", { name: "Give it to a group", exact: true });
    await give.fill("All of it");
    await page.getByRole("option").first().waitFor();
    await give.press("ArrowDown");
    await give.press("Enter");
    await dialog(page).getByRole("heading", { name: "Membership of All of it" }).waitFor();
    await page.keyboard.press("Escape");
    await closed(page);
    await page.getByRole("link", { name: "New group with this rule" }).click();
    await page.getByRole("heading", { level: 1, name: "New group" }).waitFor();
    assert.equal(await page.getByRole("textbox", { name: "Membership rule" }).inputValue(), 'user.department -eq "Legal"');
    await groupPage(page, site, 2);
    await card(page, "Membership rule").getByText("Department is “Legal”").waitFor();
  },

  async "a group is deleted after a word on what that means, and comes back"(t) {
    const { site, page } = await atWork(t);
    await groupPage(page, site, 1);
    await button(page, "Delete…").click();
    await said(page, "keeps members and owners there for 30 days");
    await said(page, "Sales team is in All of it");
    await button(dialog(page), "Delete").click();
    await closed(page);
    await said(page, "30 days left");
    await focusKept(page);
    await turnTo(page, "Groups");
    await page.getByText("5 groups", { exact: true }).first().waitFor();
    await page.getByRole("link", { name: "Deleted groups (1)" }).click();
    assert.match(await row(page, "Sales team").innerText(), /30/);
    await select(page, "Sales team");
    await button(page, "Restore…").click();
    await said(page, "1 group is restored");
    await button(dialog(page), "Stage").click();
    await closed(page);
    await page.getByText("No deleted groups").waitFor();
    await gone(page);
    // What only exists here is never created.
    await visit(page, site, "groups/new");
    await page.getByRole("textbox", { name: "Group name" }).fill("For a moment");
    await button(page, "Stage the new group").click();
    await page.getByRole("link", { name: "Open For a moment" }).click();
    await page.getByRole("heading", { level: 1, name: "For a moment" }).waitFor();
    await button(page, "Delete…").click();
    await said(page, "This group exists here only");
    await button(dialog(page), "Delete").click();
    await page.getByText("Nobody knows this object").first().waitFor();
    await gone(page);
    await focusKept(page);
  },

  async "what is managed elsewhere says where, and nothing of it can be changed"(t) {
    const { site, page } = await atWork(t);
    for (const [at, why] of [[5, "is synchronised from on-premises: change it in Active Directory"], [6, "is managed in Exchange: Graph only reads such groups"]]) {
      await groupPage(page, site, at);
      await said(page, why);
      for (const name of ["Membership and rule…", "Delete…", "Add members…", "Remove members…", "Add owners…"]) {
        assert.equal(await button(page, name).getAttribute("aria-disabled"), "true", `${name} of ${at}`);
      }
      await button(page, "Delete…").click({ force: true });
      assert.equal(await dialog(page).count(), 0);
      assert.equal(await page.getByRole("button", { name: /Edit$/ }).count(), 0);
    }
    await groupPage(page, site, 2);
    assert.equal(await button(page, "Add members…").getAttribute("aria-disabled"), "true");
    await said(page, "The rule of Everybody in Sales decides who is a member");
    assert.equal(await button(page, "Add owners…").getAttribute("aria-disabled"), null);
  },

  async "the list changes many groups at once, and says what it leaves out"(t) {
    const { page } = await atWork(t);
    await turnTo(page, "Groups");
    await select(page, "Everybody in Sales", "From the domain", "All of it");
    await said(page, "3 selected");
    await button(page, "Add members…").click();
    await choose(page, dialog(page), "Add", "user0011");
    await said(page, "1 member is added");
    await said(page, "2 are left out:");
    await page.keyboard.press("Escape");
    await closed(page);
    await button(page, "Rule processing").click();
    await page.getByRole("menuitem", { name: "Pause…" }).click();
    await said(page, "1 group changes");
    await button(dialog(page), "Stage").click();
    await closed(page);
    await focusKept(page);
    await counter(page, "1 staged");
    assert.equal(await row(page, "Everybody in Sales").getByRole("gridcell").nth(1).evaluate((cell) => getComputedStyle(cell, "::after").content), '"●"');
    await select(page, "All of it", "From the domain");
    await button(page, "Delete…").click();
    await said(page, "1 group is deleted");
    await said(page, "From the domain is synchronised from on-premises");
    await button(dialog(page), "Stage").click();
    await closed(page);
    await page.getByText("5 groups", { exact: true }).first().waitFor();
    await page.getByRole("combobox", { name: "Show" }).selectOption({ label: "Deleted" });
    await row(page, "All of it").waitFor();
    await page.getByRole("link", { name: "Back to the groups" }).click();
    await row(page, "Sales team").first().waitFor();
  },

  async "whoever is selected in the list of users goes into groups, and out of them"(t) {
    const { page } = await atWork(t);
    await turnTo(page, "Users");
    await select(page, "User 0001", "User 0006");
    await button(page, "Groups").click();
    await page.getByRole("menuitem", { name: "Add to groups…" }).click();
    await choose(page, dialog(page), "Groups", "Sales team");
    await choose(page, dialog(page), "Groups", "Marketing");
    await said(page, "2 members are added");
    await said(page, "2 are so already and are left out.");
    await button(dialog(page), "Stage").click();
    await closed(page);
    await focusKept(page);
    await counter(page, "2 staged");
    await button(page, "Groups").click();
    await page.getByRole("menuitem", { name: "Remove from groups…" }).click();
    const find = dialog(page).getByRole("combobox", { name: "Groups" });
    await find.fill("e");
    await dialog(page).getByRole("option", { name: /Sales team/ }).waitFor();
    // None of the two is in it.
    assert.equal(await dialog(page).getByRole("option", { name: /Newsletter/ }).count(), 0);
    await find.press("Escape");
    await find.fill("");
    await choose(page, dialog(page), "Groups", "Sales team");
    await said(page, "2 members are removed");
    await button(dialog(page), "Stage").click();
    await closed(page);
    await turnTo(page, "Changes");
    await page.getByRole("link", { name: "Marketing" }).first().waitFor();
  },

  "a list of thirty thousand is read and staged without delay": {
    seconds: 240,
    async run(t) {
      const count = 30_000;
      const { site, page } = await atWork(t, { language: "en" }, count);
      await groupPage(page, site, 3);
      await button(page, "Add members…").click();
      await dialog(page).getByText("Paste a list or take a file").click();
      await pick(page, "input.list-file", { name: "all.txt", text: staff(count).map((one) => one.userPrincipalName).join("\r\n") });
      await said(page, "30,000 members are added");
      const start = Date.now();
      await button(dialog(page), "Stage").click();
      await closed(page);
      const card = page.locator("section.card").filter({ has: page.getByRole("heading", { name: "Direct members" }) });
      await card.getByText("30,000 users and 1 group").waitFor();
      assert.ok(Date.now() - start < 5000, `staging took ${Date.now() - start} ms`);
      await card.getByRole("searchbox").fill("user0123@");
      await row(card, "user0123@contoso.com").waitFor();
      await saved(page);
    },
  },

  "the dialogs and the form pass axe in every look, and fit a phone": {
    seconds: 300,
    async run(t) {
      for (const look of LOOKS) {
        const { site, page } = await atWork(t, look);
        const name = `${look.language} ${look.theme}`;
        const look_at = async (what) => {
          await t.accessible(page, `${what} ${name}`);
          await page.setViewportSize({ width: 390, height: 800 });
          const wide = await page.evaluate(() => Math.max(document.documentElement.scrollWidth, document.querySelector("dialog[open]")?.scrollWidth ?? 0));
          assert.ok(wide <= 390, `${what} ${name}: ${wide} pixels wide`);
          const foot = await page.evaluate(() => document.querySelector("dialog[open] footer")?.getBoundingClientRect().bottom ?? 0);
          assert.ok(foot <= 800, `${what} ${name}: the buttons are below the window`);
          await page.setViewportSize({ width: 1280, height: 800 });
        };
        await visit(page, site, "groups/new");
        await page.locator("#group-name").fill("Team");
        await page.locator("input[name=group-kind]").nth(1).check();
        await page.locator("details > summary").first().click();
        await look_at("new group");
        await page.locator("input[name=group-comes]").nth(1).check();
        await page.locator("#group-rule").fill("user.citty -eq");
        await look_at("new dynamic group");
        await groupPage(page, site, 1);
        await page.locator("#add-members").click();
        await page.locator("dialog details > summary").click();
        await page.locator("dialog textarea").fill("User 0020\nnobody\nuser0030@contoso.com\n0000aaaa-9999-4999-a999-999999999999");
        await page.locator("dialog .unclear select").waitFor();
        await look_at("adding members");
        await page.locator("dialog button[type=submit]").click();
        await page.locator("dialog[open]").waitFor({ state: "detached" });
        await look_at("a group with staged members");
        await page.locator("#group-membership").click();
        await page.locator("dialog textarea").fill('user.department -eq "Sales"');
        await page.locator("dialog details").first().waitFor();
        for (const summary of await page.locator("dialog details > summary").all()) await summary.click();
        await look_at("converting");
        await page.keyboard.press("Escape");
        await groupPage(page, site, 5);
        await look_at("a group from elsewhere");
        await visit(page, site, "groups#show=deleted");
        await look_at("no deleted groups");
      }
    },
  },
};
