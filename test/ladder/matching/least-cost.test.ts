import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EdgeList } from '../../../src/ladder/matching/edge-list.ts';
import { exactMatching } from '../../../src/ladder/matching/exact.ts';
import { leastCostMatching } from '../../../src/ladder/matching/least-cost.ts';
import { mostPairs } from '../../../src/ladder/matching/most-pairs.ts';
import { draws } from '../../draws.ts';
import { bestWorth, worthOf } from './every-matching.ts';
import { anyGraph, costOf, firstFound, graphOf, pairsOf, stripOfTriangles } from './graphs.ts';
import { positionsFor, sharesFor } from './hints.ts';

const SMALL = { min: 0, max: 9 };
const STRIP = { min: 3, max: 11 };
const kinds = [
  { kind: 'any graph', graphs: anyGraph(SMALL), runs: 500 },
  { kind: 'a strip of triangles', graphs: stripOfTriangles(STRIP), runs: 300 },
];

describe.for(kinds)('in $kind', ({ graphs, runs }) => {
  const settings = draws(runs, 1965);

  test('no matching has more pairs, or as many for less', () => {
    fc.assert(
      fc.property(graphs, (table) => {
        const cost = costOf(table);
        expect(worthOf(leastCostMatching(graphOf(table)).mate, cost)).toEqual(bestWorth(table.size, cost));
      }),
      settings,
    );
  });

  test('wherever vertices stand, and whatever they are said to add, what is exact is exact', () => {
    const placed = graphs.chain((table) =>
      fc.tuple(fc.constant(table), positionsFor(table), sharesFor(table)),
    );
    fc.assert(
      fc.property(placed, ([table, positions, shares]) => {
        const cost = costOf(table);
        expect(worthOf(exactMatching(positions, cost, shares), cost)).toEqual(bestWorth(table.size, cost));
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
      draws(300, 1986),
    );
  });
});
