// The same list twice: as little as a hand can write, and with the virtualiser most pages use.

import { Virtualizer, elementScroll, observeElementOffset, observeElementRect } from "@tanstack/virtual-core";
import { people } from "./data.js";
import { calibrate, collect, now, painted } from "./measure.js";

/** Chromium makes no element taller. */
const TALLEST = 33_554_000;

let everyone = [];
let shape;
let stop = () => {};
/** What a list does after its first frame. */
let complete = () => {};

/** The scroller of a list, and the element that is as tall as all of its rows. */
function frame() {
  const scroller = document.createElement("div");
  scroller.className = "scroller";
  scroller.style.width = `${shape.width}px`;
  scroller.style.height = `${shape.height}px`;
  const body = scroller.appendChild(document.createElement("div"));
  body.style.height = `${Math.min(everyone.length * shape.row, TALLEST)}px`;
  return { scroller, body };
}

function emptyRow() {
  const element = document.createElement("div");
  element.className = "row";
  element.style.width = `${shape.width}px`;
  element.style.height = `${shape.row}px`;
  const texts = shape.columns.map(() => {
    const cell = element.appendChild(document.createElement("div"));
    cell.style.width = `${shape.width / shape.columns.length}px`;
    return cell.appendChild(document.createTextNode(""));
  });
  return { element, texts, shows: -1 };
}

function write(row, at) {
  row.shows = at;
  shape.columns.forEach((column, place) => (row.texts[place].data = everyone[at][column]));
  row.element.style.transform = `translateY(${at * shape.row}px)`;
}

const lists = {
  /** A fixed number of rows, written anew as they come by; those that are not seen come later. */
  floor(host) {
    const { scroller } = frame();
    const rows = [];
    const make = (count) => {
      while (rows.length < count) {
        rows.push(emptyRow());
        scroller.append(rows.at(-1).element);
      }
    };
    make(shape.seen);
    complete = () => {
      make(shape.rows);
      draw();
    };
    const draw = () => {
      const first = Math.floor(scroller.scrollTop / shape.row);
      for (let at = first; at < Math.min(first + rows.length, everyone.length); at++) {
        const row = rows[at % rows.length];
        if (row.shows !== at) write(row, at);
      }
    };
    scroller.onscroll = draw;
    host.replaceChildren(scroller);
    draw();
    return scroller;
  },

  tanstack(host) {
    const { scroller, body } = frame();
    host.replaceChildren(scroller);
    const shown = new Map();
    const draw = () => {
      const wanted = new Set();
      for (const { index } of list.getVirtualItems()) {
        wanted.add(index);
        if (shown.has(index)) continue;
        const row = emptyRow();
        write(row, index);
        body.append(row.element);
        shown.set(index, row);
      }
      for (const [index, { element }] of shown) {
        if (wanted.has(index)) continue;
        element.remove();
        shown.delete(index);
      }
    };
    const list = new Virtualizer({
      count: everyone.length,
      getScrollElement: () => scroller,
      estimateSize: () => shape.row,
      overscan: 5,
      scrollToFn: elementScroll,
      observeElementRect,
      observeElementOffset,
      onChange: draw,
    });
    stop = list._didMount();
    list._willUpdate();
    draw();
    return scroller;
  },
};

globalThis.list = {
  /** Takes the people from the chosen file, and what a row looks like. */
  async load(given) {
    shape = given;
    everyone = await people(document.getElementById("file").files[0], shape.columns);
  },

  /** Milliseconds from nothing to a painted list. */
  async render(kind) {
    stop();
    stop = complete = () => {};
    document.getElementById("host").replaceChildren();
    await painted();
    collect();
    // Both start right after a frame that came in time: what the collector took would else be taken
    // off the wait for the next.
    await painted();
    await painted();
    const start = now();
    globalThis.scroller = lists[kind](document.getElementById("host"));
    // As ours: laid out while the frame is waited for.
    void globalThis.scroller.offsetHeight;
    await painted();
    const time = now() - start;
    if (document.querySelectorAll(".row").length < 10) throw new Error(`${kind} drew nothing`);
    complete();
    return time;
  },
};
globalThis.calibrate = calibrate;
