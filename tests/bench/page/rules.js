// Membership rules over everyone: the engine beside what a page would write by hand. `rules()` of the
// engine gives the same rules to the peers, as trees: `{ op, f, v }` and `{ op, a }`.

import { Reader, Rules } from "/engine/bench.js";
import { people } from "./data.js";
import { alternate } from "./measure.js";

const RULES = 1000;
/** Above this many people, peers that hold objects take minutes. */
const LARGE = 300_000;
/** Rules that the peer asks user by user; the time is scaled to all. */
const SAMPLE = 50;
/** People who are edited together. */
const MANY = 5000;

export async function rules(source, rounds) {
  const directory = await Reader.load(source);
  const { one, many } = JSON.parse(directory.rules(RULES));
  const large = directory.rows() > LARGE;
  const columns = ["accountEnabled", "department", "country", "city", "usageLocation", "jobTitle", "companyName", "extensionAttribute1", "extensionAttribute2", "mobilePhone", "employeeType", "userType"];
  const everyone = interned(await people(source, columns), columns);
  const bitsets = typedArrays(everyone);
  const predicate = (rules) => rules.map((rule) => new Function("u", `return ${script(rule)};`));
  const count = (tests) => {
    let found = 0;
    for (const test of tests) for (const person of everyone) if (test(person)) found++;
    return found;
  };
  const [first, some] = [predicate([one]), predicate(many.slice(0, SAMPLE))];
  const rows = [];
  rows.push({
    key: "rule-one",
    sides: await alternate({
      ours: { run: () => directory.ask_one(), answer: String, inner: 5 },
      "JS predicate, interned texts": { run: () => count(first), answer: String },
      "JS typed arrays": { run: () => bitsets([one]), answer: String },
    }, { rounds }),
  });
  const engine = new Rules(directory);
  engine.read(RULES);
  rows.push({
    key: "rule-thousand",
    sides: await alternate({
      ours: { run: () => engine.all(), answer: String },
      "JS typed arrays": { run: () => bitsets(many), answer: String },
    }, { rounds: large ? Math.min(rounds, 3) : rounds }),
  });
  if (!large) {
    const user = await alternate({ "JS predicate, interned texts": { run: () => count(some), factor: RULES / SAMPLE } }, { rounds: 3 });
    Object.assign(rows.at(-1).sides, user);
    rows.at(-1).note = `${SAMPLE} of the rules asked user by user, the time scaled`;
  }
  rows.push({ key: "rule-memory", value: engine.bytes() / RULES / directory.rows() * 8, unit: "bits a user and rule" });
  let at = 0;
  const next = () => (at += 7919) % directory.rows();
  rows.push({
    key: "rule-edit",
    flat: true,
    sides: await alternate({ ours: { before: next, run: (row) => engine.edit(row), inner: 20 } }, { rounds: 40 }),
    note: "a department changes, and back",
    check: { expected: String(engine.anew()), found: String(engine.sum()) },
  });
  rows.push({
    key: "rule-edits",
    sides: await alternate({ ours: { before: next, run: (row) => engine.edit_many(row, MANY) } }, { rounds }),
    note: `the departments of ${MANY.toLocaleString("en")} people change`,
  });
  rows.at(-1).check = { expected: String(engine.anew()), found: String(engine.sum()) };
  directory.free();
  engine.free();
  return rows;
}

/** Equal texts as one, as a page that cares would hold them. */
function interned(everyone, columns) {
  const texts = new Map();
  for (const person of everyone) {
    for (const name of columns) {
      const text = person[name];
      const value = name === "accountEnabled" ? text === "true" : text === "" ? null : text;
      if (!texts.has(value)) texts.set(value, value);
      person[name] = texts.get(value);
    }
  }
  return everyone;
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

/** Columns of codes, rows by code, a bitset for each question: the engine's design in JavaScript. */
function typedArrays(everyone) {
  const words = (everyone.length + 31) >> 5;
  const last = everyone.length & 31;
  const columns = new Map();
  const column = (name) => {
    if (columns.has(name)) return columns.get(name);
    const numbers = new Map();
    const codes = Uint32Array.from(everyone, (person) => {
      const value = person[name];
      if (!numbers.has(value)) numbers.set(value, numbers.size);
      return numbers.get(value);
    });
    const starts = new Uint32Array(numbers.size + 1);
    for (const code of codes) starts[code + 1]++;
    for (let code = 0; code < numbers.size; code++) starts[code + 1] += starts[code];
    const ends = starts.slice();
    const rows = new Uint32Array(codes.length);
    codes.forEach((code, row) => (rows[ends[code]++] = row));
    const made = { values: [...numbers.keys()], starts, rows };
    columns.set(name, made);
    return made;
  };
  const holds = ({ op, v }) => {
    switch (op) {
      case "eq": return (value) => value === v;
      case "ne": return (value) => value !== v;
      case "in": return (value) => v.includes(value);
      case "contains": return (value) => value !== null && value.includes(v);
      case "starts": return (value) => value !== null && value.startsWith(v);
      case "isnull": return (value) => value === null;
      case "notnull": return (value) => value !== null;
    }
  };
  for (const name of Object.keys(everyone[0])) column(name);
  return (rules) => {
    const known = new Map();
    const atom = (question) => {
      const key = question.op + question.f + JSON.stringify(question.v ?? null);
      if (known.has(key)) return known.get(key);
      const bits = new Uint32Array(words);
      const { values, starts, rows } = column(question.f);
      const test = holds(question);
      values.forEach((value, code) => {
        if (!test(value)) return;
        for (let at = starts[code]; at < starts[code + 1]; at++) bits[rows[at] >> 5] |= 1 << (rows[at] & 31);
      });
      known.set(key, bits);
      return bits;
    };
    const answer = (rule) => {
      if (!rule.a) return atom(rule);
      const out = answer(rule.a[0]).slice();
      if (rule.op === "not") for (let at = 0; at < words; at++) out[at] = ~out[at];
      for (const part of rule.a.slice(1)) {
        const bits = answer(part);
        if (rule.op === "and") for (let at = 0; at < words; at++) out[at] &= bits[at];
        else for (let at = 0; at < words; at++) out[at] |= bits[at];
      }
      return out;
    };
    let total = 0;
    for (const rule of rules) {
      const bits = answer(rule).slice();
      if (last) bits[words - 1] &= (1 << last) - 1;
      for (let word of bits) {
        word -= (word >>> 1) & 0x55555555;
        word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
        total += Math.imul((word + (word >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
      }
    }
    return total;
  };
}
