// What licences cost: prices typed and from a file, costs, what is paid for nothing, the cheapest mix.

import assert from "node:assert/strict";
import { LOOKS, download } from "../harness.mjs";
import { csv, idOf, saved, staff, takeIn, turnTo, userPage, visit } from "../steps.mjs";

const E3 = "05e9a617-0261-4cee-bb44-138d3ef5d965";
const E1 = "18181a46-0d4e-45cd-891e-60aabd171b4e";
const VISIO = "c5928f49-12ba-48f7-ada3-0d743a3601d5";
const SWAY = "a23b959c-7ce8-4e57-9140-b90eb88a9e97";
const SHAREPOINT = "5dbe027f-2339-4123-9542-606e4d348a72";
const EXCHANGE = "efb87545-963c-4e0d-99df-69c6916d9eb0";
const DRAWING = "663a804f-1c30-4ff0-9915-9db84f0d1cea";
const GROUP = "00000001-2222-4222-a222-222222222222";
const odata = (of, value) => JSON.stringify({ "@odata.context": `https://graph.microsoft.com/v1.0/$metadata#${of}`, value });
const ago = (days) => new Date(Date.now() - days * 86_400_000).toISOString();

const state = (skuId, more = {}) => ({ skuId, disabledPlans: [], assignedByGroup: null, state: "Active", error: "None", ...more });
/** Two products of which one brings all; disabled; idle, by a group; none; a part of a large product; never signed in. */
const STATES = [
  [state(E3), state(E1)],
  [state(E3)],
  [state(E3, { assignedByGroup: GROUP })],
  [],
  [state(E3, { disabledPlans: [SHAREPOINT, EXCHANGE] })],
  [state(E1)],
];
const SIGNED_IN = [1, 400, 400, 1, 1, null];
const users = (withSignIns) =>
  staff(6).map(({ id, userPrincipalName, displayName, department, createdDateTime }, at) => ({
    id, userPrincipalName, displayName, department, createdDateTime, accountEnabled: at !== 1, onPremisesSyncEnabled: null,
    usageLocation: "FR", licenseAssignmentStates: STATES[at],
    ...(withSignIns && { signInActivity: { lastSignInDateTime: SIGNED_IN[at] === null ? null : ago(SIGNED_IN[at]), lastNonInteractiveSignInDateTime: null } }),
  }));
const GROUPS = [{
  id: GROUP, displayName: "Office workers", mailNickname: "office", groupTypes: [], mailEnabled: false, securityEnabled: true,
  onPremisesSyncEnabled: null, isAssignableToRole: false, membershipRule: null, visibility: null, assignedLicenses: [{ skuId: E3, disabledPlans: [] }],
}];
const MEMBERS = JSON.stringify({ "@odata.context": "tenantry#groupMembers", value: [{ groupId: GROUP, page: 1, last: true, members: [{ "@odata.type": "#microsoft.graph.user", id: idOf(2) }] }] });
const plan = (servicePlanId, servicePlanName) => ({ servicePlanId, servicePlanName, provisioningStatus: "Success", appliesTo: "User" });
const sku = (skuId, skuPartNumber, enabled, consumedUnits, servicePlans) => ({
  skuId, skuPartNumber, capabilityStatus: "Enabled", appliesTo: "User", consumedUnits,
  prepaidUnits: { enabled, warning: 0, suspended: 0, lockedOut: 0 }, servicePlans,
});
const SKUS = [
  sku(E3, "SPE_E3", 10, 4, [plan(SWAY, "SWAY"), plan(SHAREPOINT, "SHAREPOINTENTERPRISE"), plan(EXCHANGE, "EXCHANGE_S_ENTERPRISE")]),
  sku(E1, "STANDARDPACK", 5, 2, [plan(SWAY, "SWAY")]),
  sku(VISIO, "VISIOCLIENT", 1, 0, [plan(DRAWING, "VISIOCLIENT")]),
];
const files = (withSignIns = true) => [
  { name: "users-0001.json", text: odata("users", users(withSignIns)) },
  { name: "groups-0001.json", text: odata("groups", GROUPS) },
  { name: "groupMembers-0001.json", text: MEMBERS },
  { name: "subscribedSkus-0001.json", text: odata("subscribedSkus", SKUS) },
];
/** E3 at 412.80 a year, E1 at 120; Visio has no price. */
const PRICES = "skuPartNumber,price,currency,term\r\nSPE_E3,34.40,EUR,monthly\r\nSTANDARDPACK,120,EUR,yearly\r\n";

async function atWork(t, { look = { language: "en" }, withSignIns = true } = {}) {
  const site = await t.site();
  const page = await (await t.browser(look)).page();
  await takeIn(page, site, ...files(withSignIns));
  return { site, page };
}
const part = (page, site, name) => visit(page, site, `licences/money#part=${name}`);
const takePrices = (page, text) => page.locator("[role=tabpanel] input[type=file]").setInputFiles([{ name: "prices.csv", mimeType: "text/csv", buffer: Buffer.from(text) }]);
async function priced(page, site) {
  await part(page, site, "prices");
  await takePrices(page, PRICES);
  await page.getByText("2 rows of the file were taken.").waitFor();
  await saved(page);
}
const row = (page, table, name) => page.getByRole("table", { name: table, exact: true }).getByRole("row").filter({ hasText: name });
const plain = (text) => text.replace(/\s+/g, " ").trim();
async function cells(row) {
  await row.waitFor();
  return (await row.getByRole("cell").allInnerTexts()).map(plain);
}
const dialog = (page) => page.getByRole("dialog");
const stage = async (page) => {
  await dialog(page).getByRole("button", { name: "Stage" }).click();
  await dialog(page).waitFor({ state: "detached" });
};
const amount = (page, name) => page.getByRole("textbox", { name: `Price of a seat of ${name}` });

export default {
  async "prices are typed exactly or not at all, kept, undone, and told as costs"(t) {
    const { page } = await atWork(t);
    await turnTo(page, "Licences");
    await page.getByRole("link", { name: "What it costs" }).click();
    await page.getByRole("heading", { level: 1, name: "What licences cost" }).waitFor();
    await amount(page, "Microsoft 365 E3").waitFor();
    await page.getByRole("tab", { name: "By product" }).click();
    await page.waitForURL(/licences\/money#part=products/);
    await page.getByText("No price is noted").waitFor();
    assert.deepEqual(await cells(row(page, "By product", "Microsoft 365 E3")), ["no price", "10", "4", "6", "no price", "no price", "no price"]);
    await page.getByRole("tab", { name: "Prices" }).click();
    await amount(page, "Microsoft 365 E3").fill("34,40");
    await amount(page, "Office 365 E1").fill("1,234");
    const save = page.getByRole("button", { name: "Note prices" });
    await save.click();
    await page.getByRole("alert").getByText("The currency is three letters, as EUR").waitFor();
    await page.getByRole("textbox", { name: "Currency" }).fill("eur");
    await save.click();
    await page.getByRole("alert").getByText(/Office 365 E1: “1,234” goes below the smallest unit of EUR/).waitFor();
    assert.equal(await amount(page, "Office 365 E1").getAttribute("aria-invalid"), "true");
    await amount(page, "Office 365 E1").fill("120");
    await page.getByRole("combobox", { name: "When Office 365 E1 is paid" }).selectOption("yearly");
    await save.click();
    await page.getByRole("region", { name: "Messages" }).getByText("2 prices noted").waitFor();
    await saved(page);
    await page.reload();
    await amount(page, "Microsoft 365 E3").waitFor();
    assert.equal(await amount(page, "Microsoft 365 E3").inputValue(), "34.40");
    assert.equal(await page.getByRole("textbox", { name: "Currency" }).inputValue(), "EUR");
    await page.getByRole("tab", { name: "By product" }).click();
    const e3 = row(page, "By product", "Microsoft 365 E3");
    assert.deepEqual(await cells(e3), ["EUR 412.80", "10", "4", "6", "EUR 4,128.00", "EUR 1,651.20", "EUR 2,476.80"]);
    assert.deepEqual(await cells(row(page, "By product", "Visio Plan 2")), ["no price", "1", "0", "1", "no price", "no price", "no price"]);
    assert.deepEqual(await cells(row(page, "By product", "Total")), ["EUR 4,728.00 and 1 seat without a price", "EUR 1,891.20", "EUR 2,836.80 and 1 seat without a price"]);
    await page.keyboard.press("Control+z");
    await page.getByText("No price is noted").waitFor();
    await page.keyboard.press("Control+y");
    await e3.getByText("EUR 4,128.00").waitFor();
    await turnTo(page, "Changes");
    await page.getByRole("tab", { name: /operation/i }).click();
    await page.getByText("Note the prices of 2 products").first().waitFor();
  },

  async "a price list comes in and goes out as a file, with what is wrong by row"(t) {
    const { site, page } = await atWork(t);
    await part(page, site, "prices");
    await takePrices(page, "skuPartNumber,amount\r\nSPE_E3,1\r\n");
    await page.getByText("Columns are missing: price, currency").waitFor();
    await takePrices(page, `${PRICES}NOTHING,1,EUR,monthly\r\nVISIOCLIENT,1,USD,monthly\r\n`);
    await page.getByText("2 rows of the file were taken.").waitFor();
    await page.getByText("Row 4: no product is known as “NOTHING”").waitFor();
    await page.getByText("Row 5: USD is another currency than that of the other prices").waitFor();
    await page.getByRole("button", { name: "Export" }).click();
    const file = await download(page, () => page.getByRole("menuitem", { name: /^CSV as it is/ }).click());
    assert.match(file.name, /prices.*\.csv$/);
    const lines = file.text.trim().split("\r\n").sort();
    assert.deepEqual(lines, [
      `${E3},SPE_E3,34.40,EUR,monthly`, `${E1},STANDARDPACK,120.00,EUR,yearly`, `${VISIO},VISIOCLIENT,,,`, "skuId,skuPartNumber,price,currency,term",
    ].sort());
    await takePrices(page, file.text);
    await page.getByText("The file says nothing new.").waitFor();
  },

  async "people of each department with their seats and costs, by any attribute, as a file"(t) {
    const { site, page } = await atWork(t);
    await priced(page, site);
    await part(page, site, "by");
    const table = "By department or the like";
    // Sales are the odd ones: two hold a product each.
    assert.deepEqual(await cells(row(page, table, "Sales")), ["3", "2", "0", "2", "EUR 532.80"]);
    assert.deepEqual(await cells(row(page, table, "Legal")), ["3", "3", "0", "4", "EUR 1,358.40"]);
    assert.deepEqual(await cells(row(page, table, "Total")), ["6", "5", "0", "6", "EUR 1,891.20"]);
    await page.getByRole("tabpanel").getByRole("combobox").selectOption("usageLocation");
    assert.deepEqual(await cells(row(page, table, "FR")), ["6", "5", "0", "6", "EUR 1,891.20"]);
    await page.getByRole("button", { name: "Export" }).click();
    const file = await download(page, () => page.getByRole("menuitem", { name: /^CSV as it is/ }).click());
    assert.equal(file.text.trim().split("\r\n")[1], "FR,value,6,5,0,6,0,1891.20,EUR");
  },

  async "what is paid for nothing is counted once, opens its people, leaves as a file, and is taken away"(t) {
    const { site, page } = await atWork(t);
    await priced(page, site);
    await part(page, site, "waste");
    const table = "Paid for nothing";
    const line = (reason) => row(page, table, reason);
    await page.getByText("4 seats serve nobody").waitFor();
    await page.getByText("EUR 1,065.60 a year").waitFor();
    assert.deepEqual((await cells(line("The account is disabled"))).slice(1, 3), ["1 user", "EUR 412.80"]);
    assert.match(plain(await line("Not signed in for so long").innerText()), /Microsoft 365 E3 .* for 1 by a group/);
    assert.match(plain(await line("Never signed in").innerText()), /Office 365 E1 .* EUR 120.00/);
    await line("Every plan that is on comes with Microsoft 365 E3 too").getByRole("button", { name: "1 user" }).click();
    await page.getByRole("main").getByRole("link", { name: "User 0000" }).waitFor();
    await page.getByRole("combobox", { name: /have not signed in for/ }).selectOption("365");
    await line("Not signed in for so long").waitFor();
    await page.getByText("Plans that are on for nobody").waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Export" }).click();
    const file = await download(page, () => page.getByRole("menuitem", { name: /^CSV as it is/ }).click());
    const lines = file.text.trim().split("\r\n");
    assert.equal(lines.length, 5);
    assert.ok(lines.includes(`${idOf(0)},user0000@contoso.com,User 0000,coveredByAnotherProduct,SPE_E3,${E1},STANDARDPACK,true,120.00,EUR`), file.text);
    assert.ok(lines.includes(`${idOf(2)},user0002@contoso.com,User 0002,idle,,${E3},SPE_E3,false,412.80,EUR`), file.text);
    await line("Every plan that is on comes").getByRole("button", { name: "Take it away… Office 365 E1" }).click();
    await dialog(page).getByRole("row", { name: /Office 365 E1 2 → 1/ }).waitFor();
    await stage(page);
    await page.getByText("3 seats serve nobody").waitFor();
    await userPage(page, site, 0);
    await page.getByRole("link", { name: "Microsoft 365 E3" }).waitFor();
    await page.getByRole("link", { name: "Office 365 E1" }).waitFor({ state: "detached" });
  },

  async "without products there is nothing to cost"(t) {
    const site = await t.site();
    const page = await (await t.browser({ language: "en" })).page();
    await takeIn(page, site, { name: "users.csv", text: csv(staff(3)) });
    await part(page, site, "waste");
    await page.getByText("No products known").waitFor();
  },

  async "without sign-ins nobody is idle, and that is said"(t) {
    const { site, page } = await atWork(t, { withSignIns: false });
    await part(page, site, "waste");
    await page.getByText("No file tells when people signed in (signInActivity)").waitFor();
    await page.getByText("No price is noted").waitFor();
    await page.getByText("2 seats serve nobody").waitFor();
    assert.equal(await row(page, "Paid for nothing", "Not signed in for so long").count(), 0);
    // The disabled one's has a price, the one that another covers has none: that is said beside the sum.
    await part(page, site, "prices");
    await takePrices(page, "skuPartNumber,price,currency,term\r\nSPE_E3,34.40,EUR,monthly\r\n");
    await page.getByText("1 row of the file was taken.").waitFor();
    await saved(page);
    await part(page, site, "waste");
    const head = page.getByRole("tabpanel").locator("p.line").filter({ hasText: "2 seats serve nobody" });
    await head.getByText("EUR 412.80 a year").waitFor();
    await head.getByText("and 1 seat without a price").waitFor();
  },

  async "what was bought is not told, and no total says that it costs nothing"(t) {
    const site = await t.site();
    const page = await (await t.browser({ language: "en" })).page();
    await takeIn(page, site, ...files().filter(({ name }) => !name.startsWith("subscribedSkus")));
    await priced(page, site);
    await part(page, site, "products");
    assert.deepEqual(await cells(row(page, "By product", "Total")), ["not told", "EUR 1,891.20", "not told"]);
  },

  async "the cheapest mix says what it saves and is staged kind by kind"(t) {
    const { site, page } = await atWork(t);
    await part(page, site, "mix");
    await page.getByText("No price is noted").waitFor();
    await priced(page, site);
    await part(page, site, "mix");
    const fact = (name) => page.locator("dl.facts > div").filter({ hasText: name }).locator("dd");
    // Who has both can do without the smaller one; who has a part of the larger one, with the smaller one.
    assert.equal(plain(await fact("Now, a year").innerText()), "EUR 1,891.20");
    assert.equal(plain(await fact("With the cheapest mix, a year").innerText()), "EUR 1,478.40");
    assert.equal(plain(await fact("Saving, a year").innerText()), "EUR 412.80");
    const table = "Cheapest mix";
    const first = page.getByRole("table", { name: table, exact: true }).locator("tbody tr").first();
    assert.deepEqual((await cells(first)).slice(0, 4), ["Microsoft 365 E3", "Office 365 E1", "1 user", "EUR 292.80"]);
    await first.getByRole("button", { name: "Change 1 user…" }).click();
    await dialog(page).getByText("Give Office 365 E1").waitFor();
    await dialog(page).getByText("Take Microsoft 365 E3").waitFor();
    await dialog(page).getByRole("row", { name: /Microsoft 365 E3 4 → 3/ }).waitFor();
    await stage(page);
    await page.locator("dl.facts > div").filter({ hasText: /Saving, a year\s*EUR\s120\.00/ }).waitFor();
    await page.getByText("Plans that nobody needs: 0 chosen").click();
    for (const name of [/SharePoint/i, /Exchange Online/]) await page.getByRole("checkbox", { name }).first().check();
    await page.getByText("Plans that nobody needs: 2 chosen").waitFor();
    await page.getByRole("button", { name: "for 1 by a group, or no file tells how: change the group" }).click();
    await page.getByRole("main").getByRole("link", { name: "User 0002" }).waitFor();
    await page.getByRole("button", { name: "Export" }).click();
    const file = await download(page, () => page.getByRole("menuitem", { name: /^CSV as it is/ }).click());
    assert.ok(file.text.includes("SPE_E3,STANDARDPACK,2,1,585.60,EUR"), file.text);
    await userPage(page, site, 4);
    await page.getByRole("link", { name: "Office 365 E1" }).waitFor();
  },

  "the page passes axe in every look, and fits a phone": {
    seconds: 180,
    async run(t) {
      const site = await t.site();
      for (const look of LOOKS) {
        const page = await (await t.browser(look)).page();
        await takeIn(page, site, ...files());
        const where = (name) => `${name}, ${look.theme} ${look.language}`;
        await part(page, site, "prices");
        await takePrices(page, PRICES);
        await page.getByRole("tabpanel").locator(".strip.good").waitFor();
        await t.accessible(page, where("prices"));
        for (const name of ["products", "by", "waste", "mix"]) {
          await part(page, site, name);
          await page.getByRole("tabpanel").locator("table").first().waitFor();
          await t.accessible(page, where(name));
        }
        await page.getByRole("tabpanel").getByRole("button", { name: /^(Change|Modifier) 1 / }).first().click();
        await dialog(page).locator("table").waitFor();
        await t.accessible(page, where("dialog"));
        await page.keyboard.press("Escape");
        await page.setViewportSize({ width: 390, height: 800 });
        for (const name of ["prices", "products", "by", "waste", "mix"]) {
          await part(page, site, name);
          await page.getByRole("tabpanel").locator("table").first().waitFor();
          const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          assert.ok(wide <= 0, `${name} scrolls sideways by ${wide}`);
        }
      }
    },
  },
};
