// Groups and their members come into the built site, among people who are there: from the files to saved.

import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { serve } from "../tools/serve.mjs";
import { inBrowser } from "./browser.mjs";
import { GROUPS, MEMBERSHIPS, folder } from "./folder.mjs";
import { quantile } from "./page/measure.js";
import { taken } from "./site.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const DIST = join(HERE, "../../dist");
/** Each is a browser of its own. */
const ROUNDS = 5;
/** Milliseconds from key to key. */
const BEAT = 20;
const PEER = "JSON.parse into Maps";

export async function groups({ page, csv, n, rounds, bench }) {
  const files = await folder(csv.replace(/\.csv$/, "-groups"), csv);
  await page.goto(`${bench}groups.html`);
  await page.waitForFunction(() => globalThis.readGroups);
  await page.setInputFiles("#files", files);
  const ours = [];
  const theirs = [];
  for (let round = 0; round <= Math.min(rounds, ROUNDS); round++) {
    const order = [async () => ours.push(await imported(csv, n, files, round === 0)), async () => theirs.push(await heard(page, () => page.evaluate(() => globalThis.readGroups())))];
    for (const run of round % 2 ? order.reverse() : order) await run();
  }
  const check = { expected: ours[0].read.answer, found: ours[0].kept.answer };
  return rows(ours.slice(1), theirs.slice(1), check, files.length);
}

/**
 * Presses a key that means nothing again and again while something is done, and adds how late the page heard
 * it at most: timers would tell how long others were let pass before them.
 */
async function heard(page, work) {
  const session = await page.context().newCDPSession(page);
  const key = { type: "rawKeyDown", key: "Shift", code: "ShiftLeft", windowsVirtualKeyCode: 16 };
  await page.evaluate(() => Object.assign(bench, { since: performance.now(), late: 0 }));
  // Nobody waits for the answer, which comes when the page has heard it.
  const again = setInterval(() => session.send("Input.dispatchKeyEvent", key).catch(() => {}), BEAT);
  const result = await work().finally(() => clearInterval(again));
  return { ...result, late: await page.evaluate(() => bench.late) };
}

/** A new workspace with people, into which the files are taken; `again` also reads what is there after a reload. */
async function imported(csv, n, files, again) {
  const server = await serve({ dir: DIST });
  try {
    return await inBrowser(async (page, context) => {
      await context.addInitScript({ path: join(HERE, "page/probe.js") });
      await page.goto(server.url);
      await page.waitForSelector("html[data-boot=ready]", { state: "attached" });
      await taken(page, csv, n);
      // What is made after an import is made.
      await page.waitForTimeout(2000);
      const read = await heard(page, () => chosen(page, files));
      const kept = await heard(page, () => accepted(page));
      const memory = await page.evaluate(() => bench.memory.buffer.byteLength);
      if (again) kept.answer = await told(page, server.url);
      return { read, kept, memory };
    });
  } finally {
    await server.stop();
  }
}

/** From the choice of the files to the preview. */
async function chosen(page, files) {
  await page.evaluate(() => {
    bench.longest = 0;
    // Putting so many files into the page takes the tool that drives it a while, too.
    addEventListener("change", () => (bench.since = bench.chosen = performance.now()), { capture: true, once: true });
  });
  await page.setInputFiles("input[type=file]", files);
  return page.evaluate(async () => {
    const ready = await bench.until(() => document.querySelector("#accept-import:not([disabled])"));
    const numbers = (name) => [...document.querySelectorAll("main li")].find((item) => item.textContent.startsWith(name))?.textContent.match(/\d[\d,]*/g)[0].replaceAll(",", "");
    return { time: ready - bench.chosen, longest: bench.longest, answer: `${numbers("Groups")} groups, ${numbers("Memberships")} memberships` };
  });
}

/** From the word of the reader to everything saved; before, it was saved as well. */
async function accepted(page) {
  return page.evaluate(async () => {
    bench.longest = 0;
    const state = () => document.querySelector(".save-state")?.dataset.save;
    const saved = new Promise((resolve) => {
      let begun = false;
      new MutationObserver((_, observer) => {
        begun ||= state() === "saving";
        if (!begun || state() !== "saved") return;
        observer.disconnect();
        bench.painted().then(resolve);
      }).observe(document.body, { attributes: true, childList: true, subtree: true });
    });
    const start = performance.now();
    document.querySelector("#accept-import").click();
    const end = await saved;
    return { time: end - start, longest: bench.longest };
  });
}

/** What is there after a reload: groups by their list, memberships by the column of their numbers. */
async function told(page, url) {
  await page.goto(`${url}groups`);
  return page.evaluate(async (count) => {
    await bench.until(() => bench.count() === count && bench.cell(1, 1) !== "");
    const heads = [...document.querySelectorAll(".grid [role=columnheader]")].map((head) => head.textContent.trim());
    const column = heads.findIndex((head) => head === "Members");
    const grid = bench.grid();
    const seen = new Map();
    for (let at = 0; at < grid.scrollHeight; at += grid.clientHeight / 2) {
      grid.scrollTop = at;
      await bench.painted();
      for (const row of grid.querySelectorAll(".rows > [role=row]:not([hidden])")) {
        seen.set(row.getAttribute("aria-rowindex"), Number(row.children[column].textContent.replace(/\D/g, "")));
      }
    }
    return `${seen.size} groups, ${[...seen.values()].reduce((sum, one) => sum + one, 0)} memberships`;
  }, GROUPS);
}

function rows(ours, theirs, check, files) {
  const side = (all, of, answers = []) => ({ times: all.map(of), answers: [...new Set(answers)] });
  const middle = (of) => quantile(ours.map(of), 0.5).toFixed(0);
  const whole = ({ read, kept }) => read.time + kept.time;
  const longest = ({ read, kept }) => Math.max(read.longest, kept.longest);
  return [
    {
      key: "groups-read",
      sides: { ours: side(ours, ({ read }) => read.time, ours.map(({ read }) => read.answer)), [PEER]: side(theirs, ({ time }) => time, theirs.map(({ answer }) => answer)) },
      note: `${GROUPS.toLocaleString("en")} groups and ${MEMBERSHIPS.toLocaleString("en")} memberships in ${files} files; ours is compared with the workspace`,
    },
    { key: "groups-kept", sides: { ours: side(ours, ({ kept }) => kept.time) }, check, note: "until the page says saved; read again after a reload" },
    { key: "groups-taken", sides: { ours: side(ours, whole) }, note: "the sum of both" },
    {
      key: "groups-held",
      sides: { ours: side(ours, ({ read, kept }) => Math.max(read.late, kept.late)), [PEER]: side(theirs, ({ late }) => late) },
      note: `how late a key is heard: to the preview ${middle(({ read }) => read.late)} ms, then ${middle(({ kept }) => kept.late)}; longest task ${middle(longest)}`,
    },
    { key: "memory", value: quantile(ours.map(({ memory }) => memory / 2 ** 20), 0.5), unit: "MiB", note: "after the import of groups" },
  ];
}
