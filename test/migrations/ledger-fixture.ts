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

/** Decides a match in one statement, as a command would: locked in order, then read, then written. */
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
  const { rows } = await client.query<{ id: string; rating: number }>(
    'select id, rating from standings where id = any($1::bigint[])',
    [[match.first, match.second]],
  );
  const rating = (id: string) => rows.find((row) => row.id === id)?.rating ?? 0;
  const { own, opponent } = stakes(rating(match.first), rating(match.second), scEvo.rating);
  const theirs = opposite[match.result];
  await client.query(
    `insert into ledger (standing_id, match_id, kind, result, before, delta, after, at)
     values ($1, $5, 'match', $3, $7, $9, $7 + $9::int, $6), ($2, $5, 'match', $4, $8, $10, $8 + $10::int, $6)`,
    [
      match.first,
      match.second,
      match.result,
      theirs,
      match.id,
      match.at,
      rating(match.first),
      rating(match.second),
      own[match.result],
      opponent[theirs],
    ],
  );
}

/** Takes a match back as commands do: the opposite of what its latest decision did. */
export async function undo(client: Client, season: number, match: number, at: Date): Promise<void> {
  await client.query(
    `insert into ledger (standing_id, match_id, kind, result, before, delta, after, at)
     select standing.id, $1, 'undo', done.result, standing.rating, -done.delta, standing.rating - done.delta, $2
     from standings standing
     join lateral (
       select result, delta, kind from ledger
       where match_id = $1 and standing_id = standing.id order by id desc limit 1
     ) done on done.kind = 'match'
     where standing.season_id = $3`,
    [match, at, season],
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
