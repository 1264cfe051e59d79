// Trees of alternating paths: from a root, a vertex without a partner, over an edge to an inner node, over its matched
// edge to an outer one, and so on. Knows the ways to the roots, and who has been in which tree.
import type { BlossomForest, Link } from './blossoms.ts';
import { whole } from './typed-list.ts';

const NONE = -1;

export class Trees {
  readonly #forest: BlossomForest;
  /** By node: the link by which it came into the tree, from the node before it. */
  readonly #from: Int32Array;
  readonly #to: Int32Array;
  /** By node: the root of its tree. */
  readonly #root: Int32Array;
  /** By root: all nodes that have been in the tree. */
  readonly #members: number[][] = [];
  readonly #seen: Int32Array;
  #seenMark = 0;
  /** How many there are. */
  count = 0;

  constructor(forest: BlossomForest) {
    this.#forest = forest;
    this.#from = new Int32Array(forest.nodes);
    this.#to = new Int32Array(forest.nodes);
    this.#root = new Int32Array(forest.nodes).fill(NONE);
    this.#seen = new Int32Array(forest.nodes);
  }

  root(node: number): number {
    return whole(this.#root, node);
  }

  plant(vertex: number): void {
    this.#members[vertex] = [];
    this.count += 1;
    this.join(vertex, vertex, NONE, NONE);
  }

  /** A node comes into the tree of a root. */
  join(node: number, root: number, from: number, to: number): void {
    this.#root[node] = root;
    this.#from[node] = from;
    this.#to[node] = to;
    this.#members[root]?.push(node);
  }

  /** The link by which a node came into its tree: its own end, and the one before. */
  entry(node: number): Link {
    return { from: whole(this.#from, node), to: whole(this.#to, node) };
  }

  /**
   * The children of an inner blossom that lie between where the tree came in and where it goes on: inner and outer in
   * turn, each with the link that leads to it.
   */
  wayThrough(
    blossom: number,
  ): readonly { readonly node: number; readonly from: number; readonly to: number }[] {
    const { children, links } = this.#forest.cycle(blossom);
    const length = children.length;
    const entry = this.#forest.childWith(blossom, whole(this.#to, blossom));
    const way = [{ node: children[entry] ?? NONE, ...this.entry(blossom) }];
    // An even number of steps to the base, over links that are matched and not in turn.
    const forward = entry % 2 === 1;
    for (let place = entry; place % length !== 0; ) {
      const link = links[forward ? place : place - 1];
      place += forward ? 1 : -1;
      const node = children[place % length];
      if (!link || node === undefined) throw new RangeError('a cycle has a gap');
      const [from, to] = forward ? [link.from, link.to] : [link.to, link.from];
      way.push({ node, from, to });
    }
    return way;
  }

  /** A blossom stands where the first of its children stood. */
  replace(child: number, blossom: number): void {
    this.join(blossom, this.root(child), whole(this.#from, child), whole(this.#to, child));
  }

  /** The tree is no more; the nodes that were in it, and may be in others now. */
  fell(root: number): readonly number[] {
    const members = this.#members[root] ?? [];
    this.#members[root] = [];
    this.count -= 1;
    return members;
  }

  /** Every second link on the way to the root changes from matched to not, and the others the other way. */
  rematchToRoot(vertex: number, partner: number): void {
    const forest = this.#forest;
    let [here, there] = [vertex, partner];
    for (;;) {
      const node = forest.top(here);
      forest.rematch(node, here, there);
      const before = whole(this.#from, node);
      if (before === NONE) return;
      const inner = forest.top(before);
      there = whole(this.#to, inner);
      here = whole(this.#from, inner);
      forest.rematch(inner, there, here);
    }
  }

  /** The cycle that a link between two outer nodes of one tree closes, from the node where their ways part. */
  cycle(from: number, to: number): { readonly children: readonly number[]; readonly links: readonly Link[] } {
    const forest = this.#forest;
    const common = this.#commonAncestor(forest.top(from), forest.top(to));
    const there = this.#pathTo(common, forest.top(from)).reverse();
    const back = this.#pathTo(common, forest.top(to));
    const links: Link[] = there.map((node) => this.entry(node));
    links.push({ from, to });
    for (const node of back) links.push({ from: whole(this.#to, node), to: whole(this.#from, node) });
    return { children: [common, ...there, ...back], links };
  }

  #commonAncestor(one: number, other: number): number {
    this.#seenMark += 1;
    // In turns, so that the way to a near ancestor is not as long as the way to the root.
    let [here, there] = [one, other];
    for (;;) {
      if (here !== NONE) {
        if (whole(this.#seen, here) === this.#seenMark) return here;
        this.#seen[here] = this.#seenMark;
        here = this.#outerBefore(here);
      }
      [here, there] = [there, here];
    }
  }

  /** The outer node two steps nearer to the root, which has none. */
  #outerBefore(node: number): number {
    const before = whole(this.#from, node);
    return before === NONE ? NONE : this.#forest.top(whole(this.#from, this.#forest.top(before)));
  }

  /** The nodes from one up to an ancestor, which is left out. */
  #pathTo(ancestor: number, node: number): number[] {
    const path: number[] = [];
    for (let here = node; here !== ancestor; here = this.#forest.top(whole(this.#from, here))) {
      path.push(here);
    }
    return path;
  }
}
