// Of each vertex that is in no tree, the edge over which a tree reaches it first. Which edge it is does not change as
// the duals move; whether what was found still holds is asked when it matters.
import type { BlossomForest } from './blossoms.ts';
import { type Duals, OUTER } from './duals.ts';
import type { Graph } from './graph.ts';
import { real, whole } from './typed-list.ts';

const NONE = -1;

export class Reach {
  readonly #graph: Graph;
  readonly #forest: BlossomForest;
  readonly #duals: Duals;
  /** Its edge, and the outer vertex that the edge comes from. */
  readonly #edge: Int32Array;
  readonly #from: Int32Array;
  /** The part of the edge's slack that the reached vertex itself has no share in. */
  readonly #slack: Float64Array;

  constructor(graph: Graph, forest: BlossomForest, duals: Duals) {
    this.#graph = graph;
    this.#forest = forest;
    this.#duals = duals;
    this.#edge = new Int32Array(graph.size).fill(NONE);
    this.#from = new Int32Array(graph.size).fill(NONE);
    this.#slack = new Float64Array(graph.size).fill(Number.POSITIVE_INFINITY);
  }

  edge(vertex: number): number {
    return whole(this.#edge, vertex);
  }

  from(vertex: number): number {
    return whole(this.#from, vertex);
  }

  /** When the tree will be there, for a vertex whose dual is at rest. */
  time(vertex: number): number {
    return real(this.#slack, vertex) - real(this.#duals.stored, vertex);
  }

  /** An outer vertex has been looked at. False where what was known before is as good, and still so. */
  offer(vertex: number, edge: number, from: number, slack: number): boolean {
    if (slack < real(this.#slack, vertex)) {
      this.#slack[vertex] = slack;
      this.#edge[vertex] = edge;
      this.#from[vertex] = from;
      return true;
    }
    return !this.holds(vertex);
  }

  /** Of a vertex that was outer nobody has kept count. */
  forget(vertex: number): void {
    this.#edge[vertex] = NONE;
  }

  /** Is what stands of the way by which a vertex is reached still so? */
  holds(vertex: number): boolean {
    const edge = whole(this.#edge, vertex);
    if (edge === NONE) return false;
    const from = whole(this.#from, vertex);
    const { labels, stored } = this.#duals;
    return (
      whole(labels, whole(this.#forest.names, from)) === OUTER &&
      2 * real(this.#graph.costs, edge) - real(stored, from) === real(this.#slack, vertex)
    );
  }

  /** Looks at all the edges of a vertex. */
  find(vertex: number): void {
    const { starts, neighbours, costs } = this.#graph;
    const { labels, stored } = this.#duals;
    const { names } = this.#forest;
    let least = Number.POSITIVE_INFINITY;
    let found = NONE;
    const end = whole(starts, vertex + 1);
    for (let edge = whole(starts, vertex); edge < end; edge += 1) {
      const from = whole(neighbours, edge);
      if (whole(labels, whole(names, from)) !== OUTER) continue;
      const slack = 2 * real(costs, edge) - real(stored, from);
      if (slack >= least) continue;
      least = slack;
      found = edge;
    }
    this.#edge[vertex] = found;
    this.#slack[vertex] = least;
    if (found !== NONE) this.#from[vertex] = whole(neighbours, found);
  }
}
