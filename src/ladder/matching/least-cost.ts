// A matching with the most pairs that are possible, and of all those one with the least cost, in any graph: the exact
// answer, and for the same graph always the same.
//
// The method is J. Edmonds' (Maximum matching and a polyhedron with 0,1-vertices, 1965), all trees at once, with its
// events in a heap as Z. Galil describes (Efficient algorithms for finding maximum matching in graphs, ACM Computing
// Surveys 18, 1986). From a vertex without a partner a tree of alternating paths grows over edges without slack. It
// ends when it finds another such vertex, or when one of its own costs no more to leave out. Where it meets itself, a
// blossom is made; where nothing grows, the duals move until something does.
import { Agenda } from './agenda.ts';
import { BlossomForest } from './blossoms.ts';
import { Duals, FREE, INNER, OUTER } from './duals.ts';
import { type Graph, sourcesOf } from './graph.ts';
import { prohibitiveCostIn } from './left-out-cost.ts';
import { Reach } from './reach.ts';
import { type StartingDuals, startingDuals } from './starting-duals.ts';
import { Trees } from './trees.ts';
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
  leftOutCost = prohibitiveCostIn(graph),
  start = startingDuals(graph, leftOutCost, new Float64Array(graph.size)),
): LeastCostMatching {
  return new Search(graph, leftOutCost, start).run();
}

const NONE = -1;

/** In the agenda, in place of an edge. */
const LEFT_OUT = -1;
const SPENT = -2;

class Search {
  readonly #graph: Graph;
  readonly #forest: BlossomForest;
  readonly #duals: Duals;
  readonly #trees: Trees;
  readonly #reach: Reach;
  readonly #agenda = new Agenda();
  /** What it costs to leave a vertex out, and the highest dual there may be. */
  readonly #leftOutCost: number;
  /** By root: when the first of its tree's outer vertices costs no more to leave out. */
  readonly #leftOutTimes: Float64Array;
  /** Of each edge, the vertex in whose list it stands. */
  readonly #sources: Int32Array;
  /** Outer vertices whose edges are still to be looked at. */
  readonly #waiting: number[] = [];

  constructor(graph: Graph, leftOutCost: number, start: StartingDuals) {
    this.#graph = graph;
    this.#forest = new BlossomForest(graph.size);
    this.#forest.mate.set(start.mate);
    this.#duals = new Duals(this.#forest, start.dual);
    this.#trees = new Trees(this.#forest);
    this.#reach = new Reach(graph, this.#forest, this.#duals);
    this.#leftOutCost = leftOutCost;
    this.#leftOutTimes = new Float64Array(graph.size).fill(Number.POSITIVE_INFINITY);
    this.#sources = sourcesOf(graph);
  }

  run(): LeastCostMatching {
    const { mate } = this.#forest;
    for (let vertex = 0; vertex < this.#graph.size; vertex += 1) {
      if (whole(mate, vertex) !== NONE || this.#duals.of(vertex) >= this.#leftOutCost) continue;
      this.#trees.plant(vertex);
      this.#label(vertex, OUTER);
    }
    while (this.#trees.count > 0 && this.#step()) {
      // until none is left, or none of those left can end
    }
    return { mate, limits: (vertex) => this.#duals.limits(vertex) };
  }

  /** False when nothing will happen any more. */
  #step(): boolean {
    for (let vertex = this.#waiting.pop(); vertex !== undefined; vertex = this.#waiting.pop()) {
      this.#look(vertex);
    }
    if (!this.#agenda.take()) return false;
    const { time, one, other } = this.#agenda;
    if (time === Number.POSITIVE_INFINITY) return false;
    this.#duals.time = time;
    if (other === LEFT_OUT) this.#leaveOut(one);
    else if (other !== SPENT) this.#tighten(one, other);
    else if (this.#isSpentInner(one)) this.#openInner(one);
    return true;
  }

  #leaveOut(vertex: number): void {
    const node = this.#forest.top(vertex);
    if (this.#duals.label(node) !== OUTER || this.#duals.of(vertex) < this.#leftOutCost) return;
    this.#trees.rematchToRoot(vertex, NONE);
    this.#fell(this.#trees.root(node));
  }

  /** What has become of an edge since it was put in the agenda decides what it is good for now. */
  #tighten(from: number, edge: number): void {
    const [forest, trees] = [this.#forest, this.#trees];
    const to = this.#otherEnd(edge, from);
    const node = forest.top(to);
    const label = this.#duals.label(node);
    const own = forest.top(from);
    if (label === INNER || node === own) return;
    if (
      this.#duals.label(own) !== OUTER ||
      2 * real(this.#graph.costs, edge) - this.#duals.of(from) - this.#duals.of(to) > 0
    ) {
      if (label === FREE && !this.#reach.holds(to)) this.#expect(to);
      return;
    }
    const tree = trees.root(own);
    if (label === OUTER) {
      const other = trees.root(node);
      if (tree === other) {
        this.#makeBlossom(from, to);
        return;
      }
      trees.rematchToRoot(from, to);
      trees.rematchToRoot(to, from);
      this.#fell(tree, other);
      return;
    }
    const base = forest.base(node);
    const partner = whole(forest.mate, base);
    if (partner === NONE) {
      trees.rematchToRoot(from, to);
      forest.rematch(node, to, from);
      this.#fell(tree);
      // It stays free, and whoever else reaches it has not been kept in the agenda.
      this.#expect(to);
      return;
    }
    trees.join(node, tree, from, to);
    this.#label(node, INNER);
    const next = forest.top(partner);
    trees.join(next, tree, base, partner);
    this.#label(next, OUTER);
  }

  /** Trees that have won a pair: their nodes are free, for others to grow over. */
  #fell(...roots: readonly number[]): void {
    const forest = this.#forest;
    const freed: number[] = [];
    for (const root of roots) {
      for (const node of this.#trees.fell(root)) {
        if (!forest.isTop(node) || this.#trees.root(node) !== root) continue;
        const label = this.#duals.label(node);
        if (label === FREE) continue;
        this.#duals.relabel(node, FREE);
        for (let vertex = forest.first(node); vertex !== NONE; vertex = forest.next(node, vertex)) {
          freed.push(vertex);
          if (label === OUTER) this.#reach.forget(vertex);
        }
        if (label === OUTER) this.#openSpent(node);
      }
    }
    for (const vertex of freed) this.#expect(vertex);
  }

  /** Blossoms without a dual have no use any more. */
  #openSpent(node: number): void {
    if (!this.#forest.isBlossom(node) || this.#duals.ofBlossom(node) !== 0) return;
    const children = this.#forest.open(node);
    this.#duals.release(children);
    for (const child of children) this.#openSpent(child);
  }

  #otherEnd(edge: number, end: number): number {
    const neighbour = whole(this.#graph.neighbours, edge);
    return neighbour === end ? whole(this.#sources, edge) : neighbour;
  }

  /** What a node is from now on that has come into a tree. */
  #label(node: number, label: number): void {
    this.#duals.relabel(node, label);
    if (label === OUTER) this.#wait(node);
    else if (this.#forest.isBlossom(node)) this.#agenda.add(this.#duals.ofBlossom(node) / 2, node, SPENT);
  }

  #wait(node: number): void {
    const forest = this.#forest;
    for (let vertex = forest.first(node); vertex !== NONE; vertex = forest.next(node, vertex)) {
      this.#waiting.push(vertex);
    }
  }

  /** Puts what an outer vertex may lead to in the agenda. */
  #look(from: number): void {
    const { starts, neighbours, costs } = this.#graph;
    const { names } = this.#forest;
    const { labels, stored } = this.#duals;
    const name = whole(names, from);
    // An outer dual as it is stored, less its edges' costs, is when they lose their slack.
    const dual = real(stored, from);
    this.#planToLeaveOut(from, this.#leftOutCost - dual);
    const end = whole(starts, from + 1);
    for (let edge = whole(starts, from); edge < end; edge += 1) {
      const to = whole(neighbours, edge);
      const other = whole(names, to);
      if (other === name) continue;
      const slack = 2 * real(costs, edge) - dual;
      const label = whole(labels, other);
      if (label === OUTER) this.#agenda.add((slack - real(stored, to)) / 2, from, edge);
      else if (this.#reach.offer(to, edge, from, slack) && label === FREE) this.#expect(to);
    }
  }

  /** Outer vertices of a tree move together: only the first of them needs a time. */
  #planToLeaveOut(vertex: number, time: number): void {
    const root = this.#trees.root(this.#forest.top(vertex));
    if (time >= real(this.#leftOutTimes, root)) return;
    this.#leftOutTimes[root] = time;
    this.#agenda.add(time, vertex, LEFT_OUT);
  }

  #makeBlossom(from: number, to: number): void {
    const { children, links } = this.#trees.cycle(from, to);
    for (const child of children) {
      if (this.#duals.label(child) === INNER) this.#wait(child);
      this.#duals.enclose(child);
    }
    const blossom = this.#forest.make(children, links);
    this.#duals.begin(blossom);
    this.#trees.replace(children[0] ?? NONE, blossom);
  }

  #isSpentInner(node: number): boolean {
    return (
      this.#forest.isTop(node) &&
      this.#duals.label(node) === INNER &&
      this.#duals.ofBlossom(node) - 2 * this.#duals.time <= 0
    );
  }

  /** The way through it stays in the tree, its other children are free again. */
  #openInner(blossom: number): void {
    const { children } = this.#forest.cycle(blossom);
    const tree = this.#trees.root(blossom);
    const way = this.#trees.wayThrough(blossom);
    this.#duals.relabel(blossom, FREE);
    this.#duals.release(this.#forest.open(blossom));
    let label = INNER;
    for (const { node, from, to } of way) {
      this.#trees.join(node, tree, from, to);
      this.#label(node, label);
      label = -label;
    }
    for (const child of children) if (this.#duals.label(child) === FREE) this.#expectAll(child);
  }

  #expectAll(node: number): void {
    const forest = this.#forest;
    for (let vertex = forest.first(node); vertex !== NONE; vertex = forest.next(node, vertex)) {
      this.#expect(vertex);
    }
  }

  /** A vertex that is free, and was not: when a tree will reach it. */
  #expect(vertex: number): void {
    const reach = this.#reach;
    if (!reach.holds(vertex)) reach.find(vertex);
    const edge = reach.edge(vertex);
    if (edge !== NONE) this.#agenda.add(reach.time(vertex), reach.from(vertex), edge);
  }
}
