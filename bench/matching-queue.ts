// Queues to match: made of a seed, with what makes matching hard. Ratings as a season spreads them, players who offer
// one side or both, in unequal numbers; vetoes; some who have waited for long, some who have just played each other.
import { Chance } from '../scripts/seed/chance.ts';
import { scEvo } from '../src/games/sc-evo.ts';
import type { WaveRules } from '../src/ladder/pairing.ts';
import type { Offer, QueueEntry } from '../src/ladder/queue-entry.ts';

const NOW = new Date('2026-11-23T12:00:00Z');

export const waveRules: WaveRules = { game: scEvo, maps: scEvo.maps.map(({ id }) => id), now: NOW };

export interface QueueShape {
  /** Shares of those who offer Brood War alone and StarCraft II alone; the others offer both. */
  readonly firstSide: number;
  readonly secondSide: number;
}

export function madeQueue(
  size: number,
  seed: number,
  { firstSide, secondSide }: QueueShape,
): readonly QueueEntry[] {
  const chance = new Chance(seed);
  // Of a small seed the first draws are far out: without this the first player fits nobody.
  for (let draw = 0; draw < 16; draw += 1) chance.share();
  const offer = (side: string, rating: number): Offer => {
    const factions = scEvo.factions.filter((faction) => faction.side === side);
    const faction = factions[chance.below(factions.length)] ?? scEvo.factions[0];
    return { faction: faction.id, rating: Math.max(0, Math.round(rating)) };
  };
  return Array.from({ length: size }, (_, place) => {
    const rating = 1500 + 180 * chance.normal();
    const choice = chance.share();
    const offers: Offer[] = [];
    if (choice >= secondSide) offers.push(offer('bw', rating));
    if (choice < secondSide || choice >= secondSide + firstSide) {
      offers.push(offer('sc2', offers.length === 0 ? rating : rating + 60 * chance.normal()));
    }
    return {
      playerId: idOf(place),
      offers,
      vetoes: scEvo.maps
        .filter(() => chance.happens(0.25))
        .slice(0, scEvo.queue.vetoes)
        .map(({ id }) => id),
      region: scEvo.regions[chance.below(scEvo.regions.length)]?.id ?? null,
      wavesWaited: Math.floor(-1.5 * Math.log(1 - chance.share())),
      recentOpponents: chance.happens(0.3) ? [{ playerId: idOf(chance.below(size)), at: NOW }] : [],
    };
  });
}

function idOf(place: number): string {
  return String(200_000_000_000_000_000n + BigInt(place));
}
