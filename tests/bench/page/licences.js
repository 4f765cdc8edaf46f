// Who holds which product, of everybody: direct licences and those of groups, each product once a person. The
// engine beside sets of bits that a page would write by hand, and DuckDB.

import { Licensed, Reader } from "/engine/bench.js";
import { opened } from "./duck.js";
import { alternate } from "./measure.js";

/** Above this many people, the peers' tables take minutes to fill. */
const LARGE = 300_000;
/** Operations that are followed one after the other. */
const EDITS = 20;
/** People who get another product. */
const MANY = 10_000;

export async function licences(source, rounds) {
  const directory = await Reader.load(source);
  const engine = new Licensed(directory);
  const people = directory.rows();
  directory.free();
  const everyone = loaded(engine, people);
  const database = people > LARGE ? null : await filled(everyone, engine);
  const gives = engine.gives();
  const rows = [{
    key: "licence-all",
    sides: await alternate({
      // Some are refused for want of a plan; the peers know nothing of that.
      ours: { run: () => engine.all(), answer: () => engine.asked() },
      "JS bit masks": { run: () => masked(everyone, gives), answer: String },
      ...(database && { "DuckDB-wasm": { run: () => database.count(), answer: String } }),
    }, { rounds: Math.max(rounds, 7) }),
    note: "the plans of each, what stands against it and seats included; the peers count products",
  }];
  database?.stop();
  rows.push({ key: "licence-read", sides: await alternate({ ours: { run: () => engine.read() } }, { rounds: Math.max(rounds, 7) }), note: "as the first time after opening" });
  rows.push(...changes(engine, rounds, await alternate(edits(engine), { rounds: 20 }), await swapped(engine, rounds)));
  engine.free();
  return rows;
}

/** Ours alone, for the growth. */
export async function growing(directory, rounds) {
  const engine = new Licensed(directory);
  const all = await alternate({ ours: { run: () => engine.all() } }, { rounds: Math.max(rounds, 7) });
  const rows = [{ key: "licence-all", sides: all }, { key: "licence-edit", flat: true, sides: await alternate(edits(engine), { rounds: 20 }) }];
  engine.free();
  return rows;
}

const edits = (engine) => ({
  ours: { before: () => engine.edit(EDITS), run: (from) => engine.follow(from), factor: 1 / EDITS },
});

async function swapped(engine, rounds) {
  const people = engine.choose(MANY);
  return { people, sides: await alternate({ ours: { run: () => engine.swap(), answer: String } }, { rounds }) };
}

function changes(engine, rounds, edited, { people, sides }) {
  const followed = String(engine.seats());
  const anew = String(engine.all());
  return [
    { key: "licence-edit", flat: true, sides: edited, note: "a product is given, and its seats are counted", check: { expected: anew, found: followed } },
    { key: "licence-swap", sides, note: `${people.toLocaleString("en")} people get another product: decided, what everybody has afterwards, and who gains and loses what` },
  ];
}

/** Objects as a page has them that read JSON: products by name, groups by number. */
function loaded(engine, people) {
  const direct = engine.direct();
  const names = Array.from({ length: 16 }, (_, at) => `PRODUCT_${at}`);
  const everyone = [];
  for (let row = 0; row < people; row++) {
    everyone.push({ assignedLicenses: names.filter((_, at) => (direct[row] >> at) & 1), groups: [...engine.groups_of(row)] });
  }
  return everyone;
}

const code = new Map(Array.from({ length: 16 }, (_, at) => [`PRODUCT_${at}`, at]));

function masked(everyone, gives) {
  const seats = new Uint32Array(16);
  for (const { assignedLicenses, groups } of everyone) {
    let mask = 0;
    for (const name of assignedLicenses) mask |= 1 << code.get(name);
    for (const group of groups) mask |= gives[group];
    for (; mask; mask &= mask - 1) seats[31 - Math.clz32(mask & -mask)]++;
  }
  return seats.reduce((sum, count) => sum + count, 0);
}

async function filled(everyone, engine) {
  const { database, connection } = await opened();
  const table = async (name, columns, lines) => {
    await database.registerFileText(`${name}.csv`, `${columns}\n${lines.join("\n")}`);
    await connection.query(`CREATE TABLE ${name} AS SELECT * FROM read_csv_auto('${name}.csv', header = true)`);
  };
  await table("direct", "person,product", everyone.flatMap(({ assignedLicenses }, row) => assignedLicenses.map((name) => `${row},${code.get(name)}`)));
  await table("members", "person,grp", everyone.flatMap(({ groups }, row) => groups.map((group) => `${row},${group}`)));
  const gives = [...engine.gives()].flatMap((set, group) => [...code.values()].filter((at) => (set >> at) & 1).map((at) => `${group},${at}`));
  await table("gives", "grp,product", gives);
  const statement = await connection.prepare(`SELECT count(*)::INTEGER FROM (
    SELECT person, product FROM direct UNION SELECT person, product FROM members JOIN gives USING (grp))`);
  return {
    count: async () => (await statement.query()).getChildAt(0).get(0),
    stop: () => database.terminate(),
  };
}
