// Seasons: when one may be closed, how long the next one is, and what ratings it begins with.
import type { Game, SeasonSettings } from './game.ts';
import type { Refusal } from './refusal.ts';

const DAY_MS = 86_400_000;

export interface Season {
  readonly closedAt: Date | null;
  /** Matches that are proposed, live or disputed. */
  readonly openMatches: number;
}

/** Null: it may be closed. Before its end as well; staff know why. */
export function closingRefusal({ closedAt, openMatches }: Season): Refusal | null {
  if (closedAt !== null) return { reason: 'season-closed' };
  return openMatches > 0 ? { reason: 'matches-open', matches: openMatches } : null;
}

/** The next season follows without a gap. */
export function nextSeason(openedAt: Date, { days }: SeasonSettings): { startsAt: Date; endsAt: Date } {
  return { startsAt: openedAt, endsAt: new Date(openedAt.getTime() + days * DAY_MS) };
}

/**
 * Names the season in addresses: letters without marks, and digits. One in another script is named by its first day. Where
 * that is what is left of another's name as well, the database numbers it: `season_address`.
 */
export function seasonSlug(name: string, openedAt: Date): string {
  const slug = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{M}+/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  return slug === '' ? `season-${openedAt.toISOString().slice(0, 10)}` : slug;
}

/**
 * A rating carried over, drawn to the start value by the season's share of the distance. What is left of the distance
 * is rounded to the nearest whole number, a half to the smaller: 1501 and 1499 drawn half-way both become 1500.
 */
export function openingRating(closing: number, start: number, drawnToStartPercent: number): number {
  const distance = Math.abs(closing - start);
  // In whole numbers, as the database does: a half is rounded down.
  const left = Math.floor((distance * (100 - drawnToStartPercent) + 49) / 100);
  return closing < start ? start - left : start + left;
}

/** Ids of the maps that a season is played on: the game's, where it has none of its own. */
export function seasonMaps(own: readonly string[], { maps }: Pick<Game, 'maps'>): readonly string[] {
  return own.length > 0 ? own : maps.map(({ id }) => id);
}
