// Seasons with players and standings, and matches between them, written as commands write them: for the tests of
// the schema.
import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { scEvo } from '../../src/games/sc-evo.ts';
import { type Result, stakes } from '../../src/ladder/rating.ts';

/** A full hour, so that tests can place a match on either side of one. */
export const NOON = new Date('2026-06-15T12:00:00Z');
export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

export interface OpenSeason {
  readonly season: number;
  readonly players: readonly string[];
  /** Ids of standings, one a player. */
  readonly standings: readonly string[];
}

export async function openSeason(
  client: Client,
  players: number,
  countries = ['DE', 'KR', 'US'],
): Promise<OpenSeason> {
  const season = await client.query<{ id: number }>(
    `insert into seasons (game, slug, name, starts_at, ends_at, start_rating, ranked_days)
     values ($1, $1, 'Test', $2::timestamptz - interval '60 days', $2::timestamptz + interval '60 days', $3, $4)
     returning id`,
    [`test-${randomUUID()}`, NOON, scEvo.rating.start, scEvo.rankedDays],
  );
  const id = season.rows[0]?.id ?? 0;
  const made = await client.query<{ player: string }>(
    `with made as (
       insert into players (id, country)
       select (select coalesce(max(id), 0) from players) + n, ($2::text[])[1 + n % cardinality($2::text[])]
       from generate_series(1, $1::int) n returning id
     )
     select id as player from made order by id`,
    [players, countries],
  );
  const ids = made.rows.map((row) => row.player);
  const standings = await client.query<{ id: string }>(
    `insert into standings (season_id, player_id, faction)
     select $1, player, ($3::text[])[1 + n % 6] from unnest($2::bigint[]) with ordinality as made (player, n)
     order by n returning id`,
    [id, ids, scEvo.factions.map((faction) => faction.id)],
  );
  return { season: id, players: ids, standings: standings.rows.map((row) => row.id) };
}

const opposite = { win: 'loss', draw: 'draw', loss: 'win' } as const;
const outcomes = { win: 'first', draw: 'draw', loss: 'second' } as const;

/** Tests of one database number their matches season by season. */
export function matchId(season: number, number: number): number {
  return season * 1_000_000 + number;
}

/** Decides a match, made for it unless it is there already, in one statement: read first, then written. */
export async function play(
  client: Client,
  match: {
    readonly id: number;
    readonly first: string;
    readonly second: string;
    readonly result: Result;
    readonly at: Date;
  },
): Promise<void> {
  // The ratings are read apart, since the stakes of a test need no pairing; concurrent tests use adjust() instead.
  const { rows } = await client.query<{ id: string; season: number; rating: number }>(
    'select id, season_id as season, rating from standings where id = any($1::bigint[])',
    [[match.first, match.second]],
  );
  const rating = (id: string) => rows.find((row) => row.id === id)?.rating ?? 0;
  const { own, opponent } = stakes(rating(match.first), rating(match.second), scEvo.rating);
  const theirs = opposite[match.result];
  await client.query(
    `with sides (contestant, standing, other, result, before, delta, win, draw, loss) as (
       values ('first', $1::bigint, $2::bigint, $3, $7::int, $9::int, $11::int, $12::int, $13::int),
         ('second', $2, $1, $4, $8, $10, $14, $15, $16)
     ),
     made as (
       insert into matches (id, season_id, state, wave_at, map, live_at, ended_at, outcome, ended_by)
       select $5::bigint, $17::int, 'decided', $6::timestamptz - interval '21 minutes', 'eclipse',
         $6::timestamptz - interval '20 minutes', $6, $18, 'reports'
       on conflict (id) do update set state = 'decided', outcome = excluded.outcome, ended_at = excluded.ended_at,
         ended_by = 'staff'
     ),
     seated as (
       insert into match_players (match_id, contestant, player_id, opponent_id, standing_id, faction, rating, win,
         draw, loss, accepted_at, report)
       select $5, contestant, own.player_id, theirs.player_id, own.id, own.faction, before, win, draw, loss,
         $6::timestamptz - interval '20 minutes', result
       from sides join standings own on own.id = standing join standings theirs on theirs.id = other
       on conflict do nothing
     )
     insert into ledger (standing_id, match_id, kind, result, before, delta, after, at)
     select standing, $5, 'match', result, before, delta, before + delta, $6 from sides order by contestant`,
    [
      match.first,
      match.second,
      match.result,
      theirs,
      matchId(rows[0]?.season ?? 0, match.id),
      match.at,
      rating(match.first),
      rating(match.second),
      own[match.result],
      opponent[theirs],
      own.win,
      own.draw,
      own.loss,
      opponent.win,
      opponent.draw,
      opponent.loss,
      rows[0]?.season,
      outcomes[match.result],
    ],
  );
}

/** Takes a match back as commands do: the opposite of what its latest decision did. */
export async function undo(client: Client, season: number, match: number, at: Date): Promise<void> {
  await client.query(
    `with undone as (
       insert into ledger (standing_id, match_id, kind, result, before, delta, after, at)
       select standing.id, $1, 'undo', done.result, standing.rating, -done.delta, standing.rating - done.delta, $2
       from standings standing
       join lateral (
         select result, delta, kind from ledger
         where match_id = $1 and standing_id = standing.id order by id desc limit 1
       ) done on done.kind = 'match'
       where standing.season_id = $3
       returning match_id
     )
     update matches set state = 'void', outcome = null, ended_at = $2, ended_by = 'staff'
     where id in (select match_id from undone)`,
    [matchId(season, match), at, season],
  );
}

export async function adjust(client: Client, standing: string, delta: number, at: Date): Promise<void> {
  await client.query(
    `insert into ledger (standing_id, kind, before, delta, after, reason, at)
     select id, 'adjustment', rating, $2, rating + $2, 'test', $3 from standings where id = $1 for no key update`,
    [standing, delta, at],
  );
}

export async function faults(client: Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ subject: string; subject_id: string; fault: string }>(
    'select * from ledger_faults()',
  );
  return rows.map((row) => `${row.subject} ${row.subject_id}: ${row.fault}`);
}
