// A matching with the most pairs that are possible, and of all those one with the least cost, in any graph: the exact
// answer, and for the same graph always the same.
//
// The method is J. Edmonds' (Maximum matching and a polyhedron with 0,1-vertices, 1965), one tree at a time, with its
// events in a heap as Z. Galil describes (Efficient algorithms for finding maximum matching in graphs, ACM Computing
// Surveys 18, 1986). From a vertex without a partner a tree of alternating paths grows over edges without slack. It
// ends when it finds another such vertex, or when one of its own costs no more to leave out. Where it meets itself, a
// blossom is made; where nothing grows, the duals move until something does.
import { Agenda } from './agenda.ts';
import { BlossomForest, type Link } from './blossoms.ts';
import type { Graph } from './graph.ts';
import { type StartingDuals, startingDuals } from './starting-duals.ts';
import { real, whole } from './typed-list.ts';

export interface LeastCostMatching {
  /** Of each vertex its partner, or -1. */
  readonly mate: Int32Array;
  /** Of edges from a vertex to each other one: only one whose cost, twice, is less could make the matching better. */
  readonly limits: (vertex: number) => Float64Array;
}

/**
 * `leftOutCost` is what it costs to leave a vertex out; without it, more than any matching could save by it. Where it
 * is Infinity, pairs are the most, and their cost is not the least. `start`: duals without negative slack, and a
 * matching that has none. The order in which vertices are numbered decides between matchings of the same cost.
 */
export function leastCostMatching(
  graph: Graph,
  leftOutCost = prohibitive(graph),
  start = startingDuals(graph, leftOutCost),
): LeastCostMatching {
  return new Search(graph, leftOutCost, start).run();
}

/** More than any matching could save by having fewer pairs, with these costs; whole, and even. */
export function prohibitiveCost(size: number, least: number, most: number): number {
  return 2 * (size + 1) * (Math.max(0, most) - Math.min(0, least)) + 2;
}

function prohibitive({ size, costs }: Graph): number {
  let [least, most] = [0, 0];
  for (const cost of costs) {
    if (cost < least) least = cost;
    if (cost > most) most = cost;
  }
  return prohibitiveCost(size, least, most);
}

const NONE = -1;

/** In the agenda, in place of an edge. */
const LEFT_OUT = -1;
const SPENT = -2;

/** What a node is in the tree; at once, which way its duals move. */
const FREE = 0;
const OUTER = 1;
const INNER = -1;

class Search {
  readonly #graph: Graph;
  readonly #forest: BlossomForest;
  /** Of each edge, the vertex in whose list it stands. */
  readonly #sources: Int32Array;
  /**
   * Of each vertex. Twice an edge's cost less both duals is its slack: never negative, except inside blossoms, and
   * zero where it is matched. Those in the tree move with the time; what stands here does not (see `#dualOf`).
   */
  readonly #dual: Float64Array;
  /** Of each blossom; never negative; likewise. */
  readonly #blossomDual: Float64Array;
  /** What it costs to leave a vertex out, and the highest dual there may be. */
  readonly #leftOutCost: number;
  readonly #label: Int32Array;
  /** The link by which a node came into the tree, from the node before it. */
  readonly #entryFrom: Int32Array;
  readonly #entryTo: Int32Array;
  /** The tree a node is in, by its root. */
  readonly #root: Int32Array;
  /** By root: all nodes that have been in the tree. */
  readonly #members: number[][] = [];
  #trees = 0;
  readonly #agenda = new Agenda();
  /** By how much the duals have moved since the tree began. */
  #time = 0;
  /**
   * Of each vertex, the edge over which the tree reaches it first, if at all, and the part of that edge's slack that
   * the vertex itself has no share in. Which edge it is does not change as the duals move.
   */
  readonly #reach: Int32Array;
  readonly #reachFrom: Int32Array;
  readonly #reachSlack: Float64Array;
  /** Outer vertices whose edges are still to be looked at. */
  readonly #waiting: number[] = [];
  readonly #seen: Int32Array;
  #seenMark = 0;

  constructor(graph: Graph, leftOutCost: number, start: StartingDuals) {
    const { size } = graph;
    this.#graph = graph;
    this.#forest = new BlossomForest(size);
    const { nodes } = this.#forest;
    this.#forest.mate.set(start.mate);
    this.#dual = start.dual;
    this.#leftOutCost = leftOutCost;
    this.#blossomDual = new Float64Array(nodes);
    this.#label = new Int32Array(nodes);
    this.#entryFrom = new Int32Array(nodes);
    this.#entryTo = new Int32Array(nodes);
    this.#sources = sourcesOf(graph);
    this.#root = new Int32Array(nodes).fill(NONE);
    this.#reach = new Int32Array(size).fill(NONE);
    this.#reachFrom = new Int32Array(size).fill(NONE);
    this.#reachSlack = new Float64Array(size).fill(Number.POSITIVE_INFINITY);
    this.#seen = new Int32Array(nodes);
  }

  run(): LeastCostMatching {
    const { mate } = this.#forest;
    let roots = 0;
    for (let vertex = 0; vertex < this.#graph.size; vertex += 1) {
      if (whole(mate, vertex) !== NONE || real(this.#dual, vertex) >= this.#leftOutCost) continue;
      this.#members[vertex] = [];
      this.#root[vertex] = vertex;
      this.#enter(vertex, OUTER, NONE, NONE);
      roots += 1;
    }
    this.#trees = roots;
    while (this.#trees > 0 && this.#step()) {
      // until none is left, or none of those left can end
    }
    return { mate, limits: (vertex) => this.#limits(vertex) };
  }

  /** The sum of both duals, less those of the blossoms that both are in. */
  #limits(vertex: number): Float64Array {
    const forest = this.#forest;
    const own = real(this.#dual, vertex);
    const limits = this.#dual.map((dual) => own + dual);
    const around: number[] = [];
    for (let node = forest.parent(vertex); node !== NONE; node = forest.parent(node)) around.push(node);
    // From the outermost inwards, each time those that are not in the next one.
    let inside = 0;
    for (let place = around.length - 1; place >= 0; place -= 1) {
      const blossom = around[place] ?? NONE;
      const next = around[place - 1] ?? vertex;
      inside += real(this.#blossomDual, blossom);
      for (const child of forest.cycle(blossom).children) {
        if (child === next) continue;
        for (const other of forest.vertices(child)) limits[other] = real(limits, other) - inside;
      }
    }
    return limits;
  }

  /** False when nothing will happen any more. */
  #step(): boolean {
    for (let vertex = this.#waiting.pop(); vertex !== undefined; vertex = this.#waiting.pop()) {
      this.#look(vertex);
    }
    if (!this.#agenda.take()) return false;
    const { time, one, other } = this.#agenda;
    if (time === Number.POSITIVE_INFINITY) return false;
    this.#time = time;
    if (other === LEFT_OUT) {
      const node = this.#topOf(one);
      if (whole(this.#label, node) !== OUTER || this.#dualOf(one) < this.#leftOutCost) return true;
      this.#rematchToRoot(one, NONE);
      this.#fell(whole(this.#root, node));
    } else if (other === SPENT) {
      if (this.#isSpentInner(one)) this.#openInner(one);
    } else {
      this.#tighten(one, other);
    }
    return true;
  }

  /** What has become of an edge since it was put in the agenda decides what it is good for now. */
  #tighten(from: number, edge: number): void {
    const to = this.#otherEnd(edge, from);
    const node = this.#topOf(to);
    const label = whole(this.#label, node);
    const own = this.#topOf(from);
    if (label === INNER || node === own) return;
    if (
      whole(this.#label, own) !== OUTER ||
      2 * real(this.#graph.costs, edge) - this.#dualOf(from) - this.#dualOf(to) > 0
    ) {
      if (label === FREE && !this.#isReached(to)) this.#expect(to);
      return;
    }
    const tree = whole(this.#root, own);
    if (label === OUTER) {
      const other = whole(this.#root, node);
      if (tree === other) {
        this.#makeBlossom(from, to);
        return;
      }
      this.#rematchToRoot(from, to);
      this.#rematchToRoot(to, from);
      this.#fell(tree, other);
      return;
    }
    const base = this.#forest.base(node);
    const partner = whole(this.#forest.mate, base);
    if (partner === NONE) {
      this.#rematchToRoot(from, to);
      this.#forest.rematch(node, to, from);
      this.#fell(tree);
      return;
    }
    this.#root[node] = tree;
    this.#enter(node, INNER, from, to);
    const next = this.#topOf(partner);
    this.#root[next] = tree;
    this.#enter(next, OUTER, base, partner);
  }

  /** Trees that have won a pair: their nodes are free, for others to grow over. */
  #fell(...trees: readonly number[]): void {
    const freed: number[] = [];
    for (const tree of trees) {
      for (const node of this.#members[tree] ?? []) {
        if (
          !this.#forest.isTop(node) ||
          whole(this.#label, node) === FREE ||
          whole(this.#root, node) !== tree
        ) {
          continue;
        }
        freed.push(...this.#forest.vertices(node));
        const outer = whole(this.#label, node) === OUTER;
        this.#setLabel(node, FREE);
        if (!outer) continue;
        // Nobody has kept count of what reaches an outer vertex.
        for (const vertex of this.#forest.vertices(node)) this.#reach[vertex] = NONE;
        this.#openSpent(node);
      }
      this.#members[tree] = [];
      this.#trees -= 1;
    }
    for (const vertex of freed) this.#expect(vertex);
  }

  /** Blossoms without a dual have no use any more. */
  #openSpent(node: number): void {
    if (!this.#forest.isBlossom(node) || real(this.#blossomDual, node) !== 0) return;
    for (const child of this.#forest.open(node)) this.#openSpent(child);
  }

  #otherEnd(edge: number, end: number): number {
    const neighbour = whole(this.#graph.neighbours, edge);
    return neighbour === end ? whole(this.#sources, edge) : neighbour;
  }

  #topOf(vertex: number): number {
    return whole(this.#forest.top, vertex);
  }

  #dualOf(vertex: number): number {
    return real(this.#dual, vertex) + whole(this.#label, this.#topOf(vertex)) * this.#time;
  }

  #setLabel(node: number, label: number): void {
    // The duals are now what they were a moment ago, however they move from now on.
    const change = (whole(this.#label, node) - label) * this.#time;
    for (const vertex of this.#forest.vertices(node)) this.#dual[vertex] = real(this.#dual, vertex) + change;
    this.#blossomDual[node] = real(this.#blossomDual, node) + 2 * change;
    this.#label[node] = label;
  }

  #enter(node: number, label: number, from: number, to: number): void {
    this.#setLabel(node, label);
    this.#entryFrom[node] = from;
    this.#entryTo[node] = to;
    this.#members[whole(this.#root, node)]?.push(node);
    if (label === OUTER) {
      for (const vertex of this.#forest.vertices(node)) this.#waiting.push(vertex);
    } else if (this.#forest.isBlossom(node)) {
      // Stored is what it would have been at the beginning, had it shrunk since then.
      this.#plan(real(this.#blossomDual, node) / 2, node, SPENT);
    }
  }

  #plan(time: number, one: number, other: number): void {
    this.#agenda.add(time, one, other);
  }

  /** Puts what an outer vertex may lead to in the agenda. */
  #look(from: number): void {
    const { starts, neighbours, costs } = this.#graph;
    const { top } = this.#forest;
    const node = whole(top, from);
    // An outer dual as it is stored, less its edges' costs, is when they lose their slack.
    const leftOut = this.#leftOutCost - real(this.#dual, from);
    this.#plan(leftOut, from, LEFT_OUT);
    const end = whole(starts, from + 1);
    for (let edge = whole(starts, from); edge < end; edge += 1) {
      const to = whole(neighbours, edge);
      const other = whole(top, to);
      if (other === node) continue;
      const slack = 2 * real(costs, edge) - real(this.#dual, from);
      if (whole(this.#label, other) === OUTER) {
        this.#plan((slack - real(this.#dual, to)) / 2, from, edge);
        continue;
      }
      if (slack < real(this.#reachSlack, to)) {
        this.#reachSlack[to] = slack;
        this.#reach[to] = edge;
        this.#reachFrom[to] = from;
      } else if (this.#isReached(to)) {
        continue;
      }
      if (whole(this.#label, other) === FREE) this.#expect(to);
    }
  }

  /** Every second link on the way to the root changes from matched to not, and the others the other way. */
  #rematchToRoot(vertex: number, partner: number): void {
    let [here, there] = [vertex, partner];
    for (;;) {
      const node = this.#topOf(here);
      this.#forest.rematch(node, here, there);
      const before = whole(this.#entryFrom, node);
      if (before === NONE) return;
      const inner = this.#topOf(before);
      there = whole(this.#entryTo, inner);
      here = whole(this.#entryFrom, inner);
      this.#forest.rematch(inner, there, here);
    }
  }

  #makeBlossom(from: number, to: number): void {
    const common = this.#commonAncestor(this.#topOf(from), this.#topOf(to));
    const there = this.#pathTo(common, this.#topOf(from)).reverse();
    const back = this.#pathTo(common, this.#topOf(to));
    const links: readonly Link[] = [
      ...there.map((node) => ({ from: whole(this.#entryFrom, node), to: whole(this.#entryTo, node) })),
      { from, to },
      ...back.map((node) => ({ from: whole(this.#entryTo, node), to: whole(this.#entryFrom, node) })),
    ];
    const children = [common, ...there, ...back];
    for (const child of children) {
      if (whole(this.#label, child) === INNER) this.#waiting.push(...this.#forest.vertices(child));
      this.#setLabel(child, FREE); // inside, no dual of a blossom moves
    }
    const blossom = this.#forest.make(children, links);
    this.#blossomDual[blossom] = 0;
    this.#setLabel(blossom, OUTER);
    this.#entryFrom[blossom] = whole(this.#entryFrom, common);
    this.#entryTo[blossom] = whole(this.#entryTo, common);
    this.#root[blossom] = whole(this.#root, common);
    this.#members[whole(this.#root, common)]?.push(blossom);
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
    const before = whole(this.#entryFrom, node);
    return before === NONE ? NONE : this.#topOf(whole(this.#entryFrom, this.#topOf(before)));
  }

  /** The nodes from one up to an ancestor, which is left out. */
  #pathTo(ancestor: number, node: number): number[] {
    const path: number[] = [];
    for (let here = node; here !== ancestor; here = this.#topOf(whole(this.#entryFrom, here))) {
      path.push(here);
    }
    return path;
  }

  #isSpentInner(node: number): boolean {
    return (
      this.#forest.isTop(node) &&
      whole(this.#label, node) === INNER &&
      real(this.#blossomDual, node) - 2 * this.#time <= 0
    );
  }

  /** The way through it stays in the tree, its other children are free again. */
  #openInner(blossom: number): void {
    const { children, links } = this.#forest.cycle(blossom);
    const length = children.length;
    const [from, to] = [whole(this.#entryFrom, blossom), whole(this.#entryTo, blossom)];
    const entry = this.#forest.childWith(blossom, to);
    const tree = whole(this.#root, blossom);
    this.#setLabel(blossom, FREE);
    this.#forest.open(blossom);
    for (const child of children) this.#root[child] = tree;
    this.#enter(children[entry] ?? NONE, INNER, from, to);
    // An even number of steps to the base, over links that are matched and not in turn.
    const forward = entry % 2 === 1;
    let label = INNER;
    for (let place = entry; place % length !== 0; ) {
      const link = links[forward ? place : place - 1];
      place += forward ? 1 : -1;
      const child = children[place % length];
      if (!link || child === undefined) throw new RangeError('a cycle has a gap');
      label = -label;
      const [near, far] = forward ? [link.from, link.to] : [link.to, link.from];
      this.#enter(child, label, near, far);
    }
    for (const child of children) {
      if (whole(this.#label, child) !== FREE) continue;
      for (const vertex of this.#forest.vertices(child)) this.#expect(vertex);
    }
  }

  /** Is what stands of the way by which a vertex is reached still so? */
  #isReached(vertex: number): boolean {
    const edge = whole(this.#reach, vertex);
    if (edge === NONE) return false;
    const from = whole(this.#reachFrom, vertex);
    return (
      whole(this.#label, this.#topOf(from)) === OUTER &&
      2 * real(this.#graph.costs, edge) - real(this.#dual, from) === real(this.#reachSlack, vertex)
    );
  }

  /** A vertex that is free, and was not: when a tree will reach it. */
  #expect(vertex: number): void {
    if (!this.#isReached(vertex)) this.#findReach(vertex);
    const edge = whole(this.#reach, vertex);
    if (edge === NONE) return;
    this.#plan(
      real(this.#reachSlack, vertex) - real(this.#dual, vertex),
      whole(this.#reachFrom, vertex),
      edge,
    );
  }

  #findReach(vertex: number): void {
    const { starts, neighbours, costs } = this.#graph;
    let least = Number.POSITIVE_INFINITY;
    this.#reach[vertex] = NONE;
    for (let edge = whole(starts, vertex); edge < whole(starts, vertex + 1); edge += 1) {
      const from = whole(neighbours, edge);
      if (whole(this.#label, this.#topOf(from)) !== OUTER) continue;
      const slack = 2 * real(costs, edge) - real(this.#dual, from);
      if (slack >= least) continue;
      least = slack;
      this.#reach[vertex] = edge;
      this.#reachFrom[vertex] = from;
    }
    this.#reachSlack[vertex] = least;
  }
}

function sourcesOf({ size, starts, neighbours }: Graph): Int32Array {
  const sources = new Int32Array(neighbours.length);
  for (let vertex = 0; vertex < size; vertex += 1)
    sources.fill(vertex, whole(starts, vertex), whole(starts, vertex + 1));
  return sources;
}
