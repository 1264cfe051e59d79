// The exact answer, from few of the edges: a matching of least cost among those near each other, to which the edges are
// added that would have helped, until there are none. What then comes out is proved by the duals to be the answer for
// all edges, and is found in a fraction of the time.
import type { EdgeCost, Shares } from './graph.ts';
import { leastCostMatching } from './least-cost.ts';
import { prohibitiveCost } from './left-out-cost.ts';
import { nearestEdges, type Positions } from './nearest.ts';
import { startingDuals } from './starting-duals.ts';
import { real } from './typed-list.ts';

/** Of each vertex its partner, or -1. */
export function exactMatching(positions: Positions, cost: EdgeCost, shares: Shares): Int32Array {
  const size = positions[0].length;
  const near = nearestEdges(positions, cost, null);
  let [least, most] = [0, 0];
  for (let one = 0; one < size; one += 1) {
    for (let other = one + 1; other < size; other += 1) {
      const value = cost(one, other);
      if (value < least) least = value;
      if (value > most && value !== Number.POSITIVE_INFINITY) most = value;
    }
  }
  const leftOutCost = prohibitiveCost(size, least, most);
  for (;;) {
    const graph = near.graph();
    const start = startingDuals(graph, leftOutCost, shares);
    const { mate, limits } = leastCostMatching(graph, leftOutCost, start);
    let added = 0;
    for (let one = 0; one < size; one += 1) {
      const limit = limits(one);
      for (let other = one + 1; other < size; other += 1) {
        if (2 * cost(one, other) >= real(limit, other)) continue;
        near.add(one, other);
        added += 1;
      }
    }
    if (added === 0) return mate;
  }
}
