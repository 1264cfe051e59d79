// One page of a player's history in one statement, at the same cost however deep it lies: pages begin at a match, not
// at an offset. What else moved a rating is on the page of the matches it lies between, by the times of their waves,
// which rise with the ids of matches.

import {
  HISTORY_PAGE_LENGTH,
  type HistoryAnchor,
  type HistoryEvent,
  type HistoryPage,
} from '../ladder/history.ts';
import type { RatingCourse, RatingPoint, RatingSeries } from '../ladder/rating-course.ts';
import { bigint, boolean, integer, nullable, oneOf, type Row, text, timestamp } from '../postgres/column.ts';
import { defineStatement, type Statement } from '../postgres/statement.ts';
import { type Guarded, guardColumns, guardSelect } from './guard.ts';
import {
  course,
  courseSelect,
  keptLedgers,
  MOST_COURSES,
  type ReadLedgers,
  VERSION_SELECT,
} from './rating-course.ts';

export interface FoundHistory extends Guarded {
  /** He has taken back that he accepts the terms, banned or not. */
  readonly hasLeft: boolean;
  /** False of one who has not set up, or of whom what he said was forgotten. */
  readonly isSetUp: boolean;
  /** Null for one who has not set up. */
  readonly page: HistoryPage | null;
  /** How his ratings have moved through all seasons, whatever the page. */
  readonly course: RatingCourse;
}

/** Whose: an id, or the key of a name. */
export type Wanted = { readonly id: string } | { readonly nameKey: string };

/**
 * Null: there is nobody like that. `length`: matches of the page. `reader`: who reads it; why staff moved a
 * rating is for the player himself.
 */
export function playerHistory(
  now: Date,
  wanted: Wanted,
  anchor: HistoryAnchor,
  length: number = HISTORY_PAGE_LENGTH,
  reader: string | null = null,
): Statement<FoundHistory | null> {
  const [id, name] = 'id' in wanted ? [wanted.id, null] : [null, wanted.nameKey];
  // No name has the key of an id, which is digits alone.
  const key = id ?? name ?? '';
  const known = read.get(key);
  const asked = [now, id, name, length, reader, known?.version ?? null] as const;
  const statement =
    anchor.at === 'top'
      ? newest(...asked)
      : (anchor.at === 'older' ? older : newer)(...asked, anchor.matchId);
  return {
    ...statement,
    decode(rows) {
      const found = foundHistory(statement.decode(rows), known);
      const { version = null, series = [] } = found?.course ?? {};
      if (version !== null && version !== known?.version) read.set(key, { version, made: series });
      return found;
    },
  };
}

const KEPT_BYTES = 4_000_000;

const read = keptLedgers<readonly RatingSeries[]>(KEPT_BYTES, (courses) =>
  courses.reduce((sum, { points }) => sum + points.length, 0),
);

/** Of one season a player has a few changes besides his matches at most; more between two pages are left out. */
const MOST_CHANGES = 10;

/**
 * Each beginning has a text of its own, and so a plan that goes by the index. Matches are looked for apart, so that nothing
 * but the index is read to find them; one at most is only proposed. The planner expects an average player: told the limit,
 * it would sort all that one has ever played where that is few. The picture's rows are of all seasons, whatever page is
 * read. $1 now, $2 id, $3 key of a name, $4 length, $5 who reads it, $6 version known, $7 match.
 */
function historyText(at: HistoryAnchor['at']): string {
  const order = at === 'newer' ? 'own.match_id' : 'own.match_id desc';
  const from = { top: '', older: 'and own.match_id < $7', newer: 'and own.match_id > $7' }[at];
  const more = `(select count(*) > $4::int from found)`;
  const [hasNewer, hasOlder] = {
    top: ['false', more],
    older: ['true', more],
    newer: [more, 'true'],
  }[at] as [string, string];
  const until = {
    top: `'infinity'::timestamptz`,
    older: '(select wave_at from matches where id = $7)',
    newer: `case when ${more} then (select max(wave_at) from found) else 'infinity' end`,
  }[at];
  return `select player.id, player.name, player.country, ${guardSelect('$1')}, player.terms_accepted_at is null,
  player.setup_completed_at is not null,
  (select coalesce(sum(wins + losses + draws), 0)::int from standings where player_id = player.id),
  page.has_newer, page.has_older, event.*
from players player
cross join lateral (
  with found as (
    select own.match_id, match.wave_at
    from (
      select * from match_players own where own.player_id = player.id ${from}
      order by ${order} limit (select $4 + 2)
    ) own
    join matches match on match.id = own.match_id
    where match.state <> 'proposed'
    order by ${order} limit $4 + 1
  ),
  shown as (
    select * from found own order by ${order} limit $4
  )
  select ${hasNewer} as has_newer, ${hasOlder} as has_older, array(select match_id from shown) as match_ids,
    case when ${hasOlder} then (select min(wave_at) from shown) else '-infinity' end as since, ${until} as until
) page
left join lateral (
  select 'match' as kind, own.match_id, match.state, coalesce(match.ended_at, match.live_at, match.wave_at) as at,
    match.map, own.contestant, own.faction, opponent.name as opponent, opponent.country as opponent_country,
    theirs.faction as opponent_faction, decided.result, decided.before, decided.after, null as season, null as reason,
    match.wave_at as turn, null as version, null as course
  from unnest(page.match_ids) as shown (match_id)
  join matches match on match.id = shown.match_id
  join match_players own on own.match_id = shown.match_id and own.player_id = player.id
  join match_players theirs on theirs.match_id = shown.match_id and theirs.player_id = own.opponent_id
  join players opponent on opponent.id = own.opponent_id
  left join lateral (
    select result, before, after from ledger
    where ledger.match_id = shown.match_id and ledger.standing_id = own.standing_id and ledger.kind = 'match'
    order by ledger.id desc limit 1
  ) decided on true
  union all
  select * from (
    select change.kind, null::bigint, null, change.at, null, null, standing.faction, null, null,
      null, null, change.before, change.after, season.name,
      case when player.id = $5::bigint then change.reason end, change.at as turn, null, null
    from standings standing
    join ledger change on change.standing_id = standing.id and change.match_id is null
    join seasons season on season.id = standing.season_id
    where standing.player_id = player.id and change.at >= page.since and change.at < page.until
    order by change.at desc, change.id desc limit ${MOST_CHANGES}
  ) changes
  union all
  select 'course', null, null, null, null, null, played.faction, null, null, null, null, null, null, null, null, null,
    played.version, case when played.version is distinct from $6
      then ${courseSelect('played.id', 'played.games', 'played.standings')} end
  from (
    select id, faction, wins + losses + draws as games, count(*) over () as standings, ${VERSION_SELECT} as version
    from standings
    where player_id = player.id and last_played_at is not null
    order by last_played_at desc, id desc limit ${MOST_COURSES}
  ) played
) event on true
where player.id = coalesce($2::bigint, (select id from players where name_key = $3))
order by event.turn desc, event.match_id desc`;
}

const columns = {
  id: bigint,
  name: nullable(text),
  country: nullable(text),
  ...guardColumns,
  hasLeft: boolean,
  isSetUp: boolean,
  games: integer,
  hasNewer: boolean,
  hasOlder: boolean,
  kind: nullable(oneOf(['match', 'adjustment', 'season', 'course'])),
  matchId: nullable(bigint),
  state: nullable(oneOf(['live', 'disputed', 'decided', 'aborted', 'expired', 'void'])),
  at: nullable(timestamp),
  map: nullable(text),
  contestant: nullable(oneOf(['first', 'second'])),
  faction: nullable(text),
  opponent: nullable(text),
  opponentCountry: nullable(text),
  opponentFaction: nullable(text),
  result: nullable(oneOf(['win', 'loss', 'draw'])),
  before: nullable(integer),
  after: nullable(integer),
  season: nullable(text),
  reason: nullable(text),
  turn: nullable(timestamp),
  version: nullable(text),
  course,
};

type HistoryRow = Row<typeof columns>;

function foundHistory(
  rows: readonly HistoryRow[],
  known: ReadLedgers<readonly RatingSeries[]> | undefined,
): FoundHistory | null {
  const [first] = rows;
  if (first === undefined) return null;
  const { id, name, country, guard, bannedUntil, banReason, games, hasNewer, hasOlder } = first;
  const guarded = { guard, bannedUntil, banReason, hasLeft: first.hasLeft, isSetUp: first.isSetUp };
  if (name === null) return { ...guarded, page: null, course: { series: [], version: null } };
  const version = rows.find(({ kind }) => kind === 'course')?.version ?? null;
  const page = {
    player: { id, name, country },
    games,
    hasNewer,
    hasOlder,
    events: rows.flatMap(eventOf),
  };
  const series = known && known.version === version ? known.made : coursesOf(rows);
  return { ...guarded, page, course: { series, version } };
}

/** A line a faction, through all its seasons. */
function coursesOf(rows: readonly HistoryRow[]): readonly RatingSeries[] {
  const byFaction = new Map<string, RatingPoint[]>();
  for (const { kind, faction, course: points } of rows) {
    if (kind !== 'course' || faction === null) continue;
    byFaction.set(faction, [...(byFaction.get(faction) ?? []), ...points]);
  }
  return [...byFaction].map(([faction, points]) => ({
    faction,
    points: points.sort((one, other) => one.at - other.at),
  }));
}

function eventOf(row: HistoryRow): readonly HistoryEvent[] {
  const { kind, matchId, state, at, map, contestant, faction, opponent, result, before, after } = row;
  if (kind === null || kind === 'course' || at === null || faction === null) return [];
  if (kind !== 'match') {
    if (before === null || after === null) return [];
    return [{ kind, at, season: row.season ?? '', faction, before, after, reason: row.reason }];
  }
  if (matchId === null || state === null || contestant === null || row.opponentFaction === null) return [];
  const decided = result !== null && before !== null && after !== null;
  return [
    {
      kind,
      matchId,
      state,
      at,
      map,
      contestant,
      faction,
      // A match is made of players with names: only a test could leave one out.
      opponent: { name: opponent ?? '?', country: row.opponentCountry, faction: row.opponentFaction },
      decision: decided ? { result, before, after } : null,
    },
  ];
}

type Asked = [
  now: Date,
  id: string | null,
  key: string | null,
  length: number,
  reader: string | null,
  known: string | null,
];

const rowsFrom = <More extends readonly string[]>(name: string, at: HistoryAnchor['at']) =>
  defineStatement({
    name,
    text: historyText(at),
    resend: true,
    columns,
    parameters: (...[now, ...more]: [...Asked, ...More]) => [now.toISOString(), ...more],
    result: (rows) => rows,
  });

const newest = rowsFrom<[]>('history.newest', 'top');
const older = rowsFrom<[match: string]>('history.older', 'older');
const newer = rowsFrom<[match: string]>('history.newer', 'newer');
