// A matching for when there are too many for the exact one: windows over the order of positions are solved exactly,
// small ones first; then whoever is left over gets a partner if there is one anywhere; then what that has disturbed is
// solved again. Nearly the least cost, and nearly always the most pairs: how near is measured by `npm run bench`.
import type { EdgeCost } from './graph.ts';
import { leastCostMatching } from './least-cost.ts';
import { mostPairs } from './most-pairs.ts';
import { nearestGraph, type Positions } from './nearest.ts';
import { swapPartners } from './swaps.ts';
import { real, whole } from './typed-list.ts';

const NONE = -1;

/** How many are solved together, at first and in the end. Twice as many take about three times as long. */
const SMALL_WINDOW = 64;
const LARGE_WINDOW = 250;

interface Windowed {
  readonly positions: Positions;
  readonly cost: EdgeCost;
  /** Of each vertex its partner, or -1; changed in place. */
  readonly mate: Int32Array;
}

/** Of each vertex its partner, or -1. */
export function windowedMatching(positions: Positions, cost: EdgeCost): Int32Array {
  const mate = new Int32Array(positions[0].length).fill(NONE);
  const windowed: Windowed = { positions, cost, mate };
  solveWindows(windowed, SMALL_WINDOW, 0);
  // Who is left over at one end of the order can make room for one at the other, over many steps.
  const graph = nearestGraph(positions, cost, mate);
  mate.set(mostPairs(graph, mate));
  swapPartners(graph, cost, mate);
  // Where the first windows met is now in the middle of one.
  solveWindows(windowed, SMALL_WINDOW, SMALL_WINDOW / 2);
  solveWindows(windowed, LARGE_WINDOW, 0);
  return mate;
}

function solveWindows(windowed: Windowed, length: number, offset: number): void {
  const windows: number[][] = [];
  let place = offset;
  for (const vertices of inOrder(windowed)) {
    const number = Math.floor(place / length);
    windows[number] ??= [];
    windows[number].push(...vertices);
    place += vertices.length;
  }
  // One that only the end of another window's last pair reaches into is empty.
  for (const members of windows) if (members) solve(Int32Array.from(members).sort(), windowed);
}

/** Matches some anew, among themselves; they are in pairs, or free. The matching they have is one they can have again. */
function solve(members: Int32Array, { positions, cost, mate }: Windowed): void {
  const places = new Map(Array.from(members, (vertex, place) => [vertex, place]));
  const [first, second] = positions;
  const ours = [
    Float64Array.from(members, (vertex) => real(first, vertex)),
    Float64Array.from(members, (vertex) => real(second, vertex)),
  ] as const;
  const known = Int32Array.from(members, (vertex) => places.get(whole(mate, vertex)) ?? NONE);
  const among: EdgeCost = (one, other) => cost(whole(members, one), whole(members, other));
  leastCostMatching(nearestGraph(ours, among, known)).mate.forEach((partner, place) => {
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
