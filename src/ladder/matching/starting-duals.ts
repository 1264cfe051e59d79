// Where the search for a matching of least cost begins: duals that leave no slack negative, and what can be matched
// where there is none. Anything of that kind would do; the nearer it is to the end, the less is left to search.
import type { Graph, Shares } from './graph.ts';
import { real, whole } from './typed-list.ts';

const NONE = -1;

export interface StartingDuals {
  readonly dual: Float64Array;
  readonly mate: Int32Array;
}

export function startingDuals(graph: Graph, leftOutCost: number, shares: Shares): StartingDuals {
  const { size, starts, neighbours, costs } = graph;
  const dual = highDuals(graph, leftOutCost, shares);
  const mate = new Int32Array(size).fill(NONE);
  for (let vertex = 0; vertex < size; vertex += 1) {
    for (let edge = whole(starts, vertex); edge < whole(starts, vertex + 1); edge += 1) {
      if (whole(mate, vertex) !== NONE) break;
      const other = whole(neighbours, edge);
      if (whole(mate, other) !== NONE) continue;
      if (2 * real(costs, edge) !== real(dual, vertex) + real(dual, other)) continue;
      mate[vertex] = other;
      mate[other] = vertex;
    }
  }
  return { dual, mate };
}

/** Each as high as its neighbours allow, after each has had what it adds and half of what is left of its cheapest edge. */
export function highDuals(graph: Graph, highest: number, shares: Shares): Float64Array {
  const dual = Float64Array.from({ length: graph.size }, (_, vertex) => cheapest(graph, vertex, shares));
  for (let vertex = 0; vertex < graph.size; vertex += 1) raise(graph, vertex, dual, highest);
  return dual;
}

/** Two together may have no more than twice the cost of their edge, less what both add. */
function cheapest({ starts, neighbours, costs }: Graph, vertex: number, shares: Shares): number {
  let least = Number.POSITIVE_INFINITY;
  const own = real(shares, vertex);
  for (let edge = whole(starts, vertex); edge < whole(starts, vertex + 1); edge += 1) {
    least = Math.min(least, real(costs, edge) - own - real(shares, whole(neighbours, edge)));
  }
  return 2 * own + (least === Number.POSITIVE_INFINITY ? 0 : 2 * Math.floor(least / 2));
}

/** As high as its neighbours allow. */
function raise(
  { starts, neighbours, costs }: Graph,
  vertex: number,
  dual: Float64Array,
  highest: number,
): void {
  let bound = highest;
  for (let edge = whole(starts, vertex); edge < whole(starts, vertex + 1); edge += 1) {
    bound = Math.min(bound, 2 * real(costs, edge) - real(dual, whole(neighbours, edge)));
  }
  dual[vertex] = bound;
}
