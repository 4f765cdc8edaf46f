// People with their products in one list: ways in cells, questions, selection, files; who has a product as a page to
// print; what the dialog of licences says of what it cannot change.

import assert from "node:assert/strict";
import { LOOKS, download } from "../harness.mjs";
import { csv, idOf, saved, staff, stagedCount, takeIn, turnTo, userPage, visit } from "../steps.mjs";

const E3 = "05e9a617-0261-4cee-bb44-138d3ef5d965";
const E1 = "18181a46-0d4e-45cd-891e-60aabd171b4e";
const VISIO = "c5928f49-12ba-48f7-ada3-0d743a3601d5";
const AUDIO = "0c266dff-15dd-4b49-8397-2bb16070ed52";
const SWAY = "a23b959c-7ce8-4e57-9140-b90eb88a9e97";
const TEAMS = "57ff2da0-773e-42df-b2af-ffb7a2317929";
const CONFERENCING = "3e26ee1f-8a5f-4d52-aee2-b81ce45c8f40";
const DRAWING = "663a804f-1c30-4ff0-9915-9db84f0d1cea";
const groupId = (at) => `${String(at).padStart(8, "0")}-2222-4222-a222-222222222222`;
const odata = (of, value) => JSON.stringify({ "@odata.context": `https://graph.microsoft.com/v1.0/$metadata#${of}`, value });

const state = (skuId, more = {}) => ({ skuId, disabledPlans: [], assignedByGroup: null, state: "Active", error: "None", ...more });
/** Directly; by a group; both ways; refused; nothing; nothing and nowhere. Of the last no file tells. */
const STATES = [
  [state(E3)],
  [state(E3, { assignedByGroup: groupId(1) })],
  [state(E3, { disabledPlans: [SWAY] }), state(E3, { assignedByGroup: groupId(1) })],
  [state(VISIO, { assignedByGroup: groupId(2), state: "Error", error: "CountViolation" })],
  [],
  [],
];
const users = staff(7).map(({ id, userPrincipalName, displayName, department }, at) => ({
  id, userPrincipalName, displayName: at === 0 ? "<User & 0000>" : displayName, department, accountEnabled: true,
  onPremisesSyncEnabled: at === 4 ? true : null, usageLocation: at === 5 ? null : "FR",
  ...(at < 6 ? { licenseAssignmentStates: STATES[at] } : {}),
}));
const security = { groupTypes: [], mailEnabled: false, securityEnabled: true, onPremisesSyncEnabled: null, isAssignableToRole: false, membershipRule: null, visibility: null };
const GROUPS = [
  { id: groupId(1), displayName: "Office workers", mailNickname: "office", ...security, assignedLicenses: [{ skuId: E3, disabledPlans: [] }] },
  { id: groupId(2), displayName: "Draughtsmen", mailNickname: "drawing", ...security, assignedLicenses: [{ skuId: VISIO, disabledPlans: [] }] },
];
const member = (at) => ({ "@odata.type": "#microsoft.graph.user", id: idOf(at) });
const MEMBERS = JSON.stringify({ "@odata.context": "tenantry#groupMembers", value: [[1, [1, 2]], [2, [3]]].map(([group, list]) => ({ groupId: groupId(group), page: 1, last: true, members: list.map(member) })) });
const plan = (servicePlanId, servicePlanName, appliesTo = "User") => ({ servicePlanId, servicePlanName, provisioningStatus: "Success", appliesTo });
const sku = (skuId, skuPartNumber, enabled, consumedUnits, servicePlans, capabilityStatus = "Enabled") => ({
  skuId, skuPartNumber, capabilityStatus, appliesTo: "User", consumedUnits,
  prepaidUnits: { enabled, warning: 0, suspended: 0, lockedOut: 0 }, servicePlans,
});
const SKUS = [
  sku(E3, "SPE_E3", 20, 3, [plan(SWAY, "SWAY"), plan(TEAMS, "TEAMS1"), plan(CONFERENCING, "MCOMEETADV")]),
  sku(VISIO, "VISIOCLIENT", 0, 0, [plan(DRAWING, "VISIOCLIENT")]),
  sku(E1, "STANDARDPACK", 10, 0, [plan(SWAY, "SWAY")]),
  sku(AUDIO, "MCOMEETADV", 5, 0, [plan(CONFERENCING, "MCOMEETADV")], "Suspended"),
];
// Two files, so that one person comes without what others have.
const FILES = [
  { name: "users-0001.json", text: odata("users", users.slice(0, 6)) },
  { name: "users-0002.json", text: odata("users", users.slice(6)) },
  { name: "groups-0001.json", text: odata("groups", GROUPS) },
  { name: "groupMembers-0001.json", text: MEMBERS },
  { name: "subscribedSkus-0001.json", text: odata("subscribedSkus", SKUS) },
];

async function atWork(t, look = { language: "en" }) {
  const site = await t.site();
  const page = await (await t.browser(look)).page();
  await takeIn(page, site, ...FILES);
  return { site, page };
}

const rows = (page) => page.getByRole("grid").locator(".rows > [role=row]:not([hidden])");
const names = (page) => rows(page).getByRole("link").allInnerTexts();
const heads = async (page) => (await page.getByRole("columnheader").allInnerTexts()).map((text) => text.replace(/\s+/g, " ").trim()).filter(Boolean);
/** The cells of somebody, without the box and the name. */
const told = async (page, name) => (await rows(page).filter({ hasText: name }).getByRole("gridcell").allInnerTexts()).slice(2).map((text) => text.trim());
const counts = (page, text) => page.locator(".counts").getByText(text, { exact: true }).waitFor();
const dialog = (page) => page.getByRole("dialog");
const plans = (page) => dialog(page).getByText(/^Service plans: /).click();
async function choose(page, label, name) {
  const select = dialog(page).getByLabel(label);
  const option = await select.locator("option").filter({ hasText: name }).first();
  await select.selectOption(await option.getAttribute("value"));
}
const opened = async (page, site) => {
  await visit(page, site, "licences/people");
  await page.getByRole("columnheader", { name: /^Microsoft 365 E3/ }).waitFor();
};

export default {
  async "everybody stands with every product, by which way, with counts"(t) {
    const { page } = await atWork(t);
    await turnTo(page, "Licences");
    await page.getByRole("link", { name: "People and products" }).click();
    await page.getByRole("heading", { level: 1, name: "People and products" }).waitFor();
    await page.getByRole("columnheader", { name: /^Microsoft 365 E3/ }).waitFor();
    const [first, second, ...products] = await heads(page);
    assert.match(first, /name/i);
    assert.equal(second, "Products");
    assert.ok(products.includes("Microsoft 365 E3 3"), products.join("; "));
    const at = (name) => products.findIndex((head) => head.startsWith(name)) + 1;
    const [e3, visio] = [at("Microsoft 365 E3"), at("Visio Plan 2")];
    assert.equal((await told(page, "<User & 0000>"))[e3], "Direct");
    assert.equal((await told(page, "User 0001"))[e3], "Inherited: Office workers");
    assert.equal((await told(page, "User 0002"))[e3], "Both: Office workers");
    assert.match((await told(page, "User 0003"))[visio], /^Not given: no seat is free/);
    assert.equal((await told(page, "User 0004"))[0], "Nothing assigned yet");
    assert.equal((await told(page, "User 0004"))[e3], "–");
    assert.equal((await told(page, "User 0006"))[0], "Not told");
    assert.equal((await told(page, "User 0006"))[e3], "Not imported");
    await rows(page).filter({ hasText: "User 0001" }).getByRole("link").click();
    await page.getByRole("heading", { level: 1, name: "User 0001" }).waitFor();
  },

  async "it is asked by product and way, for who has nothing, and the address says so"(t) {
    const { page, site } = await atWork(t);
    await opened(page, site);
    await page.getByRole("button", { name: "Nothing assigned yet (2)" }).click();
    await counts(page, "2 of 7 users");
    assert.deepEqual(await names(page), ["User 0004", "User 0005"]);
    await page.getByText("For 1 more user it cannot be said: what licences they have was not imported.").waitFor();
    await page.getByRole("button", { name: "No usage location (1)" }).click();
    await counts(page, "1 of 7 users");
    await page.waitForURL(/f=usageLocation:empty&l=nothing/);
    await page.getByRole("button", { name: "Nothing assigned yet (2)" }).click();
    await page.getByRole("button", { name: "No usage location (1)" }).click();
    await counts(page, "7 users");
    for (const [way, found] of [
      ["Directly only", ["<User & 0000>"]],
      ["By groups only", ["User 0001"]],
      ["Directly and by a group", ["User 0002"]],
      ["Does not have it", ["User 0003", "User 0004", "User 0005"]],
    ]) {
      await page.getByRole("button", { name: "Filter by product" }).click();
      await page.getByLabel("Product", { exact: true }).selectOption({ label: "Microsoft 365 E3" });
      await page.getByLabel("How", { exact: true }).selectOption({ label: way });
      await page.getByRole("button", { name: "Apply" }).click();
      await counts(page, `${found.length} of 7 users`);
      assert.deepEqual(await names(page), found);
      await page.getByRole("button", { name: `Remove filter: Microsoft 365 E3: ${way}` }).click();
      await counts(page, "7 users");
    }
    await visit(page, site, `licences/people#l=error:${VISIO}`);
    await counts(page, "1 of 7 users");
    assert.deepEqual(await names(page), ["User 0003"]);
    await page.getByRole("button", { name: "Clear filters" }).waitFor({ state: "detached" });
    // Of whom it cannot be said, those are shown, and nobody else.
    await visit(page, site, `licences/people#l=direct:${E3}`);
    await counts(page, "1 of 7 users");
    await page.getByRole("button", { name: "Show them" }).click();
    await page.waitForURL(/l=unclear-direct:/);
    await counts(page, "1 of 7 users");
    assert.deepEqual(await names(page), ["User 0006"]);
    await page.getByRole("button", { name: "Remove filter: Microsoft 365 E3: Directly only (not told)" }).waitFor();
    await page.getByRole("button", { name: "Show them" }).waitFor({ state: "detached" });
    // A department beside a question.
    await visit(page, site, "licences/people#l=nothing&f=department:in:Sales");
    await counts(page, "1 of 7 users");
    assert.deepEqual(await names(page), ["User 0005"]);
    await page.getByRole("searchbox", { name: "Search users" }).fill("0004");
    await page.getByRole("heading", { name: "Nobody matches" }).waitFor();
    await page.getByRole("button", { name: "Clear filters" }).click();
    await counts(page, "7 users");
  },

  async "whoever is selected is given a product, with the keyboard alone, after a place was set"(t) {
    const { page, site } = await atWork(t);
    await opened(page, site);
    const change = page.getByRole("button", { name: "Change licences…" });
    assert.equal(await change.getAttribute("aria-disabled"), "true");
    await page.getByRole("button", { name: "Nothing assigned yet (2)" }).click();
    await counts(page, "2 of 7 users");
    await rows(page).first().getByRole("gridcell").nth(1).focus();
    await page.keyboard.press("Control+a");
    await page.getByText("2 selected").waitFor();
    await change.focus();
    await page.keyboard.press("Enter");
    await dialog(page).getByText("Licences of 2 users").waitFor();
    await choose(page, "Product to give", "Microsoft 365 E3");
    await dialog(page).getByText("User 0005 has no usage location: no licence can be given before one is set.").waitFor();
    const place = dialog(page).getByLabel("1 user has no usage location. Country (two letters):");
    assert.equal(await place.inputValue(), "FR", "what most have is proposed");
    await place.fill("CH");
    await dialog(page).getByRole("button", { name: "Set usage location" }).click();
    await place.waitFor({ state: "detached" });
    await dialog(page).getByRole("row", { name: /Microsoft 365 E3 3 → 5/ }).waitFor();
    await dialog(page).getByRole("button", { name: "Stage" }).click();
    await dialog(page).waitFor({ state: "detached" });
    await page.getByRole("heading", { name: "Nobody matches" }).waitFor();
    await page.getByRole("button", { name: "Clear filters" }).click();
    await rows(page).filter({ hasText: "User 0005" }).getByText("Direct", { exact: true }).waitFor();
    assert.ok((await heads(page)).includes("Microsoft 365 E3 5"));
    assert.match(await stagedCount(page).innerText(), /2/);
    await rows(page).first().getByRole("gridcell").nth(1).focus();
    await page.keyboard.press("Control+z");
    await rows(page).filter({ hasText: "User 0005" }).getByText("Nothing assigned yet").waitFor();
    await saved(page);
  },

  async "a plan that cannot be switched says why"(t) {
    const { page, site } = await atWork(t);
    await userPage(page, site, 2);
    await page.getByRole("button", { name: "Change licences…" }).click();
    await choose(page, "Product to give", "Microsoft 365 E3");
    await plans(page);
    const box = (name) => dialog(page).getByRole("checkbox", { name });
    await box(/Sway Stays on whatever is chosen here: inherited from Office workers\./i).waitFor();
    await page.keyboard.press("Escape");
    await userPage(page, site, 4);
    await page.getByRole("button", { name: "Change licences…" }).click();
    await dialog(page).getByLabel("Product to give").locator("option", { hasText: "suspended, cannot be given" }).waitFor({ state: "attached" });
    await choose(page, "Product to give", "Microsoft 365 E3");
    await plans(page);
    const teams = box(/Teams.*Cannot be switched off: needed by .*Conferencing/i);
    await teams.waitFor();
    assert.ok(await teams.isDisabled());
    await box(/^(?!.*Teams).*Conferencing/i).uncheck();
    await box(/Teams/i).uncheck();
    await box(/Conferencing.*Cannot be switched on before .*Teams.* is on/i).waitFor();
    await page.keyboard.press("Escape");
    // What comes by groups cannot be taken here.
    await userPage(page, site, 1);
    await page.getByRole("button", { name: "Change licences…" }).click();
    await dialog(page).getByLabel("Take a product").check();
    await dialog(page).getByText("Microsoft 365 E3, inherited from Office workers").waitFor();
  },

  async "columns are chosen, and the list leaves as a file"(t) {
    const { page, site } = await atWork(t);
    await opened(page, site);
    await page.getByRole("button", { name: "Columns" }).click();
    await dialog(page).getByRole("checkbox", { name: "Visio Plan 2", exact: true }).click();
    await dialog(page).getByRole("checkbox", { name: "Department", exact: true }).click();
    await dialog(page).getByRole("button", { name: "Close" }).last().click();
    const chosen = await heads(page);
    assert.equal(chosen.at(-1), "Department");
    assert.ok(!chosen.some((head) => head.startsWith("Visio")));
    await page.reload();
    await page.getByRole("columnheader", { name: /^Microsoft 365 E3/ }).waitFor();
    assert.deepEqual(await heads(page), chosen);
    const file = await download(page, async () => {
      await page.getByRole("button", { name: "Export", exact: true }).click();
      await page.getByRole("menuitem", { name: /^CSV as it is/ }).click();
    });
    assert.match(file.name, /people-and-products.*\.csv$/);
    const [header, ...lines] = file.text.trim().split("\r\n");
    assert.match(header, /^id,userPrincipalName,displayName,.*SPE_E3/);
    assert.equal(lines.length, 7);
    const column = header.split(",").indexOf("SPE_E3");
    const cell = (at) => lines.find((line) => line.startsWith(idOf(at))).split(",")[column];
    assert.deepEqual([0, 1, 2, 4, 6].map(cell), ["direct", groupId(1), `direct ${groupId(1)}`, "", "?"]);
  },

  async "who has a product leaves as a page in the language that is chosen, and nothing in it runs"(t) {
    const { page, site } = await atWork(t);
    await visit(page, site, `licences/product#id=${E3}`);
    await page.getByRole("heading", { level: 1, name: "Microsoft 365 E3" }).waitFor();
    const file = await download(page, async () => {
      await page.getByRole("button", { name: "Printable list" }).click();
      await page.getByRole("menuitem", { name: "Français" }).click();
    });
    assert.match(file.name, /\.html$/);
    assert.match(file.text, /<html lang="fr">/);
    assert.match(file.text, /default-src 'none'; style-src 'sha256-/);
    assert.ok(!/<script|javascript:|<User/i.test(file.text));
    const other = await page.context().newPage();
    const refused = [];
    other.on("console", (message) => refused.push(message.text()));
    await other.setContent(file.text);
    await other.getByRole("heading", { level: 1, name: "Utilisateurs sous licence pour Microsoft 365 E3" }).waitFor();
    assert.equal(await other.getByRole("row").count(), 4);
    await other.getByRole("row", { name: /2 User 0001 .*Sales FR par Office workers/ }).waitFor();
    await other.getByRole("rowheader", { name: "<User & 0000>" }).waitFor();
    // The style is let in by its digest.
    assert.equal(await other.evaluate(() => getComputedStyle(document.querySelector("table")).borderCollapse), "collapse");
    assert.deepEqual(refused, []);
    await other.close();
  },

  async "direct licences move to a group step by step, and a product is put in place of another"(t) {
    const { page, site } = await atWork(t);
    await visit(page, site, `licences/product#id=${E3}`);
    await page.getByRole("link", { name: "Guided plans" }).click();
    await page.getByRole("heading", { level: 1, name: "Guided plans: Microsoft 365 E3" }).waitFor();
    const card = (title) => page.locator("section.card").filter({ has: page.getByRole("heading", { name: title, exact: true }) });
    const move = card("From direct licences to a group");
    const step = (of, title) => of.locator("ol.guide > li").filter({ has: page.getByText(title, { exact: true }) });
    const is = (of, title, state) => step(of, title).getByText(state, { exact: true }).waitFor();
    // Of the last no file tells anything: they do not count as nobody.
    const origin = "It is told of everybody whether the product was given to them";
    const untold = "Leave out those of whom it is not told whether they were given it";
    await is(move, origin, "Stopped");
    await is(move, "Take the direct licences away", "Waits");
    await move.getByLabel(untold).check();
    await is(move, origin, "Done");
    await is(move, "The group leaves on every plan that people have on", "Done");
    await is(move, "Put everybody into the group", "Can be staged");
    await is(move, "The licences of the group are in force for everybody", "Waits");
    await step(move, "The licences of the group are in force for everybody").getByText("1 user", { exact: true }).first().click();
    await step(move, "The licences of the group are in force for everybody").getByRole("link", { name: "<User & 0000>" }).waitFor();
    // Whoever has the group's licence already can lose the direct one.
    await is(move, "Take the direct licences away", "Can be staged");
    await step(move, "Put everybody into the group").getByRole("button", { name: "Stage" }).click();
    await is(move, "Put everybody into the group", "Done");
    await page.waitForFunction(() => document.activeElement.id === "steps-to-group");
    await step(move, "Take the direct licences away").getByRole("button", { name: "Stage" }).click();
    // The first is in the group only here: their direct licence stays.
    await is(move, "Take the direct licences away", "Waits");
    await is(move, "The licences of the group are in force for everybody", "Waits");
    await page.locator("#steps-to-group").focus();
    await page.keyboard.press("Control+z");
    await is(move, "Take the direct licences away", "Can be staged");
    await page.locator("#steps-to-group").focus();
    await page.keyboard.press("Control+z");
    await is(move, "Put everybody into the group", "Can be staged");

    const other = card("Another product instead");
    await other.getByLabel("Product instead").selectOption({ label: "Visio Plan 2" });
    await is(other, origin, "Stopped");
    await other.getByLabel(untold).check();
    await is(other, origin, "Done");
    await is(other, "The product comes to people directly, and by no group", "Stopped");
    await is(other, "There are seats for everything that people get", "Stopped");
    await other.getByText("2 seats of Visio Plan 2 are missing.").waitFor();
    await is(other, "Give the one and take the other", "Waits");
    await other.getByLabel("Product instead").selectOption({ label: "Office 365 E1" });
    await is(other, "There are seats for everything that people get", "Done");
    await other.getByLabel("Department").selectOption({ label: "Sales" });
    await is(other, "Give the one and take the other", "Done");
    await other.getByLabel("Department").selectOption({ label: "Everybody who has it" });
    // One has it by a group, and one by a group as well.
    await other.getByLabel("Leave out those who have it by a group").check();
    await other.getByText("2 users are left out").first().waitFor();
    await is(other, "Give the one and take the other", "Can be staged");
    const all = step(other, "Give the one and take the other").locator(".line").filter({ hasText: "1 user, all plans on" });
    await all.getByRole("button", { name: "Stage" }).click();
    await all.waitFor({ state: "detached" });
    await userPage(page, site, 0);
    await page.getByRole("main").getByRole("link", { name: "Office 365 E1" }).waitFor();
  },

  async "where no file tells of licences or of people, the page says what is missing"(t) {
    const site = await t.site();
    const page = await (await t.browser({ language: "en" })).page();
    await takeIn(page, site, { name: "users.csv", text: csv(staff(3)) });
    await visit(page, site, "licences/people");
    await page.getByText("No products known").waitFor();
    const other = await t.site();
    await takeIn(page, other, ...FILES.filter(({ name }) => /^(groups-|subscribedSkus)/.test(name)));
    await visit(page, other, "licences/people");
    await page.getByRole("heading", { name: "No users yet" }).waitFor();
  },

  "the list passes axe in every look, and fits a phone": {
    seconds: 120,
    async run(t) {
      for (const look of LOOKS) {
        const { page, site } = await atWork(t, look);
        const where = (name) => `${name}, ${look.theme} ${look.language}`;
        await opened(page, site);
        await t.accessible(page, where("people and products"));
        await page.getByRole("button", { name: /Filter by product|Filtrer par produit/ }).click();
        await t.accessible(page, where("filter"));
        await page.keyboard.press("Escape");
        const sideways = async (what) => {
          const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          assert.ok(wide <= 0, `${what} scrolls sideways by ${wide}`);
        };
        await page.setViewportSize({ width: 390, height: 800 });
        await visit(page, site, `licences/guide#id=${E3}`);
        await page.locator("ol.guide > li").first().waitFor();
        await t.accessible(page, where("guided plans"));
        await sideways("guided plans");
        await opened(page, site);
        await rows(page).first().waitFor();
        await sideways("people and products");
        // The name stays while products move.
        await page.getByRole("grid").evaluate((grid) => grid.scrollTo({ left: 200 }));
        await page.locator(".grid.shifted").waitFor();
        await rows(page).first().getByRole("link").click({ trial: true });
        await t.accessible(page, where("phone"));
      }
    },
  },
};
