// Runs every job in a browser of its own and prints the table: see `run`.

import { execFileSync } from "node:child_process";
import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { cpus, loadavg, release, totalmem } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { inBrowser, productOf, serve } from "./browser.mjs";
import { median } from "./page/measure.js";
import { growth, table } from "./report.mjs";
import { groups } from "./groups.mjs";
import { lab } from "./lab.mjs";
import { million } from "./million.mjs";
import { siteJobs } from "./site.mjs";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "../..");
const OUT = join(ROOT, "target/bench");
const ENGINE_JOBS = ["files", "search", "order", "rules", "licences", "save", "csv", "worker"];
/** What grows with the directory is measured at both ends. */
const SIZES = [10_000, 100_000, 1_000_000];
/** Above this, garbage is not collected between rounds. */
const LARGE = 300_000;

const { values: option } = parseArgs({
  options: {
    n: { type: "string", default: "100000" },
    rounds: { type: "string", default: "7" },
    only: { type: "string", default: "" },
    growth: { type: "string", default: "yes" },
    engine: { type: "string", default: join(OUT, "engine") },
    out: { type: "string", default: "" },
  },
});
const n = Number(option.n);
const rounds = Number(option.rounds);
const only = option.only.split(",").filter(Boolean);
const wanted = (job) => only.length === 0 || only.includes(job);

await mkdir(join(OUT, "data"), { recursive: true });
const server = await serve(option.engine);
let version = "";
const results = [];
const jobs = [];
for (const job of [...ENGINE_JOBS.filter(wanted), ...only.filter((job) => job === "alone")]) await engineJob(job, n, rounds);
for (const [job, run] of Object.entries({ ...siteJobs, lab, groups }).filter(([job]) => wanted(job))) await pageJob(job, n, run);
if (only.length > 0 ? wanted("million") : option.growth !== "no") await pageJob("million", SIZES.at(-1), million);
// With its peers: what a million keystrokes may take is judged by them.
if (option.growth !== "no" && n !== SIZES.at(-1)) {
  for (const job of ["search", "rules", "licences"]) await engineJob(job, SIZES.at(-1), rounds);
}
const grown = option.growth === "no" ? [] : await grow();
server.stop();

const info = {
  date: new Date().toISOString(),
  cpu: cpus()[0].model,
  cores: cpus().length,
  memory: `${(totalmem() / 2 ** 30).toFixed(1)} GiB`,
  system: release(),
  node: process.version,
  chromium: version,
  n,
  rounds,
  jobs,
};
await writeFile(join(OUT, option.out || `results-${n}.json`), JSON.stringify({ info, results, growth: grown }, null, 1));
console.log(JSON.stringify(info));
console.log(table(results.filter((row) => row.n === n), n));
const others = results.filter((row) => row.n !== n);
if (others.length > 0) console.log(table(others, others[0].n));
if (grown.length > 0) console.log(growth(grown, results, jobs));

/** The synthetic directory as a file. */
async function csv(people) {
  const path = join(OUT, "data", `${people}.csv`);
  if (!(await stat(path).catch(() => null))) {
    execFileSync(join(ROOT, "target/release/examples/generate"), [String(people), "--out", path]);
  }
  return path;
}

async function engineJob(job, people, rounds, only) {
  await measured(job, people, async (page) => {
    await page.goto(`${server.url}engine.html`);
    await page.waitForFunction(() => globalThis.runJob);
    await page.setInputFiles("#file", await csv(people));
    const before = await page.evaluate(() => globalThis.calibrate());
    const rows = await page.evaluate((order) => globalThis.runJob(order), { job, rounds, only, large: people > LARGE });
    return { rows, loop: [before, await page.evaluate(() => globalThis.calibrate())] };
  });
}

async function pageJob(job, people, run) {
  await measured(job, people, async (page, context) => ({ rows: await run({ page, context, csv: await csv(people), n: people, rounds, bench: server.url }) }));
}

/** One job: its rows, and whether something disturbed it. */
async function measured(job, people, work) {
  const start = Date.now();
  const load = loadavg()[0];
  process.stderr.write(`${job} ${people} … `);
  try {
    const { rows, loop } = await inBrowser(async (page, context) => {
      version ||= await productOf(page);
      return work(page, context);
    });
    results.push(...rows.map((row) => ({ job, n: people, ...row })));
    jobs.push({ job, n: people, load: [load, loadavg()[0]], loop, seconds: (Date.now() - start) / 1000 });
  } catch (error) {
    results.push({ job, n: people, key: job, failed: String(error).slice(0, 500) });
  }
  process.stderr.write(`${((Date.now() - start) / 1000).toFixed(1)} s\n`);
}

/** Our side alone, at every size, twice: of each row the quicker one counts, as sizes are measured minutes apart. */
async function grow() {
  const mark = results.length;
  for (let pass = 0; pass < 2; pass++) {
    for (const people of SIZES) await engineJob("alone", people, people > LARGE ? 3 : rounds);
  }
  const quickest = new Map();
  for (const row of results.splice(mark)) {
    const place = `${row.key} ${row.n}`;
    const before = quickest.get(place);
    if (!before || row.failed || (!before.failed && taken(row) < taken(before))) quickest.set(place, row);
  }
  return [...quickest.values()];
}

function taken(row) {
  return row.value ?? median(row.sides.ours.times);
}
