// Weighs the site: `node weigh.mjs DIST`. Fails when what is needed until the first screen works is
// over the budget.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

import { brotli } from "./brotli.mjs";

/** Brotli bytes of page, style, start-up script, glue and program together. */
const BUDGET = 190_000;

const dist = process.argv[2];
const html = await readFile(join(dist, "index.html"), "utf8");
const found = (pattern) => pattern.exec(html)?.[1] ?? fail(`index.html names no ${pattern}`);
const parts = {
  page: "index.html",
  style: found(/href="\.\/(style-\w+\.css)"/),
  start: found(/src="\.\/(boot-\w+\.js)"/),
  glue: found(/data-js="([^"]+)"/),
  program: found(/data-wasm="([^"]+)"/),
};
/** Fetched after that. */
const later = { workbench: found(/data-part="([^"]+)"/) };

print("", { raw: "raw", gzip: "gzip", brotli: "brotli" });
const first = await weigh(parts);
print("first use", first);
await weigh(later);
console.log(`budget: ${first.brotli} of ${BUDGET} bytes brotli (${Math.round((100 * first.brotli) / BUDGET)} %)`);
if (first.brotli > BUDGET) fail(`the first use is ${first.brotli - BUDGET} bytes over its budget`);

async function weigh(parts) {
  const total = { raw: 0, gzip: 0, brotli: 0 };
  for (const [part, name] of Object.entries(parts)) {
    const data = await readFile(join(dist, name));
    const size = {
      raw: data.length,
      gzip: gzipSync(data, { level: 9 }).length,
      brotli: (await brotli(data)).length,
    };
    for (const key of Object.keys(total)) total[key] += size[key];
    print(part, size);
  }
  return total;
}

function print(part, { raw, gzip, brotli }) {
  console.log([part.padEnd(10), ...[raw, gzip, brotli].map((size) => String(size).padStart(10))].join(""));
}

function fail(message) {
  console.error(`weigh: ${message}`);
  process.exit(1);
}
