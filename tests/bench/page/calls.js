// What the page asks of the engine, the same on the main thread and in a worker.

import { Engine, Reader } from "/engine/bench.js";
import { pause } from "./measure.js";

const SLICE = 1 << 20;
const ROWS = 50;
const COLUMNS = ["displayName", "userPrincipalName", "department", "jobTitle", "country", "city", "userType", "employeeId", "mail", "officeLocation"];

let directory;
let edits = 0;
let editable;

const shown = (found) => {
  const { total, texts } = directory.shown(found, ROWS, COLUMNS);
  return { total, texts };
};

/**
 * The calls, by name. Each takes and gives what can be posted, and tells `busy` how long it held
 * its thread in one go.
 */
export const calls = {
  /** A file to a directory, slice by slice; between slices the page may react. */
  async import(source, busy) {
    const reader = new Reader(source.name);
    const stream = source.stream().getReader({ mode: "byob" });
    for (let buffer = new ArrayBuffer(SLICE); ; ) {
      const { value, done } = await stream.read(new Uint8Array(buffer));
      if (done) break;
      busy(() => reader.feed(value));
      buffer = value.buffer;
      await pause();
    }
    const ending = busy(() => reader.ending());
    while (busy(() => ending.step())) await pause();
    directory?.free();
    directory = busy(() => ending.finish());
    editable = directory.editable();
    return directory.rows();
  },

  /** A keystroke: the exact total, and the rows that come on screen. */
  search: (query, busy) => busy(() => (directory.search(query, true), shown(true))),

  /** Everybody in the order of names, and the rows that come on screen. */
  sort: (column, busy) => busy(() => (directory.sort(column), shown(false))),

  /** Rows that come on screen, as after scrolling. */
  rows: (_, busy) => busy(() => shown(false)),

  /** An edit, and the rows that show it; the disk is not waited for. */
  edit: (_, busy) =>
    busy(() => {
      edits++;
      directory.change(editable[(edits * 7919) % editable.length], `Title ${edits}`);
      return shown(false);
    }),
};
