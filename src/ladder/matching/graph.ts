// A graph with a cost on each edge, in lists that lie one after the other: the neighbours of a vertex are those from
// `starts[vertex]` to before `starts[vertex + 1]`, each edge is there from both its ends, and none twice.

export interface Graph {
  readonly size: number;
  readonly starts: Int32Array;
  readonly neighbours: Int32Array;
  /** Whole numbers. */
  readonly costs: Float64Array;
}

/** What an edge costs; Infinity where there is none. The same from both ends. */
export type EdgeCost = (one: number, other: number) => number;
