// The graph of those who stand near each other, for when there are too many to look at every two: of each vertex, the
// nearest on the other side, and some farther off. Sides are lists of positions (ratings); a vertex can stand on both,
// at different positions.
import type { EdgeCost, Graph } from './graph.ts';
import { real, whole } from './typed-list.ts';

/** By side and vertex; NaN where the vertex is not on that side. */
export type Positions = readonly [Float64Array, Float64Array];

const NONE = -1;

/** On each hand of a vertex's own place, and of its partner's, where it has one. */
const NEAR = 6;
const NEAR_PARTNER = 3;

/** `mate`: a matching that is known already; its edges are in the graph, and what is near them. */
export function nearestGraph(positions: Positions, cost: EdgeCost, mate: Int32Array | null): Graph {
  return nearestEdges(positions, cost, mate).graph();
}

/** The same, to which edges can be added. */
export function nearestEdges(positions: Positions, cost: EdgeCost, mate: Int32Array | null): EdgeList {
  const [first, second] = [sideOf(positions[0]), sideOf(positions[1])];
  const edges = new EdgeList(positions[0].length, cost);
  joinNearest(first, second, edges);
  joinNearest(second, first, edges);
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

function joinNearest(own: Side, other: Side, edges: EdgeList): void {
  // Ever farther: what is short here may be found there.
  const far: number[] = [];
  for (let step = 2 * NEAR; step < other.order.length; step *= 3) far.push(step, -step);
  for (let from = 0; from < own.order.length; ) {
    const position = real(own.positions, whole(own.order, from));
    const to = firstAbove(own, position);
    const otherTo = firstAbove(other, position);
    const otherFrom = firstAt(other, position);
    for (let rank = from; rank < to; rank += 1) {
      const vertex = whole(own.order, rank);
      // Where many stand at one position, each begins elsewhere among them: else all would know the same few.
      const centre = otherFrom + Math.floor(((rank - from) * (otherTo - otherFrom)) / (to - from));
      for (let step = -NEAR; step < NEAR; step += 1) edges.add(vertex, other.order[centre + step]);
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

/** Edges as they are found, from either end, some of them twice. */
export class EdgeList {
  readonly #size: number;
  readonly #cost: EdgeCost;
  /** Both ends in one number. */
  #edges = new Float64Array(1024);
  #length = 0;

  constructor(size: number, cost: EdgeCost) {
    this.#size = size;
    this.#cost = cost;
  }

  add(one: number, other: number | undefined): void {
    if (other === undefined || one === other) return;
    if (this.#length === this.#edges.length) {
      const longer = new Float64Array(2 * this.#length);
      longer.set(this.#edges);
      this.#edges = longer;
    }
    this.#edges[this.#length] = one < other ? one * this.#size + other : other * this.#size + one;
    this.#length += 1;
  }

  graph(): Graph {
    const size = this.#size;
    const found = this.#edges.subarray(0, this.#length).sort();
    const ones = new Int32Array(found.length);
    const others = new Int32Array(found.length);
    const prices = new Float64Array(found.length);
    const starts = new Int32Array(size + 1);
    let count = 0;
    let last = NONE;
    for (const edge of found) {
      if (edge === last) continue;
      last = edge;
      const one = Math.floor(edge / size);
      const other = edge - one * size;
      const price = this.#cost(one, other);
      if (price === Number.POSITIVE_INFINITY) continue;
      ones[count] = one;
      others[count] = other;
      prices[count] = price;
      count += 1;
      starts[one + 1] = whole(starts, one + 1) + 1;
      starts[other + 1] = whole(starts, other + 1) + 1;
    }
    for (let vertex = 0; vertex < size; vertex += 1) {
      starts[vertex + 1] = whole(starts, vertex) + whole(starts, vertex + 1);
    }
    const next = starts.slice();
    const neighbours = new Int32Array(2 * count);
    const costs = new Float64Array(2 * count);
    const put = (from: number, to: number, price: number): void => {
      const place = whole(next, from);
      neighbours[place] = to;
      costs[place] = price;
      next[from] = place + 1;
    };
    for (let edge = 0; edge < count; edge += 1) {
      const [one, other, price] = [whole(ones, edge), whole(others, edge), real(prices, edge)];
      put(one, other, price);
      put(other, one, price);
    }
    return { size, starts, neighbours, costs };
  }
}
