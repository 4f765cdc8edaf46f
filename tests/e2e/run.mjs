// Runs the end-to-end tests over a built site: `node run.mjs [DIST] [FILTER]`.
//
// A spec is a file in `specs/` whose default export maps names to functions of a `Test`
// (`harness.mjs`). FILTER keeps the tests whose "file: name" contains it.

import { readdir } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { Test } from "./harness.mjs";

/** A test may say `{ run, seconds }` when it needs longer. */
const SECONDS = 60;

const here = dirname(fileURLToPath(import.meta.url));
const [dist = "dist", ...filter] = process.argv.slice(2);
let passed = 0;
const failed = [];
for (const file of (await readdir(join(here, "specs"))).filter((name) => name.endsWith(".mjs")).sort()) {
  const { default: tests } = await import(join(here, "specs", file));
  for (const [name, entry] of Object.entries(tests)) {
    const title = `${file.replace(".mjs", "")}: ${name}`;
    if (!title.includes(filter.join(" "))) continue;
    const { run, seconds = SECONDS } = typeof entry === "function" ? { run: entry } : entry;
    const started = performance.now();
    const error = await attempt(run, seconds);
    const took = `${((performance.now() - started) / 1000).toFixed(1)} s`;
    if (error) {
      failed.push(title);
      console.log(`FAIL ${title} (${took})\n${indented(error)}`);
    } else {
      passed += 1;
      console.log(`ok   ${title} (${took})`);
    }
  }
}
for (const title of failed) console.log(`failed: ${title}`);
console.log(`${passed} passed, ${failed.length} failed`);
process.exit(failed.length > 0 || passed === 0 ? 1 : 0);

async function attempt(run, seconds) {
  const test = new Test(resolve(dist));
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not finished after ${seconds} s`)), seconds * 1000);
  });
  try {
    await Promise.race([run(test), late]).catch((error) => {
      throw new Error(`${error.stack ?? error}${test.remarks()}`);
    });
    await test.verify();
  } catch (error) {
    return error;
  } finally {
    clearTimeout(timer);
    await test.end();
  }
  return null;
}

function indented(error) {
  return error.message.replace(/^/gm, "     ");
}
