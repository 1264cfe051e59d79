// Graphs to match, as fast-check makes them and makes them smaller: any, and those that are hard for the search, whose
// odd cycles lie in other odd cycles.
import fc from 'fast-check';
import { EdgeList } from '../../../src/ladder/matching/edge-list.ts';
import type { EdgeCost, Graph } from '../../../src/ladder/matching/graph.ts';

export interface CostTable {
  readonly size: number;
  /** One row a vertex; Infinity where there is no edge. */
  readonly rows: readonly (readonly number[])[];
}

export function costOf({ rows }: CostTable): EdgeCost {
  return (one, other) => rows[one]?.[other] ?? Number.POSITIVE_INFINITY;
}

export function graphOf({ size, rows }: CostTable): Graph {
  const edges = new EdgeList(size, costOf({ size, rows }));
  for (let one = 0; one < size; one += 1) {
    for (let other = one + 1; other < size; other += 1) edges.add(one, other);
  }
  return edges.graph();
}

/** Few different costs make many equal ones, which is what odd cycles grow from. */
const costs = fc.constantFrom(
  fc.constant(0),
  fc.integer({ min: 0, max: 2 }),
  fc.integer({ min: -5, max: 5 }),
  fc.integer({ min: -300, max: 1000 }),
  fc.constantFrom(-20, 0, 1_000_000_000, 1_000_000_009),
);

/** By how many of a hundred possible edges there are. */
export const anyGraph = (sizes: { min: number; max: number }): fc.Arbitrary<CostTable> =>
  fc
    .tuple(fc.integer(sizes), fc.constantFrom(15, 30, 50, 80, 100), costs)
    .chain(([size, percent, cost]) => tableOf(size, () => percent, cost));

/** Every vertex next to the two after it: a strip of triangles, with few other edges across. */
export const stripOfTriangles = (sizes: { min: number; max: number }): fc.Arbitrary<CostTable> =>
  fc
    .tuple(fc.integer(sizes), fc.constantFrom(0, 5, 15), costs)
    .chain(([size, across, cost]) =>
      tableOf(size, (one, other) => (other - one <= 2 ? 85 : across), cost, true),
    );

function tableOf(
  size: number,
  percent: (one: number, other: number) => number,
  cost: fc.Arbitrary<number>,
  renumbered = false,
): fc.Arbitrary<CostTable> {
  const count = (size * (size - 1)) / 2;
  const order = Array.from({ length: size }, (_, vertex) => vertex);
  return fc
    .record({
      draws: fc.array(fc.integer({ min: 0, max: 99 }), { minLength: count, maxLength: count }),
      prices: fc.array(cost, { minLength: count, maxLength: count }),
      names: renumbered
        ? fc.shuffledSubarray(order, { minLength: size, maxLength: size })
        : fc.constant(order),
    })
    .map(({ draws, prices, names }) => {
      const rows = order.map(() => order.map(() => Number.POSITIVE_INFINITY));
      let edge = 0;
      for (let one = 0; one < size; one += 1) {
        for (let other = one + 1; other < size; other += 1) {
          const [from, to] = [rows[names[one] ?? 0], rows[names[other] ?? 0]];
          if ((draws[edge] ?? 100) < percent(one, other)) {
            if (from) from[names[other] ?? 0] = prices[edge] ?? 0;
            if (to) to[names[one] ?? 0] = prices[edge] ?? 0;
          }
          edge += 1;
        }
      }
      return { size, rows };
    });
}

/** Each with the first who is free: a matching, and hardly ever one of the most pairs. */
export function firstFound(table: CostTable): Int32Array {
  const cost = costOf(table);
  const mate = new Int32Array(table.size).fill(-1);
  for (const [one, other] of pairsOf(table.size)) {
    if (mate[one] !== -1 || mate[other] !== -1 || cost(one, other) === Number.POSITIVE_INFINITY) continue;
    mate[one] = other;
    mate[other] = one;
  }
  return mate;
}

export function pairsOf(size: number): readonly (readonly [number, number])[] {
  const vertices = Array.from({ length: size }, (_, vertex) => vertex);
  return vertices.flatMap((one) => vertices.slice(one + 1).map((other) => [one, other] as const));
}
