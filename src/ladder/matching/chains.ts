// Makes a matching cheaper by chains of changes: a pair parts, one of the two takes somebody else's partner, whoever is
// left by that takes another's, until the last takes whom the first has left, or somebody who had no partner. The number
// of pairs stays. What no short chain makes cheaper is left as it is.
//
// S. Lin and B. Kernighan (1973) look for tours that way: of a chain that saves something in the end some turn of it
// saves something at every step, so what has been saved so far bounds where to look next. Costs are taken less the duals
// of both who meet, which changes no chain's worth, and makes the bound close: of most pairs nothing is left to save.
import type { EdgeCost, Graph } from './graph.ts';
import { real, whole } from './typed-list.ts';

const NONE = -1;

/** A chain has as many steps at most; the most that are tried at each. */
const BREADTHS = [3, 2, 1, 1] as const;

/**
 * Changes `mate`. The graph says who may come together, `cost` knows what follows for those they leave. Duals leave no
 * slack negative; the less they leave at all, the less is looked at.
 */
export function improveByChains(graph: Graph, cost: EdgeCost, dual: Float64Array, mate: Int32Array): void {
  new Chains(graph, cost, dual, mate).improve();
}

class Chains {
  readonly #graph: Graph;
  readonly #cost: EdgeCost;
  readonly #dual: Float64Array;
  readonly #mate: Int32Array;
  /** The slack of each one's pair, twice its cost less both duals. */
  readonly #slackNow: Float64Array;
  /** No vertex without a partner has had a lower dual. */
  #lowestFree = Number.POSITIVE_INFINITY;
  /** Two by two: a pair, and those who would have to part for it. */
  readonly #chain: number[] = [];
  /** By step, the best of those who might be taken, and what would be saved by then. */
  readonly #next = BREADTHS.map((breadth) => ({
    vertices: new Int32Array(breadth),
    saved: new Float64Array(breadth),
  }));
  readonly #queue: number[] = [];
  readonly #due: Uint8Array;

  constructor(graph: Graph, cost: EdgeCost, dual: Float64Array, mate: Int32Array) {
    this.#graph = graph;
    this.#cost = cost;
    this.#dual = dual;
    this.#mate = mate;
    this.#due = new Uint8Array(graph.size);
    this.#slackNow = new Float64Array(graph.size);
    for (let vertex = 0; vertex < graph.size; vertex += 1) {
      const partner = whole(mate, vertex);
      if (partner === NONE) this.#free(vertex);
      else if (partner > vertex) this.#join(vertex, partner);
    }
  }

  improve(): void {
    for (let place = 0; place < this.#queue.length; place += 1) {
      const vertex = this.#queue[place] ?? NONE;
      this.#due[vertex] = 0;
      // Each chain lowers the cost, a whole number: it ends.
      while (this.#leave(vertex));
    }
  }

  #slack(one: number, other: number): number {
    return 2 * this.#cost(one, other) - real(this.#dual, one) - real(this.#dual, other);
  }

  #join(one: number, other: number): void {
    const slack = this.#slack(one, other);
    for (const vertex of [one, other]) {
      this.#mate[vertex] = vertex === one ? other : one;
      this.#slackNow[vertex] = slack;
      this.#wake(vertex);
    }
  }

  #wake(vertex: number): void {
    if (this.#due[vertex] === 1) return;
    this.#due[vertex] = 1;
    this.#queue.push(vertex);
  }

  /** Who could not take them before may now. */
  #wakeNeighbours(vertex: number): void {
    const { starts, neighbours } = this.#graph;
    const end = whole(starts, vertex + 1);
    for (let place = whole(starts, vertex); place < end; place += 1) {
      const partner = whole(this.#mate, whole(neighbours, place));
      if (partner !== NONE) this.#wake(partner);
    }
  }

  #free(vertex: number): void {
    this.#mate[vertex] = NONE;
    this.#slackNow[vertex] = 0;
    this.#lowestFree = Math.min(this.#lowestFree, real(this.#dual, vertex));
  }

  /** Is there a chain that begins with this one's being left? Then it is made. */
  #leave(vertex: number): boolean {
    const partner = whole(this.#mate, vertex);
    if (partner === NONE) return false;
    this.#chain.length = 0;
    this.#chain.push(vertex, partner);
    return this.#extend(vertex, partner, real(this.#slackNow, vertex), 0);
  }

  /** `first` has been left, and so has `last`; what has been `saved` does not yet count whom they will have. */
  #extend(first: number, last: number, saved: number, step: number): boolean {
    // To leave somebody out changes the sum of duals as well.
    const bound = saved + Math.max(0, real(this.#dual, first) - this.#lowestFree);
    if (bound <= 0) return false;
    const { starts, neighbours, costs } = this.#graph;
    const own = real(this.#dual, last);
    let [most, best] = [0, NONE];
    let count = 0;
    const end = whole(starts, last + 1);
    for (let place = whole(starts, last); place < end; place += 1) {
      const taken = whole(neighbours, place);
      const slack = 2 * real(costs, place) - own - real(this.#dual, taken);
      if (slack >= bound || this.#chain.includes(taken)) continue;
      const left = whole(this.#mate, taken);
      if (left === NONE) {
        const total = saved - slack + real(this.#dual, first) - real(this.#dual, taken);
        if (total > most) [most, best] = [total, taken];
        continue;
      }
      if (slack >= saved) continue;
      const next = saved - slack + real(this.#slackNow, taken);
      const total = next - this.#slack(left, first);
      if (total > most) [most, best] = [total, taken];
      if (best === NONE) count = this.#keep(step, count, taken, next);
    }
    if (best !== NONE) {
      this.#chain.push(best);
      this.#make(first);
      return true;
    }
    return step + 1 < BREADTHS.length && this.#extendFurther(first, step, count);
  }

  #extendFurther(first: number, step: number, count: number): boolean {
    const next = this.#next[step];
    if (!next) return false;
    for (let place = 0; place < count; place += 1) {
      const taken = whole(next.vertices, place);
      const left = whole(this.#mate, taken);
      this.#chain.push(taken, left);
      if (this.#extend(first, left, real(next.saved, place), step + 1)) return true;
      this.#chain.length -= 2;
    }
    return false;
  }

  /** Puts one among the best of a step, in order; how many those are now. */
  #keep(step: number, count: number, vertex: number, value: number): number {
    const next = this.#next[step];
    if (!next) return count;
    const { vertices, saved } = next;
    let place = count;
    if (count === saved.length) {
      if (value <= real(saved, count - 1)) return count;
      place -= 1;
    }
    for (; place > 0 && real(saved, place - 1) < value; place -= 1) {
      saved[place] = real(saved, place - 1);
      vertices[place] = whole(vertices, place - 1);
    }
    saved[place] = value;
    vertices[place] = vertex;
    return Math.min(count + 1, saved.length);
  }

  #make(first: number): void {
    const chain = this.#chain;
    const end = whole(this.#mate, chain.at(-1) ?? NONE);
    for (let place = 1; place < chain.length; place += 2) {
      this.#join(chain[place] ?? NONE, chain[place + 1] ?? NONE);
    }
    if (end === NONE) this.#free(first);
    else this.#join(end, first);
    for (const vertex of chain) this.#wakeNeighbours(vertex);
    if (end !== NONE) this.#wakeNeighbours(end);
  }
}
