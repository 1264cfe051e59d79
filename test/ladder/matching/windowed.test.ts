import fc from 'fast-check';
import { expect, test } from 'vitest';
import { windowedMatching } from '../../../src/ladder/matching/windowed.ts';
import { draws } from '../../draws.ts';
import { bestWorth, worthOf } from './every-matching.ts';
import { anyGraph, costOf, stripOfTriangles } from './graphs.ts';
import { positionsFor, sharesFor } from './hints.ts';

test.for([
  { kind: 'any graph', graphs: anyGraph({ min: 0, max: 9 }) },
  { kind: 'a strip of triangles', graphs: stripOfTriangles({ min: 3, max: 11 }) },
])('windows make a matching in $kind', ({ graphs }) => {
  const told = graphs.chain((table) => fc.tuple(fc.constant(table), positionsFor(table), sharesFor(table)));
  fc.assert(
    fc.property(told, ([table, positions, shares]) => {
      const cost = costOf(table);
      const { pairs } = worthOf(windowedMatching(positions, cost, shares), cost);
      expect(pairs).toBeLessThanOrEqual(bestWorth(table.size, cost).pairs);
    }),
    draws(120, 1965),
  );
});

test('two of one side take the places of a pair who both stand on both, however far off', () => {
  // Two hundred who have each other; two that only the pair in their midst may meet, whom they do not see from there.
  const many = 200;
  const [alone, aloneToo, both, bothToo] = [2 * many, 2 * many + 1, 2 * many + 2, 2 * many + 3];
  const first = new Float64Array(2 * many + 4).fill(Number.NaN);
  const second = first.slice();
  for (let place = 0; place < many; place += 1) {
    first[place] = 10 * place;
    second[many + place] = 10 * place;
  }
  first.set([-10, -20, 1000, 1000], alone);
  second.set([1000, 1000], both);
  const cost = (one: number, other: number) => {
    const [lower, higher] = [Math.min(one, other), Math.max(one, other)];
    if (lower < many) return higher === lower + many ? 0 : Number.POSITIVE_INFINITY;
    return lower >= alone && higher >= both ? 5 : Number.POSITIVE_INFINITY;
  };
  const mate = windowedMatching([first, second], cost, new Float64Array(first.length));
  expect(worthOf(mate, cost)).toEqual({ pairs: many + 2, cost: 10 });
  expect([mate[alone], mate[aloneToo]].toSorted()).toEqual([both, bothToo]);
});
