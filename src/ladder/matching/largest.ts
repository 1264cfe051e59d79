// A matching with the most pairs that are possible, whatever they cost: what is to be saved when one of least cost would
// take too long. J. Edmonds, Paths, trees, and flowers (1965).
import type { Graph } from './graph.ts';
import { whole } from './typed-list.ts';

const NONE = -1;

/** Of each vertex its partner, or -1. Begins with a matching that is known already, if there is one. */
export function largestMatching(graph: Graph, known: Int32Array | null = null): Int32Array {
  return new Search(graph, known).run();
}

const UNSEEN = 0;
const OUTER = 1;
const INNER = 2;

class Search {
  readonly #graph: Graph;
  readonly #mate: Int32Array;
  readonly #label: Int32Array;
  /** For an outer vertex reached over a blossom, and for an inner one: the vertex before it. */
  readonly #before: Int32Array;
  /** Where to look for the base of the blossom that a vertex is in: a vertex nearer to it, or itself. */
  readonly #inside: Int32Array;
  readonly #reached: number[] = [];
  readonly #seen: Int32Array;
  #seenMark = 0;

  constructor(graph: Graph, known: Int32Array | null) {
    const { size } = graph;
    this.#graph = graph;
    this.#mate = known?.slice() ?? new Int32Array(size).fill(NONE);
    this.#label = new Int32Array(size);
    this.#before = new Int32Array(size).fill(NONE);
    this.#inside = Int32Array.from({ length: size }, (_, vertex) => vertex);
    this.#seen = new Int32Array(size);
  }

  run(): Int32Array {
    const { size } = this.#graph;
    for (let vertex = 0; vertex < size; vertex += 1) this.#matchAtOnce(vertex);
    for (let vertex = 0; vertex < size; vertex += 1) {
      if (whole(this.#mate, vertex) !== NONE || whole(this.#label, vertex) !== UNSEEN) continue;
      // A tree that found nobody never will: its labels stay, and no later search enters it.
      if (this.#search(vertex)) this.#forget();
      this.#reached.length = 0;
    }
    return this.#mate;
  }

  /** With the cheapest of the neighbours that are free: most find one. */
  #matchAtOnce(vertex: number): void {
    if (whole(this.#mate, vertex) !== NONE) return;
    const { starts, neighbours, costs } = this.#graph;
    let best = NONE;
    let least = Number.POSITIVE_INFINITY;
    for (let edge = whole(starts, vertex); edge < whole(starts, vertex + 1); edge += 1) {
      const other = whole(neighbours, edge);
      const cost = costs[edge] ?? least;
      if (whole(this.#mate, other) === NONE && cost < least) [best, least] = [other, cost];
    }
    if (best !== NONE) this.#pair(vertex, best);
  }

  #pair(one: number, other: number): void {
    this.#mate[one] = other;
    this.#mate[other] = one;
  }

  #search(root: number): boolean {
    const { starts, neighbours } = this.#graph;
    this.#label[root] = OUTER;
    this.#reached.push(root);
    const waiting = [root];
    for (let next = 0; next < waiting.length; next += 1) {
      const vertex = waiting[next] ?? NONE;
      for (let edge = whole(starts, vertex); edge < whole(starts, vertex + 1); edge += 1) {
        const other = whole(neighbours, edge);
        const label = whole(this.#label, other);
        if (label === OUTER) {
          // Outer ones of earlier trees are next to wanted ones only, and those are inner.
          if (this.#baseOf(other) !== this.#baseOf(vertex)) this.#contract(vertex, other, waiting);
        } else if (label === UNSEEN) {
          this.#before[other] = vertex;
          const partner = whole(this.#mate, other);
          if (partner === NONE) {
            this.#augment(other);
            return true;
          }
          this.#label[other] = INNER;
          this.#label[partner] = OUTER;
          this.#reached.push(other, partner);
          waiting.push(partner);
        }
      }
    }
    return false;
  }

  #augment(end: number): void {
    for (let vertex = end; vertex !== NONE; ) {
      const before = whole(this.#before, vertex);
      const next = whole(this.#mate, before);
      this.#pair(vertex, before);
      vertex = next;
    }
  }

  #forget(): void {
    for (const vertex of this.#reached) {
      this.#label[vertex] = UNSEEN;
      this.#before[vertex] = NONE;
      this.#inside[vertex] = vertex;
    }
  }

  #contract(one: number, other: number, waiting: number[]): void {
    const common = this.#commonBase(one, other);
    this.#collect(one, other, common, waiting);
    this.#collect(other, one, common, waiting);
  }

  /** The vertex that stands for the blossom a vertex is in; itself, in none. */
  #baseOf(vertex: number): number {
    let base = vertex;
    while (whole(this.#inside, base) !== base) base = whole(this.#inside, base);
    for (let here = vertex; here !== base; ) {
      const next = whole(this.#inside, here);
      this.#inside[here] = base;
      here = next;
    }
    return base;
  }

  #commonBase(one: number, other: number): number {
    this.#seenMark += 1;
    let [here, there] = [this.#baseOf(one), this.#baseOf(other)];
    for (;;) {
      if (here !== NONE) {
        if (whole(this.#seen, here) === this.#seenMark) return here;
        this.#seen[here] = this.#seenMark;
        const partner = whole(this.#mate, here);
        here = partner === NONE ? NONE : this.#baseOf(whole(this.#before, partner));
      }
      [here, there] = [there, here];
    }
  }

  /** From one side of the blossom down to its base: inner vertices become outer, and can be left over the new edge. */
  #collect(from: number, to: number, common: number, waiting: number[]): void {
    let [vertex, next] = [from, to];
    while (this.#baseOf(vertex) !== common) {
      const partner = whole(this.#mate, vertex);
      this.#before[vertex] = next;
      if (whole(this.#label, partner) === INNER) {
        this.#label[partner] = OUTER;
        waiting.push(partner);
      }
      this.#inside[this.#baseOf(vertex)] = common;
      this.#inside[this.#baseOf(partner)] = common;
      next = partner;
      vertex = whole(this.#before, partner);
    }
  }
}
