// A matching with the most pairs that are possible, whatever they cost, and what the search for it learns of the
// graph: which vertices some largest matching leaves out. J. Edmonds, Paths, trees, and flowers (1965); the parts are
// those of Gallai and Edmonds (L. Lovász and M. Plummer, Matching Theory, 1986, section 3.2).
import type { Graph } from './graph.ts';
import { whole } from './typed-list.ts';

const NONE = -1;

/** Not reached by any tree that ends without a partner. */
export const SETTLED = 0;
/** Some largest matching leaves it out. */
export const SPARE = 1;
/** Next to spare ones, which compete for it. */
export const WANTED = 2;
/** Spare, and next to others of its kind: of such a group all but one are always matched. */
export const SPARE_IN_GROUP = 3;

export interface LargestMatching {
  /** Of each vertex its partner, or -1. */
  readonly mate: Int32Array;
  readonly part: Int32Array;
}

export function largestMatching(graph: Graph): LargestMatching {
  return new Search(graph).run();
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
  /** The vertex that stands for the blossom a vertex is in. */
  readonly #base: Int32Array;
  readonly #reached: number[] = [];
  readonly #seen: Int32Array;
  #seenMark = 0;

  constructor(graph: Graph) {
    const { size } = graph;
    this.#graph = graph;
    this.#mate = new Int32Array(size).fill(NONE);
    this.#label = new Int32Array(size);
    this.#before = new Int32Array(size).fill(NONE);
    this.#base = Int32Array.from({ length: size }, (_, vertex) => vertex);
    this.#seen = new Int32Array(size);
  }

  run(): LargestMatching {
    const { size } = this.#graph;
    for (let vertex = 0; vertex < size; vertex += 1) this.#matchAtOnce(vertex);
    for (let vertex = 0; vertex < size; vertex += 1) {
      if (whole(this.#mate, vertex) !== NONE || whole(this.#label, vertex) !== UNSEEN) continue;
      // A tree that found nobody never will: its labels stay, and no later search enters it.
      if (this.#search(vertex)) this.#forget();
      this.#reached.length = 0;
    }
    return { mate: this.#mate, part: this.#parts() };
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
          if (whole(this.#base, other) !== whole(this.#base, vertex)) this.#contract(vertex, other, waiting);
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
      this.#base[vertex] = vertex;
    }
  }

  #contract(one: number, other: number, waiting: number[]): void {
    const common = this.#commonBase(one, other);
    const bases = new Set<number>();
    this.#collect(one, other, common, bases, waiting);
    this.#collect(other, one, common, bases, waiting);
    for (const vertex of this.#reached) {
      if (bases.has(whole(this.#base, vertex))) this.#base[vertex] = common;
    }
  }

  #commonBase(one: number, other: number): number {
    this.#seenMark += 1;
    let [here, there] = [whole(this.#base, one), whole(this.#base, other)];
    for (;;) {
      if (here !== NONE) {
        if (whole(this.#seen, here) === this.#seenMark) return here;
        this.#seen[here] = this.#seenMark;
        const partner = whole(this.#mate, here);
        here = partner === NONE ? NONE : whole(this.#base, whole(this.#before, partner));
      }
      [here, there] = [there, here];
    }
  }

  /** From one side of the blossom down to its base: inner vertices become outer, and can be left over the new edge. */
  #collect(from: number, to: number, common: number, bases: Set<number>, waiting: number[]): void {
    let [vertex, next] = [from, to];
    while (whole(this.#base, vertex) !== common) {
      const partner = whole(this.#mate, vertex);
      bases.add(whole(this.#base, vertex));
      bases.add(whole(this.#base, partner));
      this.#before[vertex] = next;
      if (whole(this.#label, partner) === INNER) {
        this.#label[partner] = OUTER;
        waiting.push(partner);
      }
      next = partner;
      vertex = whole(this.#before, partner);
    }
  }

  #parts(): Int32Array {
    const grouped = new Int32Array(this.#graph.size);
    this.#base.forEach((base, vertex) => {
      if (base === vertex) return;
      grouped[base] = 1;
      grouped[vertex] = 1;
    });
    return this.#label.map((label, vertex) => {
      if (label === OUTER) return whole(grouped, vertex) === 1 ? SPARE_IN_GROUP : SPARE;
      return label === INNER ? WANTED : SETTLED;
    });
  }
}
