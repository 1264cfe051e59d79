// The state of an open leaderboard, in the custom ids of its buttons and menus: the filters, the season, and for the two
// that turn the page, the key of the line to go on from. The server remembers nothing of it.
import { type CustomId, customId } from '../discord/custom-id.ts';
import type { LeaderboardFilters } from '../ladder/leaderboard.ts';
import type { StandingKey } from '../ladder/standing.ts';

export type LeaderboardAction = 'above' | 'below' | 'me' | 'best' | 'world' | 'faction' | 'rank';

export interface LeaderboardState {
  readonly filters: LeaderboardFilters;
  /** Its number; null: of before that was kept, the newest. */
  readonly season: number | null;
  readonly key: StandingKey | null;
}

export function leaderboardId(
  action: LeaderboardAction,
  filters: LeaderboardFilters,
  season: LeaderboardState['season'],
  key?: StandingKey,
): string {
  const { faction, rank, country, bestOnly } = filters;
  const state = [faction ?? '', rank ?? '', country ?? '', bestOnly ? 'b' : '', season?.toString(36) ?? ''];
  return customId('leaderboard', action, ...state, ...(key ? keyParts(key) : []));
}

/** Null for an id that no leaderboard of this version made. */
export function leaderboardState({ arguments: parts }: CustomId): LeaderboardState | null {
  const [faction, rank, country, best, ...rest] = parts;
  if (best === undefined) return null;
  // A key has three parts.
  const [season, ...key] = rest.length % 3 === 1 ? rest : ['', ...rest];
  const number = Number.parseInt(season ?? '', 36);
  const filters = {
    faction: faction || null,
    rank: rank || null,
    country: country || null,
    bestOnly: best === 'b',
  };
  return { filters, season: number > 0 && number < 2 ** 31 ? number : null, key: readKey(key) };
}

// In base 36: the three together stay below 30 characters of the hundred there are.
function keyParts({ rating, lastPlayedAt, id }: StandingKey): readonly string[] {
  return [rating.toString(36), lastPlayedAt.getTime().toString(36), BigInt(id).toString(36)];
}

function readKey([rating, playedAt, id]: readonly string[]): StandingKey | null {
  const numbers = [rating, playedAt, id].map((part) => Number.parseInt(part ?? '', 36));
  const [points, milliseconds, number] = numbers;
  if (points === undefined || milliseconds === undefined || number === undefined) return null;
  if (!numbers.every(Number.isSafeInteger)) return null;
  // What the database has room for.
  if (Math.abs(points) >= 2 ** 31 || Math.abs(milliseconds) >= 2 ** 43) return null;
  return { rating: points, lastPlayedAt: new Date(milliseconds), id: String(number) };
}
