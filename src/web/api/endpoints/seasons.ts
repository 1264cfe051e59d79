// GET /seasons and /seasons/{slug}: what is played and what was, the newest first.
import * as v from 'valibot';
import type { Game } from '../../../ladder/game.ts';
import { seasonMaps } from '../../../ladder/season.ts';
import { type FoundSeason, seasonBySlug, seasonList } from '../../../sql/season-list.ts';
import { isSlug } from '../../slug.ts';
import { readSeasonsCursor, seasonsCursor } from '../cursor.ts';
import { endpoint } from '../endpoint.ts';
import { DEFAULT_LIMIT, pageParameters } from '../query.ts';
import type { Reply } from '../replies.ts';

const columns = [
  'slug',
  'name',
  'open',
  'startsAt',
  'endsAt',
  'closedAt',
  'startRating',
  'rankedDays',
  'ranked',
  'maps',
];

export const seasons = endpoint({
  path: '/seasons',
  query: () => v.strictObject(pageParameters(readSeasonsCursor)),
  statement({ game, query }) {
    const before = query.cursor === undefined ? null : readSeasonsCursor(query.cursor);
    return seasonList(game.id, before, (query.limit ?? DEFAULT_LIMIT) + 1);
  },
  reply: (found, { game, query }): Reply<'Seasons'> => ({
    items: found.slice(0, query.limit ?? DEFAULT_LIMIT).map((season) => seasonOf(season, game)),
    next: null,
  }),
  next(found, { query }) {
    const length = query.limit ?? DEFAULT_LIMIT;
    const last = found[length - 1];
    return found.length > length && last ? seasonsCursor(last.id) : null;
  },
  columns,
  rows: ({ items }) => items,
});

const NONE = 'There is no season of this name.';

export const season = endpoint({
  path: '/seasons/:slug',
  query: () => v.strictObject({}),
  normalised: ({ slug = '' }) => (isSlug(slug) ? { slug } : NONE),
  statement: ({ game, parameters }) => seasonBySlug(game.id, parameters['slug'] ?? ''),
  reply: (found, { game }): Reply<'Season'> | string => (found === null ? NONE : seasonOf(found, game)),
  columns,
  rows: (reply) => [reply],
});

function seasonOf(found: FoundSeason, game: Game): Reply<'Season'> {
  const { slug, name, open, startsAt, endsAt, closedAt, startRating, rankedDays, ranked, maps } = found;
  return {
    slug,
    name,
    open,
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
    closedAt: closedAt?.toISOString() ?? null,
    startRating,
    rankedDays,
    ranked,
    maps: [...seasonMaps(maps, game)],
  };
}
