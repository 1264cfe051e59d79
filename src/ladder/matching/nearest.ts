// The graph of those who stand near each other, for when there are too many to look at every two: of each vertex, the
// nearest on the other side, and some farther off. Sides are lists of positions (ratings); a vertex can stand on both,
// at different positions.
import { EdgeList } from './edge-list.ts';
import type { EdgeCost, Graph } from './graph.ts';
import { real, whole } from './typed-list.ts';

/** By side and vertex; NaN where the vertex is not on that side. */
export type Positions = readonly [Float64Array, Float64Array];

const NONE = -1;

/** On each hand of a vertex's own place; fewer where a partner is known, on each hand of whom there are as many more. */
const NEAR = 4;
const NEAR_PARTNER = 2;

/** `mate`: a matching that is known already; its edges are in the graph, and what is near them. */
export function nearestGraph(positions: Positions, cost: EdgeCost, mate: Int32Array | null): Graph {
  return nearestEdges(positions, cost, mate).graph();
}

/** The same, to which edges can be added. */
export function nearestEdges(positions: Positions, cost: EdgeCost, mate: Int32Array | null): EdgeList {
  const [first, second] = [sideOf(positions[0]), sideOf(positions[1])];
  const edges = new EdgeList(positions[0].length, cost);
  const near = mate === null ? NEAR : NEAR_PARTNER;
  joinNearest(first, second, near, edges);
  joinNearest(second, first, near, edges);
  if (mate !== null) {
    joinPartners(first, second, mate, edges);
    joinPartners(second, first, mate, edges);
  }
  return edges;
}

interface Side {
  readonly positions: Float64Array;
  /** Vertices by rising position. */
  readonly order: Int32Array;
  /** Where each vertex stands in that order. */
  readonly ranks: Int32Array;
}

function sideOf(positions: Float64Array): Side {
  const order = Int32Array.from(positions.keys()).filter((vertex) => !Number.isNaN(real(positions, vertex)));
  order.sort((one, other) => real(positions, one) - real(positions, other) || one - other);
  const ranks = new Int32Array(positions.length).fill(NONE);
  order.forEach((vertex, rank) => {
    ranks[vertex] = rank;
  });
  return { positions, order, ranks };
}

function joinNearest(own: Side, other: Side, near: number, edges: EdgeList): void {
  // Ever farther: what is short here may be found there.
  const far: number[] = [];
  for (let step = 2 * near; step < other.order.length; step *= 3) far.push(step, -step);
  for (let from = 0; from < own.order.length; ) {
    const position = real(own.positions, whole(own.order, from));
    const to = firstAbove(own, position);
    const otherTo = firstAbove(other, position);
    const otherFrom = firstAt(other, position);
    for (let rank = from; rank < to; rank += 1) {
      const vertex = whole(own.order, rank);
      // Where many stand at one position, each begins elsewhere among them: else all would know the same few.
      const centre = otherFrom + Math.floor(((rank - from) * (otherTo - otherFrom)) / (to - from));
      for (let step = -near; step < near; step += 1) edges.add(vertex, other.order[centre + step]);
      for (const step of far) edges.add(vertex, other.order[centre + step]);
    }
    from = to;
  }
}

function joinPartners(own: Side, other: Side, mate: Int32Array, edges: EdgeList): void {
  for (const vertex of own.order) {
    const partner = whole(mate, vertex);
    const centre = partner === NONE ? NONE : whole(other.ranks, partner);
    if (centre === NONE) continue;
    for (let step = -NEAR_PARTNER; step <= NEAR_PARTNER; step += 1)
      edges.add(vertex, other.order[centre + step]);
  }
}

function firstAt(side: Side, position: number): number {
  return firstWhere(side, (at) => at >= position);
}

function firstAbove(side: Side, position: number): number {
  return firstWhere(side, (at) => at > position);
}

function firstWhere({ positions, order }: Side, reached: (at: number) => boolean): number {
  let [from, to] = [0, order.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (reached(real(positions, whole(order, middle)))) to = middle;
    else from = middle + 1;
  }
  return from;
}
