// Two players against each other in one statement: reads their meetings, by the index of pairs, and nothing else of
// what they have played.
import type { FactionPair, HeadToHead, Meeting, RatedFaction } from '../ladder/head-to-head.ts';
import { bigint, integer, nullable, oneOf, type Row, text, timestamp } from '../postgres/column.ts';
import { defineStatement } from '../postgres/statement.ts';
import { type Guarded, guardColumns, guardSelect } from './guard.ts';
import type { Wanted } from './history.ts';

const LAST_MEETINGS = 5;

export interface FoundHeadToHead extends Guarded {
  /** Null where the other is nobody. */
  readonly found: HeadToHead | null;
}

const columns = {
  ...guardColumns,
  id: nullable(bigint),
  name: nullable(text),
  country: nullable(text),
  part: nullable(oneOf(['pair', 'meeting', 'own', 'theirs'])),
  contestant: nullable(oneOf(['first', 'second'])),
  faction: nullable(text),
  opponentFaction: nullable(text),
  wins: nullable(integer),
  losses: nullable(integer),
  draws: nullable(integer),
  moved: nullable(integer),
  rating: nullable(integer),
  result: nullable(oneOf(['win', 'loss', 'draw'])),
  map: nullable(text),
  at: nullable(timestamp),
};

/** Null: the one who asks is nobody. */
export const headToHead = defineStatement({
  name: 'head-to-head',
  // $1 game, $2 now, $3 who asks; $4 the other's id, or $5 the key of his name.
  text: `with other as materialized (
  select id, name, country from players
  where id = coalesce($4::bigint, (select id from players where name_key = $5)) and name is not null
),
met as materialized (
  select own.match_id, own.contestant, own.faction, theirs.faction as opponent_faction, match.map, match.ended_at,
    result_for(match.outcome, own.contestant) as result,
    (select sum(delta)::int from ledger where ledger.match_id = own.match_id and standing_id = own.standing_id) as moved
  from match_players own
  join matches match on match.id = own.match_id
  join match_players theirs on theirs.match_id = own.match_id and theirs.player_id = own.opponent_id
  where own.player_id = $3 and own.opponent_id = (select id from other) and match.state = 'decided'
)
select ${guardSelect('$2')}, other.id, other.name, other.country, part.*
from players player
left join other on true
left join lateral (
  select 'pair' as part, contestant, faction, opponent_faction,
    (count(*) filter (where result = 'win'))::int as wins, (count(*) filter (where result = 'loss'))::int as losses,
    (count(*) filter (where result = 'draw'))::int as draws, sum(moved)::int as moved,
    null::int as rating, null as result, null as map, max(ended_at) as at
  from met group by contestant, faction, opponent_faction
  union all
  select * from (
    select 'meeting', contestant, faction, opponent_faction, null::int, null::int, null::int, moved, null::int, result,
      map, ended_at
    from met order by match_id desc limit ${LAST_MEETINGS}
  ) last
  union all
  select case standing.player_id when $3 then 'own' else 'theirs' end, null, standing.faction, null, null, null, null,
    null, standing.rating, null, null, null
  from standings standing
  join seasons season on season.id = standing.season_id and season.game = $1 and season.closed_at is null
  where standing.player_id in ($3, other.id)
) part on true
where player.id = $3
order by part.part, part.wins + part.losses + part.draws desc, part.at desc, part.rating desc`,
  resend: true,
  columns,
  parameters: (game: string, now: Date, asking: string, wanted: Wanted) => [
    game,
    now.toISOString(),
    asking,
    'id' in wanted ? wanted.id : null,
    'nameKey' in wanted ? wanted.nameKey : null,
  ],
  result: (rows): FoundHeadToHead | null => {
    const [first] = rows;
    if (first === undefined) return null;
    const { guard, bannedUntil, banReason, id, name, country } = first;
    const guarded = { guard, bannedUntil, banReason };
    if (id === null || name === null) return { ...guarded, found: null };
    return {
      ...guarded,
      found: {
        opponent: { id, name, country },
        pairs: rows.flatMap(pairOf),
        meetings: rows.flatMap(meetingOf),
        own: rows.flatMap((row) => ratedOf(row, 'own')),
        theirs: rows.flatMap((row) => ratedOf(row, 'theirs')),
      },
    };
  },
});

type PartRow = Row<typeof columns>;

function pairOf(row: PartRow): readonly FactionPair[] {
  const { part, contestant, faction, opponentFaction, wins, losses, draws, moved } = row;
  if (part !== 'pair' || contestant === null || faction === null || opponentFaction === null) return [];
  return [
    {
      contestant,
      faction,
      opponentFaction,
      wins: wins ?? 0,
      losses: losses ?? 0,
      draws: draws ?? 0,
      moved: moved ?? 0,
    },
  ];
}

function meetingOf(row: PartRow): readonly Meeting[] {
  const { part, contestant, faction, opponentFaction, moved, result, map, at } = row;
  if (part !== 'meeting' || contestant === null || faction === null || opponentFaction === null) return [];
  if (result === null || at === null) return [];
  return [{ contestant, faction, opponentFaction, moved: moved ?? 0, result, map, at }];
}

function ratedOf(row: PartRow, which: 'own' | 'theirs'): readonly RatedFaction[] {
  const { part, faction, rating } = row;
  return part !== which || faction === null || rating === null ? [] : [{ faction, rating }];
}
