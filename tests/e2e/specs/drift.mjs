// All dynamic groups against their rules: figures, reasons, ways out of rules that are no longer processed.

import assert from "node:assert/strict";
import { LOOKS, download } from "../harness.mjs";
import { csv, edit, idOf, saved, staff, stagedCount, takeIn, turnTo, userPage, visit } from "../steps.mjs";

const groupId = (at) => `${String(at).padStart(8, "0")}-2222-4222-a222-222222222222`;
const page = (of, value) => JSON.stringify({ "@odata.context": `https://graph.microsoft.com/v1.0/$metadata#${of}`, value });
const user = (at) => ({ "@odata.type": "#microsoft.graph.user", id: idOf(at) });
const records = (all) =>
  JSON.stringify({ "@odata.context": "tenantry#groupMembers", value: Object.entries(all).map(([at, list]) => ({ groupId: groupId(at), page: 1, last: true, members: list.map(user) })) });

const assigned = { groupTypes: [], mailEnabled: false, securityEnabled: true, onPremisesSyncEnabled: null, isAssignableToRole: false };
const dynamic = (at, displayName, membershipRule, membershipRuleProcessingState = "On") =>
  ({ id: groupId(at), displayName, ...assigned, groupTypes: ["DynamicMembership"], membershipRule, membershipRuleProcessingState });
const memberOf = (...names) => `user.memberof -any (group.objectId -in [${names.map((at) => `'${groupId(at)}'`).join(", ")}])`;
/** Sales are the odd ones of ten. */
const GROUPS = [
  { id: groupId(1), displayName: "Sales team", ...assigned },
  dynamic(2, "Everybody in Sales", 'user.department -eq "Sales"'),
  dynamic(3, "Legal, paused", 'user.department -eq "Legal"', "Paused"),
  dynamic(4, "Not told", 'user.extensionAttribute1 -eq "x"'),
  dynamic(5, "Taken from groups", memberOf(1, 2)),
  dynamic(6, "Ring one", memberOf(7)),
  dynamic(7, "Ring two", memberOf(6)),
  dynamic(8, "All clerks", 'user.jobTitle -eq "Clerk"'),
];
const MEMBERS = {
  1: [1, 3],
  2: [0, 1, 3, 5, 7],
  3: [0, 2],
  4: [],
  5: [0, 1],
  6: [],
  7: [],
  8: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
};
const FILES = [
  { name: "users.csv", text: csv(staff(10)) },
  { name: "groups-0001.json", text: page("groups", GROUPS) },
  { name: "groupMembers-0001.json", text: records(MEMBERS) },
];

async function atWork(t, look = { language: "en" }) {
  const site = await t.site();
  const page = await (await t.browser(look)).page();
  await takeIn(page, site, ...FILES);
  return { site, page };
}

const rows = (page) => page.getByRole("grid").first().locator(".rows > [role=row]:not([hidden])");
const texts = async (page) => (await rows(page).allInnerTexts()).map((text) => text.replace(/\s+/g, " ").trim());
const row = (page, name) => rows(page).filter({ hasText: name });
const head = (page, name) => page.locator("[role=columnheader]", { hasText: new RegExp(`^${name}$`) });
const pane = (page) => page.getByRole("complementary", { name: "Details of the group" });
const drift = (page, site, fragment = "") => visit(page, site, `groups/drift${fragment}`);
/** Waits until a row says so. */
const says = (page, name, text) => row(page, name).filter({ hasText: text }).waitFor();

export default {
  async "dynamic groups are listed with whom they would gain and lose, and why"(t) {
    const { page } = await atWork(t);
    await turnTo(page, "Groups");
    await page.getByRole("link", { name: "Rules against members" }).click();
    await page.getByRole("heading", { level: 1, name: "Rules against members" }).waitFor();
    await page.getByText(/7 dynamic groups: 3 agree, 3 differ, 1 undecided\./).waitFor();
    const [first, second, third, fourth] = await texts(page);
    assert.match(first, /^Taken from groups 2 5 4 1 0 no longer processed$/);
    assert.match(second, /^Legal, paused 2 5 3 0 0 paused$/);
    assert.match(third, /^Everybody in Sales 5 5 1 1 0 not followed yet$/);
    assert.match(fourth, /^Not told 0 0 0 0 10 attribute not imported$/);
    await head(page, "Leave").click();
    await says(page, "Taken from groups", "no longer");
    await head(page, "Name").click();
    assert.match((await texts(page))[0], /^All clerks 10 10 0 0 0$/);
    await page.getByRole("combobox", { name: "Show" }).selectOption({ label: "Rule paused" });
    await page.getByText("1 dynamic group", { exact: true }).waitFor();
    await page.waitForURL(/#show=paused/);
    await page.reload();
    await page.getByText("1 dynamic group", { exact: true }).waitFor();
    await page.getByRole("combobox", { name: "Show" }).selectOption({ label: "All" });
    await page.getByRole("searchbox", { name: "Search groups" }).fill("everybody");
    await page.getByText("1 dynamic group", { exact: true }).waitFor();
    await page.getByRole("grid").focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Everybody in Sales" }).waitFor();
    await page.getByText("1 is taken by the rule and is no member").waitFor();
  },

  async "what is staged moves the figures, and is named as the reason"(t) {
    const { site, page } = await atWork(t);
    await userPage(page, site, 9);
    await edit(page, "Department", "Legal");
    await saved(page);
    await drift(page, site);
    await says(page, "Everybody in Sales", "5 4 0 1 0".replace(/ /g, ""));
    await says(page, "Legal, paused", "people changed here · paused");
    await page.getByRole("banner").getByRole("button", { name: "Undo" }).click();
    await says(page, "Legal, paused", /^(?!.*people changed)/s);
    assert.ok((await texts(page)).includes("Everybody in Sales 5 5 1 1 0 not followed yet"));
  },

  async "a frozen group becomes an assigned one of those whom it would hold today"(t) {
    const { site, page } = await atWork(t);
    await drift(page, site, `#id=${groupId(5)}`);
    const details = pane(page);
    await details.getByRole("heading", { name: "Taken from groups" }).waitFor();
    await details.getByText("4 are added").waitFor();
    await details.getByText("1 is taken out").waitFor();
    await details.getByRole("radio", { name: "The 2 members that it has" }).check();
    await details.getByText("Nobody comes in or goes").waitFor();
    await details.getByRole("radio", { name: "The 5 that its rule would take today" }).check();
    await details.getByRole("button", { name: "Stage it" }).click();
    await page.getByText("Staged: Taken from groups becomes an assigned group").first().waitFor();
    await page.getByText(/^6 dynamic groups:/).waitFor();
    await visit(page, site, `groups/group#id=${groupId(5)}`);
    await page.getByText("5 users").first().waitFor();
    assert.match(await stagedCount(page).innerText(), /1/);
  },

  async "a frozen group gets a rule on attributes that takes exactly the same"(t) {
    const { site, page } = await atWork(t);
    await drift(page, site, `#id=${groupId(5)}`);
    const details = pane(page);
    await details.getByRole("radio", { name: "By a rule on attributes" }).check();
    await details.getByRole("button", { name: "Look for a rule" }).click();
    await details.getByText("These rules take exactly these, the shortest first:").waitFor();
    await details.getByRole("button", { name: /user.department -eq "Sales"/ }).first().click();
    await page.getByText("Staged: Taken from groups gets another rule").first().waitFor();
    await says(page, "Taken from groups", "rule changed here");
    // The two members that it has have nothing in common.
    await drift(page, site, `#id=${groupId(6)}`);
    await pane(page).getByRole("radio", { name: "By a rule on attributes" }).check();
    await pane(page).getByText("There is nobody to be held.").waitFor();
  },

  async "rings are named, and the date that only a third party tells can be taken off"(t) {
    const { site, page } = await atWork(t);
    await drift(page, site);
    await page.getByText("1 ring of groups that take members from each other").click();
    await page.getByText("Ring one and Ring two", { exact: true }).waitFor();
    await page.getByRole("checkbox", { name: /Rules on memberOf ended on/ }).uncheck();
    await page.waitForURL(/memberOf=processed/);
    await says(page, "Taken from groups", "not followed yet");
    await page.reload();
    await says(page, "Taken from groups", "not followed yet");
    await page.getByRole("checkbox", { name: /Rules on memberOf ended on/ }).check();
    await says(page, "Taken from groups", "no longer processed");
  },

  async "the list leaves as a table"(t) {
    const { site, page } = await atWork(t);
    await drift(page, site, "#show=paused");
    await page.getByText("1 dynamic group", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Export" }).click();
    const file = await download(page, () => page.getByRole("menuitem", { name: /CSV as it is/ }).click());
    assert.equal(
      file.text ?? file,
      `id,displayName,ruleAbout,members,membersKnown,takenByRule,wouldJoin,wouldLeave,unknown,reasons,membershipRule\r\n${groupId(3)},"Legal, paused",users,2,complete,5,3,0,0,paused,"user.department -eq ""Legal"""\r\n`,
    );
    await page.getByText("1 group exported").first().waitFor();
  },

  async "a workspace without dynamic groups says so"(t) {
    const site = await t.site();
    const page = await (await t.browser({ language: "en" })).page();
    await takeIn(page, site, FILES[0]);
    await drift(page, site);
    await page.getByText("No group that was imported has a membership rule.").waitFor();
    await t.accessible(page, "empty");
  },

  "the page passes axe in every look, and fits a phone": {
    seconds: 240,
    async run(t) {
      for (const look of LOOKS) {
        const { site, page } = await atWork(t, look);
        const name = `${look.language} ${look.theme}`;
        for (const fragment of ["", `#id=${groupId(5)}`]) {
          await drift(page, site, fragment);
          await rows(page).first().waitFor();
          await t.accessible(page, `drift${fragment} ${name}`);
          await page.setViewportSize({ width: 390, height: 800 });
          const wide = await page.evaluate(() => document.documentElement.scrollWidth);
          assert.ok(wide <= 390, `${fragment}: ${wide} pixels wide`);
          await page.setViewportSize({ width: 1280, height: 800 });
        }
      }
    },
  },
};
