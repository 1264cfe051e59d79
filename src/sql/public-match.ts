// A match as anybody may see it, in one statement: nothing of how to reach its players, of what they have reported, or
// of who ended it. One that is only proposed is nobody's business yet.
import type { PublicContestant, PublicMatch } from '../ladder/public-match.ts';
import { bigint, integer, nullable, oneOf, type Row, text, timestamp } from '../postgres/column.ts';
import { defineStatement } from '../postgres/statement.ts';

const player = (
  which: 'first' | 'second',
) => `${which}.name, ${which}.country, ${which}.faction, ${which}.rating,
  ${which}.win, ${which}.draw, ${which}.loss, ${which}.moved, ${which}.rating_after`;

const contestant = (which: 'first' | 'second') => `(
  select player.name, player.country, own.*,
    (select sum(delta)::int from ledger where match_id = own.match_id and standing_id = own.standing_id) as moved,
    (select after from ledger where match_id = own.match_id and standing_id = own.standing_id order by id desc limit 1)
      as rating_after
  from match_players own
  join players player on player.id = own.player_id
  where own.match_id = $2 and own.contestant = '${which}'
) ${which} on true`;

const contestantColumns = {
  name: nullable(text),
  country: nullable(text),
  faction: text,
  rating: integer,
  win: integer,
  draw: integer,
  loss: integer,
  moved: nullable(integer),
  after: nullable(integer),
};

type ContestantRow = Row<typeof contestantColumns>;

/** Null: there is none of that id. */
export const publicMatch = defineStatement({
  name: 'public-match',
  text: `select match.id, season.slug, season.name, match.state, match.wave_at, match.live_at, match.ended_at, match.map,
  match.server, match.outcome, ${player('first')}, ${player('second')}
from matches match
join seasons season on season.id = match.season_id and season.game = $1
join lateral ${contestant('first')}
join lateral ${contestant('second')}
where match.id = $2 and match.state <> 'proposed'`,
  resend: true,
  columns: {
    id: bigint,
    seasonSlug: text,
    season: text,
    state: oneOf(['live', 'disputed', 'decided', 'aborted', 'expired', 'void']),
    waveAt: timestamp,
    liveAt: nullable(timestamp),
    endedAt: nullable(timestamp),
    map: nullable(text),
    server: nullable(text),
    outcome: nullable(oneOf(['first', 'second', 'draw'])),
    name: contestantColumns.name,
    country: contestantColumns.country,
    faction: contestantColumns.faction,
    rating: contestantColumns.rating,
    win: contestantColumns.win,
    draw: contestantColumns.draw,
    loss: contestantColumns.loss,
    moved: contestantColumns.moved,
    after: contestantColumns.after,
    secondName: contestantColumns.name,
    secondCountry: contestantColumns.country,
    secondFaction: contestantColumns.faction,
    secondRating: contestantColumns.rating,
    secondWin: contestantColumns.win,
    secondDraw: contestantColumns.draw,
    secondLoss: contestantColumns.loss,
    secondMoved: contestantColumns.moved,
    secondAfter: contestantColumns.after,
  },
  parameters: (game: string, id: string) => [game, id],
  result: ([row]): PublicMatch | null => {
    if (row === undefined) return null;
    const { id, seasonSlug, season, state, waveAt, liveAt, endedAt, map, server, outcome } = row;
    return {
      id,
      season: { slug: seasonSlug, name: season },
      state,
      waveAt,
      liveAt,
      endedAt,
      map,
      server,
      outcome,
      players: {
        first: contestantOf(row),
        second: contestantOf({
          name: row.secondName,
          country: row.secondCountry,
          faction: row.secondFaction,
          rating: row.secondRating,
          win: row.secondWin,
          draw: row.secondDraw,
          loss: row.secondLoss,
          moved: row.secondMoved,
          after: row.secondAfter,
        }),
      },
    };
  },
});

function contestantOf({
  name,
  country,
  faction,
  rating,
  win,
  draw,
  loss,
  moved,
  after,
}: ContestantRow): PublicContestant {
  // A match is made of players with names: only a test could leave one out.
  return { name: name ?? '?', country, faction, rating, stakes: { win, draw, loss }, moved, after };
}
