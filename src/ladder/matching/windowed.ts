// A matching for when there are too many for the exact one. The most pairs that are found among those near each other,
// and with everybody for those who are left over, are made cheaper by short chains of changes; then windows over the
// order of positions are solved exactly, each keeping at least the pairs it has. Nearly the least cost, and nearly always
// the most pairs: how near is measured by `npm run bench`.
import { improveByChains } from './chains.ts';
import type { EdgeList } from './edge-list.ts';
import type { EdgeCost, Shares } from './graph.ts';
import { leastCostMatching } from './least-cost.ts';
import { prohibitiveCostIn } from './left-out-cost.ts';
import { mostPairs } from './most-pairs.ts';
import { nearestEdges, nearestGraph, type Positions } from './nearest.ts';
import { highDuals, startingDuals } from './starting-duals.ts';
import { real, whole } from './typed-list.ts';

const NONE = -1;

/**
 * How much is solved together. Who stands on one side counts once; who stands on both counts as so many, since odd cycles
 * grow from them: then twice as many take about three times as long.
 */
const WINDOW = 2400;
const ON_BOTH_SIDES = 10;
/** So many edges may be looked at for those who are left over. */
const MOST_LOOKED_AT = 1_000_000;

interface Windowed {
  readonly positions: Positions;
  readonly cost: EdgeCost;
  readonly shares: Shares;
  /** Of each vertex its partner, or -1; changed in place. */
  readonly mate: Int32Array;
  /** Of those that are being matched anew, their places among themselves. */
  readonly places: Int32Array;
}

/** Of each vertex its partner, or -1. */
export function windowedMatching(positions: Positions, cost: EdgeCost, shares: Shares): Int32Array {
  const edges = nearestEdges(positions, cost, null);
  let graph = edges.graph();
  let { dual, mate } = startingDuals(graph, prohibitiveCostIn(graph), shares);
  // Who is left over at one end of the order can make room for one at the other, over many steps.
  mate = mostPairs(graph, mate);
  if (joinLeftOver(positions, mate, edges)) {
    graph = edges.graph();
    mate = mostPairs(graph, mate);
    dual = highDuals(graph, prohibitiveCostIn(graph), shares);
  }
  improveByChains(graph, cost, dual, mate);
  solveWindows({ positions, cost, shares, mate, places: new Int32Array(mate.length).fill(NONE) });
  return mate;
}

function solveWindows(windowed: Windowed): void {
  const windows: number[][] = [];
  const [first, second] = windowed.positions;
  let place = 0;
  for (const vertices of inOrder(windowed)) {
    const number = Math.floor(place / WINDOW);
    windows[number] ??= [];
    windows[number].push(...vertices);
    for (const vertex of vertices) {
      const onBoth = !Number.isNaN(real(first, vertex)) && !Number.isNaN(real(second, vertex));
      place += onBoth ? ON_BOTH_SIDES : 1;
    }
  }
  // One that only the end of another window's last pair reaches into is empty.
  for (const members of windows) if (members) solve(Int32Array.from(members).sort(), windowed);
}

/**
 * All edges of those who are left over on the side that has fewer of them: whoever can meet only somebody far off, who
 * would not mind, is not among the nearest. Where a side has none, two of the other might still take the places of a pair
 * who both stand on both. False where there is nobody to look at, or too many.
 */
function joinLeftOver(positions: Positions, mate: Int32Array, edges: EdgeList): boolean {
  const size = mate.length;
  const free = Array.from(mate.keys()).filter((vertex) => whole(mate, vertex) === NONE);
  const [least] = positions
    .map((places) => free.filter((vertex) => !Number.isNaN(real(places, vertex))))
    .filter((leftOver) => leftOver.length > 0)
    .toSorted((one, other) => one.length - other.length);
  if (!least || free.length < 2 || least.length * size > MOST_LOOKED_AT) return false;
  for (const vertex of least) for (let other = 0; other < size; other += 1) edges.add(vertex, other);
  return true;
}

/** Matches some anew, among themselves; they are in pairs, or free. The matching they have is one they can have again. */
function solve(members: Int32Array, { positions, cost, shares, mate, places }: Windowed): void {
  members.forEach((vertex, place) => {
    places[vertex] = place;
  });
  const [first, second] = positions;
  const ours = [
    Float64Array.from(members, (vertex) => real(first, vertex)),
    Float64Array.from(members, (vertex) => real(second, vertex)),
  ] as const;
  // Who has no partner has no place either: nothing stands at -1.
  const known = Int32Array.from(members, (vertex) => whole(places, whole(mate, vertex)));
  const among: EdgeCost = (one, other) => cost(whole(members, one), whole(members, other));
  const graph = nearestGraph(ours, among, known);
  const leftOutCost = prohibitiveCostIn(graph);
  const start = startingDuals(
    graph,
    leftOutCost,
    Float64Array.from(members, (vertex) => real(shares, vertex)),
  );
  leastCostMatching(graph, leftOutCost, start).mate.forEach((partner, place) => {
    mate[whole(members, place)] = partner === NONE ? NONE : whole(members, partner);
  });
}

/** Pairs, and those without a partner, by rising position. */
function inOrder({ positions, mate }: Windowed): readonly (readonly number[])[] {
  const units: { readonly at: number; readonly vertices: readonly number[] }[] = [];
  mate.forEach((partner, vertex) => {
    if (partner === NONE) units.push({ at: positionOf(positions, vertex), vertices: [vertex] });
    if (partner <= vertex) return;
    const at = (positionOf(positions, vertex) + positionOf(positions, partner)) / 2;
    units.push({ at, vertices: [vertex, partner] });
  });
  return units.toSorted((one, other) => one.at - other.at).map(({ vertices }) => vertices);
}

function positionOf([first, second]: Positions, vertex: number): number {
  const [one, other] = [real(first, vertex), real(second, vertex)];
  if (Number.isNaN(one)) return other;
  return Number.isNaN(other) ? one : (one + other) / 2;
}
