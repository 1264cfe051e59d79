// GET /players/{name}: where a player stands in the newest season, with each faction he has played or carried over.
import * as v from 'valibot';
import { soughtKey } from '../../../ladder/player.ts';
import { rankOf } from '../../../ladder/rank.ts';
import { profileByName } from '../../../sql/profile.ts';
import { endpoint } from '../endpoint.ts';
import type { Reply } from '../replies.ts';

const NOBODY = 'There is no player of this name.';

export const player = endpoint({
  path: '/players/:name',
  query: () => v.strictObject({}),
  normalised({ name = '' }) {
    const key = soughtKey(name);
    return key === null ? NOBODY : { name: key };
  },
  statement: ({ game, now, parameters }) => profileByName(game.id, now, parameters['name'] ?? ''),
  reply(found, { game }): Reply<'Player'> | string {
    // Whoever has left or was forgotten is not looked up any more, as on the pages.
    if (!found?.name || found.hasLeft || !found.isSetUp) return NOBODY;
    const { name, country, region, season } = found;
    return {
      player: name,
      country,
      region,
      season: season && { slug: season.slug, name: season.name, open: !season.closed, ranked: season.ranked },
      standings: found.standings.map(({ place, lastPlayedAt, form, ...standing }) => ({
        faction: standing.faction,
        place,
        rank: rankOf(place, season?.ranked ?? 0, game.tiers),
        rating: standing.rating,
        peak: standing.peak,
        wins: standing.wins,
        losses: standing.losses,
        draws: standing.draws,
        lastPlayedAt: lastPlayedAt?.toISOString() ?? null,
        form: [...form],
      })),
      matches: `/api/v1/players/${encodeURIComponent(name)}/matches`,
    };
  },
  columns: ['faction', 'place', 'rank', 'rating', 'peak', 'wins', 'losses', 'draws', 'lastPlayedAt', 'form'],
  rows: ({ standings }) => standings,
});
