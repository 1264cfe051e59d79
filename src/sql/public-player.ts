// A player's page in one statement: each list is a column, so that one row holds all of it. What it reads is limited,
// however much he has played.
import { type PublicPlayer, playedSince } from '../ladder/public-player.ts';
import {
  bigint,
  boolean,
  integer,
  listOf,
  nullable,
  oneOf,
  type Row,
  text,
  timestamp,
} from '../postgres/column.ts';
import { defineStatement } from '../postgres/statement.ts';
import { course, courseSelect } from './rating-course.ts';

/** One more may be found, which is only proposed. */
const RECENT_MATCHES = 20;
const PAST_STANDINGS = 48;
/** Of the weeks that are counted by days. */
const MOST_COUNTED = 1_000;

/**
 * The player's newest matches, under the alias `own`: one look into the index after the other, and no other way. Asked
 * for all at once, everything that he has ever played might be read and sorted, if others have played little.
 */
const newest = (most: number) => `(
      with recursive one as (
        (select * from match_players where player_id = player.id order by match_id desc limit 1)
        union all
        select next.* from one cross join lateral (
          select * from match_players
          where player_id = player.id and match_id < one.match_id order by match_id desc limit 1
        ) next
      )
      select * from one limit ${most}
    ) own`;

const list = (values: string, order: string, from: string) =>
  `(select coalesce(json_agg(json_build_array(${values}) order by ${order}), '[]') from ${from})`;

const ORDER = 'rating desc, last_played_at desc, id desc';

/** $1 game, $2 now, $3 key of the name, $4 when the days begin that are shown. */
const TEXT = `select player.name, player.country, player.region, player.setup_completed_at,
  player.terms_accepted_at is null, season.slug, season.name, season.closed_at is null, season.total,
  ${list(
    'faction, rating, peak, wins, losses, draws, place, last_played_at, course',
    ORDER,
    `(
    select standing.*,
      case when standing.ranked
        and (season.closed_at is not null or standing.last_played_at >= $2::timestamptz - make_interval(days => season.ranked_days))
      then standing_place(season.id, standing.rating, standing.last_played_at, standing.id) end as place,
      ${courseSelect('standing.id', 'standing.wins + standing.losses + standing.draws', 'standing.played')} as course
    from (
      select *, count(*) over () as played from standings
      where season_id = season.id and player_id = player.id and last_played_at is not null
    ) standing
  ) current`,
  )},
  ${list(
    'faction, rating, peak, wins, losses, draws, place, slug, name, total',
    `season_id desc, ${ORDER}`,
    `(
    select standing.*, other.slug, other.name, ranked_total(other.id) as total,
      case when standing.ranked
        then standing_place(other.id, standing.rating, standing.last_played_at, standing.id) end as place
    from standings standing
    join seasons other on other.id = standing.season_id and other.game = $1
    where standing.player_id = player.id and standing.season_id <> season.id and standing.last_played_at is not null
    order by standing.season_id desc, standing.id desc limit ${PAST_STANDINGS}
  ) past`,
  )},
  ${list(
    'match_id::text, state, at, map, faction, opponent, opponent_country, opponent_faction, result, moved, after',
    'match_id desc',
    `(
    select own.match_id, match.state, coalesce(match.ended_at, match.live_at, match.wave_at) as at, match.map,
      own.faction, opponent.name as opponent, opponent.country as opponent_country,
      theirs.faction as opponent_faction,
      case when match.outcome = 'draw' then 'draw' when match.outcome = own.contestant then 'win'
        when match.outcome is not null then 'loss' end as result,
      (select sum(delta)::int from ledger where match_id = own.match_id and standing_id = own.standing_id) as moved,
      (select after from ledger where match_id = own.match_id and standing_id = own.standing_id order by id desc limit 1)
        as after
    from ${newest(RECENT_MATCHES + 1)}
    join matches match on match.id = own.match_id and match.state <> 'proposed'
    join seasons played on played.id = match.season_id and played.game = $1
    join match_players theirs on theirs.match_id = own.match_id and theirs.player_id = own.opponent_id
    join players opponent on opponent.id = own.opponent_id
    order by own.match_id desc limit ${RECENT_MATCHES}
  ) recent`,
  )},
  ${list(
    'day, wins, losses, draws',
    'day',
    `(
    select (match.ended_at at time zone 'UTC')::date as day,
      count(*) filter (where match.outcome = own.contestant) as wins,
      count(*) filter (where match.outcome not in (own.contestant, 'draw')) as losses,
      count(*) filter (where match.outcome = 'draw') as draws
    from ${newest(MOST_COUNTED)}
    join matches match on match.id = own.match_id and match.state = 'decided'
      and match.ended_at >= $4::timestamptz
    join seasons played on played.id = match.season_id and played.game = $1
    group by 1
  ) days`,
  )}
from players player
left join lateral (
  select id, slug, name, closed_at, ranked_days, ranked_total(id) as total from seasons
  where game = $1 order by closed_at desc nulls first, id desc limit 1
) season on true
where player.name_key = $3 and player.setup_completed_at is not null`;

const counted = {
  faction: text,
  rating: integer,
  peak: integer,
  wins: integer,
  losses: integer,
  draws: integer,
  place: nullable(integer),
};

const columns = {
  name: nullable(text),
  country: nullable(text),
  region: nullable(text),
  since: timestamp,
  hasLeft: boolean,
  seasonSlug: nullable(text),
  season: nullable(text),
  seasonOpen: nullable(boolean),
  ranked: nullable(integer),
  standings: listOf({ ...counted, lastPlayedAt: timestamp, course }),
  past: listOf({ ...counted, seasonSlug: text, season: text, ranked: integer }),
  matches: listOf({
    id: bigint,
    state: oneOf(['live', 'disputed', 'decided', 'aborted', 'expired', 'void']),
    at: timestamp,
    map: nullable(text),
    faction: text,
    opponent: nullable(text),
    opponentCountry: nullable(text),
    opponentFaction: text,
    result: nullable(oneOf(['win', 'loss', 'draw'])),
    moved: nullable(integer),
    after: nullable(integer),
  }),
  days: listOf({ day: text, wins: integer, losses: integer, draws: integer }),
};

function publicPlayerOf({
  seasonSlug,
  season,
  seasonOpen,
  ranked,
  ...player
}: Row<typeof columns>): PublicPlayer {
  return {
    ...player,
    // Who is set up has a name.
    name: player.name ?? '?',
    season:
      seasonSlug === null || season === null
        ? null
        : { slug: seasonSlug, name: season, open: seasonOpen ?? false, ranked: ranked ?? 0 },
    // A match is made of players with names: only a test could leave one out.
    matches: player.matches.map((match) => ({ ...match, opponent: match.opponent ?? '?' })),
  };
}

/** `key` is made by `nameKey`. Null: nobody is called so. */
export const publicPlayer = defineStatement({
  name: 'public-player',
  text: TEXT,
  resend: true,
  columns,
  parameters: (game: string, now: Date, key: string) => [
    game,
    now.toISOString(),
    key,
    playedSince(now).toISOString(),
  ],
  result: ([player]) => (player === undefined ? null : publicPlayerOf(player)),
});
