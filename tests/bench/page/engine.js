// Measures the engine beside its peers, in one page and in turn. Each job gives its rows:
// `{ key, sides: { name: { times, answers } }, note }`, of which `ours` is the engine.

import init, { Engine, Reader } from "/engine/bench.js";
import Dexie from "dexie";
import { csvFormat } from "d3-dsv";
import { alternate, calibrate, collect, keepGarbage, median, now, pause } from "./measure.js";
import { answered, database, digest, finished, forget, pack, parse, people, sample, unpack } from "./data.js";
import * as licensed from "./licences.js";
import { growing, rules } from "./rules.js";
import { threads } from "./threads.js";

const { Papa } = globalThis;

/** Above this many people, peers that hold objects do not fit or take minutes. */
const LARGE = 300_000;
/** People that dexie writes one by one; the time is scaled to all. */
const DEXIE_SAMPLE = 20_000;
const BYTES_A_PERSON = 418;
const FIELDS = ["displayName", "userPrincipalName", "mail", "department", "jobTitle"];
/** Columns of the file whose attribute has another name. */
const NESTED = { businessPhones: "telephoneNumber", manager: "managerId" };
const QUERIES = ["a", "an", "and", "ande", "ander", "anders", "anderson", "lindqvist", "engineer", "karl lind", "muller", "zzqx"];
/** Parts of addresses from before the `@` to behind it, that many people have. */
const ACROSS = ["3@c", "0@l"];

const file = () => document.getElementById("file").files[0];

/** What was deleted is tidied up by the browser for a while: nobody writes meanwhile. */
const quiet = () => pause(1000);

const jobs = {
  /** A file becomes a directory: in memory, on disk, and in memory again. */
  async files({ rounds }) {
    const source = file();
    const columns = await columnsOf(source);
    const rows = [];
    const large = source.size / BYTES_A_PERSON > LARGE;
    const ours = (engine) => ({ answer: (directory) => directory.digest(columns), after: (directory) => directory.free(), ...engine });
    const theirs = (side) => ({ answer: (everyone) => digest(everyone, columns), ...side });

    rows.push({
      key: "import-store",
      sides: await alternate({
        ours: ours({ run: () => Reader.load(source) }),
        ...(!large && {
          "uDSV to objects": theirs({ run: async () => parse(await source.text()) }),
          "papaparse to objects": theirs({
            run: async () => Papa.parse(await source.text(), { header: true, skipEmptyLines: true }).data,
          }),
        }),
      }, { rounds }),
    });

    let number = 0;
    const everyone = large ? [] : await people(source);
    const [some, factor] = sample(everyone, DEXIE_SAMPLE);
    let dexie;
    rows.push({
      key: "import-durable",
      sides: await alternate({
        ours: {
          before: () => quiet().then(() => `engine-${++number}`),
          run: async (name) => {
            const directory = await Reader.load(source);
            await directory.keep(name);
            return { directory, name };
          },
          answer: ({ directory }) => directory.digest(columns),
          after: async ({ directory, name }) => {
            directory.free();
            await Engine.erase(name);
          },
        },
        ...(!large && {
          "uDSV + 1,000 a record": theirs({
            before: quiet,
            run: async () => {
              const all = parse(await source.text());
              await pack("packs", all);
              return all;
            },
            after: () => forget("packs"),
          }),
        }),
      }, { rounds }),
    });
    if (!large) {
      rows.at(-1).sides["papaparse + dexie"] = await dexieWay(source, everyone, columns, rounds);
      rows.at(-1).note = `dexie writes ${some.length} people, scaled × ${factor}`;
    }

    const directory = await Reader.load(source);
    await directory.keep("engine-open");
    await directory.settle();
    directory.free();
    if (!large) {
      await pack("packs", everyone);
      dexie = new Dexie("people");
      dexie.version(1).stores({ people: "id" });
      await dexie.people.bulkPut(everyone);
      dexie.close();
      everyone.length = 0;
    }
    rows.push({
      key: "open",
      sides: await alternate({
        ours: ours({ run: () => Engine.open("engine-open") }),
        ...(!large && {
          "1,000 a record": theirs({ run: () => unpack("packs"), answer: undefined }),
          "dexie toArray": theirs({
            run: async () => {
              await dexie.open();
              return dexie.people.toArray();
            },
            answer: undefined,
            after: () => dexie.close(),
          }),
        }),
      }, { rounds }),
    });
    rows.push({
      key: "open-warm",
      sides: await alternate({
        ours: ours({
          run: async () => {
            const opened = await Engine.open("engine-open");
            opened.search("a", true);
            opened.sort("displayName");
            return opened;
          },
        }),
      }, { rounds }),
      note: "and the first search and the first sort answered",
    });
    const opened = await Engine.open("engine-open");
    rows.push({ key: "image", value: (opened.image_bytes()) / opened.rows(), unit: "bytes a user" });
    opened.free();
    return rows;
  },

  async search({ rounds }) {
    const directory = await Reader.load(file());
    const large = directory.rows() > LARGE;
    const texts = directory.text_columns().filter((name) => !large || FIELDS.includes(name));
    const everyone = await people(file(), large ? FIELDS : texts);
    const narrow = await Reader.load(await projected(everyone, FIELDS));
    const lines = (columns) => everyone.map((person) => directory.fold(columns.map((name) => person[name]).join("\n")));
    const short = lines(FIELDS);
    const all = large ? null : lines(texts);
    const words = new Map([...QUERIES, ...ACROSS].map((query) => [query, query.split(" ")]));
    const scan = (hay) => (query) => {
      const wanted = words.get(query);
      let found = 0;
      for (const line of hay) if (wanted.every((word) => line.includes(word))) found++;
      return found;
    };
    const rowByRow = (query) => {
      const wanted = words.get(query);
      let found = 0;
      for (const person of everyone) {
        if (wanted.every((word) => FIELDS.some((field) => person[field].toLowerCase().includes(word)))) found++;
      }
      return found;
    };
    const rows = [];
    const first = (directory) => ({ before: () => directory.forget(), run: () => directory.search("an", true) });
    rows.push({ key: "search-index", sides: await alternate({ ours: first(directory) }, { rounds }), note: "the first search after opening" });
    rows.push(...await typed("search-all", {
      ours: (query) => directory.search(query, true),
      ...(all && { "includes, folded texts": scan(all) }),
    }, rounds));
    rows.push(...await typed("search-fields", {
      ours: (query) => narrow.search(query, true),
      "includes, folded texts": scan(short),
      "toLowerCase each row": rowByRow,
    }, large ? Math.min(rounds, 3) : rounds));
    const [, across] = await typed("search-across", {
      ours: (query) => directory.search(query, true),
      ...(all && { "includes, folded texts": scan(all) }),
    }, rounds, ACROSS);
    rows.push(across);
    rows.push(...await typed("search-cold", { ours: (query) => directory.search(query, false) }, rounds));
    return rows;
  },

  async order({ rounds }) {
    const directory = await Reader.load(file());
    const everyone = await people(file(), ["displayName", "department"]);
    const collator = new Intl.Collator("en");
    const rows = [];
    const sum = (order) => {
      let hash = 0x811c9dc5;
      for (const row of order) hash = Math.imul(hash ^ row, 0x01000193);
      return `${order.length} ${hash >>> 0}`;
    };
    const sort = (compare) => () => {
      const order = Uint32Array.from(everyone.keys());
      return order.sort((one, other) => compare(everyone[one].displayName, everyone[other].displayName) || one - other);
    };
    const fewer = Math.min(rounds, everyone.length > LARGE ? 2 : rounds);
    rows.push({
      key: "sort-first",
      sides: await alternate({
        ours: { before: () => directory.forget(), run: () => directory.sort("displayName"), answer: () => sum(directory.order()) },
        "Intl.Collator": { run: sort(collator.compare), answer: sum },
        "JS <": { run: sort((one, other) => (one < other ? -1 : one > other ? 1 : 0)) },
      }, { rounds: fewer }),
    });
    rows.push({ key: "sort-again", sides: await alternate({ ours: { run: () => directory.sort("displayName") } }, { rounds }) });
    rows.push({
      key: "filter",
      sides: await alternate({
        ours: { run: () => directory.filter("department", "Engineering"), answer: String, inner: 20 },
        "JS filter": { run: () => everyone.filter((person) => person.department === "Engineering").length, answer: String },
      }, { rounds }),
    });
    return rows;
  },

  /** One edit with its audit record, decided, applied and on disk. */
  async save({ rounds }) {
    const directory = await Reader.load(file());
    await directory.keep("engine-save");
    await directory.settle();
    const everyone = directory.rows() > LARGE ? (await people(file(), FIELDS)).slice(0, 20_000) : await people(file());
    const log = await database("floor", { log: { autoIncrement: true } });
    const dexie = new Dexie("save");
    dexie.version(1).stores({ people: "id", audit: "++" });
    await dexie.people.bulkPut(everyone.slice(0, 20_000));
    // Who is mastered on-premises is not edited here.
    const editable = directory.editable();
    let at = 0;
    const next = () => editable[(at += 7919) % editable.length];
    const theirs = () => at % Math.min(everyone.length, 20_000);
    let edits = 0;
    const strict = { durability: "strict" };
    const rows = [{
      key: "save",
      sides: await alternate({
        ours: { before: next, run: (row) => directory.edit(row, `Title ${++edits}`) },
        "bare 96-byte put, strict": {
          run: async () => {
            const transaction = log.transaction("log", "readwrite", strict);
            transaction.objectStore("log").put(new Uint8Array(96));
            transaction.commit();
            await finished(transaction);
          },
        },
        "dexie transaction": {
          before: theirs,
          run: (row) => dexie.transaction("rw", dexie.people, dexie.audit, async () => {
            const person = { ...everyone[row], id: everyone[row].id ?? String(row), jobTitle: "Title" };
            await dexie.people.put(person);
            await dexie.audit.add({ at: Date.now(), id: person.id, was: everyone[row].jobTitle, is: "Title" });
          }),
        },
      }, { rounds: Math.max(rounds, 60) }),
    }];
    rows.push({ key: "save-burst", sides: await alternate({ ours: { run: () => directory.burst(100), factor: 1 / 100 } }, { rounds }), note: "100 edits in one transaction, each" });
    edits += 100 * (rounds + 1);
    rows.push({ key: "decide", sides: await alternate({ ours: { before: next, run: (row) => directory.decide(row, "Title"), inner: 20 } }, { rounds }), note: "decide and audit, without the disk" });
    const kept = await directory.journal("engine-save");
    rows[0].check = { expected: `${edits} operations, ${edits} audit records`, found: kept };
    rows.push({ key: "save-bytes", value: directory.bytes_an_edit(), unit: "bytes an edit" });
    directory.free();
    return rows;
  },

  /** Our side of everything, for the growth. */
  async alone({ rounds }) {
    const source = file();
    const rows = [];
    const ours = async (key, side, times = rounds) => rows.push({ key, sides: await alternate({ ours: side }, { rounds: times }) });
    const after = (directory) => directory.free();
    await ours("import-store", { run: () => Reader.load(source), after });
    const directory = await Reader.load(source);
    let number = 0;
    await ours("keep", { before: () => `alone-${++number}`, run: (name) => directory.keep(name), after: () => Engine.erase(`alone-${number}`) });
    await directory.keep("alone");
    await directory.settle();
    rows.push({ key: "image", value: directory.image_bytes() / directory.rows(), unit: "bytes a user" });
    await ours("open", { run: () => Engine.open("alone"), after });
    await ours("search-index", { before: () => directory.forget(), run: () => directory.search("an", true) });
    // These are short, and their growth is looked at: as often at a million people as at few.
    const often = Math.max(rounds, 7);
    rows.push(...await typed("search-all", { ours: (query) => directory.search(query, true) }, often));
    await ours("sort-first", { before: () => directory.forget(), run: () => directory.sort("displayName") });
    await ours("sort-again", { run: () => directory.sort("displayName") }, often);
    await ours("filter", { run: () => directory.filter("department", "Engineering"), inner: 20 }, often);
    const columns = directory.exported_columns();
    await ours("export", { run: () => directory.export(columns) });
    const editable = directory.editable();
    let edits = 0;
    const next = () => editable[(++edits * 7919) % editable.length];
    const kept = await Engine.open("alone");
    rows.push({
      key: "save",
      flat: true,
      sides: await alternate({ ours: { before: next, run: (row) => kept.edit(row, `Title ${edits}`) } }, { rounds: 40 }),
    });
    rows.push({
      key: "decide",
      flat: true,
      sides: await alternate({ ours: { before: next, run: (row) => kept.decide(row, "Title"), inner: 20 } }, { rounds: 40 }),
    });
    kept.free();
    rows.push(...await growing(directory, rounds), ...await licensed.growing(directory, rounds));
    return rows;
  },

  /** Membership rules over everyone. */
  rules: ({ rounds }) => rules(file(), rounds),

  /** Who holds which product. */
  licences: ({ rounds }) => licensed.licences(file(), rounds),

  /** Main thread and worker. */
  worker: ({ rounds }) => threads(file(), QUERIES, rounds),

  async csv({ rounds }) {
    const directory = await Reader.load(file());
    const columns = directory.exported_columns();
    const large = directory.rows() > LARGE;
    // The peers write the file's texts under the names that ours gives them.
    const everyone = large ? [] : (await people(file())).map((person) =>
      Object.fromEntries(columns.map((name) => [name, person[NESTED[name] ?? name]])));
    const sameLines = async (blob) => {
      const text = (await blob.text()).replaceAll("\r\n", "\n").trimEnd();
      return `${text.length} ${digest([{ text }], ["text"])}`;
    };
    return [{
      key: "export",
      sides: await alternate({
        ours: { run: () => directory.export(columns), answer: large ? undefined : sameLines },
        ...(!large && {
          "d3-dsv": { run: () => new Blob([csvFormat(everyone, columns)]), answer: sameLines },
          papaparse: { run: () => new Blob([Papa.unparse(everyone, { columns })]), answer: sameLines },
        }),
      }, { rounds }),
    }];
  },
};

/** Every query in turn on every side; the median query and the slowest one. */
async function typed(key, sides, rounds, queries = QUERIES) {
  const per = {};
  for (const [at, query] of queries.entries()) {
    // A keystroke starts from the query before, not from its own answer of the round before.
    const before = queries[at - 1] ?? "";
    per[query] = await alternate(
      Object.fromEntries(Object.entries(sides).map(([name, run]) => [name, { before: () => name === "ours" && run(before), run: () => run(query), answer: String }])),
      { rounds, tidy: false },
    );
  }
  const over = (fold) => Object.fromEntries(Object.keys(sides).map((name) => [name, {
    times: [fold(queries.map((query) => median(per[query][name].times)))],
    answers: [queries.map((query) => per[query][name].answers).join(" ")],
    runs: rounds,
  }]));
  const slowest = queries.reduce((one, other) => (median(per[one].ours.times) > median(per[other].ours.times) ? one : other));
  return [
    { key, sides: over(median) },
    { key: `${key}-slowest`, sides: over((times) => Math.max(...times)), note: `slowest: “${slowest}”` },
  ];
}

async function dexieWay(source, everyone, columns, rounds) {
  const [some, factor] = sample(everyone, DEXIE_SAMPLE);
  const times = [];
  for (let round = 0; round < Math.min(rounds, 5); round++) {
    const dexie = new Dexie("import");
    dexie.version(1).stores({ people: "id" });
    await dexie.open();
    collect();
    const start = now();
    Papa.parse(await source.text(), { header: true, skipEmptyLines: true });
    const middle = now();
    await dexie.people.bulkPut(some);
    times.push(middle - start + (now() - middle) * factor);
    await dexie.delete();
  }
  return { times, answers: [] };
}

async function columnsOf(source) {
  const head = await source.slice(0, 4096).text();
  const named = head.slice(0, head.indexOf("\r\n")).split(",");
  const engine = await Reader.load(new File([head.slice(0, head.lastIndexOf("\r\n") + 2)], source.name));
  const texts = engine.text_columns();
  engine.free();
  return named.filter((name) => texts.includes(name));
}

async function projected(everyone, columns) {
  const parts = [];
  for (let at = 0; at < everyone.length; at += 20_000) {
    const text = csvFormat(everyone.slice(at, at + 20_000).map((person, row) => ({ ...person, id: made(at + row) })), ["id", ...columns]);
    parts.push((at ? text.slice(text.indexOf("\n") + 1) : text).replaceAll("\n", "\r\n"), "\r\n");
  }
  return new File(parts, "projected.csv");
}

const made = (number) => `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;

await init({ module_or_path: "/engine/bench_bg.wasm" });
globalThis.runJob = async ({ job, rounds, large }) => {
  if (large) keepGarbage();
  return jobs[job]({ rounds });
};
globalThis.calibrate = calibrate;
