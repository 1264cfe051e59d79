// A matching with the most pairs that are possible, whatever they cost: where edges cost nothing, the search for the
// least cost is just the search for that.
import type { Graph } from './graph.ts';
import { leastCostMatching } from './least-cost.ts';

/** Begins with a matching that is known already; whoever has a partner in it has one in the end. */
export function mostPairs(graph: Graph, known: Int32Array): Int32Array {
  const costless: Graph = { ...graph, costs: new Float64Array(graph.costs.length) };
  const start = { dual: new Float64Array(graph.size), mate: known };
  return leastCostMatching(costless, Number.POSITIVE_INFINITY, start).mate;
}
