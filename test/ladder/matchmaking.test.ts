import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { madeQueue, waveRules } from '../../bench/matching-queue.ts';
import { scEvo } from '../../src/games/sc-evo.ts';
import { exactMatching } from '../../src/ladder/matching/exact.ts';
import { windowedMatching } from '../../src/ladder/matching/windowed.ts';
import { EXACT_UP_TO, pairWave } from '../../src/ladder/matchmaking.ts';
import { WavePairings } from '../../src/ladder/pairing.ts';
import type { QueueEntry } from '../../src/ladder/queue-entry.ts';
import { draws } from '../draws.ts';
import { NOW, queues, rules, seats, THREE_MAPS } from './entries.ts';
import { bestWorth, worthOf } from './matching/every-matching.ts';

const { window, rematchMinutes, rematchCost, costPerWaveWaited } = scEvo.queue;
const fewMaps = { ...rules, maps: THREE_MAPS };

describe('a wave', () => {
  test('has the most pairings that the rules allow, and of those the least cost', () => {
    fc.assert(
      fc.property(queues(8), (queue) => {
        const pairings = pairWave(queue, fewMaps);
        const cost = pairings.reduce((sum, pairing) => sum + pairing.cost, 0);
        expect({ pairs: pairings.length, cost }).toEqual(
          bestWorth(queue.length, (one, other) => costByTheRules(queue[one], queue[other])),
        );
        const players = pairings.flatMap(({ first, second }) => [
          first.entry.playerId,
          second.entry.playerId,
        ]);
        expect(new Set(players).size).toBe(players.length);
      }),
      draws(250, 45),
    );
  });

  test('is the same in whatever order its entries come', () => {
    const shuffled = queues(12).chain((queue) =>
      fc.tuple(
        fc.constant(queue),
        fc.shuffledSubarray([...queue], { minLength: queue.length, maxLength: queue.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([queue, other]) => {
        expect(seats(pairWave(other, fewMaps))).toEqual(seats(pairWave(queue, fewMaps)));
      }),
      draws(60, 46),
    );
  });

  test.for([
    { size: 0, pairs: 0 },
    { size: 1, pairs: 0 },
  ])('of $size has none', ({ size, pairs }) => {
    expect(pairWave(madeQueue(size, 1, EVEN), waveRules)).toHaveLength(pairs);
  });
});

const EVEN = { firstSide: 0.35, secondSide: 0.35 };
const shapes = [
  { name: 'as many of either side', shape: EVEN },
  { name: 'more of one side', shape: { firstSide: 0.7, secondSide: 0.3 } },
  { name: 'everybody offering both', shape: { firstSide: 0, secondSide: 0 } },
  { name: 'hardly anybody of one side', shape: { firstSide: 0.7, secondSide: 0.1 } },
];

describe.for(shapes)('with $name', ({ shape }) => {
  test.for([1, 3])('windows lack none of the pairs of the exact answer (seed %i)', (seed) => {
    const wave = new WavePairings(madeQueue(400, seed, shape), waveRules);
    const cost = (one: number, other: number) => wave.cost(one, other);
    const exact = worthOf(exactMatching(wave.ratings, cost, wave.shares), cost);
    const near = worthOf(windowedMatching(wave.ratings, cost, wave.shares), cost);
    expect(near.pairs).toBe(exact.pairs);
    expect(near.cost).toBeGreaterThanOrEqual(exact.cost);
  });

  test('windows cost at most 2 % more than the exact answer', () => {
    const wave = new WavePairings(madeQueue(800, 1, shape), waveRules);
    const cost = (one: number, other: number) => wave.cost(one, other);
    const exact = worthOf(exactMatching(wave.ratings, cost, wave.shares), cost);
    const near = worthOf(windowedMatching(wave.ratings, cost, wave.shares), cost);
    expect(near.pairs).toBe(exact.pairs);
    expect((near.cost - exact.cost) / Math.abs(exact.cost)).toBeLessThan(0.02);
  });

  test('above the bound the order of entries still says nothing', () => {
    const queue = madeQueue(EXACT_UP_TO + 2, 7, shape);
    expect(seats(pairWave(queue.toReversed(), waveRules))).toEqual(seats(pairWave(queue, waveRules)));
  });
});

test('who can meet only somebody far off, who has waited for long, is not left over', () => {
  const wave = new WavePairings(madeQueue(600, 3, { firstSide: 0.7, secondSide: 0.3 }), waveRules);
  const cost = (one: number, other: number) => wave.cost(one, other);
  const { pairs } = worthOf(exactMatching(wave.ratings, cost, wave.shares), cost);
  expect(worthOf(windowedMatching(wave.ratings, cost, wave.shares), cost).pairs).toBe(pairs);
});

/** The rules once more, from their text and not from the code. */
function costByTheRules(one: QueueEntry | undefined, other: QueueEntry | undefined): number {
  if (!one || !other) throw new RangeError('an entry is missing');
  const ratingOn = (entry: QueueEntry, side: string) =>
    entry.offers.find(({ faction }) => faction.startsWith(`${side}-`))?.rating ?? Number.NaN;
  const gaps = [
    Math.abs(ratingOn(one, 'bw') - ratingOn(other, 'sc2')),
    Math.abs(ratingOn(one, 'sc2') - ratingOn(other, 'bw')),
  ].filter((gap) => !Number.isNaN(gap));
  const gap = Math.min(...gaps);
  const widest = window.first + window.perWave * Math.max(one.wavesWaited, other.wavesWaited);
  const left = THREE_MAPS.filter((map) => !one.vetoes.includes(map) && !other.vetoes.includes(map));
  if (gaps.length === 0 || gap > widest || left.length === 0) return Number.POSITIVE_INFINITY;
  const met = [
    ...one.recentOpponents.filter(({ playerId }) => playerId === other.playerId),
    ...other.recentOpponents.filter(({ playerId }) => playerId === one.playerId),
  ].some(({ at }) => NOW.getTime() - at.getTime() < rematchMinutes * 60_000);
  const waited = costPerWaveWaited * (one.wavesWaited + other.wavesWaited);
  return gap ** 2 - waited + (met ? rematchCost : 0);
}
