// A million people in the built site, from the file to the last row: does it hold, and how fast.

import { join, dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { serve } from "../tools/serve.mjs";
import { metrics } from "./browser.mjs";
import { quantile } from "./page/measure.js";
import { FRAMES, STEP, lastRow, questions, reloads, row, scroll, taken, told } from "./site.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const DIST = join(HERE, "../../dist");
/** Each takes seconds; more would say the same. */
const ROUNDS = 2;

export async function million({ page, context, csv, n }) {
  const server = await serve({ dir: DIST });
  try {
    const { names, departments } = await told(csv);
    await context.addInitScript({ path: join(HERE, "page/probe.js") });
    await page.goto(server.url);
    await page.waitForSelector("html[data-boot=ready]", { state: "attached" });
    const results = await taken(page, csv, n);
    results.push(await memory(page, "after the import"));
    results.push(...await reloads(page, server.url, n, ROUNDS));
    results.push(await memory(page, "after opening"));
    await page.evaluate(() => (bench.longest = 0));
    results.push(...await questions(page, names, departments, ROUNDS));
    results.at(-1).note = `longest task ${Math.round(await page.evaluate(() => bench.longest))} ms`;
    results.push(...await scrolling(page, n));
    results.push(await edited(page, n));
    results.push(await memory(page, "in the end"));
    return results;
  } finally {
    await server.stop();
  }
}

/** What the engine holds, and what the page's own heap does. */
async function memory(page, when) {
  const { engine, heap } = await page.evaluate(() => ({ engine: bench.memory.buffer.byteLength, heap: performance.memory.usedJSHeapSize }));
  return { key: "memory", value: engine / 2 ** 20, unit: "MiB", note: `${when}; beside it ${Math.round(heap / 2 ** 20)} MiB of the page's heap` };
}

async function scrolling(page, n) {
  const read = await metrics(page);
  const [work, slow] = [[], []];
  for (let round = 0; round <= ROUNDS; round++) {
    await page.waitForTimeout(300);
    const before = await read();
    const frames = await page.evaluate(scroll, { frames: FRAMES, step: STEP });
    const after = await read();
    if (round) work.push((after.TaskDuration - before.TaskDuration) / FRAMES);
    if (round) slow.push(frames.filter((time) => time > 20).length);
  }
  return [
    row("scroll", work),
    { key: "scroll-slow", value: quantile(slow, 0.5), unit: `of ${FRAMES} frames` },
    await lastRow(page, n),
  ];
}

/** An edit on somebody's page, from the key that ends it until the page says saved; it is there after a reload. */
async function edited(page, n) {
  const times = [];
  const title = page.getByRole("button", { name: /^Job title: .*Edit$/ });
  // Only somebody who is not mastered on-premises can be edited here.
  await page.evaluate(async (n) => {
    location.hash = "#f=onPremisesSyncEnabled:is:false";
    await bench.until(() => bench.count() > 0 && bench.count() < n && bench.cell(1, 2) !== "");
    document.querySelector(".grid .rows > [role=row]:not([hidden]) a").click();
  }, n);
  for (let round = 0; round <= ROUNDS; round++) {
    await title.first().click();
    const input = page.getByRole("textbox", { name: "Job title" });
    await input.fill(`Millionth ${round}`);
    await page.evaluate(() => {
      const state = () => document.querySelector(".save-state")?.dataset.save;
      bench.saved = new Promise((resolve) => addEventListener("keydown", () => {
        const start = performance.now();
        let seen = false;
        new MutationObserver((_, observer) => {
          seen ||= state() === "saving";
          if (!seen || state() !== "saved") return;
          observer.disconnect();
          bench.painted().then((at) => resolve(at - start));
        }).observe(document.body, { attributes: true, childList: true, subtree: true });
      }, { once: true, capture: true }));
    });
    await input.press("Enter");
    const time = await page.evaluate(() => bench.saved);
    if (round) times.push(time);
  }
  const expected = `Millionth ${ROUNDS}`;
  await page.reload();
  const found = await page.getByRole("button", { name: `Job title: ${expected}. Edit` }).first().waitFor().then(() => expected, () => "nothing");
  return row("page-edit", times, { check: { expected, found }, note: "read again after a reload" });
}
