// Membership rules as somebody would write them by hand who knows how the engine does it.

/**
 * Columns of codes, rows by code, a bitset for each question: the engine's design in JavaScript.
 * `evaluated(rules)` gives a bitset for each rule, `sum(rules)` how many are in all of them.
 */
export function typedArrays(everyone) {
  const words = (everyone.length + 31) >> 5;
  const last = everyone.length & 31;
  const columns = new Map();
  const column = (name) => {
    if (columns.has(name)) return columns.get(name);
    const numbers = new Map();
    const codes = Uint32Array.from(everyone, (person) => {
      const value = person[name];
      if (!numbers.has(value)) numbers.set(value, numbers.size);
      return numbers.get(value);
    });
    const starts = new Uint32Array(numbers.size + 1);
    for (const code of codes) starts[code + 1]++;
    for (let code = 0; code < numbers.size; code++) starts[code + 1] += starts[code];
    const ends = starts.slice();
    const rows = new Uint32Array(codes.length);
    codes.forEach((code, row) => (rows[ends[code]++] = row));
    const made = { values: [...numbers.keys()], starts, rows };
    columns.set(name, made);
    return made;
  };
  const holds = ({ op, v }) => {
    switch (op) {
      case "eq": return (value) => value === v;
      case "ne": return (value) => value !== v;
      case "in": return (value) => v.includes(value);
      case "contains": return (value) => value !== null && value.includes(v);
      case "starts": return (value) => value !== null && value.startsWith(v);
      case "isnull": return (value) => value === null;
      case "notnull": return (value) => value !== null;
    }
  };
  for (const name of Object.keys(everyone[0])) column(name);
  /** Asks rules that share their questions. */
  const asking = () => {
    const known = new Map();
    const atom = (question) => {
      const key = question.op + question.f + JSON.stringify(question.v ?? null);
      if (known.has(key)) return known.get(key);
      const bits = new Uint32Array(words);
      const { values, starts, rows } = column(question.f);
      const test = holds(question);
      values.forEach((value, code) => {
        if (!test(value)) return;
        for (let at = starts[code]; at < starts[code + 1]; at++) bits[rows[at] >> 5] |= 1 << (rows[at] & 31);
      });
      known.set(key, bits);
      return bits;
    };
    const answer = (rule) => {
      if (!rule.a) return atom(rule);
      const out = answer(rule.a[0]).slice();
      if (rule.op === "not") for (let at = 0; at < words; at++) out[at] = ~out[at];
      for (const part of rule.a.slice(1)) {
        const bits = answer(part);
        if (rule.op === "and") for (let at = 0; at < words; at++) out[at] &= bits[at];
        else for (let at = 0; at < words; at++) out[at] |= bits[at];
      }
      return out;
    };
    const exact = (rule) => {
      const bits = answer(rule).slice();
      if (last) bits[words - 1] &= (1 << last) - 1;
      return bits;
    };
    return { exact, known };
  };
  return {
    /** Bytes of a bitset. */
    bytes: words * Uint32Array.BYTES_PER_ELEMENT,

    sum: (rules) => {
      const { exact } = asking();
      let total = 0;
      for (const rule of rules) total += count(exact(rule));
      return total;
    },

    evaluated: (rules) => {
      const { exact, known } = asking();
      const sets = rules.map(exact);
      return { sets, questions: known.size };
    },
  };
}

/** How many bits are set. */
export function count(bits) {
  let total = 0;
  for (let word of bits) {
    word -= (word >>> 1) & 0x55555555;
    word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
    total += Math.imul((word + (word >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return total;
}
