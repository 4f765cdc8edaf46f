// Temporary pictures.
import { Test, pick, started } from "./harness.mjs";
import { csv, idOf, staff, takeIn, visit } from "./steps.mjs";
const groupId = (at) => `${String(at).padStart(8, "0")}-2222-4222-a222-222222222222`;
const pageOf = (of, value) => JSON.stringify({ "@odata.context": `https://graph.microsoft.com/v1.0/$metadata#${of}`, value });
const user = (at) => ({ "@odata.type": "#microsoft.graph.user", id: idOf(at) });
const records = (of, key, all) => JSON.stringify({ "@odata.context": `tenantry#${of}`, value: Object.entries(all).map(([at, list]) => ({ groupId: groupId(at), page: 1, last: true, [key]: list })) });
const security = { groupTypes: [], mailEnabled: false, securityEnabled: true, onPremisesSyncEnabled: null, isAssignableToRole: false, membershipRule: null, description: null };
export const GROUPS = [
  { id: groupId(1), displayName: "Sales team", mailNickname: "sales", ...security },
  { id: groupId(2), displayName: "Everybody in Sales", mailNickname: "everybody", ...security, groupTypes: ["DynamicMembership"], membershipRule: 'user.department -eq "Sales"', membershipRuleProcessingState: "On" },
  { id: groupId(3), displayName: "All of it", mailNickname: "all", ...security, description: "Holds the others" },
  { id: groupId(4), displayName: "Marketing", mailNickname: "marketing", ...security, groupTypes: ["Unified"], mailEnabled: true, mail: "marketing@contoso.com", visibility: "Private" },
  { id: groupId(5), displayName: "From Active Directory", mailNickname: "ad", ...security, onPremisesSyncEnabled: true },
  { id: groupId(6), displayName: "Newsletter", mailNickname: "news", ...security, mailEnabled: true, securityEnabled: false, mail: "news@contoso.com" },
];
export const MEMBERS = { 1: [user(1), user(2), user(3), user(4)], 2: [user(0), user(1), user(3)], 3: [{ "@odata.type": "#microsoft.graph.group", id: groupId(1) }], 4: [user(1), user(2)], 5: [user(1)], 6: [] };
const FILES = [
  { name: "users.csv", text: csv(staff(40)) },
  { name: "groups-0001.json", text: pageOf("groups", GROUPS) },
  { name: "groupMembers-0001.json", text: records("groupMembers", "members", MEMBERS) },
  { name: "groupOwners-0001.json", text: records("groupOwners", "owners", { 1: [user(4), user(5)], 2: [], 3: [], 4: [user(1)], 5: [], 6: [] }) },
];
const test = new Test(process.argv[2]);
const only = process.argv[3];
const out = "/tmp/wt/shots/";
for (const look of [{ language: "en", theme: "light" }, { language: "fr", theme: "dark" }]) {
  const site = await test.site();
  const browser = await test.browser({ ...look, viewport: { width: 1280, height: 900 } });
  const page = await browser.page();
  page.on("pageerror", (e) => console.log("pageerror", e.message));
  page.on("console", (m) => m.type() === "error" && console.log("console", m.text()));
  await takeIn(page, site, ...FILES);
  const name = look.language;
  const shot = async (what, phone = true) => {
    await page.waitForTimeout(450);
    await page.screenshot({ path: `${out}${what}-${name}.png`, fullPage: true });
    if (phone) {
      await page.setViewportSize({ width: 390, height: 800 });
      await page.waitForTimeout(200);
      await page.screenshot({ path: `${out}${what}-${name}-390.png`, fullPage: true });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      if (wide > 390) console.log(what, name, "wide", wide);
      await page.setViewportSize({ width: 1280, height: 900 });
    }
    try { await test.accessible(page, `${what} ${name}`); } catch (e) { console.log(e.message); }
  };
  await visit(page, site, "groups");
  await page.locator("[role=row] >> nth=2").waitFor();
  await shot("list");
  await visit(page, site, `groups/group#id=${groupId(1)}`);
  await page.locator("#add-members").waitFor();
  await shot("group");
  await page.click("#add-members");
  await page.locator("dialog summary").first().click();
  await page.locator("dialog textarea").fill("user0007@contoso.com; User 0008, user0001@contoso.com\nNobody at all\n00000000-9999-4999-a999-999999999999");
  await page.waitForTimeout(600);
  await shot("add");
  await page.locator("dialog button[type=submit]").click();
  await page.waitForTimeout(500);
  await shot("group-staged");
  await page.click("#group-membership");
  await page.locator("dialog textarea").fill('user.department -eq "Legal" -and user.citty -eq "x"');
  await page.waitForTimeout(500);
  await shot("convert-bad", false);
  await page.locator("dialog textarea").fill('user.department -eq "Legal"');
  await page.waitForTimeout(600);
  for (const s of await page.locator("dialog summary").all()) await s.click();
  await shot("convert");
  await page.keyboard.press("Escape");
  await visit(page, site, `groups/group#id=${groupId(2)}`);
  await page.locator("#group-membership").waitFor();
  await shot("dynamic");
  await visit(page, site, `groups/group#id=${groupId(5)}`);
  await page.locator("#group-membership").waitFor();
  await shot("synced");
  await visit(page, site, "groups/new");
  await page.locator("#group-name").waitFor();
  await shot("new-empty");
  await page.locator("input[name=group-kind]").nth(1).check();
  await page.fill("#group-name", "Équipe Ventes – Lyon");
  await page.locator("input[name=group-comes]").nth(1).check();
  await page.locator("#group-rule").fill('user.department -eq "Sales" -and user.citty -eq null');
  await page.waitForTimeout(500);
  await shot("new-full");
  await visit(page, site, `rules#rule=${encodeURIComponent('user.department -eq "Sales"')}&group=${groupId(1)}`);
  await page.waitForTimeout(800);
  await shot("lab");
  await visit(page, site, "users");
  await page.locator("[role=row] >> nth=3").click();
  await page.keyboard.press("x");
  await page.getByRole("button", { name: look.language === "en" ? "Groups" : "Groupes" }).click();
  await shot("users-menu", false);
  await page.getByRole("menuitem").first().click();
  await page.waitForTimeout(300);
  await page.locator("dialog input[role=combobox]").fill("a");
  await page.waitForTimeout(300);
  await shot("users-add");
}
await test.end();
