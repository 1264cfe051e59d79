// Chance that is the same for the same seed: mulberry32, by Tommy Ettinger, in the public domain.

export interface Chance {
  /** A whole number from 0 up to, and without, `limit`. */
  below(limit: number): number;
  /** True once in so many times. */
  in(times: number): boolean;
  /** Throws for none. */
  of<Value>(values: readonly Value[]): Value;
}

export function chanceOf(seed: number): Chance {
  let state = seed | 0;
  function next(): number {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    below,
    in: (times) => below(times) === 0,
    of<Value>(values: readonly Value[]): Value {
      if (values.length === 0) throw new RangeError('nothing to choose from');
      return values[below(values.length)] as Value;
    },
  };
}
