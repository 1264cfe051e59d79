// GET /players/{name}: where a player stands in the open season, with each faction he has played.
import * as v from 'valibot';
import { nameKey } from '../../../ladder/player.ts';
import { rankOf } from '../../../ladder/rank.ts';
import { profileByName } from '../../../sql/profile.ts';
import { endpoint } from '../endpoint.ts';
import type { Reply } from '../replies.ts';

export const player = endpoint({
  path: '/players/:name',
  query: () => v.strictObject({}),
  normalised: ({ name = '' }) => ({ name: nameKey(name) }),
  statement: ({ game, now, parameters }) => profileByName(game.id, now, parameters.name ?? ''),
  reply(found, { game }): Reply<'Player'> | string {
    if (!found?.name) return 'There is no player of this name.';
    const { name, country, region } = found;
    const season = found.season?.closed ? null : found.season;
    return {
      player: name,
      country,
      region,
      season: season && { slug: season.slug, name: season.name, ranked: season.ranked },
      standings: (season ? found.standings : []).flatMap(({ place, lastPlayedAt, form, ...standing }) =>
        lastPlayedAt === null
          ? []
          : {
              faction: standing.faction,
              place,
              rank: rankOf(place, season?.ranked ?? 0, game.tiers),
              rating: standing.rating,
              peak: standing.peak,
              wins: standing.wins,
              losses: standing.losses,
              draws: standing.draws,
              lastPlayedAt: lastPlayedAt.toISOString(),
              form: [...form],
            },
      ),
      matches: `/api/v1/players/${encodeURIComponent(name)}/matches`,
    };
  },
  columns: ['faction', 'place', 'rank', 'rating', 'peak', 'wins', 'losses', 'draws', 'lastPlayedAt', 'form'],
  rows: ({ standings }) => standings,
});
