// From measured rows to Markdown: what each row is called, what it must not exceed, how it did.

import { median } from "./page/measure.js";

/*
 * `limit`: milliseconds (or the row's unit) by number of people; `floor`: how many times the floor
 * is allowed, round by round (never with a `pace`).
 * `pace`: what peers of this row, or of another, took with 100,000 people (or with as many as it
 * says) in the measurement that the limits come from; the one counts that is least slower here.
 * `first` is the row of the first part of the same work, which is done at the pace of that row; what
 * comes `then` at that of what a peer does after what another does (a processor and a disk are not
 * slower by the same).
 */
const everywhere = (limit) => ({ 10000: limit, 100000: limit, 1000000: limit });

/** One frame of a screen that shows sixty a second. */
const FRAME = 16.7;
const INCLUDES = "includes, folded texts";
const TYPED = { row: "search-fields", peer: INCLUDES, took: { 100000: 9.1, 1000000: 83.6 } };
const SLOWEST = { row: "search-fields-slowest", peer: INCLUDES, took: { 100000: 12, 1000000: 103 } };
const OPENED = [{ row: "open", peer: "1,000 a record", took: 399 }, { row: "open", peer: "dexie toArray", took: 1316 }];
const READ = [{ peer: "uDSV to objects", took: 203 }, { peer: "papaparse to objects", took: 642 }];

const ROWS = {
  "import-store": { title: "file to store", limit: { 100000: 120 }, pace: READ },
  "import-durable": { title: "file to durable", limit: { 100000: 200 }, first: "import-store", then: { peer: "uDSV + 1,000 a record", after: "uDSV to objects", took: 807 - 203 } },
  open: { title: "open: everyone in memory", limit: { 100000: 80 }, pace: OPENED },
  "open-warm": { title: "open, first search and first sort answered", limit: { 100000: 80 }, pace: OPENED },
  image: { title: "image", limit: everywhere(150) },
  "search-index": { title: "first search after opening" },
  "search-all": { title: "search keystroke, all text attributes", limit: { 100000: 1, 1000000: 12 }, pace: [TYPED] },
  "search-all-slowest": { title: "search keystroke, slowest", limit: { 100000: 2, 1000000: 12 }, pace: [TYPED, SLOWEST] },
  "search-across-slowest": { title: "search keystroke, across the @ of addresses, slowest", limit: { 100000: 2, 1000000: 12 }, pace: [TYPED, SLOWEST] },
  "search-fields": { title: "search keystroke, 5 attributes", limit: { 100000: 1, 1000000: 12 }, pace: [TYPED] },
  "search-fields-slowest": { title: "search keystroke, 5 attributes, slowest", limit: { 100000: 2, 1000000: 12 }, pace: [TYPED, SLOWEST] },
  "search-cold": { title: "search pasted whole, all text attributes" },
  "search-cold-slowest": { title: "search pasted whole, slowest" },
  "sort-first": { title: "sort by name, first time", limit: { 100000: 33 } },
  "sort-again": { title: "sort by name, again", limit: { 100000: 33 } },
  filter: { title: "filter one column", limit: { 100000: 33 } },
  "rule-one": { title: "one new rule", limit: { 100000: 0.5, 1000000: 3 } },
  "rule-thousand": { title: "1,000 rules from nothing", limit: { 100000: 40, 1000000: 200 } },
  "rule-memory-group": { title: "memory of an evaluated group" },
  "rule-memory-whole": { title: "memory of 1,000 evaluated rules" },
  "rule-memory": { title: "the same, by people and rules" },
  "rule-edit": { title: "1,000 rules after one edit", limit: everywhere(0.015) },
  "rule-edits": { title: "1,000 rules after 5,000 edits", limit: { 100000: 10 } },
  "rule-book": { title: "1,000 groups' rules read and asked" },
  "rule-drift": { title: "1,000 groups' members against their rules" },
  "licence-all": { title: "everybody's licences", limit: { 100000: 2, 1000000: 20 } },
  "licence-read": { title: "the same, lists read from their texts" },
  "licence-edit": { title: "everybody's licences after one edit", limit: everywhere(0.01) },
  "licence-swap": { title: "another product for 10,000 people, rehearsed", limit: { 100000: 20 } },
  save: { title: "one edit durable, with audit record", floor: 1.2, against: "bare 96-byte put, strict" },
  "save-burst": { title: "one edit of 100 in one transaction", limit: { 100000: 0.1 } },
  decide: { title: "one edit decided" },
  "save-bytes": { title: "journal", limit: everywhere(200) },
  export: { title: "export CSV", limit: { 100000: 60 }, pace: [{ peer: "d3-dsv", took: 296 }, { peer: "papaparse", took: 790 }] },
  "threads-import": { title: "main thread or worker: file to store" },
  "threads-search": { title: "main thread or worker: keystroke and first rows" },
  "threads-search-slowest": { title: "main thread or worker: slowest keystroke" },
  "threads-sort": { title: "main thread or worker: sort and first rows" },
  "threads-rows": { title: "main thread or worker: rows on screen" },
  "threads-edit": { title: "main thread or worker: edit, in memory, and rows" },
  "page-preview": { title: "page: file to preview" },
  "page-accept": { title: "page: accepted to saved" },
  "page-durable": { title: "page: file to saved" },
  "page-open": { title: "page: engine there to first rows painted", limit: everywhere(33.4) },
  "page-open-live": { title: "page: engine there to the list that answers" },
  "page-open-whole": { title: "page: reload to rows painted" },
  "page-search": { title: "page: keystroke to painted", limit: everywhere(33.4) },
  "page-search-slowest": { title: "page: slowest keystroke to painted" },
  "page-sort": { title: "page: sort click to painted", limit: everywhere(33.4) },
  "page-filter": { title: "page: filter to painted", limit: everywhere(33.4) },
  "lab-key": { title: "rule lab: key to painted", limit: everywhere(FRAME) },
  "lab-key-slowest": { title: "rule lab: slowest key", limit: everywhere(FRAME) },
  "lab-count": { title: "rule lab: key to the new count", limit: everywhere(FRAME) },
  "lab-count-slowest": { title: "rule lab: slowest new count", limit: everywhere(FRAME) },
  "lab-long": { title: "rule lab: key to the new count, a rule of 3,000 characters", limit: everywhere(FRAME) },
  "lab-long-slowest": { title: "rule lab: slowest new count, a rule of 3,000 characters", limit: everywhere(FRAME) },
  "groups-read": { title: "page: files of groups to preview" },
  "groups-kept": { title: "page: groups accepted to saved" },
  "groups-taken": { title: "page: files of groups to saved", limit: everywhere(3000) },
  "groups-held": { title: "page: longest time without an answer", limit: everywhere(50) },
  render: { title: "table: first render", floor: 1.1, against: "by hand" },
  "render-page": { title: "page: first render of the list" },
  scroll: { title: "page: work a frame while scrolling", limit: everywhere(6), pace: [{ peer: "by hand", took: 5.3 }, { peer: "@tanstack/virtual-core", took: 6.9 }] },
  "scroll-slow": { title: "page: frames over 20 ms", limit: everywhere(0) },
  "last-row": { title: "page: the last row is reachable" },
  "page-edit": { title: "page: an edit to saved" },
  memory: { title: "page: memory of the engine" },
  "cold-usable": { title: "cold load, usable", limit: everywhere(700), pace: [{ peer: "small Leptos page", took: 391 }] },
  "cold-paint": { title: "cold load, first paint" },
  weight: { title: "cold load, what was needed", limit: everywhere(190) },
};

export const figure = (value) =>
  value === undefined || Number.isNaN(value) ? "–" : value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toPrecision(2);

const middle = (side) => median(side.times);

/** How many times the floor ours took: the middle of all rounds, each with its own floor. */
const paired = (ours, floor) => median(ours.times.map((time, round) => time / floor.times[round]));

/** Sides that gave another answer than ours, or gave several. */
function disagreement(row) {
  if (row.check && row.check.expected !== row.check.found) return `expected ${row.check.expected}, found ${row.check.found}`;
  const answers = Object.entries(row.sides ?? {}).filter(([, side]) => side.answers.length > 0);
  const all = new Set(answers.flatMap(([, side]) => side.answers));
  return all.size > 1 ? answers.map(([name, side]) => `${name}: ${side.answers.join(" / ").slice(0, 160)}`).join("; ") : "";
}

/** The peer that is least slower here than on the machine of the limits, and how many times. */
function paceOf(peers, key, results, n) {
  const slower = peers.map(({ row = key, peer, took: then }) => {
    const took = typeof then === "object" ? then[n] : n === 100_000 ? then : undefined;
    const side = results.find((found) => found.key === row && found.n === n)?.sides?.[peer];
    return { peer, took, times: side && middle(side) / took };
  });
  return slower.every(({ times }) => times) && slower.sort((one, other) => one.times - other.times)[0];
}

/** What ours would take at the pace that the peers had when the limits were set, and why. */
function atPaceThen(rule, row, ours, results, n) {
  const least = ({ times }) => Math.max(times, 1);
  if (rule.first) {
    const before = results.find((found) => found.key === rule.first && found.n === n);
    const slower = before && paceOf(ROWS[rule.first].pace, rule.first, results, n);
    const [whole, part] = [row.sides[rule.then.peer], before?.sides[rule.then.after]].map((side) => side && middle(side));
    if (!slower || !whole || !part) return {};
    const first = middle(before.sides.ours);
    const times = Math.max((whole - part) / rule.then.took, 1);
    const parts = [first / least(slower), (ours - first) / times];
    const note = `${figure(parts[0])} + ${figure(parts[1])} at the pace of ${slower.peer} (here ${figure(slower.times)} × ${slower.took}) and of the rest of ${rule.then.peer} (${figure(times)} × ${rule.then.took})`;
    return { paced: parts[0] + parts[1], note };
  }
  const slower = rule.pace && paceOf(rule.pace, row.key, results, n);
  if (!slower) return {};
  const paced = ours / least(slower);
  return { paced, note: `${figure(paced)} at the pace of ${slower.peer} (here ${figure(slower.times)} × ${slower.took})` };
}

/**
 * One row of the table as an object, with its verdict: `ok*` above a limit which it meets at the
 * pace that its peer had when the limit was set.
 */
export function judged(row, n, results = []) {
  const rule = ROWS[row.key] ?? { title: row.key };
  const unit = row.unit ?? rule.unit ?? "ms";
  if (row.failed) return { title: rule.title, verdict: "FAILED", note: row.failed };
  const ours = row.value ?? middle(row.sides.ours);
  const peers = Object.entries(row.sides ?? {}).filter(([name]) => name !== "ours").map(([name, side]) => [name, middle(side)]);
  peers.sort(([, one], [, other]) => one - other);
  const [peer, time] = rule.against ? peers.find(([name]) => name === rule.against) ?? [] : peers[0] ?? [];
  const floor = rule.floor && time && paired(row.sides.ours, row.sides[peer]);
  const limit = rule.floor ? time && rule.floor : rule.limit?.[n];
  const wrong = disagreement(row);
  const { paced, note: why } = row.sides ? atPaceThen(rule, row, ours, results, n) : {};
  const late = paced <= limit ? "ok*" : "MISSED";
  const verdict = wrong ? "FAILED" : limit === undefined ? "–" : (floor ?? ours) <= limit ? "ok" : late;
  const pace = verdict !== "ok" && why;
  const others = peers.filter(([name]) => name !== peer).map(([name, time]) => `${name} ${figure(time)}`);
  return {
    title: rule.title,
    ours,
    unit,
    peer,
    time,
    ratio: time === undefined ? undefined : rule.floor ? `${figure(floor)} × floor` : `${figure(time / ours)} ×`,
    limit: limit === undefined ? undefined : rule.floor ? `${rule.floor} × floor` : `${figure(limit)}`,
    verdict,
    runs: row.sides?.ours.runs ?? row.sides?.ours.times.length,
    note: [wrong, row.note, pace, others.length > 0 && others.join(", ")].filter(Boolean).join("; "),
  };
}

export function table(results, n) {
  const head = [
    `| operation (${n.toLocaleString("en")} people) | ours | best peer or floor | ratio | limit | verdict | runs | notes and other peers |`,
    "|---|--:|---|--:|--:|---|--:|---|",
  ];
  const lines = results.map((row) => {
    const { title, ours, unit, peer, time, ratio = "–", limit = "–", verdict, runs = "–", note } = judged(row, n, results);
    const beside = peer === undefined ? "–" : `${peer}: ${figure(time)}`;
    const value = ours === undefined ? "–" : `${figure(ours)} ${unit}`;
    return `| ${title} | ${value} | ${beside} | ${ratio} | ${limit} | ${verdict} | ${runs} | ${note} |`;
  });
  return [...head, ...lines, ""].join("\n");
}

/** How ours grows with the directory: a linear cost may take 10 × per step and a little more. */
const LINEAR = 13;
const FLAT = 1.3;

/**
 * Ours alone by number of people, with the same verdicts. `results` are the rows with peers of the
 * same run, `jobs` tell how long the fixed loop took at each size: `ok*` also stands where a cost grew
 * with the loop. Both passes of a size count as one here.
 */
export function growth(rows, results, jobs) {
  const loop = (n) => median(jobs.filter((job) => job.job === "alone" && job.n === n).flatMap((job) => job.loop ?? []));
  const sizes = [...new Set(rows.map((row) => row.n))].sort((one, other) => one - other);
  const keys = [...new Set(rows.map((row) => row.key))];
  const lines = [
    `| ours alone | ${sizes.map((n) => n.toLocaleString("en")).join(" | ")} | last ÷ one before | allowed | verdict | why |`,
    `|---|${sizes.map(() => "--:|").join("")}--:|--:|---|---|`,
  ];
  for (const key of keys) {
    const found = sizes.map((n) => rows.find((row) => row.key === key && row.n === n));
    const values = found.map((row) => (!row || row.failed ? undefined : row.value ?? middle(row.sides.ours)));
    const [one, other] = values.slice(-2);
    const flat = found.some((row) => row?.flat);
    const allowed = flat ? FLAT : LINEAR;
    const failed = found.find((row) => row?.failed || (row && disagreement(row)));
    const step = other / one;
    const limit = ROWS[key]?.limit?.[sizes.at(-1)];
    const slower = ROWS[key]?.pace && paceOf(ROWS[key].pace, key, results, sizes.at(-1));
    const pace = Math.max(slower?.times || 1, 1);
    const slowed = Math.max(loop(sizes.at(-1)) / loop(sizes.at(-2)) || 1, 1);
    const over = step > allowed || other > limit;
    const still = step / slowed > allowed || other / pace > limit;
    const verdict = failed ? "FAILED" : Number.isNaN(step) ? "–" : still ? "MISSED" : over ? "ok*" : "ok";
    const bound = `${flat ? "flat " : ""}≤ ${allowed} ×${limit === undefined ? "" : `, ≤ ${limit}`}`;
    const why = [step > allowed && `the loop took ${figure(slowed)} × as long`, other > limit && pace > 1 && `${figure(other / pace)} at the pace of ${slower.peer} (here ${figure(pace)} ×)`].filter(Boolean).join("; ");
    lines.push(`| ${ROWS[key]?.title ?? key} | ${values.map(figure).join(" | ")} | ${figure(step)} × | ${bound} | ${verdict} | ${why} |`);
  }
  return [...lines, ""].join("\n");
}
