// The engine on the main thread beside the same engine in a worker: how long until the answer, and
// how long the page cannot react meanwhile.

import { calls } from "./calls.js";
import { alternate, median, now } from "./measure.js";

/** The longest time that the main thread was held in one go since the last look. */
class Held {
  #longest = 0;

  busy = (work) => {
    const start = now();
    const result = work();
    this.#longest = Math.max(this.#longest, now() - start);
    return result;
  };

  take() {
    const longest = this.#longest;
    this.#longest = 0;
    return longest;
  }
}

/** Asks a worker; what the main thread does for it is held against it. */
function asking(worker, busy) {
  return (call, argument) =>
    new Promise((resolve) => {
      // The answer is unpacked when it is first looked at.
      worker.onmessage = (event) => resolve(busy(() => event.data));
      busy(() => worker.postMessage({ call, argument }));
    });
}

/** Everything in turn on both sides; `queries` are typed one after the other. */
export async function threads(source, queries, rounds) {
  const held = new Held();
  const worker = new Worker("worker.js", { type: "module" });
  await new Promise((resolve, reject) => {
    worker.onmessage = resolve;
    worker.onerror = reject;
  });
  const ask = asking(worker, held.busy);
  const rows = [];
  const longest = (values) => median(values).toPrecision(2);

  /** Both sides of one call; gives the median time of each and how long the page was held. */
  const both = async (call, argument, times) => {
    const blocked = { ours: [], "in a worker": [] };
    const side = (name, run) => ({
      before: () => held.take(),
      run,
      answer: (given) => {
        blocked[name].push(held.take());
        return given.texts ? `${given.total} ${given.texts.join("|")}` : given;
      },
    });
    const sides = await alternate({
      ours: side("ours", () => calls[call](argument, held.busy)),
      "in a worker": side("in a worker", () => ask(call, argument)),
    }, { rounds: times, tidy: call === "import" });
    return { sides, blocked };
  };

  const one = async (call, argument, times = rounds) => {
    const { sides, blocked } = await both(call, argument, times);
    // The texts are those of both sides; a digest of them would say no more.
    for (const side of Object.values(sides)) side.answers = side.answers.map((text) => text.slice(0, 2000));
    rows.push({ key: `threads-${call}`, sides, note: `page held ${longest(blocked.ours)} ms, with a worker ${longest(blocked["in a worker"])} ms` });
  };

  await one("import", source, Math.min(rounds, 5));
  const typed = {};
  for (const query of queries) typed[query] = await both("search", query, rounds);
  const names = ["ours", "in a worker"];
  const each = (look) => Object.fromEntries(names.map((name) => [name, queries.map((query) => look(typed[query], name))]));
  const times = each(({ sides }, name) => median(sides[name].times));
  const blocked = each(({ blocked }, name) => median(blocked[name]));
  const answers = each(({ sides }, name) => sides[name].answers.join(" ").slice(0, 300));
  for (const [key, fold] of [["threads-search", median], ["threads-search-slowest", (values) => Math.max(...values)]]) {
    rows.push({
      key,
      sides: Object.fromEntries(names.map((name) => [name, { times: [fold(times[name])], answers: [answers[name].join(" ")], runs: rounds }])),
      note: `page held ${fold(blocked.ours).toPrecision(2)} ms, with a worker ${fold(blocked["in a worker"]).toPrecision(2)} ms`,
    });
  }
  await one("sort", "displayName");
  await one("rows");
  await one("edit");
  worker.terminate();
  return rows;
}
