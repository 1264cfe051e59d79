// A match as it is proposed: who plays which side, on which map and server, and what is at stake. Fixed when the
// pairing is made; nothing about it is decided later.

import type { Game } from './game.ts';
import { chooseMap } from './map-choice.ts';
import type { Pairing, Seat } from './pairing.ts';
import { type Stakes, stakes } from './rating.ts';
import { chooseServer } from './server-choice.ts';

export interface Proposal {
  /** Plays the game's first side. */
  readonly first: Seat;
  readonly second: Seat;
  /** Id; null where none are played. */
  readonly map: string | null;
  readonly server: string | null;
  /** `own` are the first player's. */
  readonly stakes: Stakes;
}

/** `chance` gives numbers of at least 0 and less than 1; two are drawn for each proposal. */
export function propose(
  pairing: Pairing,
  game: Pick<Game, 'sidesBy' | 'regions' | 'servers' | 'rating'>,
  maps: readonly string[],
  chance: () => number,
): Proposal {
  const [lot, which] = [chance(), chance()];
  const swapped = game.sidesBy === 'lot' && lot >= 0.5;
  const first = swapped ? pairing.second : pairing.first;
  const second = swapped ? pairing.first : pairing.second;
  return {
    first,
    second,
    map: chooseMap(maps, [first.entry.vetoes, second.entry.vetoes], which),
    server: serverFor(first, second, game),
    stakes: stakes(first.rating, second.rating, game.rating),
  };
}

function serverFor(
  first: Seat,
  second: Seat,
  { regions, servers }: Pick<Game, 'regions' | 'servers'>,
): string | null {
  const [one, other] = [first, second].map(({ entry }) => regions.find(({ id }) => id === entry.region));
  // Whose region is not known any more lives as near to a server as the other.
  const somewhere = one ?? other;
  if (!somewhere) return servers[0]?.id ?? null;
  return chooseServer(servers, one ?? somewhere, other ?? somewhere)?.id ?? null;
}
