// What people may do with groups by themselves: settings, requests and answers, rights, views as files.

import assert from "node:assert/strict";
import { LOOKS, download, drop, pick, started } from "../harness.mjs";
import { csv, idOf, saved, staff, stagedCount, takeIn, turnTo, visit } from "../steps.mjs";

const groupId = (at) => `${String(at).padStart(8, "0")}-2222-4222-a222-222222222222`;
const odata = (of, value) => JSON.stringify({ "@odata.context": `https://graph.microsoft.com/v1.0/$metadata#${of}`, value });
const user = (at) => ({ "@odata.type": "#microsoft.graph.user", id: idOf(at) });
const records = (of, key, all) =>
  JSON.stringify({ "@odata.context": `tenantry#${of}`, value: Object.entries(all).map(([at, list]) => ({ groupId: groupId(at), page: 1, last: true, [key]: list.map(user) })) });

const security = { groupTypes: [], mailEnabled: false, securityEnabled: true, onPremisesSyncEnabled: null, isAssignableToRole: false, membershipRule: null, description: null, visibility: null };
const team = { ...security, createdDateTime: "2020-01-01T00:00:00Z", renewedDateTime: "2020-01-01T00:00:00Z", groupTypes: ["Unified"], mailEnabled: true };
const GROUPS = [
  { id: groupId(1), displayName: "Chess club", mailNickname: "chess", ...team, visibility: "Public" },
  { id: groupId(2), displayName: "Finance team", mailNickname: "finance", ...team, visibility: "Private" },
  { id: groupId(3), displayName: "Everybody in Sales", mailNickname: "sales", ...security, groupTypes: ["DynamicMembership"], membershipRule: 'user.department -eq "Sales"', membershipRuleProcessingState: "On" },
  { id: groupId(4), displayName: "Badge holders", mailNickname: "badge", ...security },
];
const MEMBERS = { 1: [1], 2: [2], 3: [1, 3], 4: [] };
const OWNERS = { 1: [1], 2: [2], 3: [2], 4: [] };

const settings = (page, site) => visit(page, site, "self-service");
const part = (page, name) => page.getByRole("tab", { name }).click();
const set = async (page, label, option) => {
  await page.getByRole("combobox", { name: label, exact: true }).selectOption({ label: option });
  await saved(page);
};

async function atWork(t, look = { language: "en" }, ...more) {
  const site = await t.site();
  const page = await (await t.browser(look)).page();
  await takeIn(page, site,
    { name: "users.csv", text: csv(staff(8)) },
    { name: "groups-0001.json", text: odata("groups", GROUPS) },
    { name: "groupMembers-0001.json", text: records("groupMembers", "members", MEMBERS) },
    { name: "groupOwners-0001.json", text: records("groupOwners", "owners", OWNERS) },
    ...more);
  return { site, page };
}

/** Opens what the requests of these tests need. */
async function opened(page, site) {
  await settings(page, site);
  await set(page, "Restrict user ability to access groups features in My Groups", "No");
  await set(page, "Owners can manage group membership requests in My Groups", "Yes");
}

/** Finds somebody in an input and chooses the first who is found. */
async function choose(page, label, text) {
  const input = page.getByRole("combobox", { name: label, exact: true });
  await input.fill(text);
  await page.getByRole("option").first().waitFor();
  await input.press("ArrowDown");
  await input.press("Enter");
}

/** Looks at My groups with somebody's eyes. */
async function as(page, site, name) {
  await visit(page, site, "self-service/my-groups");
  const again = page.getByRole("button", { name: "Look as administrator again" });
  if (await again.count()) await again.click();
  await choose(page, "Look as", name);
  await page.getByText(`You are looking as ${name}`).waitFor();
}

const button = (page, name) => page.getByRole("button", { name, exact: true });
const table = (page, name) => page.getByRole("table", { name, exact: true });

async function ask(page, group, why) {
  await button(page, `Ask to join ${group}`).click();
  await page.getByRole("textbox", { name: /Business justification/ }).fill(why);
  await page.getByRole("dialog").getByRole("button", { name: "Ask", exact: true }).click();
  await page.getByText(`Request noted for the owners of ${group}`).first().waitFor();
}

export default {
  async "settings are staged, told apart from the imported, and handed off: by script, and what is left by hand"(t) {
    const { site, page } = await atWork(t);
    await opened(page, site);
    await stagedCount(page).filter({ hasText: "2 staged" }).waitFor();
    await page.getByText("Imported: Not imported").first().waitFor();
    await page.getByRole("textbox", { name: "Requests lapse after (days)" }).fill("seven");
    await page.keyboard.press("Tab");
    await page.getByText("Requests lapse after (days): a whole number of days, 1 or more").waitFor();
    await set(page, "Users can create security groups", "No");
    await stagedCount(page).filter({ hasText: "3 staged" }).waitFor();
    await visit(page, site, "changes/hand-off");
    await page.getByText("Not in the files").waitFor();
    await page.getByText("Policy.ReadWrite.Authorization").first().waitFor();
    await page.getByText("Setting “Users can create security groups”: what it was before is not known").waitFor();
    assert.equal(await page.getByText("Setting “Users can create security groups”: No. Change it by hand.").count(), 0);
    await page.locator("pre.code").filter({ hasText: "'allowedToCreateSecurityGroups' = $false" }).waitFor();
    await page.getByText("Setting “Restrict user ability to access groups features in My Groups”: No. Change it by hand.").waitFor();
    await page.getByRole("banner").getByRole("button", { name: "Undo" }).click();
    await stagedCount(page).filter({ hasText: "2 staged" }).waitFor();
    await page.reload();
    await started(page);
    await stagedCount(page).filter({ hasText: "2 staged" }).waitFor();
    const policy = (on) => ({ name: "authorizationPolicy.json", text: JSON.stringify({ id: "authorizationPolicy", defaultUserRolePermissions: { allowedToCreateSecurityGroups: on } }) });
    await settings(page, site);
    await set(page, "Users can create security groups", "No");
    const again = async (on) => {
      await pick(page, "input[type=file]", policy(on));
      await page.locator("#accept-import").click();
    };
    await again(true);
    await page.getByRole("link", { name: "One staged change contradicts what was imported" }).click();
    const row = page.getByRole("row").filter({ hasText: "Users can create security groups" });
    await row.getByRole("button", { name: /^Keep yours/ }).click();
    await page.getByText("No conflicts").waitFor();
    await again(false);
    await page.getByText("One staged change has arrived in the tenant").waitFor();
    await stagedCount(page).filter({ hasText: "2 staged" }).waitFor();
  },

  async "a request is asked, denied with a reason, asked again and approved; everything is told"(t) {
    const { site, page } = await atWork(t);
    await opened(page, site);
    await as(page, site, "User 0005");
    await page.getByText("Groups I may join").waitFor();
    await ask(page, "Finance team", "I close the books");
    await table(page, "My requests").getByText("Waiting").waitFor();
    await as(page, site, "User 0002");
    await page.getByText("User 0005 wants to join Finance team: I close the books").waitFor();
    await button(page, "Deny User 0005 for Finance team").click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Deny" }).click();
    await dialog.getByText("Say why the request is denied").waitFor();
    await dialog.getByRole("textbox", { name: /Reason/ }).fill("Ask your manager first");
    await dialog.getByRole("button", { name: "Deny" }).click();
    await page.getByText("Request of User 0005 denied").first().waitFor();
    await as(page, site, "User 0005");
    await page.getByText("User 0002 has denied your request to join Finance team: Ask your manager first").waitFor();
    await ask(page, "Finance team", "She agrees");
    await as(page, site, "User 0002");
    await button(page, "Approve User 0005 for Finance team").click();
    await page.getByText("Request of User 0005 approved. Staged.").first().waitFor();
    await as(page, site, "User 0005");
    await table(page, "Groups I’m in").getByText("Finance team").waitFor();
    await button(page, "Look as administrator again").click();
    await settings(page, site);
    await part(page, "Requests (0)");
    await table(page, "All requests").getByText("Approved by User 0002").waitFor();
    await turnTo(page, "Audit log");
    await page.getByRole("grid").getByText("Approve a pending request to join a group").first().waitFor();
  },

  async "what the settings forbid is refused on every road, and the reason is told"(t) {
    const { site, page } = await atWork(t);
    await settings(page, site);
    await part(page, "One person");
    await choose(page, "Person", "User 0005");
    await page.getByText("No. Whether the tenant allows it was not imported: Restrict user ability to access groups features in My Groups").first().waitFor();
    await opened(page, site);
    await set(page, "Users can create Microsoft 365 groups", "Yes");
    await set(page, "Users can create security groups", "No");
    await part(page, "One person");
    await choose(page, "Person", "User 0005");
    await page.getByText("May join 1 group at once").waitFor();
    await page.getByText("May ask to join 1 group").waitFor();
    await page.getByText("No. The tenant’s setting does not allow it: Users can create security groups").waitFor();
    await choose(page, "Can this person come into …", "Everybody in Sales");
    await page.getByText("No. Everybody in Sales is not open to self-service: its rule decides who is a member").waitFor();
    await choose(page, "Can this person come into …", "Chess club");
    await page.getByText("Yes, at once, by My Groups or Outlook and Teams").waitFor();
    await page.getByRole("button", { name: "Look as User 0005" }).click();
    await page.getByRole("heading", { level: 1, name: "My groups" }).waitFor();
    await button(page, "Join Chess club").click();
    await table(page, "Groups I’m in").getByText("Chess club").waitFor();
    // Another road: the page of a group that the persona does not own.
    await page.getByRole("link", { name: "Groups", exact: true }).first().click();
    await page.getByRole("grid").getByText("Badge holders").click();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Badge holders" }).waitFor();
    const remove = button(page, "Delete…");
    assert.equal(await remove.getAttribute("aria-disabled"), "true");
    assert.match(await remove.getAttribute("title"), /For Badge holders this takes one of these roles/);
  },

  async "a view goes out as a file, is worked on elsewhere, and its answers come back"(t) {
    const { site, page } = await atWork(t);
    await opened(page, site);
    await part(page, "One person");
    await choose(page, "Person", "User 0002");
    const view = await download(page, () => button(page, "Save the view of User 0002").click());
    assert.match(view.name, /User 0002\.tenantry$/);
    await saved(page);

    const other = await (await t.browser({ language: "en" })).page();
    await visit(other, site, "start");
    await pick(other, "input[type=file]", view);
    await other.getByRole("heading", { level: 1, name: "My groups" }).waitFor();
    await other.getByText("This is the view of User 0002.").waitFor();
    assert.deepEqual(await other.getByRole("navigation", { name: "Main" }).getByRole("link").allInnerTexts(), ["My groups", "Changes", "Settings"]);
    await table(other, "Groups I own").getByText("Finance team").waitFor();
    assert.equal(await other.getByText("User 0005").count(), 0, "nobody else is in it");
    await button(other, "Join Chess club").click();
    await table(other, "Groups I’m in").getByText("Chess club").waitFor();
    await saved(other);
    await other.reload();
    await started(other);
    await table(other, "Groups I’m in").getByText("Chess club").waitFor();
    const answers = await download(other, () => button(other, "Save the answer file").click());
    assert.match(answers.name, /User0002|user0002/i);

    await part(page, /Requests/);
    const input = page.locator("input[type=file][accept*=json]");
    await input.setInputFiles({ name: "bad.json", mimeType: "application/json", buffer: Buffer.from(answers.text.replace('"join"', '"leave"')) });
    await page.getByText("Action 1 of the file is not as it was written").waitFor();
    await input.setInputFiles({ name: "none.json", mimeType: "application/json", buffer: Buffer.from("{") });
    await page.getByText(/Not readable: line 1, column/).waitFor();
    await input.setInputFiles({ name: answers.name, mimeType: "application/json", buffer: answers.bytes });
    await page.getByText("1 new action of user0002@contoso.com").waitFor();
    await button(page, "Stage 1 action").click();
    await table(page, "Views and answers").getByText("Staged").waitFor();
    await visit(page, site, `groups/group#id=${groupId(1)}`);
    await page.getByRole("link", { name: "User 0002" }).first().waitFor();
    await settings(page, site);
    await part(page, /Requests/);
    await page.locator("input[type=file][accept*=json]").setInputFiles({ name: answers.name, mimeType: "application/json", buffer: answers.bytes });
    await page.getByText("Every action of user0002@contoso.com in this file was taken in before.").waitFor();
    // What stands is told; what is taken back can be staged anew.
    const before = table(page, "Taken in before");
    await before.getByText("Join Chess club").waitFor();
    await before.getByRole("cell", { name: "Staged" }).waitFor();
    const undo = page.getByRole("banner").getByRole("button", { name: "Undo" });
    await undo.click();
    await undo.click();
    await page.locator("input[type=file][accept*=json]").setInputFiles({ name: answers.name, mimeType: "application/json", buffer: answers.bytes });
    await page.getByText("1 new action of user0002@contoso.com").waitFor();
    // Dropped anywhere else, it says where it belongs.
    await visit(page, site, "import");
    await drop(page, "body", { name: answers.name, bytes: answers.bytes, type: "application/json" });
    await page.getByText("This is an answer file, not an export: take it in under Self-service, Requests.").first().waitFor();
  },

  async "a group that expires is renewed by an administrator and by its owner, and the script does it"(t) {
    const policy = { id: groupId(9), groupLifetimeInDays: 180, managedGroupTypes: "All", alternateNotificationEmails: "" };
    const { site, page } = await atWork(t, { language: "en" }, { name: "groupLifecyclePolicies-0001.json", text: odata("groupLifecyclePolicies", [policy]) });
    await opened(page, site);
    await part(page, "Expiry");
    const expiry = table(page, "Expiry");
    await expiry.getByText("last renewal and lifetime").nth(1).waitFor();
    await button(page, "Renew Chess club").click();
    await expiry.getByText("Renewal staged").waitFor();
    await expiry.getByText("staged renewal and lifetime").waitFor();
    await as(page, site, "User 0002");
    await button(page, "Renew Finance team").click();
    await table(page, "Groups I own").getByText("Renewal staged").waitFor();
    assert.equal(await button(page, "Renew Everybody in Sales").count(), 0, "a security group never expires");
    await page.getByRole("button", { name: "Look as administrator again" }).click();
    await visit(page, site, `groups/group#id=${groupId(2)}`);
    await page.getByText("Renewal staged").waitFor();
    await visit(page, site, "changes/hand-off");
    await page.getByText("Finance team stays renewed: nothing makes a group older").waitFor();
    const script = await page.locator("pre.code").textContent();
    assert.equal(script.match(/Invoke-Step 'renew-group'/g).length, 2);
    await page.getByRole("tab", { name: "$batch JSON", exact: true }).click();
    const requests = JSON.parse(await page.locator("pre.code").textContent()).flatMap((body) => body.requests);
    assert.equal(requests.filter(({ method, url }) => method === "POST" && /^\/groups\/.*\/renew$/.test(url)).length, 2);
  },

  async "names are tried against the policy, expiry is foretold, exit criteria are checked"(t) {
    const { site, page } = await atWork(t);
    await opened(page, site);
    await part(page, "Names");
    const naming = page.getByRole("textbox", { name: "Prefix and suffix of group names" });
    await naming.fill("GRP-");
    await naming.press("Tab");
    await page.getByText("[GroupName] must stand in it").waitFor();
    await naming.fill("[Department]-[GroupName]");
    await naming.press("Tab");
    const words = page.getByRole("textbox", { name: "Blocked words" });
    await words.fill("Payroll, Chess club");
    await words.press("Tab");
    await page.getByRole("textbox", { name: "Name of a Microsoft 365 group" }).fill("payroll");
    await page.getByText("“Payroll” is blocked").waitFor();
    await page.getByText("Choose who creates the group: the policy puts that person’s Department into the name").waitFor();
    await choose(page, "Created by", "User 0005");
    await page.getByText("It will be called Sales-payroll").waitFor();
    await page.getByText("1 group has a name that the policy would not allow today").waitFor();
    await part(page, "Expiry");
    await page.getByText("Whether 2 Microsoft 365 groups expire is not known").waitFor();
    await set(page, "Groups that expire", "None");
    await page.getByText("No group expires").waitFor();
    await part(page, "Exit criteria");
    await page.getByText("1 group can be joined or asked for").or(page.getByText("2 groups can be joined or asked for")).waitFor();
    await page.getByText("A test user creates a security group").waitFor();
    await page.waitForURL(/#part=checks/);
    await page.goBack();
  },

  "every part passes axe in every look, and fits a phone": {
    seconds: 240,
    async run(t) {
      const site = await t.site();
      for (const look of LOOKS) {
        const page = await t.open(`${site.url}start`, look);
        await page.click("#open-sample");
        await saved(page);
        for (const name of ["settings", "groups", "requests", "person", "names", "expiry", "checks"]) {
          await visit(page, site, `self-service#part=${name}`);
          await page.locator(`[role=tabpanel]`).waitFor();
          if (name === "person") {
            await page.locator("#self-service-who").fill("a");
            await page.getByRole("option").first().waitFor();
            await page.keyboard.press("ArrowDown");
            await page.keyboard.press("Enter");
            await page.locator("#self-service-group").waitFor();
          }
          await t.accessible(page, `${name} ${look.language} ${look.theme}`);
        }
        await visit(page, site, "self-service/my-groups");
        await t.accessible(page, `nobody chosen ${look.language} ${look.theme}`);
        await page.locator("#my-groups-who").fill("a");
        await page.getByRole("option").first().waitFor();
        await page.keyboard.press("ArrowDown");
        await page.keyboard.press("Enter");
        await page.locator("table").first().waitFor({ state: "attached" });
        await t.accessible(page, `my groups ${look.language} ${look.theme}`);
      }
    },
  },
};
