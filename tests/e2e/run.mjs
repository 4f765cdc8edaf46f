// Runs the end-to-end tests over a built site: `node run.mjs [DIST] [FILTER]`.
//
// A spec is a file in `specs/` whose default export maps names to functions of a `Test`
// (`harness.mjs`). FILTER keeps the tests whose "file: name" contains it. Two tests run at a time, since each
// waits for its browser most of the time; those of `ALONE` measure, or fill the machine, and run after the others.

import { readdir } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { Test } from "./harness.mjs";

/** A test may say `{ run, seconds }` when it needs longer alone; beside another one everything takes longer. */
const SECONDS = 60;
const BESIDE = 2;
const LANES = 2;
const ALONE = ["firefox.mjs", "kills.mjs", "offline.mjs"];

const here = dirname(fileURLToPath(import.meta.url));
const [dist = "dist", ...filter] = process.argv.slice(2);
let passed = 0;
const failed = [];
const files = (await readdir(join(here, "specs"))).filter((name) => name.endsWith(".mjs")).sort();
const [alone, beside] = [[], []];
for (const file of files) {
  const { default: tests } = await import(join(here, "specs", file));
  for (const [name, entry] of Object.entries(tests)) {
    const title = `${file.replace(".mjs", "")}: ${name}`;
    if (!title.includes(filter.join(" "))) continue;
    const { run, seconds = SECONDS } = typeof entry === "function" ? { run: entry } : entry;
    (ALONE.includes(file) ? alone : beside).push({ title, run, seconds });
  }
}
await Promise.all(Array.from({ length: LANES }, () => lane(beside, BESIDE)));
await lane(alone, 1);
for (const title of failed) console.log(`failed: ${title}`);
console.log(`${passed} passed, ${failed.length} failed`);
process.exit(failed.length > 0 || passed === 0 ? 1 : 0);

/** Runs tests, one after the other, until none is left. */
async function lane(tests, slower) {
  for (let test = tests.shift(); test; test = tests.shift()) {
    const { title, run, seconds } = test;
    const started = performance.now();
    const error = await attempt(run, seconds * slower);
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
