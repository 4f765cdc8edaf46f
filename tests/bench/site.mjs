// What a reader of the built site waits for, driven from outside: nothing in the page knows of it.

import { createReadStream } from "node:fs";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { serve } from "../tools/serve.mjs";
import { inBrowser, metrics } from "./browser.mjs";
import { quantile } from "./page/measure.js";

const HERE = dirname(fileURLToPath(import.meta.url));
const DIST = join(HERE, "../../dist");
const QUERIES = ["anders", "lindqvist", "engineer"];
export const FRAMES = 180;
export const STEP = 220;

/** A phone's share of a village's line, and a quarter of this machine. */
const SLOW = { offline: false, latency: 40, downloadThroughput: 1.25e6, uploadThroughput: 6e5 };
const SLOWER = 4;

/** Names and departments in the order of the file. */
export async function told(csv) {
  const names = [];
  const departments = new Map();
  let at;
  for await (const line of createInterface({ input: createReadStream(csv) })) {
    const cells = line.split(",");
    if (!at) {
      at = { name: cells.indexOf("displayName"), department: cells.indexOf("department") };
      continue;
    }
    names.push(cells[at.name]);
    departments.set(cells[at.department], (departments.get(cells[at.department]) ?? 0) + 1);
  }
  return { names, departments };
}

export const row = (key, times, more = {}) => ({ key, sides: { ours: { times, answers: [] } }, ...more });

/** Built by `sample.sh`. */
const SAMPLE = join(HERE, "../../target/bench/sample");

export const siteJobs = { site, cold };

/** One stay on the site: import, reload, look around. */
async function site({ page, context, csv, n, rounds, bench }) {
  const server = await serve({ dir: DIST });
  const results = [];
  try {
    const { names, departments } = await told(csv);
    await context.addInitScript({ path: join(HERE, "page/probe.js") });
    await page.goto(server.url);
    await page.waitForSelector("html[data-boot=ready]", { state: "attached" });
    results.push(...await taken(page, csv, n));
    results.push(...await reloads(page, server.url, n, rounds));
    results.push(...await questions(page, names, departments, rounds));
    results.push(...await lists(page, context, { csv, rounds, bench, server, n }));
  } finally {
    await server.stop();
  }
  return results;
}

/** A file to everything saved, without the time that a person takes to look at the preview. */
export async function taken(page, csv, n) {
  await page.evaluate(() => {
    bench.longest = 0;
    addEventListener("change", () => (bench.chosen = performance.now()), { capture: true, once: true });
  });
  await page.setInputFiles("input[type=file]", csv);
  const preview = await page.evaluate(() => bench.until(() => document.querySelector("#accept-import:not([disabled])")).then((at) => at - bench.chosen));
  const saved = await page.evaluate(async () => {
    const start = performance.now();
    document.querySelector("#accept-import").click();
    return (await bench.until(() => document.querySelector(".save-state[data-save=saved]"))) - start;
  });
  const longest = await page.evaluate(() => bench.longest);
  return [
    row("page-preview", [preview], { note: `longest task ${Math.round(longest)} ms` }),
    row("page-accept", [saved], { note: `${n.toLocaleString("en")} people, until the page says saved` }),
    row("page-durable", [preview + saved], { note: "the sum of both" }),
  ];
}

/** Coming back: from the engine being there to rows on screen. */
export async function reloads(page, url, n, rounds) {
  const times = [];
  const whole = [];
  const live = [];
  for (let round = 0; round <= rounds; round++) {
    await page.goto(`${url}users`);
    const [engine, at, answers] = await page.evaluate(async (n) => {
      const there = () => bench.count() === n && bench.cell(1, 2) !== "";
      const at = await bench.until(there);
      const answers = await bench.until(() => there() && !bench.grid().closest("[inert]"));
      // The last file of the program is the one that opens workspaces.
      return [performance.getEntriesByName("bench:engine").at(-1).startTime, at, answers];
    }, n);
    if (round) times.push(at - engine);
    if (round) whole.push(at);
    if (round) live.push(answers - engine);
    // As long as nobody leaves again: meanwhile a picture of the list is taken for the next time.
    else await page.waitForTimeout(3000);
  }
  return [row("page-open", times), row("page-open-live", live), row("page-open-whole", whole, { note: "from the click on the address" })];
}

/** Search, sort, filter: from the event to the painted answer, which has to be the right one. */
export async function questions(page, names, departments, rounds) {
  const times = { search: [], sort: [], filter: [] };
  const collator = new Intl.Collator("en");
  const sorted = [...names].sort(collator.compare);
  const least = { ascending: sorted[0], descending: sorted.at(-1) };
  const all = names.length;
  for (let round = 0; round <= rounds; round++) {
    for (const query of QUERIES) {
      for (let length = 1; length <= query.length; length++) {
        const time = await page.evaluate(async (text) => {
          const input = document.querySelector("main input[type=search]");
          const before = bench.count();
          const start = performance.now();
          input.value = text;
          input.dispatchEvent(new Event("input", { bubbles: true }));
          await bench.until(() => bench.count() !== before || performance.now() - start > 500);
          return performance.now() - start;
        }, query.slice(0, length));
        if (round && time < 500) times.search.push(time);
      }
      await page.evaluate(async (all) => {
        const input = document.querySelector("main input[type=search]");
        input.value = "";
        input.dispatchEvent(new Event("input", { bubbles: true }));
        await bench.until(() => bench.count() === all);
      }, all);
    }
    for (const direction of ["ascending", "descending"]) {
      const time = await page.evaluate(async ([direction, first]) => {
        const head = () => document.querySelector(".grid [role=columnheader].sortable");
        const sorted = () => head().getAttribute("aria-sort") ?? "none";
        // One click away: first none, then ascending, then descending.
        const before = direction === "ascending" ? "none" : "ascending";
        for (let clicks = 0; clicks < 3 && sorted() !== before; clicks++) {
          head().click();
          await bench.painted();
        }
        const start = performance.now();
        head().click();
        return (await bench.until(() => sorted() === direction && bench.cell(1, 1).startsWith(first))) - start;
      }, [direction, least[direction]]);
      if (round) times.sort.push(time);
    }
    const [department, count] = [...departments][round % departments.size];
    const time = await page.evaluate(async ([department, count, all]) => {
      const start = performance.now();
      location.hash = `#f=department:is:${encodeURIComponent(department)}`;
      await bench.until(() => bench.count() === count);
      const time = performance.now() - start;
      location.hash = "";
      await bench.until(() => bench.count() === all);
      return time;
    }, [department, count, all]);
    if (round) times.filter.push(time);
  }
  return [row("page-search", times.search), row("page-sort", times.sort), row("page-filter", times.filter)];
}

/** The styles of the site. */
async function sheet(site) {
  const page = await (await fetch(site)).text();
  return (await fetch(new URL(/[^"]*style-[^"]*\.css/.exec(page)[0], site))).text();
}

/** The list beside the same list written by hand, and with a virtualiser: drawing and scrolling. */
async function lists(page, context, { csv, rounds, bench, server, n }) {
  const shape = await page.evaluate(() => {
    const grid = bench.grid();
    const [head] = grid.querySelectorAll("[role=row]");
    const seen = Math.floor((grid.clientHeight - head.offsetHeight) / head.offsetHeight) + 2;
    return {
      seen,
      width: grid.clientWidth,
      height: grid.clientHeight,
      row: head.offsetHeight,
      rows: grid.querySelectorAll(".rows > [role=row]:not([hidden])").length,
      columns: ["displayName", "userPrincipalName", "department", "jobTitle", "country", "city", "userType", "accountEnabled", "employeeId", "createdDateTime"]
        .slice(0, grid.querySelectorAll("[role=columnheader]").length),
    };
  });
  const other = await context.newPage();
  await other.goto(`${bench}list.html`);
  await other.waitForFunction(() => globalThis.list);
  await other.setInputFiles("#file", csv);
  await other.evaluate((shape) => globalThis.list.load(shape), shape);
  // The same table without the page around it.
  const alone = await context.newPage();
  await alone.goto(`${bench}table.html`);
  await alone.waitForFunction(() => globalThis.table);
  await alone.setInputFiles("#file", csv);
  await alone.evaluate((shape) => globalThis.table.load(shape), { ...shape, sheet: await sheet(server.url) });
  const times = { ours: [], table: [], floor: [], tanstack: [] };
  for (let round = 0; round <= rounds; round++) {
    await page.bringToFront();
    const time = await page.evaluate(async (n) => {
      const go = (path) => document.querySelector(`nav a[href$="${path}"]`).click();
      go("settings");
      await bench.until(() => !bench.grid());
      await bench.painted();
      const start = performance.now();
      go("users");
      await bench.until(() => bench.count() === n && bench.cell(1, 2) !== "");
      return performance.now() - start;
    }, n);
    if (round) times.ours.push(time);
  }
  // Close to each other: at least fifteen rounds, the order reversed from one to the next.
  const drawings = [
    ["table", alone, () => globalThis.table.render()],
    ["floor", other, () => globalThis.list.render("floor")],
    ["tanstack", other, () => globalThis.list.render("tanstack")],
  ];
  for (let round = 0; round <= Math.max(rounds, 15); round++) {
    for (const [kind, tab, draw] of drawings.reverse()) {
      await tab.bringToFront();
      const time = await tab.evaluate(draw);
      if (round) times[kind].push(time);
    }
  }
  const side = (times) => ({ times, answers: [] });
  await alone.close();
  const results = [
    { key: "render", sides: { ours: side(times.table), "by hand": side(times.floor), "@tanstack/virtual-core": side(times.tanstack) } },
    { key: "render-page", sides: { ours: side(times.ours) }, note: "with everything around the table, from the click on the navigation" },
  ];

  const work = { ours: [], floor: [], tanstack: [] };
  const slow = { ours: [], floor: [], tanstack: [] };
  const script = { ours: [], floor: [], tanstack: [] };
  for (let round = 0; round < 3; round++) {
    for (const kind of ["ours", "floor", "tanstack"]) {
      const tab = kind === "ours" ? page : other;
      await tab.bringToFront();
      if (kind !== "ours") await other.evaluate((kind) => globalThis.list.render(kind), kind);
      const read = await metrics(tab);
      await tab.waitForTimeout(300);
      const before = await read();
      const frames = await tab.evaluate(scroll, { frames: FRAMES, step: STEP });
      const after = await read();
      work[kind].push((after.TaskDuration - before.TaskDuration) / FRAMES);
      script[kind].push((after.ScriptDuration - before.ScriptDuration) / FRAMES);
      slow[kind].push(frames.filter((time) => time > 20).length);
    }
  }
  results.push({
    key: "scroll",
    sides: { ours: side(work.ours), "by hand": side(work.floor), "@tanstack/virtual-core": side(work.tanstack) },
    note: `script ${Math.min(...script.ours).toFixed(2)} ms a frame`,
  });
  results.push({ key: "scroll-slow", value: quantile(slow.ours, 0.5), unit: `of ${FRAMES} frames`, note: `by hand ${quantile(slow.floor, 0.5)}, @tanstack/virtual-core ${quantile(slow.tanstack, 0.5)}` });
  await page.bringToFront();
  results.push(await lastRow(page, n));
  await other.close();
  return results;
}

/** Whether scrolling to the end shows the last of so many rows. */
export async function lastRow(page, n) {
  const last = await page.evaluate(async () => {
    const grid = bench.grid();
    grid.scrollTop = grid.scrollHeight;
    await bench.painted();
    await bench.painted();
    return bench.last();
  });
  return { key: "last-row", value: last, unit: "th row", check: { expected: n, found: last }, note: "after scrolling to the end" };
}

/** Runs in a page: some rows further with every frame, and now and then far away. */
export async function scroll({ frames, step }) {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const scroller = globalThis.bench?.grid() ?? globalThis.scroller;
  scroller.scrollTop = 0;
  await frame();
  let last = await frame();
  const times = [];
  for (let at = 0; at < frames; at++) {
    const end = scroller.scrollHeight - scroller.clientHeight;
    scroller.scrollTop = at % 10 === 9 ? (scroller.scrollTop + end / 97) % end : scroller.scrollTop + step;
    const now = await frame();
    times.push(now - last);
    last = now;
  }
  return times.slice(3);
}

/** A first visit over a slow line with a slow processor, in a fresh browser each time. */
async function cold({ rounds }) {
  const ours = { dir: DIST, usable: [], paint: [], come: [0, 0], ready: () => document.documentElement.dataset.boot === "ready" && document.getElementById("open-sample") };
  // The same framework and a counter: what of the time is not ours.
  const sample = { dir: SAMPLE, usable: [], paint: [], come: [0, 0], ready: () => document.getElementById("more") };
  for (let round = 0; round <= Math.max(rounds, 15); round++) {
    for (const side of round % 2 ? [sample, ours] : [ours, sample]) await load(side, round > 0);
  }
  const [bytes, brotli] = ours.come;
  const took = Math.round((bytes / SLOW.downloadThroughput) * 1000 + 2 * SLOW.latency);
  return [
    {
      key: "cold-usable",
      sides: { ours: { times: ours.usable, answers: [] }, "small Leptos page": { times: sample.usable, answers: [] } },
      note: `${(bytes / 1000).toFixed(1)} kB came over the line, headers included; that alone takes ${took} ms; of the small page ${(sample.come[0] / 1000).toFixed(1)} kB`,
    },
    row("cold-paint", ours.paint),
    { key: "weight", value: brotli / 1000, unit: "kB of brotli" },
  ];
}

/** Loads a page in a fresh browser on a slow line and a slow processor. */
async function load(side, counts) {
  const server = await serve({ dir: side.dir });
  try {
    await inBrowser(async (page, context) => {
      await page.waitForTimeout(300);
      await context.addInitScript({ path: join(HERE, "page/probe.js") });
      const session = await context.newCDPSession(page);
      await session.send("Network.enable");
      await session.send("Network.emulateNetworkConditions", SLOW);
      await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
      // Asked from the first frame on: the browser's own "loaded" comes after the page can be used.
      await page.goto(server.url, { waitUntil: "commit" });
      // The sample's button is what a first visitor presses.
      const at = await page.evaluate(`bench.until(${side.ready})`);
      // What had come until then; the rest of the program follows while the reader reads.
      side.come = await page.evaluate((at) => {
        const come = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")].filter((entry) => entry.responseEnd <= at);
        return ["transferSize", "encodedBodySize"].map((size) => come.reduce((sum, entry) => sum + entry[size], 0));
      }, at);
      const first = await page.evaluate(() => bench.entry("first-contentful-paint"));
      if (counts) side.usable.push(at);
      if (counts) side.paint.push(first);
    });
  } finally {
    await server.stop();
  }
}
