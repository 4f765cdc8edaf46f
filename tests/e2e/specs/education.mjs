// Education: answers of the organisation, what follows for each kind of device, and the page that people get.

import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { LOOKS, download, pick } from "../harness.mjs";
import { csv, saved, staff, takeIn, turnTo, visit } from "../steps.mjs";
import { violations } from "../axe.mjs";

const article = (page) => page.locator("article.document");
const tab = (page, name) => page.getByRole("tab", { name }).click();

async function atWork(t, look = { language: "en" }) {
  const site = await t.site();
  const page = await (await t.browser(look)).page();
  await takeIn(page, site, { name: "users.csv", text: csv(staff(3)) });
  return { site, page };
}

export default {
  async "a switch that nobody answered is told as open, answered as a fact, and an undo opens it again"(t) {
    const { page } = await atWork(t);
    await turnTo(page, "Education");
    await page.getByLabel("Kind of device").selectOption({ label: "Own Android phone, work profile" });
    await article(page).getByText(/Apps you installed yourself: Whether we use this has not been answered yet\./).waitFor();
    await page.getByRole("link", { name: "Answer what is missing" }).click();
    await page.getByText("0 of 28 answered").waitFor();
    await page.getByLabel("Do you require a mobile threat defence app on phones?").selectOption({ label: "No" });
    await page.getByText("1 of 28 answered").waitFor();
    await saved(page);
    await tab(page, "Statement");
    await page.getByLabel("Kind of device").selectOption({ label: "Own Android phone, work profile" });
    await article(page).getByText(/Apps you installed yourself: It would be possible; we have switched it off\./).waitFor();
    await page.keyboard.press("Control+z");
    await article(page).getByText(/Apps you installed yourself: Whether we use this/).waitFor();
    await page.reload();
    await article(page).waitFor();
  },

  async "whom to ask is noted with its limits, stands on the page, and comes back"(t) {
    const { site, page } = await atWork(t);
    await visit(page, site, "education#part=organisation");
    const phone = page.getByLabel("Telephone", { exact: true });
    await phone.fill("1".repeat(22));
    await page.getByText("Telephone: 2 characters too many").waitFor();
    await phone.fill("+33 1 23");
    await phone.press("Enter");
    const name = page.getByLabel("Name of the organisation", { exact: true });
    await name.fill("Contoso <b>");
    await name.press("Enter");
    await saved(page);
    await page.reload();
    await page.getByLabel("Telephone", { exact: true }).waitFor();
    assert.equal(await page.getByLabel("Telephone", { exact: true }).inputValue(), "+33 1 23");
    await tab(page, "Statement");
    await article(page).getByText("Contoso <b> manages the work account").waitFor();
    await article(page).getByRole("link", { name: "+33 1 23" }).waitFor();
    await turnTo(page, "Changes");
    await page.getByRole("tab", { name: /^By operation/ }).click();
    await page.getByText("Note 1 answer about the management of devices").first().waitFor();
  },

  async "erasing own devices where people work in France is held up"(t) {
    const { site, page } = await atWork(t);
    await visit(page, site, "education#part=organisation");
    const countries = page.getByLabel("Countries where people work");
    await countries.fill("fr, xx1");
    await page.getByText("xx1 is no code of two capital letters").waitFor();
    await countries.fill("fr");
    await countries.press("Enter");
    await tab(page, "What is switched on");
    await page.getByLabel(/erase/i).first().selectOption({ label: "Yes" });
    await tab(page, "Statement");
    await page.getByText(/People work in France, and erasing people’s own devices is switched on/).waitFor();
  },

  async "the page leaves as a file that runs nothing, in both languages, and passes axe"(t) {
    const { page } = await atWork(t);
    await turnTo(page, "Education");
    await article(page).waitFor();
    for (const [language, title] of [["English", "Your iPhone or iPad at"], ["Français", "Votre iPhone ou iPad"]]) {
      await page.getByLabel("Language of the page").selectOption({ label: language });
      await article(page).getByText(title).first().waitFor();
      await page.getByRole("button", { name: "Take away" }).click();
      const { name, text: html } = await download(page, () => page.getByRole("menuitem", { name: "Page (HTML)" }).click());
      assert.match(name, /\.html$/);
      assert.ok(!/<script|\son\w+=|javascript:/i.test(html) && html.includes("default-src 'none'"));
      const dir = await t.directory("statement");
      await writeFile(join(dir, "index.html"), html);
      t.allow(/favicon/);
      const bare = await (await t.browser({ javaScriptEnabled: false })).page({ another: true });
      const { url } = await t.site({ dir });
      await bare.goto(url);
      assert.equal(await bare.getByRole("heading", { level: 1 }).count(), 1);
      // What looks for faults is a script of its own: it needs a browser that runs some.
      const alone = await (await t.browser()).page({ another: true });
      await alone.goto(url);
      await t.accessible(alone, `statement ${language}`);
      assert.ok((await alone.getByRole("heading", { level: 2 }).count()) >= 5);
    }
  },

  async "a promise that a switch contradicts is an error; its words stand on the page"(t) {
    const { site, page } = await atWork(t);
    await visit(page, site, "education#part=promises");
    await page.getByRole("button", { name: "Take over 10 proposals" }).click();
    const erase = page.locator("section.card").filter({ has: page.getByRole("heading", { name: /We do not erase the whole of a device/ }) });
    await erase.getByText(/depends on an answer that is missing: Erasing people’s own devices/).waitFor();
    await tab(page, "What is switched on");
    await page.getByLabel(/erase/i).first().selectOption({ label: "Yes" });
    await tab(page, "Promises");
    await erase.getByText(/Contradicted by what is switched on: Erasing people’s own devices/).waitFor();
    await erase.getByLabel("When it is done").selectOption({ label: "Only when the person agrees in writing" });
    await erase.getByText(/Contradicted/).waitFor({ state: "detached" });
    await erase.getByText("Words in both languages").click();
    const words = erase.getByLabel("Promise", { exact: true }).first();
    await words.fill("We never erase your own device.");
    await words.press("Enter");
    await page.getByRole("heading", { name: "We never erase your own device." }).waitFor();
    await tab(page, "Statement");
    await article(page).getByText("We never erase your own device.").waitFor();
    await page.keyboard.press("Control+z");
    await article(page).getByText(/We do not erase the whole of a device/).waitFor();
  },

  async "the texts of the Company Portal fit, in both languages, and follow the kinds that are used"(t) {
    const { site, page } = await atWork(t);
    await visit(page, site, "education#part=portal");
    const cannot = () => page.getByRole("region", { name: "What support can’t see or do" });
    await page.getByText(/^\d+ of 520 characters$/).first().waitFor();
    const both = (await cannot().innerText()).trim();
    assert.ok(both.startsWith("- Photos and camera roll\n") && both.length <= 520 && !both.includes("UDID"), both);
    await page.getByRole("checkbox", { name: "Own iPhone or iPad, whole device" }).uncheck();
    await cannot().getByText("UDID").waitFor();
    await page.getByLabel("Language of the texts").selectOption({ label: "Français" });
    await cannot().getByText("Photos et pellicule").waitFor();
  },

  async "answers leave as a file and come in again; what is wrong is told and nothing taken"(t) {
    const { site, page } = await atWork(t);
    await visit(page, site, "education#part=organisation");
    const input = "input[type=file][accept*=json]";
    await pick(page, input, { name: "a.json", text: '{"kind":"tenantry-profile","version":1,"switches":{"mtd":"maybe"},"graceDays":400}' });
    await page.getByText("Nothing of a.json was taken in.").waitFor();
    await page.getByText("switches.mtd: not a possible value").waitFor();
    await page.getByText("graceDays: not a possible value").waitFor();
    await pick(page, input, { name: "b.json", text: '{"kind":"tenantry-profile","version":1,"switches":{"mtd":"on"},"graceDays":14}' });
    await page.getByText("2 answers taken in").first().waitFor();
    assert.equal(await page.getByLabel("Days of grace before access is blocked").inputValue(), "14");
    const { text } = await download(page, () => page.getByRole("button", { name: "Save the answers" }).click());
    const file = JSON.parse(text);
    assert.deepEqual([file.switches, file.graceDays], [{ mtd: "on" }, 14]);
  },

  "the pages pass axe in every look, and fit a phone": {
    seconds: 120,
    async run(t) {
      const site = await t.site();
      for (const look of LOOKS) {
        const page = await (await t.browser(look)).page();
        await takeIn(page, site, { name: "users.csv", text: csv(staff(3)) });
        for (const part of ["statement", "switches", "promises", "organisation", "portal"]) {
          await visit(page, site, `education#part=${part}`);
          await page.getByRole("tabpanel").locator("section.card").first().waitFor();
          await t.accessible(page, `education ${part} ${look.language} ${look.theme}`);
          await page.setViewportSize({ width: 390, height: 800 });
          assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), part);
          await page.setViewportSize({ width: 1280, height: 800 });
        }
      }
    },
  },
};
