// The road: an export in, and everything still there after the browser was killed.

import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { LOOKS, download, pick, started } from "../harness.mjs";

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

import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { LOOKS, download, pick, started } from "../harness.mjs";
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
        await page.waitForSelector("#heading");
        for (const path of ["", "users", "users/new", "users/deleted", "changes", "changes/hand-off", "collector", "import", "settings"]) {
          await page.goto(site.url + path);
          await started(page);
          await page.waitForSelector("#heading");
          await t.accessible(page, `${path || "overview"} ${look.language} ${look.theme}`);
        }
      }
    },
  },
};
