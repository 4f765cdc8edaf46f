// The lists of groups and of devices: columns, filters, the list as a file, the way back by its address.

import assert from "node:assert/strict";
import { LOOKS, download, pick, started } from "../harness.mjs";
import { csv, idOf, staff, takeIn, turnTo, visit } from "../steps.mjs";

const groupId = (at) => `${String(at).padStart(8, "0")}-2222-4222-a222-222222222222`;
const deviceId = (at) => `${String(at).padStart(8, "0")}-3333-4333-a333-333333333333`;
const page = (of, value) => JSON.stringify({ "@odata.context": `https://graph.microsoft.com/v1.0/$metadata#${of}`, value });

const security = { groupTypes: [], mailEnabled: false, securityEnabled: true };
const GROUPS = [
  { id: groupId(1), displayName: "=Sales", ...security, visibility: "Private", classification: "Low" },
  { id: groupId(2), displayName: "Legal", ...security, visibility: "Public", classification: "High" },
  { id: groupId(3), displayName: "Nobody", ...security, visibility: "Private", classification: null },
  // Of this one no file tells the visibility.
  { id: groupId(4), displayName: "Untold", ...security },
];
const members = (at, ...users) => ({ groupId: groupId(at), page: 1, last: true, members: users.map((user) => ({ "@odata.type": "#microsoft.graph.user", id: idOf(user) })) });
const DEVICES = [
  { id: deviceId(1), deviceId: deviceId(11), displayName: "LAPTOP-1", operatingSystem: "Windows", manufacturer: "Contoso" },
  { id: deviceId(2), deviceId: deviceId(12), displayName: "LAPTOP-2", operatingSystem: "Windows", manufacturer: "Fabrikam" },
  { id: deviceId(3), deviceId: deviceId(13), displayName: "PHONE-3", operatingSystem: "iOS", manufacturer: "Fabrikam" },
];
const FILES = [
  { name: "users.csv", text: csv(staff(4)) },
  { name: "groups-0001.json", text: page("groups", GROUPS) },
  { name: "groupMembers-0001.json", text: JSON.stringify({ "@odata.context": "tenantry#groupMembers", value: [members(1, 0, 1), members(2, 2), members(3)] }) },
  { name: "devices-0001.json", text: page("devices", DEVICES) },
];

async function atWork(t, look = { language: "en" }) {
  const site = await t.site();
  const page = await (await t.browser(look)).page();
  await takeIn(page, site, ...FILES);
  return { site, page };
}

const heads = async (page) => (await page.getByRole("columnheader").allInnerTexts()).map((text) => text.trim()).filter(Boolean);
const rows = (page) => page.getByRole("grid").locator(".rows > [role=row]:not([hidden])");
const names = (page) => rows(page).getByRole("link").allInnerTexts();
const counts = (page, text) => page.locator(".counts").getByText(text, { exact: true }).waitFor();
const box = (page, name) => page.getByRole("dialog").getByRole("checkbox", { name, exact: true });
const settled = (page, action) => page.waitForFunction(action);

const exported = (page, open, profile) =>
  download(page, async () => {
    await page.getByRole("button", { name: open, exact: true }).click();
    await page.getByRole("menuitem", { name: profile }).click();
  });

export default {
  async "groups have columns to choose, remembered in their order, and as they were again"(t) {
    const { page } = await atWork(t);
    await turnTo(page, "Groups");
    const first = await heads(page);
    assert.deepEqual(first.slice(0, 4), ["Group name", "Group type", "Membership", "Members"]);
    // By keys alone.
    await page.getByRole("button", { name: "Columns" }).focus();
    await page.keyboard.press("Enter");
    await box(page, "Classification").focus();
    await page.keyboard.press("Space");
    await settled(page, () => document.activeElement.matches("[type=checkbox]:checked"));
    await box(page, "In groups").click();
    await box(page, "Email").click();
    await page.getByRole("button", { name: "Move In groups up" }).click();
    assert.equal(await box(page, "Days left").count(), 0, "nothing in the list is deleted");
    await page.getByRole("dialog").getByRole("button", { name: "Close" }).last().click();
    const chosen = await heads(page);
    assert.deepEqual(chosen.slice(-2), ["In groups", "Classification"]);
    assert.equal(chosen.length, first.length + 1);
    assert.deepEqual(await rows(page).filter({ hasText: "Legal" }).getByRole("gridcell").last().innerText(), "High");
    await page.reload();
    await started(page);
    await rows(page).first().waitFor();
    assert.deepEqual(await heads(page), chosen);
    // The deleted ones and the devices have columns of their own.
    await turnTo(page, "Devices");
    assert.ok(!(await heads(page)).includes("Classification"));
    await turnTo(page, "Groups");
    await page.getByRole("button", { name: "Columns" }).click();
    await page.getByRole("button", { name: "Default columns" }).click();
    await page.keyboard.press("Escape");
    assert.deepEqual(await heads(page), first);
  },

  async "groups are filtered by any attribute, with the part that is shown, and the address says so"(t) {
    const { page, site } = await atWork(t);
    await turnTo(page, "Groups");
    await counts(page, "4 groups");
    await page.getByRole("button", { name: "Add filter" }).click();
    await page.getByLabel("Attribute").selectOption({ label: "Visibility" });
    await page.getByRole("checkbox", { name: /^Private\s*2$/ }).check();
    await page.getByRole("button", { name: "Apply" }).click();
    await counts(page, "2 of 4 groups");
    await page.getByText("For 1 more group it cannot be said: Visibility was not imported.").waitFor();
    assert.deepEqual(await names(page), ["=Sales", "Nobody"]);
    await page.getByRole("combobox", { name: "Show" }).selectOption({ label: "Without members" });
    await counts(page, "1 of 4 groups");
    await page.waitForURL(/#show=empty&f=visibility:in:Private$/);
    const address = page.url();
    await turnTo(page, "Users");
    await turnTo(page, "Groups");
    await counts(page, "1 of 4 groups");
    await visit(page, site, "users");
    await page.goto(address);
    await counts(page, "1 of 4 groups");
    await page.getByRole("searchbox", { name: "Search groups" }).fill("sales");
    await page.getByRole("heading", { name: "No group matches" }).waitFor();
    await page.getByRole("button", { name: "Clear filters" }).click();
    await counts(page, "4 groups");
    // Two columns sort: what is equal in the first, by the second.
    const head = (name) => page.locator("[role=columnheader]", { hasText: new RegExp(`^${name}(?!hip)`) });
    await head("Group type").click();
    await head("Members").click({ modifiers: ["Shift"] });
    await head("Members").click({ modifiers: ["Shift"] });
    await page.waitForURL(/sort=groupType,-memberCount/);
    assert.deepEqual(await names(page), ["=Sales", "Legal", "Nobody", "Untold"]);
  },

  async "the list of groups leaves as it is shown, safely, and comes back"(t) {
    const { page } = await atWork(t);
    await turnTo(page, "Groups");
    await page.locator("[role=columnheader]", { hasText: /^Members(?!hip)/ }).click();
    const sheet = await exported(page, "Export", /^CSV for spreadsheets/);
    assert.match(sheet.name, /^my-tenant-groups-\d{4}-\d\d-\d\d\.csv$/);
    const lines = sheet.text.split("\r\n");
    assert.match(lines[0], /^\ufeffid,'displayName,groupType,membershipType,memberCount,ownerCount,/);
    assert.match(lines[1], new RegExp(`^${groupId(3)},Nobody,security,assigned,0,"",`));
    assert.match(lines[3], new RegExp(`^${groupId(1)},'=Sales,security,assigned,2,"",`));
    const raw = await exported(page, "Export", /^CSV as it is/);
    assert.match(raw.text, /^id,displayName,/);
    for (const file of [sheet, raw]) {
      await pick(page, "input[type=file]", { name: file.name, bytes: file.bytes });
      await page.getByText("Everything in these files is so already.").waitFor();
      await page.getByRole("button", { name: "Cancel" }).click();
    }
    await turnTo(page, "Groups");
    await rows(page).filter({ hasText: "Legal" }).getByRole("gridcell").first().click();
    const one = await exported(page, "Export", /^CSV as it is/);
    assert.equal(one.text.trim().split("\r\n").length, 2, "what is selected");
    await page.getByText("1 group exported").first().waitFor();
  },

  async "devices are filtered, get columns and leave as a file, in French"(t) {
    const { page } = await atWork(t, { language: "fr" });
    await turnTo(page, "Appareils");
    await page.getByRole("button", { name: "Colonnes" }).click();
    await box(page, "Fabricant").click();
    await page.getByRole("dialog").getByRole("button", { name: "Fermer" }).last().click();
    assert.equal((await heads(page)).at(-1), "Fabricant");
    await page.getByRole("button", { name: "Ajouter un filtre" }).click();
    await page.getByLabel("Attribut").selectOption({ label: "Fabricant" });
    await page.getByRole("checkbox", { name: /^Fabrikam/ }).check();
    await page.getByRole("button", { name: "Appliquer" }).click();
    await counts(page, "2 appareils sur 3");
    await page.getByRole("combobox", { name: "Afficher" }).selectOption({ label: "Windows" });
    await counts(page, "1 appareil sur 3");
    await page.waitForURL(/devices#show=windows&f=manufacturer:in:Fabrikam$/);
    const file = await exported(page, "Exporter", /^CSV pour tableur/);
    assert.match(file.name, /-appareils-\d{4}-\d\d-\d\d\.csv$/);
    const lines = file.text.trimEnd().split("\r\n");
    assert.match(lines[0], /^\ufeffid;displayName;operatingSystem;.*;memberOfCount;manufacturer;deviceId$/);
    assert.match(lines[1], new RegExp(`^${deviceId(2)};LAPTOP-2;Windows;.*;0;Fabrikam;${deviceId(12)}$`));
    assert.equal(lines.length, 2);
    await page.reload();
    await started(page);
    await counts(page, "1 appareil sur 3");
    await page.getByRole("button", { name: /^Retirer le filtre/ }).click();
    await counts(page, "2 appareils sur 3");
  },

  "the instruments pass axe in every look, and fit a phone": {
    seconds: 240,
    async run(t) {
      for (const look of LOOKS) {
        const { site, page } = await atWork(t, look);
        const say = (en, fr) => (look.language === "en" ? en : fr);
        for (const [path, filter] of [["groups", "f=visibility:in:Private"], ["devices", "f=manufacturer:in:Fabrikam"]]) {
          await visit(page, site, `${path}#${filter}`);
          await rows(page).first().waitFor();
          const looked = async (what) => {
            const name = `${what} of ${path} ${look.language} ${look.theme}`;
            await t.accessible(page, name);
            await page.setViewportSize({ width: 390, height: 800 });
            const [wide, left] = await page.evaluate(() => {
              const opened = document.querySelector(".menu, .popover");
              return [document.documentElement.scrollWidth, opened?.getBoundingClientRect().left ?? 0];
            });
            assert.ok(wide <= 390, `${name}: ${wide} pixels wide`);
            assert.ok(left >= 0, `${name}: begins ${-left} pixels beside the screen`);
            await page.setViewportSize({ width: 1280, height: 800 });
          };
          await looked("the list");
          for (const [what, name] of [["the filters", say("Add filter", "Ajouter un filtre")], ["the columns", say("Columns", "Colonnes")], ["the menu", say("Export", "Exporter")]]) {
            await page.getByRole("button", { name, exact: true }).click();
            await page.getByRole("dialog").or(page.getByRole("menu")).first().waitFor();
            await looked(what);
            await page.keyboard.press("Escape");
          }
        }
      }
    },
  },
};
