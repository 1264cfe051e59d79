// Makes a matching cheaper by small steps: two pairs change partners, or somebody without a partner takes the place of
// one who has. The number of pairs stays. What no such step makes cheaper is left as it is.
import type { EdgeCost, Graph } from './graph.ts';
import { real, whole } from './typed-list.ts';

const NONE = -1;

/** Changes `mate`. The graph says who may come together; `cost` knows what follows for those they leave. */
export function swapPartners(graph: Graph, cost: EdgeCost, mate: Int32Array): void {
  const { size, starts, neighbours } = graph;
  const pairs: Pairs = {
    mate,
    cheapest: Float64Array.from({ length: size }, (_, vertex) => cheapestOf(graph, vertex)),
    now: Float64Array.from(mate, (partner, vertex) => (partner === NONE ? 0 : cost(vertex, partner))),
  };
  const due = new Uint8Array(size).fill(1);
  const wake = (vertex: number): void => {
    if (vertex === NONE) return;
    due[vertex] = 1;
    for (let edge = whole(starts, vertex); edge < whole(starts, vertex + 1); edge += 1) {
      due[whole(neighbours, edge)] = 1;
    }
  };
  const join = (one: number, other: number): void => {
    const price = one === NONE || other === NONE ? 0 : cost(one, other);
    for (const [vertex, partner] of [
      [one, other],
      [other, one],
    ] as const) {
      if (vertex === NONE) continue;
      mate[vertex] = partner;
      pairs.now[vertex] = price;
    }
  };
  // Each step lowers the cost, a whole number: it ends.
  for (let changed = true; changed; ) {
    changed = false;
    for (let vertex = 0; vertex < size; vertex += 1) {
      if (due[vertex] === 0) continue;
      due[vertex] = 0;
      const partner = bestPartner(graph, cost, pairs, vertex);
      if (partner === NONE) continue;
      const [left, leftToo] = [whole(mate, vertex), whole(mate, partner)];
      join(vertex, partner);
      join(left, leftToo);
      for (const moved of [vertex, partner, left, leftToo]) wake(moved);
      changed = true;
    }
  }
}

interface Pairs {
  readonly mate: Int32Array;
  /** What each one's pair costs; 0 where he has no partner. */
  readonly now: Float64Array;
  /** What each could have at best, as far as the graph knows. */
  readonly cheapest: Float64Array;
}

function cheapestOf({ starts, costs }: Graph, vertex: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let edge = whole(starts, vertex); edge < whole(starts, vertex + 1); edge += 1) {
    least = Math.min(least, real(costs, edge));
  }
  return least;
}

function bestPartner(
  { starts, neighbours, costs }: Graph,
  cost: EdgeCost,
  { mate, now, cheapest }: Pairs,
  vertex: number,
): number {
  const left = whole(mate, vertex);
  let best = NONE;
  let gain = 0;
  for (let edge = whole(starts, vertex); edge < whole(starts, vertex + 1); edge += 1) {
    const other = whole(neighbours, edge);
    const leftToo = whole(mate, other);
    // Two who are free would be a pair more, and there is none to be had.
    if (other === left || (left === NONE && leftToo === NONE)) continue;
    const saved = real(now, vertex) + real(now, other) - real(costs, edge);
    const alone = left === NONE || leftToo === NONE;
    // Most go no further: what the two that are left would cost is not worth asking.
    if (saved - (alone ? 0 : Math.max(real(cheapest, left), real(cheapest, leftToo))) <= gain) continue;
    const gained = saved - (alone ? 0 : cost(left, leftToo));
    if (gained <= gain) continue;
    gain = gained;
    best = other;
  }
  return best;
}
