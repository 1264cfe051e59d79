// Where the search for a matching of least cost begins: duals that leave no slack negative, and what can be matched
// where there is none. Anything of that kind would do; the nearer it is to the end, the less is left to search.
import type { Graph } from './graph.ts';
import { largestMatching, SETTLED, SPARE, SPARE_IN_GROUP, WANTED } from './largest.ts';
import { real, whole } from './typed-list.ts';

export interface StartingDuals {
  readonly dual: Float64Array;
  readonly mate: Int32Array;
  /** What it costs to leave a vertex out: more than any matching could save by it. */
  readonly leftOutCost: number;
}

const NONE = -1;

export function startingDuals(graph: Graph): StartingDuals {
  const { size, costs } = graph;
  const mate = new Int32Array(size).fill(NONE);
  let [least, most] = [0, 0];
  for (const cost of costs) {
    if (cost < least) least = cost;
    if (cost > most) most = cost;
  }
  const leftOutCost = 2 * (size + 1) * (most - least) + 1;
  // The cheapest edge of each, which is half of what two together may have.
  const dual = Float64Array.from({ length: size }, (_, vertex) => cheapest(graph, vertex));
  // In the end it is spare ones that are left out: they begin at the price of it, and those they compete for as far
  // below. Else every one left out would cost a search through all that it can reach.
  const { part } = largestMatching(graph);
  part.forEach((kind, vertex) => {
    if (kind === SPARE) dual[vertex] = leftOutCost;
  });
  for (const kind of [WANTED, SPARE_IN_GROUP, SETTLED]) {
    part.forEach((of, vertex) => {
      if (of === kind) raise(graph, vertex, dual, mate, leftOutCost);
    });
  }
  return { dual, mate, leftOutCost };
}

function cheapest({ starts, costs }: Graph, vertex: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let edge = whole(starts, vertex); edge < whole(starts, vertex + 1); edge += 1) {
    least = Math.min(least, real(costs, edge));
  }
  return least === Number.POSITIVE_INFINITY ? 0 : least;
}

/** As high as its neighbours allow, and matched with one that stops it, if one of those is free. */
function raise(
  { starts, neighbours, costs }: Graph,
  vertex: number,
  dual: Float64Array,
  mate: Int32Array,
  highest: number,
): void {
  let bound = highest;
  let partner = NONE;
  for (let edge = whole(starts, vertex); edge < whole(starts, vertex + 1); edge += 1) {
    const other = whole(neighbours, edge);
    const limit = 2 * real(costs, edge) - real(dual, other);
    if (limit > bound) continue;
    if (limit < bound) partner = NONE;
    bound = limit;
    if (partner === NONE && whole(mate, other) === NONE) partner = other;
  }
  dual[vertex] = bound;
  if (partner === NONE || whole(mate, vertex) !== NONE) return;
  mate[vertex] = partner;
  mate[partner] = vertex;
}
