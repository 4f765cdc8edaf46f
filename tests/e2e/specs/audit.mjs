// The audit log: imported from both forms, filtered, explained, told apart from predictions, written.

import assert from "node:assert/strict";
import { LOOKS, download, pick, started } from "../harness.mjs";
import { csv, edit, idOf, saved, staff, takeIn, turnTo, userPage, visit } from "../steps.mjs";

const groupId = (at) => `${String(at).padStart(8, "0")}-2222-4222-a222-222222222222`;
const MEMBERSHIP_APP = { appId: "65d91a3d-ab74-42e6-8a2f-0add61688c74", displayName: "Microsoft Approval Management", servicePrincipalId: null, servicePrincipalName: null };
const admin = { id: idOf(0), displayName: "User 0000", userPrincipalName: "user0000@contoso.com", ipAddress: "203.0.113.5" };

const entry = (id, time, activity, { category = "UserManagement", service = "Core Directory", correlation = `c-${id}`, app = null, result = "success", reason = "", targets = [], details = [] } = {}) => ({
  id: `Directory_${id}`, category, correlationId: correlation, result, resultReason: reason, activityDisplayName: activity,
  activityDateTime: time, loggedByService: service, operationType: "Update",
  initiatedBy: { user: app ? null : admin, app }, targetResources: targets, additionalDetails: details,
});
const person = (at, modifiedProperties = []) => ({ id: idOf(at), displayName: `User ${String(at).padStart(4, "0")}`, type: "User", userPrincipalName: `user${String(at).padStart(4, "0")}@contoso.com`, groupType: null, modifiedProperties });
const property = (displayName, oldValue, newValue) => ({ displayName, oldValue, newValue });

const ENTRIES = [
  entry(1, "2026-03-01T08:00:00Z", "Update user", { targets: [person(1, [property("Department", '["Law"]', '["Sales"]')])], details: [{ key: "User-Agent", value: "Portal" }] }),
  entry(2, "2026-03-20T09:00:00Z", "Add member to group", {
    category: "GroupManagement", correlation: "one", app: MEMBERSHIP_APP,
    targets: [person(1, [property("Group.ObjectID", null, `"${groupId(2)}"`), property("Group.DisplayName", null, '"Everybody in Sales"')])],
  }),
  entry(3, "2026-03-20T09:00:01Z", "Update group", { category: "GroupManagement", correlation: "one", targets: [{ id: groupId(2), displayName: "Everybody in Sales", type: "Group", modifiedProperties: [] }] }),
  entry(4, "2026-03-21T10:00:00Z", "Reset password (self-service)", { service: "Self-service Password Management", result: "failure", reason: "=HYPERLINK(1)", targets: [person(2)] }),
];
const json = (value) => JSON.stringify({ "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#auditLogs/directoryAudits", value });
const GROUPS = JSON.stringify({
  "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#groups",
  value: [{ id: groupId(2), displayName: "Everybody in Sales", groupTypes: ["DynamicMembership"], mailEnabled: false, securityEnabled: true, membershipRule: 'user.department -eq "Sales"', membershipRuleProcessingState: "On" }],
});

const FILES = [
  { name: "users.csv", text: csv(staff(10)) },
  { name: "groups-0001.json", text: GROUPS },
  { name: "directoryAudits-0001.json", text: json(ENTRIES) },
];

async function atWork(t, look = { language: "en" }, files = FILES) {
  const site = await t.site();
  const page = await (await t.browser(look)).page();
  await takeIn(page, site, ...files);
  return { site, page };
}

const rows = (page) => page.getByRole("grid").first().locator(".rows > [role=row]:not([hidden])");
const texts = async (page) => (await rows(page).allInnerTexts()).map((text) => text.replace(/\s+/g, " ").trim());
const pane = (page) => page.getByRole("complementary", { name: "Details of the record" });
const found = (page, text) => page.getByRole("status").getByText(text, { exact: true }).waitFor();

export default {
  async "entries come in once, are found by every filter, and the address says which"(t) {
    const { site, page } = await atWork(t);
    await turnTo(page, "Audit log");
    await found(page, "4 records");
    const all = await texts(page);
    assert.match(all[0], /^21 Mar 2026, .* Imported Self-service Password Management UserManagement Reset password \(self-service\) Failure =HYPERLINK\(1\) User 0002 user0000@contoso.com$/);
    assert.match(all[2], /Add member to group Success User 0001 Microsoft Approval Management$/);
    await page.getByRole("button", { name: "Group actions" }).click();
    await found(page, "2 records");
    await page.waitForURL(/#category=GroupManagement$/);
    await page.getByRole("checkbox", { name: "One row per operation" }).check();
    await found(page, "1 operation, 2 records");
    assert.match((await texts(page))[0], /\(\+1 in this operation\)/);
    await page.getByRole("checkbox", { name: "One row per operation" }).uncheck();
    await page.getByRole("button", { name: "Clear filters" }).click();
    await found(page, "4 records");
    const select = (name) => page.getByRole("combobox", { name, exact: true });
    await select("Service").selectOption("Self-service Password Management");
    await found(page, "1 record");
    assert.deepEqual(await select("Activity").locator("option").allInnerTexts(), ["All", "Reset password (self-service)"]);
    await select("Service").selectOption("");
    await select("Status").selectOption({ label: "Failure" });
    await found(page, "1 record");
    await page.waitForURL(/status=failure/);
    await page.reload();
    await started(page);
    await found(page, "1 record");
    await page.getByRole("button", { name: "Clear filters" }).click();
    await page.getByRole("textbox", { name: "Modified property" }).fill("depart");
    await found(page, "1 record");
    await page.getByRole("textbox", { name: "Modified property" }).fill("");
    await page.getByRole("searchbox", { name: "Search the log" }).fill("203.0.113 user0002");
    await found(page, "1 record");
    await page.getByRole("searchbox", { name: "Search the log" }).fill("nobody at all");
    await found(page, "No record is so.");
    await page.getByRole("searchbox", { name: "Search the log" }).fill("");
    await select("Date range").selectOption({ label: "Last 24 hours" });
    await found(page, "1 record");
    await page.getByText("Counted back from the newest imported entry").waitFor();
    await select("Date range").selectOption({ label: "Custom" });
    await page.getByLabel("To (UTC)").fill("2026-03-10");
    await found(page, "1 record");
    // The same file again, and half of it as the portal's CSV.
    await pick(page, "input[type=file]", { name: "directoryAudits-0001.json", text: json([...ENTRIES, entry(5, "2026-03-22T10:00:00Z", "Add user", { targets: [person(3)] })]) });
    await page.getByText("Audit log: 1 new, 4 already here").waitFor();
    await page.locator("#accept-import").click();
    await page.getByText("One new entry of the audit log was taken in").waitFor();
    await saved(page);
    await visit(page, site, "audit");
    await found(page, "5 records");
  },

  async "a membership by a rule names the rule, and entries lead to their objects"(t) {
    const { site, page } = await atWork(t);
    await visit(page, site, `groups/group#id=${groupId(2)}`);
    await page.getByRole("link", { name: "In the audit log" }).click();
    await page.getByText("Concerns Everybody in Sales").waitFor();
    await found(page, "2 records");
    await page.getByRole("grid").focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    const details = pane(page);
    await details.getByRole("heading", { name: "Add member to group" }).waitFor();
    await details.getByText("Nobody has approved anything.").waitFor();
    await details.getByRole("heading", { name: "The rule of Everybody in Sales caused this" }).waitFor();
    await details.getByText('user.department -eq "Sales"').waitFor();
    await details.getByRole("heading", { name: "1 other record of this operation" }).waitFor();
    await details.getByRole("button", { name: "Update group" }).click();
    await details.getByRole("heading", { level: 2, name: "Update group" }).waitFor();
    await details.getByRole("link", { name: "Everybody in Sales" }).waitFor();
    await details.getByRole("button", { name: "Add member to group" }).click();
    await details.getByRole("link", { name: "Open in the rule lab" }).click();
    await page.getByRole("heading", { level: 1, name: "Rule lab" }).waitFor();
    await userPage(page, site, 1);
    await page.getByRole("link", { name: "In the audit log" }).click();
    await found(page, "2 records");
  },

  async "predictions are told apart, lead to their operation, and go when it is undone"(t) {
    const { site, page } = await atWork(t);
    await userPage(page, site, 5);
    await edit(page, "Department", "Legal");
    await turnTo(page, "Audit log");
    // The change, and that the rule puts the person out of the group.
    await found(page, "6 records (4 imported, 2 predicted)");
    const both = (await texts(page)).slice(0, 2);
    assert.ok(both.some((text) => /Predicted Core Directory UserManagement Update user Success User 0005/.test(text)), both.join("\n"));
    assert.ok(both.some((text) => /Predicted .* Remove member from group Success User 0005/.test(text)), both.join("\n"));
    await page.getByRole("radio", { name: "Imported from the portal" }).check();
    await found(page, "4 records");
    assert.ok((await texts(page)).every((text) => / Imported /.test(text)));
    await page.getByRole("radio", { name: "Predicted here" }).check();
    await found(page, "2 records");
    await rows(page).filter({ hasText: "Update user" }).locator("a").click();
    const details = pane(page);
    await details.getByText("It has not happened in the tenant.").waitFor();
    await details.getByRole("cell", { name: "Legal", exact: true }).waitFor();
    await page.waitForURL(/open=p1\.\d/);
    await details.getByRole("link", { name: "Operation 1 on the Changes page" }).click();
    await page.getByRole("heading", { level: 1, name: "Changes" }).waitFor();
    await page.keyboard.press("Control+z");
    await turnTo(page, "Audit log");
    await found(page, "4 records");
  },

  async "each kind leaves in a form of its own, and only evidence comes back"(t) {
    const { site, page } = await atWork(t);
    await userPage(page, site, 5);
    await edit(page, "Department", "Legal");
    await turnTo(page, "Audit log");
    const choose = (name) => async () => {
      await page.getByRole("button", { name: "Export" }).click();
      await page.getByRole("menuitem", { name }).click();
    };
    const portal = await download(page, choose(/^Imported, as the portal/));
    assert.match(portal.name, /-audit-log-\d{4}-\d\d-\d\d\.csv$/);
    assert.ok(portal.text.startsWith('\u{feff}"Date (UTC)","CorrelationId","Service","Category","Activity","Result","ResultReason","User Agent"'));
    assert.equal(portal.text.trim().split("\r\n").length, 5);
    assert.ok(portal.text.includes(`"'=HYPERLINK(1)"`));
    const graph = await download(page, choose(/^Imported, as Graph/));
    assert.equal(JSON.parse(graph.text).value.length, 4);
    const predicted = await download(page, choose(/^Predicted, as CSV/));
    assert.match(predicted.name, /-predicted-audit-\d{4}-\d\d-\d\d\.csv$/);
    const [header, ...records] = predicted.text.trimEnd().split("\r\n");
    assert.ok(header.startsWith('\u{feff}"Predicted","Operation","Date (UTC)"'));
    assert.ok(records.length === 2 && records.every((record) => record.startsWith('"predicted","1",')), records.join("\n"));
    const written = JSON.parse((await download(page, choose(/^Predicted, as JSON/))).text).value;
    assert.deepEqual(written.map((record) => record.activityDisplayName).sort(), ["Remove member from group", "Update user"]);
    assert.ok(written.every((record) => record.predicted === true && record.operation === "1" && record.correlationId === null));
    await pick(page, "input[type=file]", { name: portal.name, bytes: portal.bytes }, { name: predicted.name, bytes: predicted.bytes });
    await page.getByText("Audit log: 0 new, 4 already here").waitFor();
    await page.getByText("This was predicted here and is marked so.").first().waitFor();
  },

  async "without a log the page says how to get one"(t) {
    const { page } = await atWork(t, { language: "en" }, [FILES[0]]);
    await page.keyboard.press("g");
    await page.keyboard.press("a");
    await page.getByRole("heading", { level: 1, name: "Audit log" }).waitFor();
    await page.getByRole("heading", { name: "How to get the log" }).waitFor();
    await page.getByRole("link", { name: "About the collector" }).waitFor();
    await t.accessible(page, "no log");
  },

  "the page passes axe in every look, and fits a phone": {
    seconds: 240,
    async run(t) {
      for (const look of LOOKS) {
        const { site, page } = await atWork(t, look);
        const name = `${look.language} ${look.theme}`;
        await userPage(page, site, 5);
        await edit(page, look.language === "fr" ? "Service" : "Department", "Legal", look.language);
        for (const path of ["audit", "audit#since=7d&open=i1", "audit#since=2026-03-01..&kind=predicted&open=p1.0", `audit#object=${groupId(2)}&grouped=1`]) {
          await visit(page, site, path);
          await rows(page).first().waitFor();
          for (const summary of await page.locator("main details > summary").all()) await summary.click();
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
