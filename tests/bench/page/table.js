// The site's table without the site: its styles, its code, the same texts as the lists beside it.

import init, { Engine, Reader } from "/engine/bench.js";
import { collect, now, painted } from "./measure.js";

let shape;
const host = document.getElementById("host");
await init();

globalThis.table = {
  /** Takes the people from the chosen file, and what the table looks like. */
  async load(given) {
    shape = given;
    document.getElementById("sheet").textContent = shape.sheet;
    host.style.width = `${shape.width}px`;
    host.style.height = `${shape.height}px`;
    (await Reader.load(document.getElementById("file").files[0])).show();
  },

  /** Milliseconds from nothing to a painted table. */
  async render() {
    Engine.clear();
    host.replaceChildren();
    await painted();
    collect();
    // Both start right after a frame that came in time: what the collector took would else be taken
    // off the wait for the next.
    await painted();
    await painted();
    const start = now();
    Engine.draw(host, shape.columns, Math.round(shape.width / shape.columns.length));
    await painted();
    const time = now() - start;
    const rows = host.querySelectorAll(".rows > [role=row]:not([hidden])");
    // Those that are not seen come after the frame.
    if (rows.length < shape.seen || !rows[shape.seen - 1].textContent) throw new Error(`${rows.length} rows were drawn, ${shape.seen} can be seen`);
    await painted();
    await painted();
    const all = host.querySelectorAll(".rows > [role=row]:not([hidden])").length;
    if (all !== shape.rows) throw new Error(`${all} rows in the end`);
    return time;
  },
};
