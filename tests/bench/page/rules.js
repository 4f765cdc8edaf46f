// Membership rules over everyone: the engine beside DuckDB and what a page would write by hand. `rules()`
// of the engine gives the same rules to the peers, as trees: `{ op, f, v }` and `{ op, a }`.

import { Reader, Rules } from "/engine/bench.js";
import { typedArrays } from "./bitsets.js";
import { people } from "./data.js";
import { drifts } from "./drift.js";
import { duck } from "./duck.js";
import { alternate } from "./measure.js";

const RULES = 1000;
/** Above this many people, peers that hold objects take minutes. */
const LARGE = 300_000;
/** Rules that the peer asks user by user, and that DuckDB asks of so many; the time is scaled to all. */
const SAMPLE = 50;
const PART = 100;
/** People who are edited together. */
const MANY = 5000;

const YES_NO = ["accountEnabled"];
const TEXTS = ["department", "country", "city", "usageLocation", "jobTitle", "companyName", "extensionAttribute1", "extensionAttribute2", "mobilePhone", "employeeType", "userType"];
const COLUMNS = [...YES_NO, ...TEXTS];

export async function rules(source, rounds) {
  const directory = await Reader.load(source);
  const { one, many } = JSON.parse(directory.rules(RULES));
  const large = directory.rows() > LARGE;
  const everyone = interned(await people(source, COLUMNS));
  const peers = { everyone, bitsets: typedArrays(everyone), database: await duck(source, COLUMNS, YES_NO), large };
  const engine = new Rules(directory);
  engine.read(RULES);
  const rows = [
    await alone(directory, one, peers, rounds),
    await thousand(engine, many, peers, rounds),
    ...memory(engine, many, peers),
  ];
  peers.database.stop();
  rows.push(...await edits(directory, engine, rounds));
  engine.free();
  rows.push(...await drifts(directory, peers, rounds));
  directory.free();
  return rows;
}

/** Ours alone, for the growth. */
export async function growing(directory, rounds) {
  const engine = new Rules(directory);
  engine.read(RULES);
  const rows = [
    { key: "rule-one", sides: await alternate({ ours: { run: () => directory.ask_one(), inner: 5 } }, { rounds: Math.max(rounds, 7) }) },
    { key: "rule-thousand", sides: await alternate({ ours: { run: () => engine.all() } }, { rounds }) },
    ...await edits(directory, engine, rounds),
  ];
  engine.free();
  return rows;
}

async function alone(directory, one, { everyone, bitsets, database }, rounds) {
  const tests = predicates([one]);
  const statements = await database.prepare([one]);
  return {
    key: "rule-one",
    sides: await alternate({
      ours: { run: () => directory.ask_one(), answer: String, inner: 5 },
      "JS predicate, interned texts": { run: () => asked(tests, everyone), answer: String },
      "JS typed arrays": { run: () => bitsets.sum([one]), answer: String },
      "DuckDB-wasm, ENUM": { run: () => database.count(statements), answer: String },
    }, { rounds }),
  };
}

/**
 * All rules. Where DuckDB would take minutes, it is asked some of them and its time is scaled; what is
 * asked in part has to find as many as ours with the same rules.
 */
async function thousand(engine, many, { everyone, bitsets, database, large }, rounds) {
  const part = large ? PART : RULES;
  const statements = await database.prepare(many.slice(0, part));
  const whole = part === RULES;
  let found = 0;
  const row = {
    key: "rule-thousand",
    sides: await alternate({
      ours: { run: () => engine.all(), answer: String },
      "JS typed arrays": { run: () => bitsets.sum(many), answer: String },
      "DuckDB-wasm, ENUM": {
        run: async () => (found = await database.count(statements)),
        answer: whole ? String : undefined,
        factor: RULES / part,
      },
    }, { rounds: large ? Math.min(rounds, 3) : rounds }),
  };
  const parts = whole ? [] : [["DuckDB", part, found]];
  if (!large) {
    const tests = predicates(many.slice(0, SAMPLE));
    const side = { run: () => (found = asked(tests, everyone)), factor: RULES / SAMPLE };
    Object.assign(row.sides, await alternate({ "JS predicate, interned texts": side }, { rounds: 3 }));
    parts.push(["JS predicate", SAMPLE, found]);
  }
  row.note = parts.map(([name, rules]) => `${name}: ${rules} of the rules asked, the time scaled`).join("; ");
  row.check = {
    expected: parts.map(([, rules]) => engine.sum_of(rules)).join(),
    found: parts.map(([, , found]) => found).join(),
  };
  return row;
}

/** What is kept of whom rules are true of; DuckDB keeps nothing, it counts anew. */
function memory(engine, many, { everyone, bitsets }) {
  const { sets, questions } = bitsets.evaluated(many);
  const typed = (bytes) => ({ "JS typed arrays": { times: [bytes], answers: [] } });
  const row = (key, unit, ours, peer, note) => ({ key, unit, sides: { ours: { times: [ours], answers: [] }, ...typed(peer) }, note });
  const whole = (sets.length + questions) * bitsets.bytes;
  return [
    row("rule-memory-group", "bytes a group", engine.bytes_of_members() / RULES, bitsets.bytes, "a bitset or a sorted list, whichever is smaller; the peer has bitsets"),
    row("rule-memory-whole", "kB", engine.bytes() / 1000, whole / 1000, `with the questions that rules share, of which the peer has ${questions}`),
    { key: "rule-memory", value: (engine.bytes() / RULES / everyone.length) * 8, unit: "bits a user and rule" },
  ];
}

async function edits(directory, engine, rounds) {
  let at = 0;
  const next = () => (at += 7919) % directory.rows();
  const rows = [{
    key: "rule-edit",
    flat: true,
    sides: await alternate({ ours: { before: next, run: (row) => engine.edit(row), inner: 20 } }, { rounds: 40 }),
    note: "a department changes, and back",
  }];
  rows[0].check = { expected: String(engine.anew()), found: String(engine.sum()) };
  rows.push({
    key: "rule-edits",
    sides: await alternate({ ours: { before: next, run: (row) => engine.edit_many(row, MANY) } }, { rounds }),
    note: `the departments of ${MANY.toLocaleString("en")} people change`,
  });
  rows[1].check = { expected: String(engine.anew()), found: String(engine.sum()) };
  return rows;
}

/** Equal texts as one, as a page that cares would hold them. */
function interned(everyone) {
  const texts = new Map();
  for (const person of everyone) {
    for (const name of COLUMNS) {
      const text = person[name];
      const value = YES_NO.includes(name) ? text === "true" : text === "" ? null : text;
      if (!texts.has(value)) texts.set(value, value);
      person[name] = texts.get(value);
    }
  }
  return everyone;
}

const predicates = (rules) => rules.map((rule) => new Function("u", `return ${script(rule)};`));

function asked(tests, everyone) {
  let found = 0;
  for (const test of tests) for (const person of everyone) if (test(person)) found++;
  return found;
}

/** A rule as JavaScript. */
function script({ op, f, v, a }) {
  const parts = a?.map(script);
  const value = JSON.stringify(v);
  switch (op) {
    case "and": return `(${parts.join("&&")})`;
    case "or": return `(${parts.join("||")})`;
    case "not": return `!${parts[0]}`;
    case "eq": return `(u.${f}===${value})`;
    case "ne": return `(u.${f}!==${value})`;
    case "in": return `(${v.map((one) => `u.${f}===${JSON.stringify(one)}`).join("||")})`;
    case "contains": return `(u.${f}!==null&&u.${f}.includes(${value}))`;
    case "starts": return `(u.${f}!==null&&u.${f}.startsWith(${value}))`;
    case "isnull": return `(u.${f}===null)`;
    case "notnull": return `(u.${f}!==null)`;
  }
}
