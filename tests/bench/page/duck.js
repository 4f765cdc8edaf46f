// DuckDB as a page would use it for membership rules: its WebAssembly in a worker, one table.
//
// Its best form of those that were tried: every text is an ENUM, a dictionary and a column of codes; texts
// are in small letters already, so that rules are answered in any case, as the engine does, at no cost; what
// looks into texts asks the dictionary alone (two thirds of the time of asking everybody); each rule is a
// prepared statement (a hundred of them in one took as long). Loading, the table and preparing are not
// measured. The variant is the one for any host: the one with threads needs headers that a static host
// cannot send.

import { AsyncDuckDB, DuckDBDataProtocol, VoidLogger } from "@duckdb/duckdb-wasm";

const PLACE = "/modules/@duckdb/duckdb-wasm/dist/";
const FILE = "people.csv";

/** An empty database, and a connection to it. */
export async function opened() {
  const worker = new Worker(`${PLACE}duckdb-browser-eh.worker.js`);
  const database = new AsyncDuckDB(new VoidLogger(), worker);
  await database.instantiate(new URL(`${PLACE}duckdb-eh.wasm`, location).href);
  return { database, connection: await database.connect() };
}

/** Opens a database with a table of these columns of a CSV file; `yesNo` are those that are no texts. */
export async function duck(source, columns, yesNo) {
  const { database, connection } = await opened();
  await database.registerFileHandle(FILE, source, DuckDBDataProtocol.BROWSER_FILEREADER, true);
  const texts = columns.filter((name) => !yesNo.includes(name));
  await fill(connection, await header(source), texts, yesNo);
  const dictionaries = new Map();
  for (const name of texts) {
    const found = await connection.query(`SELECT text::VARCHAR FROM ${dictionary(name)}`);
    dictionaries.set(name, new Set(found.getChildAt(0).toArray()));
  }
  return {
    /** Statements that count whom rules are true of. */
    prepare: async (rules) => {
      const statements = [];
      for (const rule of rules) {
        statements.push(await connection.prepare(`SELECT count(*)::INTEGER FROM people WHERE ${condition(rule, dictionaries)}`));
      }
      return statements;
    },

    /** The sum of what they count, one after the other. */
    count: async (statements) => {
      let found = 0;
      for (const statement of statements) found += (await statement.query()).getChildAt(0).get(0);
      return found;
    },

    stop: () => database.terminate(),
  };
}

const type = (name) => `code_of_${name}`;
/** The table of the texts that a column has. */
const dictionary = (name) => `texts_of_${name}`;
const quoted = (text) => `'${text.replaceAll("'", "''")}'`;

async function header(source) {
  const start = await source.slice(0, 4096).text();
  return start.slice(0, start.indexOf("\r\n")).split(",");
}

async function fill(connection, named, texts, yesNo) {
  const columns = named.map((name) => `${quoted(name)}: ${yesNo.includes(name) ? "'BOOLEAN'" : "'VARCHAR'"}`);
  const all = `read_csv('${FILE}', header = true, auto_detect = false, nullstr = '', columns = {${columns}})`;
  await connection.query(`CREATE TABLE read AS SELECT ${[...texts.map((name) => `lower(${name}) AS ${name}`), ...yesNo]} FROM ${all}`);
  for (const name of texts) {
    await connection.query(`CREATE TYPE ${type(name)} AS ENUM (SELECT DISTINCT ${name} FROM read WHERE ${name} IS NOT NULL)`);
    await connection.query(`CREATE TABLE ${dictionary(name)} AS SELECT unnest(enum_range(NULL::${type(name)})) AS text`);
  }
  await connection.query(`CREATE TABLE people AS SELECT ${[...texts.map((name) => `${name}::${type(name)} AS ${name}`), ...yesNo]} FROM read`);
  await connection.query("DROP TABLE read");
}

/**
 * A rule as SQL. Under a NOT nothing may be null, which SQL would not turn into yes; elsewhere null is as
 * good as no, and the shorter form is quicker.
 */
function condition({ op, f, v, a }, dictionaries, negated = false) {
  const all = (joint) => `(${a.map((part) => condition(part, dictionaries, negated)).join(joint)})`;
  const sure = (sql) => (negated ? `coalesce(${sql}, false)` : `(${sql})`);
  const code = (value) => (typeof value === "boolean" ? value : `${quoted(value.toLowerCase())}::${type(f)}`);
  // A text that nobody has is in no dictionary.
  const occurs = (value) => typeof value === "boolean" || dictionaries.get(f).has(value.toLowerCase());
  const among = (values) => (values.length > 0 ? sure(`${f} IN (${values.map(code)})`) : "false");
  const having = (test) => sure(`${f} IN (SELECT text FROM ${dictionary(f)} WHERE ${test}(text::VARCHAR, ${quoted(v.toLowerCase())}))`);
  switch (op) {
    case "and": return all(" AND ");
    case "or": return all(" OR ");
    case "not": return `(NOT ${condition(a[0], dictionaries, true)})`;
    case "eq": return among([v].filter(occurs));
    case "ne": return occurs(v) ? `(${f} IS DISTINCT FROM ${code(v)})` : "true";
    case "in": return among(v.filter(occurs));
    case "contains": return having("contains");
    case "starts": return having("starts_with");
    case "isnull": return `(${f} IS NULL)`;
    case "notnull": return `(${f} IS NOT NULL)`;
  }
}
