// What part of a leaderboard an address asks for: filters, and where the page begins. A cursor is the key of a
// standing, as three numbers; whatever is none is left out.
import { isCountryCode } from '../ladder/country.ts';
import type { Game } from '../ladder/game.ts';
import type { Anchor, LeaderboardFilters } from '../ladder/leaderboard.ts';
import type { StandingKey } from '../ladder/standing.ts';
import type { Asked } from './page.ts';
import type { Query } from './reader.ts';

export interface StandingsQuestion {
  readonly filters: LeaderboardFilters;
  readonly anchor: Anchor;
}

export function standingsQuestion({ query }: Pick<Asked, 'query'>, game: Game): StandingsQuestion {
  const oneOf = (list: readonly { readonly id: string }[], id: string | undefined) =>
    list.find((one) => one.id === id)?.id ?? null;
  const country = query('country') ?? '';
  return {
    filters: {
      faction: oneOf(game.factions, query('faction')),
      rank: oneOf(game.tiers, query('rank')),
      country: isCountryCode(country) ? country : null,
      bestOnly: query('best') === '1',
    },
    anchor: anchorOf(query),
  };
}

function anchorOf(query: Asked['query']): Anchor {
  for (const at of ['below', 'above'] as const) {
    const key = readKey(query(at) ?? '');
    if (key) return { at, key };
  }
  const place = query('place') ?? '';
  return /^[1-9]\d{0,7}$/.test(place) ? { at: 'place', place: Number(place) } : { at: 'top' };
}

/** The parameters that ask for just this. */
export function standingsQuery({ filters, anchor }: StandingsQuestion): Query {
  const { faction, rank, country, bestOnly } = filters;
  return {
    faction,
    rank,
    country,
    best: bestOnly ? '1' : null,
    below: anchor.at === 'below' ? keyText(anchor.key) : null,
    above: anchor.at === 'above' ? keyText(anchor.key) : null,
    place: anchor.at === 'place' ? anchor.place : null,
  };
}

function keyText({ rating, lastPlayedAt, id }: StandingKey): string {
  return [rating, lastPlayedAt.getTime(), id].join('-');
}

/** In the ranges of PostgreSQL's types, or it would answer with an error. */
function readKey(text: string): StandingKey | null {
  const found = /^(\d{1,9})-(\d{1,14})-(\d{1,18})$/.exec(text);
  if (!found) return null;
  const [, rating = '', playedMs = '', id = ''] = found;
  return { rating: Number(rating), lastPlayedAt: new Date(Number(playedMs)), id };
}
