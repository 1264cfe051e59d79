import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EdgeList } from '../../../src/ladder/matching/edge-list.ts';
import { exactMatching } from '../../../src/ladder/matching/exact.ts';
import { leastCostMatching } from '../../../src/ladder/matching/least-cost.ts';
import { mostPairs } from '../../../src/ladder/matching/most-pairs.ts';
import type { Positions } from '../../../src/ladder/matching/nearest.ts';
import { windowedMatching } from '../../../src/ladder/matching/windowed.ts';
import { bestWorth, worthOf } from './every-matching.ts';
import { anyGraph, type CostTable, costOf, graphOf, stripOfTriangles } from './graphs.ts';

const SMALL = { min: 0, max: 9 };
const STRIP = { min: 3, max: 11 };
const kinds = [
  { kind: 'any graph', graphs: anyGraph(SMALL), runs: 1500 },
  { kind: 'a strip of triangles', graphs: stripOfTriangles(STRIP), runs: 800 },
];

describe.for(kinds)('in $kind', ({ graphs, runs }) => {
  const settings = { numRuns: runs, seed: 1965 };

  test('no matching has more pairs, or as many for less', () => {
    fc.assert(
      fc.property(graphs, (table) => {
        const cost = costOf(table);
        expect(worthOf(leastCostMatching(graphOf(table)).mate, cost)).toEqual(bestWorth(table.size, cost));
      }),
      settings,
    );
  });

  test('wherever vertices stand, what is exact is exact', () => {
    const placed = graphs.chain((table) => fc.tuple(fc.constant(table), positionsFor(table)));
    fc.assert(
      fc.property(placed, ([table, positions]) => {
        const cost = costOf(table);
        expect(worthOf(exactMatching(positions, cost), cost)).toEqual(bestWorth(table.size, cost));
      }),
      settings,
    );
  });

  test('what costs nothing has the most pairs, and keeps who had a partner', () => {
    fc.assert(
      fc.property(graphs, (table) => {
        const cost = costOf(table);
        const known = firstFound(table);
        const mate = mostPairs(graphOf(table), known);
        expect(worthOf(mate, cost).pairs).toBe(bestWorth(table.size, cost).pairs);
        known.forEach((partner, vertex) => {
          if (partner !== -1) expect(mate[vertex]).not.toBe(-1);
        });
      }),
      settings,
    );
  });

  test('windows make a matching', () => {
    const placed = graphs.chain((table) => fc.tuple(fc.constant(table), positionsFor(table)));
    fc.assert(
      fc.property(placed, ([table, positions]) => {
        const cost = costOf(table);
        const { pairs } = worthOf(windowedMatching(positions, cost), cost);
        expect(pairs).toBeLessThanOrEqual(bestWorth(table.size, cost).pairs);
      }),
      { ...settings, numRuns: 300 },
    );
  });
});

describe('a limit of the costs', () => {
  test('says of every edge that is not there whether it could help', () => {
    fc.assert(
      fc.property(anyGraph({ min: 2, max: 8 }), fc.nat(), (table, which) => {
        const cost = costOf(table);
        const all = pairsOf(table.size).filter(
          ([one, other]) => cost(one, other) !== Number.POSITIVE_INFINITY,
        );
        const left = all[which % Math.max(1, all.length)];
        if (!left) return;
        const [one, other] = left;
        const edges = new EdgeList(table.size, cost);
        for (const [from, to] of all) if (from !== one || to !== other) edges.add(from, to);
        // Of a graph without one edge: where the limit says it cannot help, the best is what it was.
        const { mate, limits } = leastCostMatching(edges.graph(), 1e13);
        if (2 * cost(one, other) < (limits(one)[other] ?? Number.NaN)) return;
        expect(worthOf(mate, cost)).toEqual(bestWorth(table.size, cost));
      }),
      { numRuns: 800, seed: 1986 },
    );
  });
});

/** Few places make many vertices stand on one. */
function positionsFor({ size }: CostTable): fc.Arbitrary<Positions> {
  const place = fc.oneof(fc.integer({ min: 0, max: 12 }), fc.constant(Number.NaN));
  const side = fc
    .array(place, { minLength: size, maxLength: size })
    .map((places) => Float64Array.from(places));
  return fc.tuple(side, side);
}

/** Each with the first who is free: a matching, and hardly ever one of the most pairs. */
function firstFound(table: CostTable): Int32Array {
  const cost = costOf(table);
  const mate = new Int32Array(table.size).fill(-1);
  for (const [one, other] of pairsOf(table.size)) {
    if (mate[one] !== -1 || mate[other] !== -1 || cost(one, other) === Number.POSITIVE_INFINITY) continue;
    mate[one] = other;
    mate[other] = one;
  }
  return mate;
}

function pairsOf(size: number): readonly (readonly [number, number])[] {
  const vertices = Array.from({ length: size }, (_, vertex) => vertex);
  return vertices.flatMap((one) => vertices.slice(one + 1).map((other) => [one, other] as const));
}
