// Edges as they are found, from either end, some of them twice; made into a graph once all are there.
import type { EdgeCost, Graph } from './graph.ts';
import { real, whole } from './typed-list.ts';

const NONE = -1;

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
