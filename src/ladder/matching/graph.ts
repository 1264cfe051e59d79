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

export function completeGraph(size: number, cost: EdgeCost): Graph {
  const starts = new Int32Array(size + 1);
  const neighbours: number[] = [];
  const costs: number[] = [];
  for (let one = 0; one < size; one += 1) {
    for (let other = 0; other < size; other += 1) {
      if (other === one) continue;
      const value = cost(one, other);
      if (value === Number.POSITIVE_INFINITY) continue;
      neighbours.push(other);
      costs.push(value);
    }
    starts[one + 1] = neighbours.length;
  }
  return { size, starts, neighbours: Int32Array.from(neighbours), costs: Float64Array.from(costs) };
}
