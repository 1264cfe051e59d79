// GET /matches/{id}: who has played whom, and what it did to both ratings.
import * as v from 'valibot';
import type { PublicContestant } from '../../../ladder/public-match.ts';
import { publicMatch } from '../../../sql/public-match.ts';
import { endpoint } from '../endpoint.ts';
import type { Reply } from '../replies.ts';

const NONE = 'There is no match of this number.';

export const match = endpoint({
  path: '/matches/:id',
  query: () => v.strictObject({}),
  normalised: ({ id = '' }) => (/^\d{1,18}$/.test(id) ? { id: BigInt(id).toString() } : NONE),
  statement: ({ game, parameters }) => publicMatch(game.id, parameters['id'] ?? '0'),
  reply(found, { game }): Reply<'Match'> | string {
    if (found === null) return NONE;
    const { players, outcome, state } = found;
    const [first, second] = game.sides;
    return {
      id: found.id,
      season: found.season,
      state,
      madeAt: found.waveAt.toISOString(),
      liveAt: found.liveAt?.toISOString() ?? null,
      endedAt: found.endedAt?.toISOString() ?? null,
      map: found.map,
      server: found.server,
      winner: outcome,
      first: contestantOf(players.first, first.id, state === 'decided'),
      second: contestantOf(players.second, second.id, state === 'decided'),
    };
  },
  columns: [
    'id',
    'season.slug',
    'season.name',
    'state',
    'madeAt',
    'liveAt',
    'endedAt',
    'map',
    'server',
    'winner',
    ...['first', 'second'].flatMap((which) =>
      [
        'player',
        'country',
        'side',
        'faction',
        'rating',
        'onWin',
        'onDraw',
        'onLoss',
        'change',
        'ratingAfter',
      ].map((column) => `${which}.${column}`),
    ),
  ],
  rows: (reply) => [reply],
});

function contestantOf(
  { name, country, faction, rating, stakes, moved, after }: PublicContestant,
  side: string,
  decided: boolean,
): Reply<'Match'>['first'] {
  return {
    player: name,
    country,
    side,
    faction,
    rating,
    onWin: stakes.win,
    onDraw: stakes.draw,
    onLoss: stakes.loss,
    change: moved,
    ratingAfter: decided ? after : null,
  };
}
