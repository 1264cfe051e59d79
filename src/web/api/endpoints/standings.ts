// GET /standings: who is ranked in a season, the best first. Whoever follows `next` sees each standing that does not
// move meanwhile exactly once, and at the same cost however deep it lies.
import * as v from 'valibot';
import type { Game } from '../../../ladder/game.ts';
import { type Anchor, type LeaderboardPage, PAGE_LENGTH } from '../../../ladder/leaderboard.ts';
import { rankOf } from '../../../ladder/rank.ts';
import { leaderboardPage, NEWEST_SEASON } from '../../../sql/leaderboard.ts';
import { readStandingsCursor, standingsCursor } from '../cursor.ts';
import { endpoint } from '../endpoint.ts';
import { choice, countryCode, DEFAULT_LIMIT, flag, pageParameters, slug } from '../query.ts';
import type { Reply } from '../replies.ts';

export const standings = endpoint({
  path: '/standings',
  query: ({ factions, tiers }: Game) =>
    v.strictObject({
      season: slug('Slug of the season; where nothing is said the open one, between seasons the last.'),
      faction: choice(
        factions.map(({ id }) => id),
        'Standings of this faction alone.',
      ),
      rank: choice(
        tiers.map(({ id }) => id),
        'Standings of this tier alone.',
      ),
      country: countryCode('Standings of players from this country alone.'),
      best: flag('`true`: of each player the best standing alone.'),
      ...pageParameters(readStandingsCursor),
    }),
  statement({ game, query }) {
    const { faction = null, rank = null, country = null, best = false } = query;
    const cursor = query.cursor === undefined ? null : readStandingsCursor(query.cursor);
    const anchor: Anchor = cursor ? { at: 'below', key: cursor.key } : { at: 'top' };
    return leaderboardPage(game, { faction, rank, country, bestOnly: best }, anchor, {
      // A list that was begun in one season ends in it.
      season: query.season ?? cursor?.season ?? NEWEST_SEASON,
      long: lengthOf(query) > PAGE_LENGTH,
    });
  },
  reply(page, { game, query }): Reply<'Standings'> | string {
    if (page === null)
      return query.season === undefined ? 'There is no season yet.' : 'There is no such season.';
    const { season, seasonSlug, closedAt, ranked } = page;
    const items = shown(page, query).map(({ place, name, country, faction, key, wins, losses, draws }) => ({
      place,
      rank: rankOf(place, ranked, game.tiers),
      player: name,
      country,
      faction,
      rating: key.rating,
      wins,
      losses,
      draws,
      lastPlayedAt: key.lastPlayedAt.toISOString(),
    }));
    return { season: { slug: seasonSlug, name: season, open: closedAt === null }, ranked, items, next: null };
  },
  next(page, { query }) {
    const last = page === null ? undefined : shown(page, query).at(-1);
    if (!page || !last) return null;
    const more = page.hasBelow || page.lines.at(-1) !== last;
    return more ? standingsCursor({ season: page.seasonSlug, key: last.key }) : null;
  },
  columns: [
    'place',
    'rank',
    'player',
    'country',
    'faction',
    'rating',
    'wins',
    'losses',
    'draws',
    'lastPlayedAt',
  ],
  rows: ({ items }) => items,
});

interface Limited {
  readonly limit?: number | undefined;
}

function lengthOf({ limit }: Limited): number {
  return limit ?? DEFAULT_LIMIT;
}

function shown({ lines }: LeaderboardPage, query: Limited): LeaderboardPage['lines'] {
  return lines.slice(0, lengthOf(query));
}
