// A graph with a cost on each edge, in lists that lie one after the other: the neighbours of a vertex are those from
// `starts[vertex]` to before `starts[vertex + 1]`, each edge is there from both its ends, and none twice.
import { whole } from './typed-list.ts';

export interface Graph {
  readonly size: number;
  readonly starts: Int32Array;
  readonly neighbours: Int32Array;
  /** Whole numbers. */
  readonly costs: Float64Array;
}

/** Of each edge, the vertex in whose list it stands. */
export function sourcesOf({ size, starts, neighbours }: Graph): Int32Array {
  const sources = new Int32Array(neighbours.length);
  for (let vertex = 0; vertex < size; vertex += 1) {
    sources.fill(vertex, whole(starts, vertex), whole(starts, vertex + 1));
  }
  return sources;
}

/** What an edge costs; Infinity where there is none. The same from both ends. */
export type EdgeCost = (one: number, other: number) => number;

/**
 * Of each vertex, what it adds to the cost of every edge that it has; whole numbers. Any will do, for they change no
 * answer that is exact: those that are true leave less to search, since what is left of costs is nearly the same for all.
 */
export type Shares = Float64Array;
