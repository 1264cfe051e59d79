// The blossoms of a matching in the making: sets of an odd number of vertices that the search for a better matching
// treats as one, nested in each other. A node is a vertex (its number is below `size`) or a blossom. Knows nothing of
// costs: `least-cost` decides when a blossom is made, and when it ends.
//
// Blossoms grow by hundreds, a few vertices at a time. So the largest child of a blossom gives it its name, and only
// the vertices of the others are renamed; and lists of vertices are joined, not copied.
import { whole } from './typed-list.ts';

const NONE = -1;

/** An edge between two nodes, by the vertices where it ends. */
export interface Link {
  readonly from: number;
  readonly to: number;
}

/** Turned round in place when its base changes. */
interface Cycle {
  /** An odd number of nodes; the first holds the base, the one vertex that is matched outside or not at all. */
  children: readonly number[];
  /** From each child to the next, from the last to the first. Every second one, from the second on, is matched. */
  links: readonly Link[];
}

export class BlossomForest {
  readonly size: number;
  /** Each vertex's partner, or -1. */
  readonly mate: Int32Array;
  /** Of each vertex, the name of the outermost node that it is in: one of that node's vertices. */
  readonly names: Int32Array;
  /** The outermost node of a name. */
  readonly #named: Int32Array;
  /** By node: the vertex whose partner is outside. */
  readonly #base: Int32Array;
  readonly #parent: Int32Array;
  readonly #name: Int32Array;
  readonly #counts: Int32Array;
  /** By node: where its vertices begin and end in a chain. */
  readonly #first: Int32Array;
  readonly #last: Int32Array;
  /** By vertex: the next in the chain. */
  readonly #next: Int32Array;
  readonly #cycles: (Cycle | null)[] = [];
  readonly #unused: number[] = [];

  constructor(size: number) {
    this.size = size;
    const { nodes } = this;
    this.mate = new Int32Array(size).fill(NONE);
    this.names = Int32Array.from({ length: size }, (_, vertex) => vertex);
    this.#named = this.names.slice();
    this.#base = new Int32Array(nodes).fill(NONE);
    this.#base.set(this.names);
    this.#parent = new Int32Array(nodes).fill(NONE);
    this.#name = this.#base.slice();
    this.#counts = new Int32Array(nodes).fill(1);
    this.#first = this.#base.slice();
    this.#last = this.#base.slice();
    this.#next = new Int32Array(size);
    for (let node = 0; node < nodes; node += 1) this.#cycles.push(null);
    for (let node = nodes - 1; node >= size; node -= 1) this.#unused.push(node);
  }

  /** Numbers of nodes are below this: each blossom that stands takes two nodes or more into one. */
  get nodes(): number {
    return this.size + (this.size >> 1);
  }

  isBlossom(node: number): boolean {
    return node >= this.size;
  }

  /** Is it there, and in no other? */
  isTop(node: number): boolean {
    return whole(this.#parent, node) === NONE && whole(this.#base, node) !== NONE;
  }

  /** The outermost node that a vertex is in. */
  top(vertex: number): number {
    return whole(this.#named, whole(this.names, vertex));
  }

  /** Of an outermost node. */
  name(node: number): number {
    return whole(this.#name, node);
  }

  base(node: number): number {
    return whole(this.#base, node);
  }

  /** The first vertex of a node; from there `next` leads to the others, and at the end to -1. */
  first(node: number): number {
    return whole(this.#first, node);
  }

  next(node: number, vertex: number): number {
    return vertex === whole(this.#last, node) ? NONE : whole(this.#next, vertex);
  }

  cycle(node: number): Cycle {
    const cycle = this.#cycles[node];
    if (!cycle) throw new RangeError(`node ${node} is no blossom`);
    return cycle;
  }

  /** The child of a blossom that holds the vertex: its place in the cycle. */
  childWith(blossom: number, vertex: number): number {
    let node = vertex;
    while (whole(this.#parent, node) !== blossom) node = whole(this.#parent, node);
    return this.cycle(blossom).children.indexOf(node);
  }

  /** The blossom that a node is in; -1 for the outermost. */
  parent(node: number): number {
    return whole(this.#parent, node);
  }

  make(children: readonly number[], links: readonly Link[]): number {
    const blossom = this.#unused.pop();
    const [first] = children;
    if (blossom === undefined || first === undefined) throw new RangeError('no more blossoms fit');
    let largest = first;
    let [count, last] = [0, NONE];
    for (const child of children) {
      this.#parent[child] = blossom;
      if (whole(this.#counts, child) > whole(this.#counts, largest)) largest = child;
      count += whole(this.#counts, child);
      if (last !== NONE) this.#next[last] = whole(this.#first, child);
      last = whole(this.#last, child);
    }
    const name = whole(this.#name, largest);
    for (const child of children) if (child !== largest) this.#rename(child, name);
    this.#named[name] = blossom;
    this.#name[blossom] = name;
    this.#counts[blossom] = count;
    this.#first[blossom] = whole(this.#first, first);
    this.#last[blossom] = last;
    this.#cycles[blossom] = { children, links };
    this.#base[blossom] = this.base(first);
    return blossom;
  }

  /** Its children become outermost, and are given back. */
  open(blossom: number): readonly number[] {
    const { children } = this.cycle(blossom);
    const lent = whole(this.#name, blossom);
    for (const child of children) {
      const name = whole(this.#name, child);
      this.#parent[child] = NONE;
      this.#named[name] = child;
      if (name !== lent) this.#rename(child, name);
    }
    this.#cycles[blossom] = null;
    this.#base[blossom] = NONE;
    this.#unused.push(blossom);
    return children;
  }

  #rename(node: number, name: number): void {
    const last = whole(this.#last, node);
    let vertex = whole(this.#first, node);
    for (; vertex !== last; vertex = whole(this.#next, vertex)) this.names[vertex] = name;
    this.names[last] = name;
  }

  /** Matches a vertex outside its node: inside, the matched links move round until it is the base. */
  rematch(node: number, vertex: number, partner: number): void {
    this.#rebase(node, vertex);
    this.mate[vertex] = partner;
  }

  #rebase(node: number, vertex: number): void {
    if (!this.isBlossom(node)) return;
    const cycle = this.cycle(node);
    const { children, links } = cycle;
    const length = children.length;
    const first = this.childWith(node, vertex);
    this.#rebase(children[first] ?? NONE, vertex);
    // An even number of steps leads to the old base; from there on all is matched in pairs already.
    const forward = first % 2 === 1;
    for (let place = first; place % length !== 0; place += forward ? 2 : -2) {
      const near = forward ? place + 1 : place - 2;
      const link = links[near % length];
      const one = children[near % length];
      const other = children[(near + 1) % length];
      if (!link || one === undefined || other === undefined) throw new RangeError('a cycle has a gap');
      this.#rebase(one, link.from);
      this.#rebase(other, link.to);
      this.mate[link.from] = link.to;
      this.mate[link.to] = link.from;
    }
    if (first !== 0) {
      cycle.children = [...children.slice(first), ...children.slice(0, first)];
      cycle.links = [...links.slice(first), ...links.slice(0, first)];
    }
    this.#base[node] = vertex;
  }
}
