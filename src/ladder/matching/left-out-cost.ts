// What it costs to leave somebody out: more than any matching could save by having fewer pairs.
import type { Graph } from './graph.ts';

/** With costs from the least to the most; whole, and even. */
export function prohibitiveCost(size: number, least: number, most: number): number {
  return 2 * (size + 1) * (Math.max(0, most) - Math.min(0, least)) + 2;
}

export function prohibitiveCostIn({ size, costs }: Graph): number {
  let [least, most] = [0, 0];
  for (const cost of costs) {
    if (cost < least) least = cost;
    if (cost > most) most = cost;
  }
  return prohibitiveCost(size, least, most);
}
