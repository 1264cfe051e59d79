// A matching for when there are too many for the exact one: windows over the order of positions are solved exactly,
// then joined. Nearly the least cost, and nearly always the most pairs; how near is measured by `npm run bench`.
import type { EdgeCost } from './graph.ts';
import { largestMatching } from './largest.ts';
import { leastCostMatching } from './least-cost.ts';
import { nearestGraph, type Positions } from './nearest.ts';
import { swapPartners } from './swaps.ts';
import { real, whole } from './typed-list.ts';

const NONE = -1;

/** How many are solved together. Twice as many take about three times as long. */
const WINDOW = 250;
/** How many on either hand of a border between windows are solved together once more. */
const SEAM = 64;
/** Up to this many, all are solved together in the end. */
const WHOLE = 2000;

/** Of each vertex its partner, or -1. */
export function windowedMatching(positions: Positions, cost: EdgeCost): Int32Array {
  const size = positions[0].length;
  const windows = Math.ceil(size / WINDOW);
  const apart = new Int32Array(size).fill(NONE);
  for (const members of inWindows(positions, apart, windows)) solve(members, positions, cost, apart);
  // Who is left over at one end of the order can make room for one at the other, over many steps.
  const graph = nearestGraph(positions, cost, apart);
  const mate = largestMatching(graph, apart);
  swapPartners(graph, cost, mate);
  if (size <= WHOLE) solve(Int32Array.from(mate.keys()), positions, cost, mate);
  else for (const members of atSeams(positions, mate, windows)) solve(members, positions, cost, mate);
  return mate;
}

/** Matches some anew, among themselves; they are in pairs, or free. The matching they have is one they can have again. */
function solve(members: Int32Array, positions: Positions, cost: EdgeCost, mate: Int32Array): void {
  const places = new Map(Array.from(members, (vertex, place) => [vertex, place]));
  const ours = ([...positions] as const).map((side) =>
    Float64Array.from(members, (vertex) => real(side, vertex)),
  );
  const [first, second] = ours;
  if (!first || !second) throw new RangeError('there are two sides');
  const known = Int32Array.from(members, (vertex) => places.get(whole(mate, vertex)) ?? NONE);
  const among: EdgeCost = (one, other) => cost(whole(members, one), whole(members, other));
  leastCostMatching(nearestGraph([first, second], among, known)).mate.forEach((partner, place) => {
    mate[whole(members, place)] = partner === NONE ? NONE : whole(members, partner);
  });
}

/** Pairs, and those without a partner, by rising position. */
function inOrder(positions: Positions, mate: Int32Array): readonly (readonly number[])[] {
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

function inWindows(positions: Positions, mate: Int32Array, windows: number): readonly Int32Array[] {
  // Even, so that none has to leave one over.
  const length = 2 * Math.ceil(mate.length / windows / 2);
  return grouped(positions, mate, windows, (place) => Math.floor(place / length));
}

function atSeams(positions: Positions, mate: Int32Array, windows: number): readonly Int32Array[] {
  const length = 2 * Math.ceil(mate.length / windows / 2);
  return grouped(positions, mate, windows + 1, (place) => {
    const seam = Math.round(place / length);
    const inside = seam > 0 && seam < windows && Math.abs(place - seam * length) < SEAM;
    return inside ? seam : NONE;
  });
}

function grouped(
  positions: Positions,
  mate: Int32Array,
  count: number,
  groupAt: (place: number) => number,
): readonly Int32Array[] {
  const groups = Array.from({ length: count }, (): number[] => []);
  let place = 0;
  for (const vertices of inOrder(positions, mate)) {
    groups[groupAt(place)]?.push(...vertices);
    place += vertices.length;
  }
  return groups.map((members) => Int32Array.from(members).sort());
}
