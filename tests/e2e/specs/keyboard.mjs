// Without a mouse, and on a telephone.

import assert from "node:assert/strict";
import { started } from "../harness.mjs";
import { csv, edit, idOf, saved, staff, stagedCount, takeIn, turnTo, userPage, visit } from "../steps.mjs";

const PEOPLE = 60;
const EXPORT = { name: "users.csv", text: csv(staff(PEOPLE)) };

/** Presses keys one after the other; after each the focus is somewhere, seen and inside the window. */
async function press(page, ...keys) {
  for (const key of keys) {
    await page.keyboard.press(key);
    await kept(page, key);
  }
}

/** Fails unless something has the focus, shows it, and lies in the window. */
async function kept(page, after) {
  const state = () => page.evaluate(() => {
    const focused = document.activeElement;
    if (!focused || focused === document.body) return "lost";
    const { top, left, bottom, right, width } = focused.getBoundingClientRect();
    if (width > 0 && (bottom < 0 || right < 0 || top > innerHeight || left > innerWidth)) return "outside";
    // What a program moved the focus to by itself (a heading, a list) need not show it.
    const shows = (element) => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
      return (outlineStyle !== "none" && parseFloat(outlineWidth) > 0) || boxShadow !== "none";
    };
    const seen = focused.matches("[tabindex='-1']:not([role])") || shows(focused) || shows(focused.parentElement);
    return seen ? "kept" : "unseen";
  });
  let found;
  for (let attempt = 0; attempt < 20; attempt += 1) {
    found = await state();
    if (found === "kept") return;
    await page.waitForTimeout(25);
  }
  const what = await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 200));
  assert.fail(`the focus is ${found} after ${after}: ${what}`);
}

/** What has the focus, as a person with a screen reader hears it. */
const focused = (page) => page.evaluate(() => {
  const element = document.activeElement;
  return element.getAttribute("aria-label") ?? (element.labels?.[0]?.innerText || element.innerText || element.id);
});

/** Presses Tab until something with a name has the focus. */
async function tabTo(page, name) {
  for (let presses = 0; presses < 60; presses += 1) {
    await press(page, "Tab");
    if (name.test((await focused(page)).trim())) return;
  }
  assert.fail(`${name} is not reached with Tab`);
}

const heading = async (page, name) => {
  await page.getByRole("heading", { level: 1, name }).waitFor();
  await kept(page, `going to ${name}`);
};

/** The cell of the grid that has the focus: row and column as the grid counts them. */
const place = (page) => page.evaluate(() => {
  const cell = document.activeElement.closest("[aria-colindex]");
  return [Number(cell?.closest("[aria-rowindex]")?.getAttribute("aria-rowindex")), Number(cell?.getAttribute("aria-colindex"))];
});

const text = (page, value) => page.getByText(value, { exact: true }).first().waitFor();

export default {
  async "the main road by keys alone: import, find, edit, undo, hand off"(t) {
    const site = await t.site();
    const page = await (await t.browser({ language: "en" })).page();
    const chooser = new Promise((resolve) => page.on("filechooser", resolve));
    await visit(page, site, "start");
    await page.keyboard.press("Control+o");
    await (await chooser).setFiles([{ name: EXPORT.name, mimeType: "text/csv", buffer: Buffer.from(EXPORT.text) }]);
    await page.locator("#accept-import").waitFor();
    await kept(page, "choosing files");
    await tabTo(page, /^Take in$/);
    await press(page, "Enter");
    await page.getByText(/users were read and taken in/).waitFor();
    await tabTo(page, /^See the users$/);
    await press(page, "Enter");
    await heading(page, "Users");

    await press(page, "/");
    assert.equal(await focused(page), "Search users");
    await page.keyboard.type("sales");
    await text(page, `30 of ${PEOPLE} users`);
    await press(page, "Control+a", "Delete");
    await text(page, `${PEOPLE} users`);
    for (let presses = 0; !(await place(page))[0] && presses < 10; presses += 1) await press(page, "Tab");
    await press(page, "Control+Home");
    assert.deepEqual(await place(page), [2, 1]);
    await press(page, "Control+End");
    const columns = Number(await page.getByRole("grid").getAttribute("aria-colcount"));
    assert.deepEqual(await place(page), [PEOPLE + 1, columns]);
    await press(page, "Home", "PageUp");
    assert.ok((await place(page))[0] < PEOPLE + 1);
    await press(page, "Control+Home", "ArrowDown", "ArrowRight");
    assert.deepEqual(await place(page), [3, 2]);
    await press(page, "Space");
    await text(page, "1 selected");
    await press(page, "Shift+ArrowDown", "Shift+ArrowDown");
    await text(page, "3 selected");
    await press(page, "Control+a");
    await text(page, `${PEOPLE} selected`);
    await press(page, "Alt+Enter");
    await page.getByRole("complementary", { name: "Details" }).waitFor();
    await press(page, "Escape");
    await page.getByRole("complementary", { name: "Details" }).waitFor({ state: "detached" });
    await text(page, `${PEOPLE} selected`);
    await press(page, "Escape");
    await page.getByText(`${PEOPLE} selected`).waitFor({ state: "detached" });
    await press(page, "Control+Home", "ArrowUp", "ArrowRight");
    assert.deepEqual(await place(page), [1, 2]);
    assert.equal(await page.getByRole("columnheader", { name: "Display name" }).getAttribute("aria-sort"), "ascending");
    await press(page, "Enter");
    await page.getByRole("columnheader", { name: "Display name" }).and(page.locator("[aria-sort=descending]")).waitFor();
    await press(page, "ArrowDown", "j", "k", "x");
    await text(page, "1 selected");
    await press(page, "Enter");
    await heading(page, `User 00${PEOPLE - 1}`);

    await tabTo(page, /^Job title: Clerk\. Edit$/);
    await press(page, "F2");
    assert.equal(await focused(page), "Job title");
    await press(page, "Control+a");
    await page.keyboard.type("Judge");
    await press(page, "Escape");
    await page.waitForFunction(() => document.activeElement.ariaLabel === "Job title: Clerk. Edit");
    await press(page, "Enter", "Control+a");
    await page.keyboard.type("Notary");
    await press(page, "Enter");
    await page.waitForFunction(() => document.activeElement.ariaLabel === "Job title: Notary. Edit");
    await press(page, "Control+z");
    await stagedCount(page).waitFor({ state: "detached" });
    await kept(page, "undo");
    await press(page, "Control+Shift+z");
    await text(page, "1 staged");
    await kept(page, "redo");
    await saved(page);

    await press(page, "g", "c");
    await heading(page, "Changes");
    await tabTo(page, /^By object \(1\)$/);
    await press(page, "ArrowRight", "Enter");
    await page.getByRole("tabpanel", { name: /By operation/ }).waitFor();
    await page.getByRole("link", { name: "Hand-off" }).focus();
    await press(page, "Enter");
    await heading(page, "Hand-off");
    await tabTo(page, /^PowerShell script$/);
    await press(page, "ArrowRight", "ArrowLeft");
    await tabTo(page, /^Download .*-changes\.ps1$/);
    const [file] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
    assert.match(file.suggestedFilename(), /-changes\.ps1$/);
    await kept(page, "downloading");
  },

  async "my groups by keys alone, in French: asked for, taken back, asked again, answered by the owner"(t) {
    const site = await t.site();
    const page = await (await t.browser({ language: "fr" })).page();
    const groupId = "00000001-2222-4222-a222-222222222222";
    const list = (of, key, at) => ({
      name: `${of}-0001.json`,
      text: JSON.stringify({ "@odata.context": `tenantry#${of}`, value: [{ groupId, page: 1, last: true, [key]: at.map((one) => ({ "@odata.type": "#microsoft.graph.user", id: idOf(one) })) }] }),
    });
    const group = { id: groupId, displayName: "Club d’échecs", mailNickname: "echecs", groupTypes: ["Unified"], mailEnabled: true, securityEnabled: true, onPremisesSyncEnabled: null, isAssignableToRole: false, membershipRule: null, visibility: "Private" };
    await takeIn(page, site, EXPORT,
      { name: "groups-0001.json", text: JSON.stringify({ "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#groups", value: [group] }) },
      list("groupMembers", "members", [1]), list("groupOwners", "owners", [1]));
    await visit(page, site, "self-service");
    for (const [label, letter] of [[/^Les propriétaires peuvent gérer/, "Oui"], [/^Restreindre l’accès/, "Non"]]) {
      await tabTo(page, label);
      await page.keyboard.type(letter);
      await kept(page, letter);
    }
    await text(page, "2 préparées");
    await visit(page, site, "self-service/my-groups");
    const as = async (name) => {
      await tabTo(page, /^Regarder en tant que/);
      await page.keyboard.type(name);
      await page.getByRole("option").first().waitFor();
      await press(page, "ArrowDown", "Enter");
      await page.getByText(name).first().waitFor();
      await kept(page, "choosing a person");
    };
    const ask = async (why) => {
      await tabTo(page, /^Demander à rejoindre Club d’échecs$/);
      await press(page, "Enter");
      await page.getByRole("dialog").waitFor();
      if (!/Justification/.test(await focused(page))) await tabTo(page, /^Justification/);
      await page.keyboard.type(why);
      await tabTo(page, /^Demander$/);
      await press(page, "Enter");
      await page.getByText("Demande notée pour les propriétaires de Club d’échecs").first().waitFor();
    };
    await as("User 0005");
    await ask("Je joue.");
    await tabTo(page, /^Retirer la demande de rejoindre Club d’échecs$/);
    await press(page, "Enter");
    await page.getByText("Demande retirée").first().waitFor();
    await ask("Je joue vraiment.");
    await saved(page);
    await visit(page, site, "self-service/my-groups");
    await as("User 0001");
    await tabTo(page, /^Approuver User 0005 pour Club d’échecs$/);
    await press(page, "Enter");
    await page.getByText("Demande de User 0005 approuvée. Préparé.").first().waitFor();
    await text(page, "3 préparées");
  },

  async "what opens over the page gives the focus back, and what goes does not take it along"(t) {
    const site = await t.site();
    const page = await (await t.browser({ language: "en" })).page();
    await takeIn(page, site, EXPORT);
    await turnTo(page, "Users");
    await press(page, "/", "Control+k");
    await page.getByRole("combobox", { name: /Search pages/ }).waitFor();
    await press(page, "Escape");
    await page.waitForFunction(() => document.activeElement.id === "list-search");
    await press(page, "Tab");
    await page.getByRole("button", { name: "Add filter" }).focus();
    await press(page, "Enter");
    await page.getByRole("dialog", { name: "Add filter" }).waitFor();
    await press(page, "Escape");
    await page.waitForFunction(() => document.activeElement.innerText?.trim() === "Add filter");
    await page.getByRole("button", { name: "Export" }).focus();
    await press(page, "Enter", "ArrowDown", "ArrowDown", "Escape");
    await page.waitForFunction(() => document.activeElement.innerText?.trim() === "Export");
    await press(page, "?");
    await page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
    await press(page, "Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    await page.waitForFunction(() => document.activeElement.innerText?.trim() === "Export");

    // Leaving while a menu's button, or an input, has the focus.
    await press(page, "g", "s");
    await heading(page, "Settings");
    await press(page, "Control+k");
    await page.keyboard.type("user 0011");
    await page.getByRole("option", { name: /User 0011/ }).waitFor();
    await press(page, "Enter");
    await heading(page, "User 0011");

    await tabTo(page, /^Disable sign-in$/);
    await press(page, "Enter");
    await text(page, "Disabled");
    await kept(page, "disabling");
    await page.getByRole("button", { name: "Delete", exact: true }).focus();
    await press(page, "Enter");
    assert.equal(await focused(page), "Cancel", "the way out comes first");
    await press(page, "Escape");
    await page.waitForFunction(() => document.activeElement.innerText?.trim() === "Delete");
    await press(page, "Enter", "Tab", "Enter");
    await page.getByRole("button", { name: "Restore…" }).waitFor();
    await kept(page, "deleting");
    await page.getByRole("button", { name: "Restore…" }).focus();
    await press(page, "Enter");
    await page.getByRole("dialog").getByRole("button", { name: "Restore", exact: true }).focus();
    await press(page, "Enter");
    await page.getByRole("button", { name: "Delete", exact: true }).waitFor();
    await kept(page, "restoring");
    await page.getByRole("button", { name: "Revert Account enabled" }).first().focus();
    await press(page, "Enter");
    await page.getByText("1 staged", { exact: true }).waitFor({ state: "detached" });
    await kept(page, "reverting");

    await visit(page, site, "users/new");
    await tabTo(page, /^First name$/);
    await press(page, "Enter");
    await page.getByText("The user cannot be staged yet").waitFor();
    await kept(page, "an empty form");
    await page.getByRole("textbox", { name: "First name" }).focus();
    await page.keyboard.type("Anna");
    await page.getByRole("textbox", { name: "Last name" }).focus();
    await page.keyboard.type("Lind");
    await page.getByRole("textbox", { name: "User principal name, before the @" }).focus();
    await press(page, "Control+a");
    await page.keyboard.type("anna");
    await press(page, "Enter");
    await page.getByText("Anna Lind is staged").waitFor();
    await kept(page, "a new user");

    await turnTo(page, "Changes");
    await page.getByRole("button", { name: "Do not create Anna Lind" }).focus();
    await press(page, "Enter");
    await page.getByText("Nothing is staged").waitFor();
    await kept(page, "taking the last one back");
    await turnTo(page, "Users");
    await page.getByRole("checkbox", { name: "Select all users that match" }).click();
    await page.getByRole("button", { name: "Edit attribute…" }).focus();
    await press(page, "Enter");
    await page.getByRole("dialog").getByRole("textbox", { name: "Value" }).focus();
    await page.keyboard.type("Archive");
    await press(page, "Enter");
    await text(page, `${PEOPLE} staged`);
    await kept(page, "a change of many");
    await page.getByRole("button", { name: "Clear selection" }).focus();
    await press(page, "Enter");
    await kept(page, "clearing the selection");
  },

  async "leaving a page by a step back, from any of its inputs, stops nothing"(t) {
    const site = await t.site();
    const page = await (await t.browser({ language: "en" })).page();
    await takeIn(page, site, EXPORT);
    for (const [path, role, name] of [
      ["users", "button", "Export"],
      ["users", "searchbox", "Search users"],
      ["users/new", "textbox", "Display name"],
      ["users/new", "textbox", "First name"],
      ["users/new", "textbox", "Usage location"],
      ["users/deleted", "link", "About the collector"],
      ["settings", "combobox", "Language"],
    ]) {
      await visit(page, site, path);
      await turnTo(page, "Changes");
      await page.goBack();
      const input = page.getByRole("main").getByRole(role, { name, exact: true });
      await input.focus();
      await page.goForward();
      await page.getByRole("heading", { level: 1, name: "Changes" }).waitFor();
      await kept(page, `leaving ${path} from ${name}`);
    }
  },

  async "keys work again as soon as a dialog is closed"(t) {
    const site = await t.site();
    const page = await (await t.browser({ language: "en" })).page();
    await takeIn(page, site, EXPORT);
    await visit(page, site, "users");
    // The page has the focus as after a click beside everything.
    await page.evaluate(() => document.activeElement.blur());
    for (const way of ["opened and closed", "used and closed"]) {
      await page.keyboard.press("Control+k");
      await page.getByRole("combobox").waitFor();
      if (way === "used and closed") await page.keyboard.type("us");
      // Nothing in between, as fast hands do.
      await page.keyboard.press("Escape");
      await page.keyboard.press("?");
      await page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
      await page.keyboard.press("Escape");
      await page.keyboard.press("/");
      assert.equal(await focused(page), "Search users", way);
      assert.equal(await page.getByRole("searchbox").inputValue(), "");
      await page.evaluate(() => document.activeElement.blur());
    }
    // The browser tells `close` a task after the focus was given back; a key in between opens again.
    await page.getByRole("button", { name: "Columns" }).focus();
    await page.keyboard.press("?");
    const shortcuts = page.getByRole("dialog", { name: "Keyboard shortcuts" });
    await shortcuts.waitFor();
    await page.evaluate(() => {
      document.querySelector("dialog[open]").close();
      document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: "?", bubbles: true, cancelable: true }));
    });
    await page.waitForTimeout(200);
    assert.ok(await shortcuts.isVisible(), "a dialog that was opened again stays");
  },

  async "choosing and moving columns keeps the focus on the column"(t) {
    const site = await t.site();
    const page = await (await t.browser({ language: "en" })).page();
    await takeIn(page, site, EXPORT);
    await visit(page, site, "users");
    const heads = () => page.getByRole("columnheader").allInnerTexts();
    const box = (name) => page.getByRole("dialog").getByRole("checkbox", { name, exact: true });
    const has = async (what, text) => {
      await kept(page, what);
      // The lists are drawn anew in place; the focus follows its column in the next frame.
      await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn))));
      assert.equal((await focused(page)).trim(), text, what);
    };
    await page.getByRole("button", { name: "Columns" }).click();
    await box("City").focus();
    await press(page, "Space");
    await has("showing a column", "City");
    assert.ok(await box("City").isChecked());
    const ticked = () => page.getByRole("dialog").locator("ul").last().locator("input:checked").count();
    assert.equal(await ticked(), 0, "no column that is not shown is ticked");
    await press(page, "Space");
    await has("hiding it again", "City");
    assert.ok(!(await box("City").isChecked()));
    await press(page, "Space");
    await page.getByRole("dialog").getByRole("button", { name: "Move City up" }).focus();
    await press(page, "Space");
    await has("moving it", "Move City up");
    await press(page, "Space");
    await has("moving it again", "Move City up");
    // What is looked for among the others has another name: the focus goes to the search.
    await page.getByRole("dialog").getByRole("searchbox").fill("country");
    await box("Department").focus();
    await press(page, "Space");
    await has("hiding what is not looked for", "Find an attribute");
    await press(page, "Escape");
    const shown = (await heads()).map((head) => head.trim());
    assert.ok(shown.includes("City") && !shown.includes("Department"), shown.join());
    assert.equal(shown.indexOf("City"), shown.length - 3, `moved up twice: ${shown}`);
  },

  async "on a narrow screen a sign says how far things are saved"(t) {
    const site = await t.site();
    for (const language of ["en", "fr"]) {
      for (const width of [320, 390, 700]) {
        const page = await (await t.browser({ language, viewport: { width, height: 844 } })).page();
        await takeIn(page, site, EXPORT);
        if (width === 390) {
          // With changes staged there is one thing more to find room for, in as many lines.
          const before = (await page.getByRole("banner").boundingBox()).height;
          await userPage(page, site, 4);
          await edit(page, language === "fr" ? "Titre" : "Job title", "Bailiff", language);
          await stagedCount(page).waitFor();
          await saved(page);
          assert.equal((await page.getByRole("banner").boundingBox()).height, before);
        }
        const name = language === "fr" ? /^Enregistré dans ce navigateur/i : /^Saved in this browser/i;
        const state = page.getByRole("banner").getByRole("link", { name });
        const { x, width: wide, height } = await state.boundingBox();
        assert.ok(wide >= 24 && wide <= 40 && height >= 24 && x >= 0 && x + wide <= width, `${language} ${width}`);
        assert.ok(await state.locator("svg").isVisible());
        assert.ok((await page.evaluate(() => document.scrollingElement.scrollWidth)) <= width, `${language} ${width}`);
        await t.accessible(page, `${language} ${width}`);
        await state.click();
        await page.getByRole("heading", { level: 1, name: language === "fr" ? "Paramètres" : "Settings" }).waitFor();
        await page.context().close();
      }
    }
  },

  async "at 390 pixels no page scrolls sideways, and the main task is done"(t) {
    const site = await t.site();
    for (const language of ["en", "fr"]) {
      const page = await (await t.browser({ language, viewport: { width: 390, height: 844 } })).page();
      const fits = async (where) => {
        const width = await page.evaluate(() => document.scrollingElement.scrollWidth);
        assert.ok(width <= 390, `${where} (${language}) is ${width} pixels wide`);
      };
      await takeIn(page, site, EXPORT);
      await fits("the imported");
      await userPage(page, site, 4);
      if (language === "en") {
        await edit(page, "Job title", "Bailiff");
        await page.getByText("was Clerk").waitFor();
        await turnTo(page, "Users");
        await page.getByRole("searchbox").fill("0004");
        await page.getByRole("grid").getByText("Bailiff").waitFor();
        await page.getByRole("button", { name: "Undo: Change Job title of 1 user" }).click();
        await page.getByRole("grid").getByText("Clerk").waitFor();
        await page.getByRole("button", { name: "Redo: Change Job title of 1 user" }).click();
        await page.getByRole("grid").getByText("Bailiff").waitFor();
        // The way back of every staged value stands in the window, not behind its edge.
        await turnTo(page, "Changes");
        const back = page.locator(".diff td.amount button").first();
        await back.waitFor();
        const { x, width } = await back.boundingBox();
        assert.ok(x + width <= 390, `the way back ends at ${x + width} pixels`);
      } else {
        await page.getByRole("button", { name: "Supprimer", exact: true }).click();
        await fits("the question");
        await page.getByRole("dialog").getByRole("button", { name: "Supprimer", exact: true }).click();
        await page.getByRole("button", { name: "Restaurer…" }).waitFor();
      }
      await saved(page);
      for (const path of ["", "start", "users", "users/new", "users/deleted", "groups/new", "groups/drift", "rules", "self-service", "self-service#part=groups", "self-service/my-groups", "education", "education#part=switches", "education#part=organisation", `users/user#id=${idOf(4)}`, "changes", "changes/hand-off", "collector", "import", "settings"]) {
        await visit(page, site, path);
        await fits(path || "overview");
      }
      await page.keyboard.press("Control+k");
      await page.getByRole("dialog").waitFor();
      await fits("the finder");
    }
  },
};
