// Edges as they are found, from either end, some of them twice; made into a graph once all are there.
import type { EdgeCost, Graph } from './graph.ts';
import { real, whole } from './typed-list.ts';

const NONE = -1;

export class EdgeList {
  readonly #size: number;
  readonly #cost: EdgeCost;
  /** The lower end of each, and the higher one. */
  #lower = new Int32Array(1024);
  #higher = new Int32Array(1024);
  #length = 0;

  constructor(size: number, cost: EdgeCost) {
    this.#size = size;
    this.#cost = cost;
  }

  add(one: number, other: number | undefined): void {
    if (other === undefined || one === other) return;
    if (this.#length === this.#lower.length) {
      this.#lower = twiceAsLong(this.#lower);
      this.#higher = twiceAsLong(this.#higher);
    }
    this.#lower[this.#length] = Math.min(one, other);
    this.#higher[this.#length] = Math.max(one, other);
    this.#length += 1;
  }

  graph(): Graph {
    const size = this.#size;
    const { higher, ends } = this.#byLower();
    const ones = new Int32Array(higher.length);
    const others = new Int32Array(higher.length);
    const prices = new Float64Array(higher.length);
    const starts = new Int32Array(size + 1);
    const seen = new Int32Array(size).fill(NONE);
    let count = 0;
    let place = 0;
    for (let one = 0; one < size; one += 1) {
      for (const end = whole(ends, one); place < end; place += 1) {
        const other = whole(higher, place);
        if (whole(seen, other) === one) continue;
        seen[other] = one;
        const price = this.#cost(one, other);
        if (price === Number.POSITIVE_INFINITY) continue;
        ones[count] = one;
        others[count] = other;
        prices[count] = price;
        count += 1;
        starts[one + 1] = whole(starts, one + 1) + 1;
        starts[other + 1] = whole(starts, other + 1) + 1;
      }
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

  /** The higher ends, sorted by the lower ones; where those of each end. */
  #byLower(): { readonly higher: Int32Array; readonly ends: Int32Array } {
    const ends = new Int32Array(this.#size);
    for (let edge = 0; edge < this.#length; edge += 1) {
      const one = whole(this.#lower, edge);
      ends[one] = whole(ends, one) + 1;
    }
    for (let vertex = 1; vertex < this.#size; vertex += 1) {
      ends[vertex] = whole(ends, vertex - 1) + whole(ends, vertex);
    }
    const higher = new Int32Array(this.#length);
    const next = ends.slice();
    for (let edge = this.#length - 1; edge >= 0; edge -= 1) {
      const one = whole(this.#lower, edge);
      const place = whole(next, one) - 1;
      next[one] = place;
      higher[place] = whole(this.#higher, edge);
    }
    return { higher, ends };
  }
}

function twiceAsLong(list: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const longer = new Int32Array(2 * list.length);
  longer.set(list);
  return longer;
}
