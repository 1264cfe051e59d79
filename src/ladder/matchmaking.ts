// A wave: of all sets of pairings that are allowed, one with the most, and of those one with the least cost. The same
// entries give the same pairings, in whatever order they come.
import { exactMatching } from './matching/exact.ts';
import { windowedMatching } from './matching/windowed.ts';
import { type Pairing, WavePairings, type WaveRules } from './pairing.ts';
import type { QueueEntry } from './queue-entry.ts';

/** Up to here the answer is exact; above it is near. */
export const EXACT_UP_TO = 1000;

/** One entry a player. In the order of their lower ids. */
export function pairWave(entries: readonly QueueEntry[], rules: WaveRules): readonly Pairing[] {
  const wave = new WavePairings(entries, rules);
  const cost = (one: number, other: number): number => wave.cost(one, other);
  const match = entries.length <= EXACT_UP_TO ? exactMatching : windowedMatching;
  const mate = match(wave.ratings, cost, wave.shares);
  const pairings: Pairing[] = [];
  mate.forEach((other, one) => {
    if (other > one) pairings.push(wave.pairing(one, other));
  });
  return pairings;
}
