// Weighs what a first visit loads: `node weigh.mjs DIST`; says how far over the budget it is, and
// fails when it is heavier than it has been. The ceiling goes down with every cut, never up.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

/** Brotli bytes of page, style, start-up script, glue and program together. */
const BUDGET = 190_000;
/** What the site weighs at most until it meets the budget; equal to the budget from then on. */
const CEILING = 785_000;

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

const total = { raw: 0, gzip: 0, brotli: 0 };
print("", { raw: "raw", gzip: "gzip", brotli: "brotli" });
for (const [part, name] of Object.entries(parts)) {
  const data = await readFile(join(dist, name));
  const size = {
    raw: data.length,
    gzip: gzipSync(data, { level: 9 }).length,
    brotli: brotliCompressSync(data, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: data.length },
    }).length,
  };
  for (const key of Object.keys(total)) total[key] += size[key];
  print(part, size);
}
print("first use", total);
console.log(`budget: ${total.brotli} of ${BUDGET} bytes brotli (${Math.round((100 * total.brotli) / BUDGET)} %)`);
if (total.brotli > BUDGET) console.log(`OVER BUDGET by ${total.brotli - BUDGET} bytes; the ceiling is ${CEILING}`);
if (total.brotli > CEILING) fail("the first use weighs more than it ever did");

function print(part, { raw, gzip, brotli }) {
  console.log([part.padEnd(10), ...[raw, gzip, brotli].map((size) => String(size).padStart(10))].join(""));
}

function fail(message) {
  console.error(`weigh: ${message}`);
  process.exit(1);
}
