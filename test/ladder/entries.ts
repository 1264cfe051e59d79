// Queue entries for tests: what a test says of one, and for the rest somebody ordinary.
import fc from 'fast-check';
import { scEvo } from '../../src/games/sc-evo.ts';
import type { Pairing, WaveRules } from '../../src/ladder/pairing.ts';
import type { QueueEntry } from '../../src/ladder/queue-entry.ts';

export const NOW = new Date('2026-11-23T12:00:00Z');

export const rules: WaveRules = { game: scEvo, maps: scEvo.maps.map(({ id }) => id), now: NOW };

export const bw = (rating: number) => ({ faction: 'bw-zerg', rating });
export const sc2 = (rating: number) => ({ faction: 'sc2-protoss', rating });

export function entry(playerId: string, told: Partial<QueueEntry> = {}): QueueEntry {
  return {
    playerId,
    offers: [bw(1500)],
    vetoes: [],
    region: null,
    wavesWaited: 0,
    recentOpponents: [],
    ...told,
  };
}

/** Who plays whom: what of a pairing must not depend on the order of entries. */
export function seats(pairings: readonly Pairing[]): readonly string[] {
  return pairings.map(
    ({ first, second }) =>
      `${first.entry.playerId} ${first.faction} ${first.rating} - ${second.entry.playerId} ${second.faction} ${second.rating}`,
  );
}

export const THREE_MAPS = ['one', 'two', 'three'];

/** Queues that are hard to pair: both sides offered, few maps, ratings that are often equal, many rematches. */
export function queues(most: number): fc.Arbitrary<readonly QueueEntry[]> {
  const rating = fc.oneof(fc.integer({ min: 1490, max: 1510 }), fc.integer({ min: 1000, max: 2000 }));
  const offers = fc.tuple(fc.constantFrom('bw', 'sc2', 'both'), rating, rating).map(([which, one, other]) => {
    if (which === 'both') return [sc2(other), bw(one)];
    return which === 'bw' ? [bw(one)] : [sc2(one)];
  });
  const someone = fc.record({
    offers,
    vetoes: fc.subarray(THREE_MAPS),
    wavesWaited: fc.nat(12),
    met: fc.array(fc.record({ who: fc.nat(most), minutesAgo: fc.integer({ min: 0, max: 20 }) }), {
      maxLength: 3,
    }),
  });
  return fc.array(someone, { maxLength: most }).map((players) =>
    players.map(({ offers: offered, vetoes, wavesWaited, met }, place) =>
      // Ids of unequal lengths: as text they stand in another order.
      entry(String(5 + 3 * place), {
        offers: offered,
        vetoes,
        wavesWaited,
        recentOpponents: met.map(({ who, minutesAgo }) => ({
          playerId: String(5 + 3 * who),
          at: new Date(NOW.getTime() - minutesAgo * 60_000),
        })),
      }),
    ),
  );
}
