// What `compare.sh` built, weighed and run in turn: `node compare.mjs DIR [--n N] -- LEVEL...`.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { brotli } from "../tools/brotli.mjs";
import { figure } from "./report.mjs";
import { median } from "./page/measure.js";

const HERE = dirname(fileURLToPath(import.meta.url));
const SHOWN = ["import-store", "keep", "open", "search-index", "search-all", "search-all-slowest", "sort-first", "export", "decide"];
/** Each level is run as often, all of them in turn. */
const TURNS = 3;

const [dir, ...rest] = process.argv.slice(2);
const split = rest.indexOf("--");
const [options, levels] = [rest.slice(0, split), rest.slice(split + 1).map((level) => level.replaceAll(" ", "-"))];
const n = options.includes("--n") ? options[options.indexOf("--n") + 1] : "100000";

const weighed = async (path) => (await brotli(readFileSync(path))).length;

const times = Object.fromEntries(levels.map((level) => [level, {}]));
for (let turn = 0; turn < TURNS; turn++) {
  for (const level of levels) {
    const out = `compare-${level}.json`;
    execFileSync("node", [join(HERE, "main.mjs"), "--only", "alone", "--growth", "no", "--rounds", "5", "--n", n, "--engine", join(dir, level), "--out", out], { stdio: ["ignore", "ignore", "inherit"] });
    const { results } = JSON.parse(readFileSync(join(HERE, "../../target/bench", out)));
    for (const { key, sides, failed } of results) {
      if (failed) throw new Error(failed);
      if (sides) (times[level][key] ??= []).push(median(sides.ours.times));
    }
  }
}
console.log(`| ours-dependencies-wasm-opt | program, brotli kB | ${SHOWN.join(" | ")} |`);
console.log(`|---|--:|${SHOWN.map(() => "--:|").join("")}`);
for (const level of levels) {
  const weight = (await weighed(join(dir, level, "tenantry_bg.wasm"))) + (await weighed(join(dir, level, "tenantry.js")));
  const cells = SHOWN.map((key) => figure(Math.min(...times[level][key])));
  console.log(`| ${level} | ${(weight / 1000).toFixed(1)} | ${cells.join(" | ")} |`);
}
