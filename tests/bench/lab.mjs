// The rule lab of the built site, key by key: from the key to the end of the frame with the new preview.

import { createReadStream } from "node:fs";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { serve } from "../tools/serve.mjs";
import { median } from "./page/measure.js";
import { taken } from "./site.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const DIST = join(HERE, "../../dist");
/** Between two keys of somebody who types quickly, in milliseconds. */
const PACE = 80;
/** After this a text has come to rest, and what waited for that is done. */
const REST = 1500;
/** Characters of the long rule, of which 3,072 are allowed. */
const LONG = 3000;

export async function lab({ page, context, csv, n, rounds }) {
  const server = await serve({ dir: DIST });
  try {
    const people = await columns(csv, ["displayName", "department", "city"]);
    for (const name of ["probe.js", "keys.js"]) await context.addInitScript({ path: join(HERE, "page", name) });
    await page.goto(server.url);
    await page.waitForSelector("html[data-boot=ready]", { state: "attached" });
    await taken(page, csv, n);
    await page.goto(`${server.url}rules`);
    await page.waitForSelector("#rule-text");
    // What is made after opening is made.
    await page.waitForTimeout(3000);
    return [
      ...await measured(page, "lab-key", whole(people), rounds),
      ...await measured(page, "lab-count", within(people), rounds),
      ...await measured(page, "lab-long", long(people), rounds),
    ];
  } finally {
    await server.stop();
  }
}

/** Columns of the file as arrays, in small letters. */
async function columns(csv, names) {
  const found = Object.fromEntries(names.map((name) => [name, []]));
  let places;
  for await (const line of createInterface({ input: createReadStream(csv) })) {
    const cells = line.split(",");
    if (places) names.forEach((name, at) => found[name].push(cells[places[at]].toLowerCase()));
    else places = names.map((name) => cells.indexOf(name));
  }
  return found;
}

/** The most frequent values, most frequent first. */
function frequent(values) {
  const counts = new Map();
  for (const value of values) if (value) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one).map(([value]) => value);
}

/**
 * A rule to be typed: what stands there before, what is typed before its last `"`, and how many members
 * it has after so many keys, where that is known.
 */
function whole({ department }) {
  const [most] = frequent(department);
  const typed = `(user.department -eq "${most}") -or (user.department -eq "nobody")`;
  const all = department.filter((one) => one === most).length;
  return { typed, members: (keys) => (keys === typed.length ? all : undefined), title: "a rule from nothing" };
}

function within({ displayName, department }) {
  const [most] = frequent(department);
  const ours = displayName.filter((_, at) => department[at] === most);
  return {
    ...beginning(ours, () => false),
    before: `user.department -eq "${most}" -and user.displayName -startsWith "`,
    title: "the count changes with every key",
  };
}

function long({ displayName, department, city }) {
  const [departments, cities] = [frequent(department), frequent(city)];
  const clauses = [];
  const taken = new Set();
  const last = ' -or user.displayName -startsWith "';
  const length = () => clauses.join(" -or ").length + last.length;
  for (let at = 0; length() < LONG - 80; at++) {
    const pair = [departments[at % departments.length], cities[(at * 7) % cities.length]];
    if (taken.has(pair.join())) continue;
    taken.add(pair.join());
    clauses.push(`(user.department -eq "${pair[0]}" -and user.city -eq "${pair[1]}")`);
  }
  const before = clauses.join(" -or ") + last;
  const inPair = (at) => taken.has(`${department[at]},${city[at]}`);
  return {
    ...beginning(displayName, inPair),
    before,
    title: `${before.length.toLocaleString("en")} characters and ${clauses.length * 2} clauses before the first key`,
  };
}

/** The most frequent first name, and who has it or is taken anyhow, letter by letter. */
function beginning(names, anyhow) {
  const [typed] = frequent(names.map((name) => name.split(" ")[0])).filter((name) => /^[a-z]{5,}$/.test(name));
  const members = (keys) => names.filter((name, at) => anyhow(at) || name.startsWith(typed.slice(0, keys))).length;
  return { typed, members };
}

/** Types a rule in every round, and looks what was shown for each key. */
async function measured(page, key, { before = "", typed, members, title }, rounds) {
  const expected = Array.from(typed, (_, at) => members(at + 1));
  const all = Array.from(typed, () => []);
  let wrong = 0;
  let rest = 0;
  for (let round = 0; round <= rounds; round++) {
    await page.locator("#rule-text").focus();
    await page.keyboard.press("Control+a");
    await page.keyboard.press("Delete");
    if (before) {
      await page.keyboard.insertText(`${before}"`);
      await page.keyboard.press("ArrowLeft");
    }
    await page.waitForTimeout(REST);
    await page.evaluate(() => bench.typed());
    await page.keyboard.type(typed, { delay: PACE });
    await page.waitForTimeout(PACE);
    const keys = await page.evaluate(() => {
      bench.longest = 0;
      return bench.typed();
    });
    await page.waitForTimeout(REST);
    if (!round) continue;
    rest = Math.max(rest, await page.evaluate(() => bench.longest));
    wrong += Math.abs(typed.length - keys.length);
    keys.forEach((one, at) => {
      all[at]?.push(one);
      // What the frame of the key did not show came later.
      const late = JSON.stringify(one.shown) !== JSON.stringify(one.settled);
      const characters = before.length + at + 1 + (before ? 1 : 0);
      const right = expected[at] === undefined || expected[at] === one.shown.members;
      if (late || !right || one.shown.characters !== characters) wrong++;
    });
  }
  const check = { expected: "no key answered wrongly or late", found: wrong ? `${wrong} keys answered wrongly or late` : "no key answered wrongly or late" };
  return rows(key, all, check, `${title}; ${rest ? `longest task when it rests ${Math.round(rest)} ms` : "no task over 50 ms when it rests"}`);
}

/** The middle of all keys, and the key that is slowest in the middle of all rounds. */
function rows(key, all, check, title) {
  const cost = ({ took, waited }) => took - waited;
  const flat = all.flat();
  const per = all.map((keys) => median(keys.map(cost)));
  const waits = flat.map(({ took }) => took);
  const side = (times) => ({ ours: { times, answers: [], runs: all[0].length } });
  return [
    { key, sides: side(flat.map(cost)), check, note: `${title}; with the wait for the frame's turn ${median(waits).toFixed(1)} ms, at most ${Math.max(...waits).toFixed(1)}` },
    { key: `${key}-slowest`, sides: side([Math.max(...per)]), note: `key ${per.indexOf(Math.max(...per)) + 1} of ${all.length}; the slowest single key ${Math.max(...flat.map(cost)).toFixed(1)} ms` },
  ];
}
