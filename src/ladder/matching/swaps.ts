// Makes a matching cheaper by small steps: two pairs change partners, or somebody without a partner takes the place of
// one who has. The number of pairs stays. What no such step makes cheaper is left as it is.
import type { EdgeCost, Graph } from './graph.ts';
import { real, whole } from './typed-list.ts';

const NONE = -1;

/** Changes `mate`. The graph says who may come together; `cost` knows what follows for those they leave. */
export function swapPartners(graph: Graph, cost: EdgeCost, mate: Int32Array): void {
  const { size, costs } = graph;
  let least = 0;
  for (const value of costs) least = Math.min(least, value);
  const due = new Uint8Array(size).fill(1);
  const wake = (vertex: number): void => {
    if (vertex === NONE) return;
    due[vertex] = 1;
    const { starts, neighbours } = graph;
    for (let edge = whole(starts, vertex); edge < whole(starts, vertex + 1); edge += 1) {
      due[whole(neighbours, edge)] = 1;
    }
  };
  // Each step lowers the cost, a whole number: it ends.
  for (let changed = true; changed; ) {
    changed = false;
    for (let vertex = 0; vertex < size; vertex += 1) {
      if (due[vertex] === 0) continue;
      due[vertex] = 0;
      const partner = bestPartner(graph, cost, mate, vertex, least);
      if (partner === NONE) continue;
      const [left, leftToo] = [whole(mate, vertex), whole(mate, partner)];
      mate[vertex] = partner;
      mate[partner] = vertex;
      if (left !== NONE) mate[left] = leftToo;
      if (leftToo !== NONE) mate[leftToo] = left;
      for (const moved of [vertex, partner, left, leftToo]) wake(moved);
      changed = true;
    }
  }
}

function bestPartner(
  { starts, neighbours, costs }: Graph,
  cost: EdgeCost,
  mate: Int32Array,
  vertex: number,
  least: number,
): number {
  const left = whole(mate, vertex);
  const now = left === NONE ? 0 : cost(vertex, left);
  let best = NONE;
  let gain = 0;
  for (let edge = whole(starts, vertex); edge < whole(starts, vertex + 1); edge += 1) {
    const other = whole(neighbours, edge);
    const leftToo = whole(mate, other);
    // Two who are free would be a pair more, and there is none to be had.
    if (other === left || (left === NONE && leftToo === NONE)) continue;
    const before = now + (leftToo === NONE ? 0 : cost(other, leftToo));
    const together = real(costs, edge);
    const alone = left === NONE || leftToo === NONE;
    if (before - together - (alone ? 0 : least) <= gain) continue;
    const after = together + (alone ? 0 : cost(left, leftToo));
    if (before - after <= gain) continue;
    gain = before - after;
    best = other;
  }
  return best;
}
