// A matching with the most pairs that are possible, and of all those one with the least cost, in any graph: the exact
// answer, in time that grows with the cube of the size. Same costs, same answer.
//
// The method is J. Edmonds' (Maximum matching and a polyhedron with 0,1-vertices, 1965), in the form of Z. Galil's
// Efficient algorithms for finding maximum matching in graphs (ACM Computing Surveys 18, 1986), sections 3 and 4. Trees of
// alternating paths grow from all free vertices at once over edges without slack; where two trees meet, a pair more is
// won; where a tree meets itself, a blossom is made; where nothing grows, the duals move until something does.
import { BlossomForest, type Link } from './blossom.ts';
import { real, whole } from './typed-list.ts';

/** What pairing two vertices costs, a whole number; Infinity where they may not be paired. The order does not matter. */
export type PairCost = (one: number, other: number) => number;

/** Of each vertex its partner, or -1. */
export function exactMatching(size: number, cost: PairCost): Int32Array {
  return new Search(size, cost).run();
}

const NONE = -1;

/** What a node is in the trees of this stage. */
const FREE = 0;
const OUTER = 1;
const INNER = 2;

class Search {
  readonly #size: number;
  readonly #forest: BlossomForest;
  /** Twice each cost, by both vertices. */
  readonly #cost: Float64Array;
  /** Of each vertex. Cost less both duals is the slack of an edge: never negative, and zero where it is matched. */
  readonly #dual: Float64Array;
  /** Of each blossom; never negative. */
  readonly #blossomDual: Float64Array;
  readonly #label: Int32Array;
  /** The link by which a node came into its tree, from the node before it. */
  readonly #entryFrom: Int32Array;
  readonly #entryTo: Int32Array;
  /** For each vertex that is not outer: the outer vertex that the least slack leads to. */
  readonly #near: Int32Array;
  /** For each outer node: the link of least slack to another one. */
  readonly #peerFrom: Int32Array;
  readonly #peerTo: Int32Array;
  /** For each blossom and each vertex outside: the vertex inside to which the slack is least. It never changes, since
   * the duals inside a blossom move together. */
  readonly #closest: Int32Array[] = [];
  /** Outer vertices whose edges are still to be looked at. */
  readonly #waiting: number[] = [];
  readonly #seen: Int32Array;
  #seenMark = 0;

  constructor(size: number, cost: PairCost) {
    this.#size = size;
    this.#forest = new BlossomForest(size);
    const { nodes } = this.#forest;
    this.#cost = new Float64Array(size * size).fill(Number.POSITIVE_INFINITY);
    let least = Number.POSITIVE_INFINITY;
    for (let one = 0; one < size; one += 1) {
      for (let other = one + 1; other < size; other += 1) {
        const value = cost(one, other);
        least = Math.min(least, value);
        this.#cost[one * size + other] = 2 * value;
        this.#cost[other * size + one] = 2 * value;
      }
    }
    this.#dual = new Float64Array(size).fill(Number.isFinite(least) ? least : 0);
    this.#blossomDual = new Float64Array(nodes);
    this.#label = new Int32Array(nodes);
    this.#entryFrom = new Int32Array(nodes);
    this.#entryTo = new Int32Array(nodes);
    this.#near = new Int32Array(size);
    this.#peerFrom = new Int32Array(nodes);
    this.#peerTo = new Int32Array(nodes);
    this.#seen = new Int32Array(nodes);
  }

  run(): Int32Array {
    // Each stage wins one pair. There is no bound below which a dual may not move: that is what puts the number of
    // pairs before their cost.
    while (this.#stage());
    return this.#forest.mate;
  }

  #stage(): boolean {
    this.#begin();
    for (;;) {
      let vertex = this.#waiting.pop();
      while (vertex !== undefined) {
        if (this.#look(vertex)) return this.#end();
        vertex = this.#waiting.pop();
      }
      const moved = this.#moveDuals();
      if (moved !== 'searching') return moved === 'won' && this.#end();
    }
  }

  #begin(): void {
    this.#label.fill(FREE);
    this.#near.fill(NONE);
    this.#waiting.length = 0;
    for (let vertex = this.#size - 1; vertex >= 0; vertex -= 1) {
      if (whole(this.#forest.mate, vertex) === NONE) this.#makeOuter(this.#topOf(vertex), NONE, NONE);
    }
  }

  /** Outer blossoms without a dual have no use any more. */
  #end(): true {
    const { nodes, size } = this.#forest;
    for (let node = nodes - 1; node >= size; node -= 1) {
      if (whole(this.#label, node) === OUTER) this.#openSpent(node);
    }
    return true;
  }

  #openSpent(node: number): void {
    if (!this.#forest.isTop(node) || !this.#forest.isBlossom(node)) return;
    if (real(this.#blossomDual, node) !== 0) return;
    for (const child of this.#forest.open(node)) this.#openSpent(child);
  }

  #topOf(vertex: number): number {
    return whole(this.#forest.top, vertex);
  }

  #slack(one: number, other: number): number {
    return real(this.#cost, one * this.#size + other) - real(this.#dual, one) - real(this.#dual, other);
  }

  #makeOuter(node: number, from: number, to: number): void {
    this.#label[node] = OUTER;
    this.#entryFrom[node] = from;
    this.#entryTo[node] = to;
    this.#peerFrom[node] = NONE;
    for (const vertex of this.#forest.vertices(node)) this.#waiting.push(vertex);
  }

  #makeInner(node: number, from: number, to: number): void {
    this.#label[node] = INNER;
    this.#entryFrom[node] = from;
    this.#entryTo[node] = to;
  }

  /** The tree grows over a free node, which becomes inner, to its partner, which becomes outer. */
  #grow(from: number, to: number): void {
    const node = this.#topOf(to);
    this.#makeInner(node, from, to);
    const base = this.#forest.base(node);
    const partner = whole(this.#forest.mate, base);
    this.#makeOuter(this.#topOf(partner), base, partner);
  }

  /** Looks at the edges of an outer vertex; true when a pair was won. */
  #look(from: number): boolean {
    const size = this.#size;
    const { top } = this.#forest;
    const row = from * size;
    const dual = real(this.#dual, from);
    let node = whole(top, from);
    let peer = NONE;
    let peerSlack = Number.POSITIVE_INFINITY;
    for (let to = 0; to < size; to += 1) {
      const slack = real(this.#cost, row + to) - dual - real(this.#dual, to);
      if (slack === Number.POSITIVE_INFINITY) continue;
      const other = whole(top, to);
      if (other === node) continue;
      if (whole(this.#label, other) === OUTER) {
        if (slack > 0) {
          if (slack < peerSlack) {
            peerSlack = slack;
            peer = to;
          }
        } else {
          if (this.#meet(from, to)) return true;
          node = whole(top, from); // in a new blossom, whose peer takes this vertex into account
          peerSlack = Number.POSITIVE_INFINITY;
          peer = NONE;
        }
        continue;
      }
      const near = whole(this.#near, to);
      if (near === NONE || slack < this.#slack(near, to)) this.#near[to] = from;
      if (slack <= 0 && whole(this.#label, other) === FREE) this.#grow(from, to);
    }
    if (peer !== NONE) this.#offerPeer(node, from, peer, peerSlack);
    return false;
  }

  #offerPeer(node: number, from: number, to: number, slack: number): void {
    const best = whole(this.#peerFrom, node);
    if (best !== NONE && this.#slack(best, whole(this.#peerTo, node)) <= slack) return;
    this.#peerFrom[node] = from;
    this.#peerTo[node] = to;
  }

  /** Two outer nodes with no slack between them: of one tree, they close a blossom; of two, a pair is won. */
  #meet(from: number, to: number): boolean {
    const common = this.#commonAncestor(this.#topOf(from), this.#topOf(to));
    if (common !== NONE) {
      this.#makeBlossom(from, to, common);
      return false;
    }
    this.#rematchToRoot(from, to);
    this.#rematchToRoot(to, from);
    return true;
  }

  /** The outer node two steps nearer to the root. */
  #outerBefore(node: number): number {
    const inner = this.#topOf(whole(this.#entryFrom, node));
    return this.#topOf(whole(this.#entryFrom, inner));
  }

  #commonAncestor(one: number, other: number): number {
    this.#seenMark += 1;
    // In turns, so that the way to a near ancestor is not as long as the way to the root.
    let [here, there] = [one, other];
    while (here !== NONE || there !== NONE) {
      if (here !== NONE) {
        if (whole(this.#seen, here) === this.#seenMark) return here;
        this.#seen[here] = this.#seenMark;
        here = whole(this.#entryFrom, here) === NONE ? NONE : this.#outerBefore(here);
      }
      [here, there] = [there, here];
    }
    return NONE;
  }

  /** Every second link on the way to the root changes from matched to not, and the others the other way. */
  #rematchToRoot(vertex: number, partner: number): void {
    let [here, with_] = [vertex, partner];
    for (;;) {
      const node = this.#topOf(here);
      this.#forest.rematch(node, here, with_);
      const before = whole(this.#entryFrom, node);
      if (before === NONE) return;
      const inner = this.#topOf(before);
      with_ = whole(this.#entryTo, inner);
      here = whole(this.#entryFrom, inner);
      this.#forest.rematch(inner, with_, here);
    }
  }

  #makeBlossom(from: number, to: number, common: number): void {
    const there = this.#pathTo(common, this.#topOf(from)).reverse();
    const back = this.#pathTo(common, this.#topOf(to));
    const children = [common, ...there, ...back];
    const links: readonly Link[] = [
      ...there.map((node) => ({ from: whole(this.#entryFrom, node), to: whole(this.#entryTo, node) })),
      { from, to },
      ...back.map((node) => ({ from: whole(this.#entryTo, node), to: whole(this.#entryFrom, node) })),
    ];
    for (const child of children) {
      if (whole(this.#label, child) === INNER) this.#waiting.push(...this.#forest.vertices(child));
    }
    const blossom = this.#forest.make(children, links);
    this.#blossomDual[blossom] = 0;
    this.#label[blossom] = OUTER;
    this.#entryFrom[blossom] = whole(this.#entryFrom, common);
    this.#entryTo[blossom] = whole(this.#entryTo, common);
    this.#findClosest(blossom, children);
  }

  /** The nodes from one up to an ancestor, itself left out. */
  #pathTo(ancestor: number, node: number): number[] {
    const path: number[] = [];
    for (let here = node; here !== ancestor; here = this.#topOf(whole(this.#entryFrom, here))) {
      path.push(here);
    }
    return path;
  }

  #findClosest(blossom: number, children: readonly number[]): void {
    const size = this.#size;
    const closest = this.#closest[blossom] ?? new Int32Array(size);
    this.#closest[blossom] = closest;
    this.#peerFrom[blossom] = NONE;
    let peerSlack = Number.POSITIVE_INFINITY;
    for (let vertex = 0; vertex < size; vertex += 1) {
      let best = NONE;
      let bestSlack = Number.POSITIVE_INFINITY;
      const other = this.#topOf(vertex);
      if (other === blossom) continue;
      for (const child of children) {
        const inside = this.#closestIn(child, vertex);
        if (inside === NONE) continue;
        const slack = this.#slack(inside, vertex);
        if (slack < bestSlack) {
          bestSlack = slack;
          best = inside;
        }
      }
      closest[vertex] = best;
      if (bestSlack < peerSlack && whole(this.#label, other) === OUTER) {
        peerSlack = bestSlack;
        this.#peerFrom[blossom] = best;
        this.#peerTo[blossom] = vertex;
      }
    }
  }

  #closestIn(node: number, vertex: number): number {
    const closest = node < this.#size ? undefined : this.#closest[node];
    return closest === undefined ? node : whole(closest, vertex);
  }

  /** Nothing grows: moves the duals by as much as it takes, and does what that allows. */
  #moveDuals(): 'searching' | 'won' | 'nothing more' {
    const { nodes, size } = this.#forest;
    let least = Number.POSITIVE_INFINITY;
    let act: 'grow' | 'meet' | 'open' | null = null;
    let where = NONE;
    for (let vertex = 0; vertex < size; vertex += 1) {
      const near = whole(this.#near, vertex);
      if (near === NONE || whole(this.#label, this.#topOf(vertex)) !== FREE) continue;
      const slack = this.#slack(near, vertex);
      if (slack < least) [least, act, where] = [slack, 'grow', vertex];
    }
    for (let node = 0; node < nodes; node += 1) {
      if (whole(this.#label, node) === FREE || !this.#forest.isTop(node)) continue;
      if (whole(this.#label, node) === OUTER) {
        const from = whole(this.#peerFrom, node);
        if (from === NONE) continue;
        const half = this.#slack(from, whole(this.#peerTo, node)) / 2;
        if (half < least) [least, act, where] = [half, 'meet', node];
      } else if (this.#forest.isBlossom(node)) {
        const half = real(this.#blossomDual, node) / 2;
        if (half < least) [least, act, where] = [half, 'open', node];
      }
    }
    if (act === null) return 'nothing more';
    if (least > 0) this.#moveBy(least);
    switch (act) {
      case 'grow':
        this.#grow(whole(this.#near, where), where);
        return 'searching';
      case 'open':
        this.#openInner(where);
        return 'searching';
      case 'meet':
        return this.#meet(whole(this.#peerFrom, where), whole(this.#peerTo, where)) ? 'won' : 'searching';
    }
  }

  #moveBy(amount: number): void {
    const { nodes, size } = this.#forest;
    for (let vertex = 0; vertex < size; vertex += 1) {
      const label = whole(this.#label, this.#topOf(vertex));
      if (label === OUTER) this.#dual[vertex] = real(this.#dual, vertex) + amount;
      else if (label === INNER) this.#dual[vertex] = real(this.#dual, vertex) - amount;
    }
    for (let node = size; node < nodes; node += 1) {
      if (!this.#forest.isTop(node)) continue;
      const label = whole(this.#label, node);
      if (label === OUTER) this.#blossomDual[node] = real(this.#blossomDual, node) + 2 * amount;
      else if (label === INNER) this.#blossomDual[node] = real(this.#blossomDual, node) - 2 * amount;
    }
  }

  /** An inner blossom whose dual is spent: the way through it stays in the tree, its other children are free again. */
  #openInner(blossom: number): void {
    const { children, links } = this.#forest.cycle(blossom);
    const length = children.length;
    const [from, to] = [whole(this.#entryFrom, blossom), whole(this.#entryTo, blossom)];
    const entry = this.#forest.childWith(blossom, to);
    this.#forest.open(blossom);
    for (const child of children) this.#label[child] = FREE;
    this.#makeInner(children[entry] ?? NONE, from, to);
    // An even number of steps to the base, over the links that are matched and not in turn.
    const forward = entry % 2 === 1;
    let outer = false;
    for (let place = entry; place % length !== 0; ) {
      const link = links[forward ? place : place - 1];
      place += forward ? 1 : -1;
      const child = children[place % length];
      if (!link || child === undefined) throw new RangeError('a cycle has a gap');
      outer = !outer;
      const [start, end] = forward ? [link.from, link.to] : [link.to, link.from];
      if (outer) this.#makeOuter(child, start, end);
      else this.#makeInner(child, start, end);
    }
  }
}
