// The road: an export in, and everything still there after the browser was killed.

import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { LOOKS, download, pick, started } from "../harness.mjs";
import { csv, saved, staff, takeIn } from "../steps.mjs";

const PEOPLE = 500;
const CSV = [
  "userPrincipalName,displayName,id,accountEnabled,department,directorySynced",
  ...Array.from({ length: PEOPLE }, (_, at) => {
    const id = `${String(at).padStart(8, "0")}-1111-4111-a111-111111111111`;
    return `user${at}@contoso.com,User ${at},${id},True,${at % 2 ? "Sales" : "Legal"},False`;
  }),
].join("\r\n");

const says = (page, text) => page.waitForFunction((text) => document.body.innerText.includes(text), text);

export default {
  "an export is previewed, taken in, and there after a hard kill": {
    seconds: 120,
    async run(t) {
      const site = await t.site();
      const browser = await t.browser({ language: "en" });
      const page = await browser.page();
      await page.goto(`${site.url}start`);
      await started(page);
      await pick(page, "input[type=file]", { name: "users.csv", text: CSV });
      await page.click("#accept-import");
      await says(page, `${PEOPLE} users were read`);
      await says(page, "saved in this browser, ");
      await browser.kill();
      const again = await (await t.browser({ profile: browser.profile, language: "en" })).page();
      await again.goto(`${site.url}users`);
      await started(again);
      await says(again, `${PEOPLE} users`);
      assert.equal(await again.locator("[role=grid]").getAttribute("aria-rowcount"), String(PEOPLE + 1));
    },
  },

  "the list leaves as CSV for spreadsheets and as it is": {
    seconds: 60,
    async run(t) {
      const site = await t.site();
      const page = await t.open(`${site.url}start`, { language: "fr" });
      const people = [
        "userPrincipalName,displayName,id,department",
        "b@contoso.com,=1+1,00000001-1111-4111-a111-111111111111,Ventes",
        'a@contoso.com,"Anna; ""A""",00000002-1111-4111-a111-111111111111,',
        "c@contoso.com,Carla,00000003-1111-4111-a111-111111111111,Ventes",
      ].join("\r\n");
      await pick(page, "input[type=file]", { name: "users.csv", text: people });
      await page.click("#accept-import");
      await says(page, "3 utilisateurs ont été lus");
      await says(page, "enregistré dans ce navigateur, ");
      await page.goto(`${site.url}users#f=userPrincipalName:nin:c@contoso.com`);
      await started(page);
      await says(page, "Anna; ");
      const exported = async (item) => {
        await page.click("button:has-text('Exporter')");
        const { name, text } = await download(page, () => page.click(`[role=menuitem]:has-text('${item}')`));
        assert.match(name, /^[a-z-]+-utilisateurs-\d{4}-\d\d-\d\d\.csv$/);
        return text.split("\r\n");
      };
      const raw = await exported("CSV tel quel");
      // Columns of which nothing is known are unknown in every row.
      assert.deepEqual(raw[0].split(",").slice(0, 4), ["displayName", "userPrincipalName", "jobTitle", "department"]);
      assert.deepEqual(raw[1].split(",").slice(0, 4), ["=1+1", "b@contoso.com", '""', "Ventes"]);
      assert.deepEqual(raw[2].split(",").slice(0, 4), ['"Anna; ""A"""', "a@contoso.com", '""', ""]);
      assert.deepEqual(raw.slice(3), [""]);
      const marked = await exported("CSV pour tableur");
      assert.match(marked[0], /^\ufeff'displayName;userPrincipalName;/);
      assert.match(marked[1], /^'=1\+1;b@contoso\.com;"";Ventes;/);
    },
  },

  "a folder is taken in whole, and what has no place yet is kept beside": {
    seconds: 60,
    async run(t) {
      const site = await t.site();
      const page = await t.open(`${site.url}start`, { language: "en" });
      const folder = await t.directory("export");
      const graph = (of, value) => JSON.stringify({ "@odata.context": `https://graph.microsoft.com/v1.0/$metadata#${of}`, value });
      const ada = { id: "00000001-1111-4111-a111-111111111111", userPrincipalName: "ada@contoso.com", displayName: "Ada Lovelace", accountEnabled: true };
      await mkdir(join(folder, "more"));
      await writeFile(join(folder, "users.json"), graph("users", [ada]));
      await writeFile(join(folder, "more", "applications.json"), graph("applications", [{ id: "00000002-1111-4111-a111-111111111111", appId: "00000003-1111-4111-a111-111111111111", displayName: "Payroll" }]));
      const [chooser] = await Promise.all([
        page.waitForEvent("filechooser"),
        page.getByRole("button", { name: "Choose a folder…" }).click(),
      ]);
      await chooser.setFiles(folder);
      await says(page, "applications.json");
      await page.click("#accept-import");
      await says(page, "One user was read");
      // The files beside it are saved then, too.
      await page.waitForSelector(".save-state[data-save=saved]");
      await page.goto(`${site.url}settings`);
      const kept = page.getByRole("button", { name: "applications.json", exact: true });
      assert.match((await download(page, () => kept.click())).text, /"displayName":"Payroll"/);
      await t.accessible(page, "files kept beside");
      await page.getByRole("button", { name: "Remove applications.json" }).click();
      await kept.waitFor({ state: "detached" });
    },
  },

  "every page of the sample passes axe in every look": {
    seconds: 300,
    async run(t) {
      const site = await t.site();
      for (const look of LOOKS) {
        const page = await t.open(`${site.url}start`, look);
        await t.accessible(page, `start ${look.language} ${look.theme}`);
        await page.click("#open-sample");
        await saved(page);
        for (const path of ["", "users", "users/new", "users/deleted", "groups/new", "groups/drift", "rules", "education", "changes", "changes/hand-off", "audit", "collector", "import", "settings"]) {
          await page.goto(site.url + path);
          await started(page);
          await page.waitForSelector("#heading");
          await t.accessible(page, `${path || "overview"} ${look.language} ${look.theme}`);
        }
      }
    },
  },

  "what opens over the pages passes axe in every look": {
    seconds: 300,
    async run(t) {
      const site = await t.site();
      for (const look of LOOKS) {
        const say = (english, french) => (look.language === "fr" ? french : english);
        const page = await (await t.browser(look)).page();
        await takeIn(page, site, { name: "users.csv", text: csv(staff(8)) });
        const open = async (where, button, role = "dialog") => {
          await page.getByRole("button", { name: button, exact: true }).click();
          await page.getByRole(role).first().waitFor();
          await t.accessible(page, `${where} ${look.language} ${look.theme}`);
        };
        const close = async () => {
          await page.keyboard.press("Escape");
          for (const role of ["dialog", "menu"]) await page.getByRole(role).waitFor({ state: "hidden" });
          await page.waitForFunction(() => document.activeElement !== document.body);
        };

        await page.goto(`${site.url}users`);
        await started(page);
        await page.getByRole("gridcell").first().waitFor();
        await page.keyboard.press("?");
        await page.getByRole("dialog").waitFor();
        await t.accessible(page, `shortcuts ${look.language} ${look.theme}`);
        await close();
        await page.keyboard.press("Control+k");
        await page.getByRole("combobox").fill("user");
        await page.getByRole("option").first().waitFor();
        await t.accessible(page, `finder ${look.language} ${look.theme}`);
        await close();
        await open("filter editor", say("Add filter", "Ajouter un filtre"));
        await close();
        await open("columns", say("Columns", "Colonnes"));
        await close();
        await open("export", say("Export", "Exporter"), "menu");
        await close();
        await page.getByRole("gridcell").nth(1).click();
        await page.keyboard.press("Control+Home");
        await page.keyboard.press("Shift+ArrowDown");
        await page.keyboard.press("Alt+Enter");
        await page.getByRole("complementary").waitFor();
        await t.accessible(page, `details and selection ${look.language} ${look.theme}`);
        await open("change of many", say("Edit attribute…", "Modifier…"));
        await close();
        await open("deletion of many", say("Delete…", "Supprimer…"));
        await page.getByRole("dialog").locator("[type=submit]").click();
        await page.getByRole("dialog").waitFor({ state: "hidden" });

        await page.getByRole("gridcell").nth(1).getByRole("link").click();
        await page.getByRole("button", { name: say(/^Job title: /, /^Titre : /) }).click();
        await page.getByRole("main").getByRole("textbox").first().waitFor();
        await t.accessible(page, `editor ${look.language} ${look.theme}`);
        await close();
        await open("verbs", say("Password and sessions", "Mot de passe et sessions"), "menu");
        await close();
        await open("deletion", say("Delete", "Supprimer"));
        await page.getByRole("dialog").getByRole("button", { name: say("Delete", "Supprimer"), exact: true }).click();
        await open("restoring", say("Restore…", "Restaurer…"));
        await close();
        await page.context().close();
      }
    },
  },
};
