import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { improveByChains } from '../../../src/ladder/matching/chains.ts';
import type { EdgeCost, Graph, Shares } from '../../../src/ladder/matching/graph.ts';
import { prohibitiveCostIn } from '../../../src/ladder/matching/left-out-cost.ts';
import { highDuals } from '../../../src/ladder/matching/starting-duals.ts';
import { draws } from '../../draws.ts';
import { worthOf } from './every-matching.ts';
import {
  anyGraph,
  type CostTable,
  costOf,
  firstFound,
  graphOf,
  pairsOf,
  stripOfTriangles,
} from './graphs.ts';
import { sharesFor } from './hints.ts';

const kinds = [
  { kind: 'any graph', graphs: anyGraph({ min: 0, max: 12 }) },
  { kind: 'a strip of triangles', graphs: stripOfTriangles({ min: 3, max: 14 }) },
];

describe.for(kinds)('in $kind, whatever vertices are said to add', ({ graphs }) => {
  const settings = draws(300, 1973);
  const told = graphs.chain((table) => fc.tuple(fc.constant(table), sharesFor(table)));

  test('chains keep the number of pairs, and cost nothing', () => {
    fc.assert(
      fc.property(told, ([table, shares]) => {
        const cost = costOf(table);
        const before = worthOf(firstFound(table), cost);
        const after = worthOf(improved(table, shares), cost);
        expect(after.pairs).toBe(before.pairs);
        expect(after.cost).toBeLessThanOrEqual(before.cost);
      }),
      settings,
    );
  });

  test('two pairs cannot change partners for less, nor can one who is free take the place of another', () => {
    fc.assert(
      fc.property(told, ([table, shares]) => {
        expect(smallStepLeft(improved(table, shares), costOf(table))).toBe(null);
      }),
      settings,
    );
  });
});

test('four pairs change partners where no fewer can', () => {
  // Round a ring of eight every second edge is cheaper; across it there is none.
  const ring = tableOf(8, (one, other) =>
    other === one + 1 ? 10 - (one % 2) : one === 0 && other === 7 ? 9 : null,
  );
  const mate = Int32Array.from([1, 0, 3, 2, 5, 4, 7, 6]);
  improveByChains(graphOf(ring), costOf(ring), new Float64Array(8), mate);
  expect([...mate]).toEqual([7, 2, 1, 4, 3, 6, 5, 0]);
});

function improved(table: CostTable, shares: Shares): Int32Array {
  const mate = firstFound(table);
  const graph = graphOf(table);
  improveByChains(graph, costOf(table), dualsOf(graph, shares), mate);
  return mate;
}

function dualsOf(graph: Graph, shares: Shares): Float64Array {
  return highDuals(graph, prohibitiveCostIn(graph), shares);
}

/** Two who would save something by coming together; null where there are none. */
function smallStepLeft(mate: Int32Array, cost: EdgeCost): readonly [number, number] | null {
  const priceOf = (one: number | undefined, other: number | undefined) =>
    one === undefined || other === undefined || one === -1 || other === -1 ? 0 : cost(one, other);
  const saves = ([one, other]: readonly [number, number]) => {
    const [left, leftToo] = [mate[one], mate[other]];
    if (left === other || (left === -1 && leftToo === -1)) return false;
    return cost(one, other) + priceOf(left, leftToo) < priceOf(one, left) + priceOf(other, leftToo);
  };
  return pairsOf(mate.length).find(saves) ?? null;
}

function tableOf(size: number, price: (lower: number, higher: number) => number | null): CostTable {
  const vertices = Array.from({ length: size }, (_, vertex) => vertex);
  const row = (one: number) =>
    vertices.map((other) =>
      one === other
        ? Number.POSITIVE_INFINITY
        : (price(Math.min(one, other), Math.max(one, other)) ?? Number.POSITIVE_INFINITY),
    );
  return { size, rows: vertices.map(row) };
}
