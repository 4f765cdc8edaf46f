// Clocks and rounds for everything that is measured inside a page.

export const now = () => performance.now();
export const pause = (ms = 0) => new Promise((resolve) => setTimeout(resolve, ms));
export const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));

/** Resolves in the first task after the next frame was laid out and painted. */
export const painted = () =>
  new Promise((resolve) =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve();
      port2.postMessage(0);
    }));

export const sorted = (values) => [...values].sort((one, other) => one - other);
export const quantile = (values, part) => sorted(values)[Math.min(values.length - 1, Math.floor(values.length * part))];

export function median(values) {
  const ordered = sorted(values);
  const middle = ordered.length >> 1;
  return ordered.length % 2 ? ordered[middle] : (ordered[middle - 1] + ordered[middle]) / 2;
}

/** Objects of a million people take seconds to collect, so only smaller heaps are cleaned. */
let collects = true;
export const keepGarbage = () => (collects = false);
export const collect = () => collects && globalThis.gc?.();

/**
 * Runs the sides in turn, the order reversed from round to round, after a round that does not
 * count. Only `run` is timed; `before` prepares its argument, `after` disposes of its result.
 *
 * A side is `{ run, before, after, answer, factor, inner }`. `answer(result)` is what has to be
 * equal on all sides that have one; it is asked for in every round. `factor` scales a sample to the
 * whole, `inner` repeats what is too short for the clock. Garbage is collected before every run,
 * unless `tidy` is off for sides that make none.
 */
export async function alternate(sides, { rounds = 7, tidy = true } = {}) {
  const outcome = Object.fromEntries(Object.keys(sides).map((name) => [name, { times: [], answers: [] }]));
  for (let round = 0; round <= rounds; round++) {
    const order = Object.keys(sides);
    if (round % 2) order.reverse();
    for (const name of order) {
      const { run, before, after, answer, factor = 1, inner = 1 } = sides[name];
      const argument = await before?.();
      if (tidy) collect();
      await pause();
      const start = now();
      let result = run(argument);
      if (typeof result?.then === "function") result = await result;
      for (let again = 1; again < inner; again++) result = run(argument);
      const time = ((now() - start) / inner) * factor;
      if (round) outcome[name].times.push(time);
      if (answer) {
        const given = String(await answer(result));
        if (!outcome[name].answers.includes(given)) outcome[name].answers.push(given);
      }
      await after?.(result);
    }
  }
  return outcome;
}

/** A fixed loop: how fast the machine is at this moment. */
export async function calibrate() {
  const times = [];
  for (let round = 0; round < 9; round++) {
    await pause();
    const start = now();
    let hash = 1;
    for (let step = 0; step < 6e6; step++) hash = Math.imul(hash ^ step, 0x9e3779b1);
    times.push(now() - start);
    globalThis.calibrated = hash;
  }
  return median(times);
}

/** FNV-1a over the UTF-8 of the cells, each closed by a unit separator. */
export class Digest {
  #hash = 0x811c9dc5;
  #encoder = new TextEncoder();
  #room = new Uint8Array(1 << 16);

  add(text) {
    const { written } = this.#encoder.encodeInto(text, this.#room);
    for (let at = 0; at < written; at++) this.#hash = Math.imul(this.#hash ^ this.#room[at], 0x01000193);
    this.#hash = Math.imul(this.#hash ^ 0x1f, 0x01000193);
    return this;
  }

  get value() {
    return (this.#hash >>> 0).toString(16);
  }
}
