// A power cut in the middle of work, again and again: whatever the page said was saved is there.

import assert from "node:assert/strict";
import { appendFile, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { download, pick, started } from "../harness.mjs";
import { csv, delayLog, saved, staff, takeIn, turnTo, userPage, visit } from "../steps.mjs";

/** Milliseconds of further work before the cut, at most. */
const LONGEST = 250;

/** Numbers in [0, 1) that are the same at every run (mulberry32). */
function chance(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** What was asked for, in order, and what the page said of it. */
class Record {
  constructor(people) {
    this.people = people;
    /** As the page writes them. */
    this.all = people.toLocaleString("en");
    this.half = (people / 2).toLocaleString("en");
  }

  /** Each operation as the job titles that it sets: `[person, title]`. */
  operations = [];
  /** So many of them, from the first, were said to be saved. */
  said = 0;
  /** Room numbers of the exports that were taken in; the last one may have been cut off. */
  rooms = [0];
  roomSaid = 0;
  /** Cuts that came while something was being saved. */
  during = 0;
  /** Cuts that tore the browser's log. */
  torn = 0;

  /** Job titles after so many operations. */
  titles(count) {
    const titles = Array.from({ length: this.people }, () => "Clerk");
    for (const changes of this.operations.slice(0, count)) for (const [person, title] of changes) titles[person] = title;
    return titles;
  }
}

const export_ = (record, room) => ({
  name: "exportUsers.csv",
  text: csv(staff(record.people).map((person) => ({ ...person, officeLocation: `Room ${room}.` }))),
});

const numberOf = (name) => Number(/\d+$/.exec(name)[0]);

/** Reads what the page says is saved; called after everything in `record` has been asked for. */
async function listen(page, record) {
  if ((await page.locator(".save-state").getAttribute("data-save")) === "saved") {
    record.said = record.operations.length;
    record.roomSaid = record.rooms.at(-1);
  }
}

/** Sets the job title of one person, on the page of that person. */
async function editOne(page, record, title) {
  const person = numberOf(await page.getByRole("heading", { level: 1 }).innerText());
  await page.getByRole("button", { name: /^Job title: / }).click();
  const input = page.getByRole("textbox", { name: "Job title", exact: true });
  await input.fill(title);
  record.operations.push([[person, title]]);
  await input.press("Enter");
}

/** Takes the last operation back, which stands. */
async function undo(page, record) {
  const before = record.titles(record.operations.length - 1);
  record.operations.push(record.operations.at(-1).map(([person]) => [person, before[person]]));
  await page.keyboard.press("Control+z");
}

/** Sets the job title of everybody in a department. */
async function editMany(page, record, title) {
  const odd = title.length % 2;
  await page.getByRole("searchbox", { name: "Search users" }).fill(odd ? "sales" : "legal");
  await page.getByText(`${record.half} of ${record.all} users`).first().waitFor();
  await page.getByRole("checkbox", { name: "Select all users that match" }).click();
  await page.getByRole("button", { name: "Edit attribute…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("combobox", { name: "Attribute" }).selectOption({ label: "Job title" });
  const input = dialog.getByRole("textbox", { name: "Value" });
  await input.fill(title);
  // Very many people are judged when the input is left.
  await input.press("Tab");
  await dialog.getByText(`${record.half} users change`).waitFor();
  record.operations.push(Array.from({ length: record.people / 2 }, (_, at) => [at * 2 + odd, title]));
  await dialog.getByRole("button", { name: `Stage for ${record.half} users` }).click();
}

/** Takes in a newer export, in which everybody has moved. */
async function takeInNewer(page, record) {
  const room = record.rooms.at(-1) + 1;
  await pick(page, "input[type=file]", export_(record, room));
  await page.locator("#accept-import").waitFor();
  record.rooms.push(room);
  await page.locator("#accept-import").click();
}

/** Compares everything that the reopened page shows with what was asked for. */
async function check(page, record) {
  const tab = page.getByRole("tab", { name: /^By operation/ });
  await tab.waitFor().catch(async (error) => {
    throw new Error(`no operations on the page, but: ${await page.locator("main").innerText()}`, { cause: error });
  });
  const label = await tab.innerText();
  const there = Number(label.replace(/\D/g, ""));
  const last = () => record.operations.slice(-3).map((changes) => `${changes.length} × ${changes[0]}`).join("; ");
  assert.ok(there >= record.said, `${record.said} operations were said to be saved, ${there} are there (of ${record.operations.length}; the last: ${last()})`);
  assert.ok(there <= record.operations.length, `${there} operations, and only ${record.operations.length} were asked for`);
  const { said, operations, rooms, roomSaid } = record;
  if (said < operations.length || roomSaid < rooms.at(-1)) record.during += 1;
  record.operations.length = there;
  record.said = there;

  await turnTo(page, "Users");
  const room = async (number) => {
    await page.getByRole("searchbox", { name: "Search users" }).fill(`Room ${number}.`);
    const all = page.getByText(`${record.all} users`, { exact: true }).first();
    await all.or(page.getByText("Nobody matches")).first().waitFor();
    return all.isVisible();
  };
  while (!(await room(record.rooms.at(-1)))) {
    assert.notEqual(record.rooms.pop(), record.roomSaid, "an import that was said to be saved is not there");
  }
  record.roomSaid = record.rooms.at(-1);

  const file = await download(page, async () => {
    await page.getByRole("button", { name: "Export" }).click();
    await page.getByRole("menuitem", { name: /^CSV as it is/ }).click();
  });
  const [head, ...rows] = file.text.trim().split("\r\n").map((line) => line.split(","));
  const column = head.findIndex((name) => /^job ?title$/i.test(name));
  assert.ok(column > 0, head.join());
  const name = head.findIndex((name) => /^display ?name$/i.test(name));
  const titles = [];
  for (const row of rows) titles[numberOf(row[name])] = row[column];
  assert.deepEqual(titles, record.titles(there), "everybody is as after the last operation that is there");
}

/** Bytes of a block of LevelDB's log, and of what stands before each record. */
const BLOCK = 32_768;
const HEADER = 7;

/**
 * Leaves at the end of the browser's log what a cut leaves that comes while a record is written: its
 * header, or less, and some of its content. Rarely does a kill find that moment by itself. Says
 * whether there was room for it in the block. Fails where the browser has no such log: then what
 * `storage/idb/fresh.rs` is for, and these tests, have to be thought over.
 */
async function tear(browser, random) {
  const databases = join(browser.profile, "Default", "IndexedDB");
  const folder = (await readdir(databases)).find((name) => name.endsWith(".leveldb"));
  assert.ok(folder, "Chromium keeps IndexedDB in a LevelDB");
  const logs = (await readdir(join(databases, folder))).filter((name) => name.endsWith(".log"));
  const log = join(databases, folder, logs.sort().at(-1));
  const room = BLOCK - ((await stat(log)).size % BLOCK) - HEADER;
  if (room < 2) return false;
  const torn = Buffer.alloc(HEADER + Math.floor(random() * (room - 1)), 0x5a);
  torn.writeUInt16LE(room, 4);
  // The first of several records that hold one write.
  torn.writeUInt8(2, 6);
  const isShort = random() < 0.3;
  await appendFile(log, isShort ? torn.subarray(0, 1 + Math.floor(random() * (HEADER - 1))) : torn);
  return true;
}

/** Works, cuts and compares, `kills` times. */
async function cuts(t, people, kills) {
  const site = await t.site();
  const random = chance(20_261_121);
  const record = new Record(people);
  let browser = await t.browser({ language: "en" });
  await takeIn(await browser.page(), site, export_(record, 0));

  for (let round = 0; round <= kills; round += 1) {
    const page = await browser.page();
    if (round > 0) {
      await page.goto(`${site.url}changes`);
      await started(page);
      await check(page, record);
    } else {
      await turnTo(page, "Users");
    }
    if (round === kills) break;

    // Some work that is waited for, then more of it into the cut.
    const kind = round % 5;
    const step = [
      async (at) => editOne(page, record, `one ${round} ${at}`),
      async (at) => (at % 2 ? undo(page, record) : editOne(page, record, `two ${round} ${at}`)),
    ][round % 2];
    if (kind < 3) {
      await page.getByRole("searchbox", { name: "Search users" }).fill(`user${String(Math.floor(random() * record.people)).padStart(4, "0")}@`);
      await page.getByText(`1 of ${record.all} users`).first().waitFor();
      await page.getByRole("grid").getByRole("link").first().click();
      await page.getByRole("button", { name: /^Job title: / }).waitFor();
      await step(0);
      await saved(page);
      await listen(page, record);
    }
    const work = async () => {
      if (kind === 3) await editMany(page, record, `many ${round}`);
      if (kind === 4) await takeInNewer(page, record);
      if (kind >= 3) return listen(page, record);
      for (let at = 1; ; at += 1) {
        await step(at);
        await listen(page, record);
      }
    };
    let cut = false;
    let failure;
    const working = work().catch((error) => {
      if (!cut) failure = error;
    });
    if (kind >= 3) await working;
    await new Promise((resolve) => setTimeout(resolve, random() * (kind >= 3 ? LONGEST / 10 : LONGEST)));
    cut = true;
    await browser.kill();
    await working;
    if (failure) throw failure;
    if (round % 2 && (await tear(browser, random))) record.torn += 1;
    browser = await t.browser({ profile: browser.profile, language: "en" });
  }
  assert.ok(record.said > kills, `${record.said} operations`);
  assert.ok(record.during > 0, "no cut came while something was being saved");
  assert.ok(record.torn > kills / 4, `${record.torn} torn logs`);
}

export default {
  async "a new workspace is not called saved before it is"(t) {
    const site = await t.site();
    const browser = await t.browser({ language: "en" });
    const page = await browser.page();
    // Whatever comes before the first write waits until it is told to go on.
    await page.addInitScript(() => {
      if (sessionStorage.getItem("goes on")) return;
      const request = navigator.locks.request.bind(navigator.locks);
      const told = new Promise((resolve) => (window.goOn = resolve));
      navigator.locks.request = async (...given) => {
        await told;
        return request(...given);
      };
    });
    await visit(page, site, "start");
    await pick(page, "input[type=file]", { name: "users.csv", text: csv(staff(30)) });
    await page.locator("#accept-import").click();
    await page.locator(".save-state").waitFor({ state: "attached" });
    // The settings have the list read again: what is open stays in it.
    await turnTo(page, "Settings");
    await page.waitForTimeout(300);
    await page.locator("button.workspace").click();
    await page.locator("[role=menuitemradio][aria-checked=true]").waitFor();
    assert.equal(await page.locator(".save-state").getAttribute("data-save"), "saving");
    await page.keyboard.press("Escape");
    await page.evaluate(() => {
      sessionStorage.setItem("goes on", "yes");
      window.goOn();
    });
    await saved(page);
    await visit(page, site, "users");
    await page.getByText("30 users").first().waitFor();
  },

  "nothing is called saved that may go into a torn log while a new one takes seconds": async (t) => {
    const site = await t.site();
    const random = chance(20_261_122);
    let browser = await t.browser({ language: "en" });
    const again = async () => {
      await browser.kill();
      const torn = await tear(browser, random);
      browser = await t.browser({ profile: browser.profile, language: "en" });
      return torn;
    };
    await takeIn(await browser.page(), site, { name: "users.csv", text: csv(staff(30)) });
    assert.equal(await again(), true, "the log is torn");

    await delayLog(t, browser, site, 4000);
    const page = await browser.page();
    const begun = Date.now();
    await userPage(page, site, 3);
    await page.getByRole("button", { name: /^Job title: / }).click();
    const input = page.getByRole("textbox", { name: "Job title", exact: true });
    await input.fill("Welder");
    await input.press("Enter");
    await saved(page);
    assert.ok(Date.now() - begun > 4000, "not before the new log");
    await again();

    const last = await browser.page();
    await userPage(last, site, 3);
    await last.getByRole("button", { name: "Job title: Welder" }).waitFor();
  },

  "nothing that was said to be saved is lost, however often the browser is killed": {
    seconds: 300,
    run: (t) => cuts(t, 500, 12),
  },

  "nor with a hundred thousand people": {
    seconds: 1200,
    run: (t) => cuts(t, 100_000, 50),
  },
};
