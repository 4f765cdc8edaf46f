// Runs before the site in every page of it: marks moments from outside and waits by frames.

const instantiate = WebAssembly.instantiateStreaming;
WebAssembly.instantiateStreaming = async (...given) => {
  const result = await instantiate.apply(WebAssembly, given);
  performance.mark("bench:engine");
  const memory = Object.values(result.instance.exports).find((given) => given instanceof WebAssembly.Memory);
  if (memory) bench.memory = memory;
  return result;
};

const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));

/** The end of the frame that is being made. */
const ended = () =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve(performance.now());
    port2.postMessage(0);
  });

const painted = () => frame().then(ended);

const rows = () => [...document.querySelectorAll(".grid .rows > [role=row]:not([hidden])")];
const order = (row) => Number(row.getAttribute("aria-rowindex"));

globalThis.bench = {
  painted,

  /** The end of the first frame that shows what the condition asks for: it held before its paint. */
  async until(holds, patience = 120_000) {
    const start = performance.now();
    do {
      if (performance.now() - start > patience) throw new Error(`never: ${holds}`);
      await frame();
    } while (!holds());
    return ended();
  },

  /** When something named happened; the browser tells it a little later. */
  async entry(name) {
    for (;;) {
      const [entry] = performance.getEntriesByName(name);
      if (entry) return entry.startTime;
      await frame();
    }
  },

  /** The engine's memory; it grows and never shrinks. */
  memory: undefined,

  /** Longest task of the main thread since the last time it was asked. */
  longest: 0,

  /** How late the page heard of a key, at most, of those that were pressed from `since` on. */
  late: 0,
  since: 0,

  grid: () => document.querySelector(".grid"),
  count: () => Number(document.querySelector(".grid")?.getAttribute("aria-rowcount") ?? 0) - 1,
  /** The text of a row's cell, rows and columns counted from 1. */
  cell: (row, column) => rows().find((one) => order(one) === row + 1)?.children[column]?.textContent ?? "",
  last: () => Math.max(0, ...rows().map(order)) - 1,
};

new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) bench.longest = Math.max(bench.longest, duration);
}).observe({ type: "longtask", buffered: true });

addEventListener("keydown", ({ timeStamp }) => {
  if (timeStamp >= bench.since) bench.late = Math.max(bench.late, performance.now() - timeStamp);
}, true);
