// Exported members of 1,000 groups by rule against whom the rules take: the engine beside typed arrays.

import { Drifts } from "/engine/bench.js";
import { count } from "./bitsets.js";
import { alternate } from "./measure.js";

const GROUPS = 1000;

export async function drifts(directory, { bitsets, large }, rounds) {
  // With a million people the lists have ninety million members together, which is more than fits in memory.
  if (large) return [];
  const engine = new Drifts(directory, GROUPS);
  const rules = JSON.parse(engine.rules());
  const lists = rules.map((_, place) => engine.members(place));
  const { sets } = bitsets.evaluated(rules);
  const memberships = lists.reduce((sum, list) => sum + list.length, 0);
  const rows = [
    { key: "rule-book", sides: await alternate({ ours: { run: () => engine.ask() } }, { rounds }), note: "the rules are read from the groups, too", check: { expected: GROUPS, found: engine.ask() } },
    {
      key: "rule-drift",
      sides: await alternate({
        ours: { run: () => engine.compare(), answer: String },
        "JS typed arrays": { run: () => compared(lists, sets), answer: String },
      }, { rounds }),
      note: `${memberships.toLocaleString("en")} memberships; ours with the reasons, the peer counts alone`,
    },
  ];
  engine.free();
  return rows;
}

/** How many are in a list or in a set and not in both, over all groups. */
function compared(lists, sets) {
  const bits = new Uint32Array(sets[0].length);
  let differing = 0;
  lists.forEach((list, place) => {
    bits.fill(0);
    for (const row of list) bits[row >> 5] |= 1 << (row & 31);
    const set = sets[place];
    for (let at = 0; at < bits.length; at++) bits[at] ^= set[at];
    differing += count(bits);
  });
  return differing;
}
