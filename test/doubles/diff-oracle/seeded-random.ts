/** Random choices that a seed repeats exactly. */
export interface Random {
  /** A whole number from 0 to `below - 1`. */
  below(below: number): number;
  /** True in one of `oneIn` cases. */
  once(oneIn: number): boolean;
  pick<T>(values: readonly T[]): T;
}

/** The generator mulberry32: 32 bits of state, good enough to choose test cases. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    below,
    once: (oneIn) => below(oneIn) === 0,
    pick: (values) => values[below(values.length)] as (typeof values)[number],
  };
}
