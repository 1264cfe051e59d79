// Where the search for a matching of least cost begins: duals that leave no slack negative, and what can be matched
// where there is none. Anything of that kind would do; the nearer it is to the end, the less is left to search.
import type { Graph } from './graph.ts';
import { real, whole } from './typed-list.ts';

const NONE = -1;

export interface StartingDuals {
  readonly dual: Float64Array;
  readonly mate: Int32Array;
}

export function startingDuals(graph: Graph, leftOutCost: number): StartingDuals {
  const { size, starts, neighbours, costs } = graph;
  // The cheapest edge of each, which is half of what two together may have.
  const dual = Float64Array.from({ length: size }, (_, vertex) => cheapest(graph, vertex));
  for (let vertex = 0; vertex < size; vertex += 1) raise(graph, vertex, dual, leftOutCost);
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

function cheapest({ starts, costs }: Graph, vertex: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let edge = whole(starts, vertex); edge < whole(starts, vertex + 1); edge += 1) {
    least = Math.min(least, real(costs, edge));
  }
  return least === Number.POSITIVE_INFINITY ? 0 : 2 * Math.floor(least / 2);
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
