// What a search is told besides costs: where vertices stand, and what they are said to add. It may be told anything.
import fc from 'fast-check';
import type { Shares } from '../../../src/ladder/matching/graph.ts';
import type { Positions } from '../../../src/ladder/matching/nearest.ts';
import type { CostTable } from './graphs.ts';

/** Few places make many vertices stand on one. */
export function positionsFor({ size }: CostTable): fc.Arbitrary<Positions> {
  const side = numbers(size, fc.oneof(fc.integer({ min: 0, max: 12 }), fc.constant(Number.NaN)));
  return fc.tuple(side, side);
}

export function sharesFor({ size }: CostTable): fc.Arbitrary<Shares> {
  return fc.oneof(
    fc.constant(new Float64Array(size)),
    numbers(size, fc.integer({ min: -3, max: 3 })),
    numbers(size, fc.constantFrom(-1_000_000, -40, 0, 700)),
  );
}

function numbers(size: number, number: fc.Arbitrary<number>): fc.Arbitrary<Float64Array> {
  return fc.array(number, { minLength: size, maxLength: size }).map((list) => Float64Array.from(list));
}
