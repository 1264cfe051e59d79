// Whoever closes or opens a season holds it alone and writes rows that refer to players; whoever changes a player waits
// for him and holds nothing that he wants. And what is held is no more than it need be.
import { readFileSync } from 'node:fs';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../database.ts';
import { untilWaiting } from '../lock-waits.ts';
import { adjust, DAY_MS, NOON, type OpenSeason, openSeason, play } from '../migrations/ledger-fixture.ts';

let database: TestDatabase;
let client: Client;
let other: Client;
let watcher: Client;
beforeAll(async () => {
  database = await createDatabase();
  [client, other, watcher] = [new Client(database.url), new Client(database.url), new Client(database.url)];
  await Promise.all([client.connect(), other.connect(), watcher.connect()]);
});
afterAll(async () => {
  await Promise.all([client.end(), other.end(), watcher.end()]);
  await database.drop();
});

let season: OpenSeason;
let game: string;
let player: string;
let owner: string;
beforeEach(async () => {
  season = await openSeason(client, 2);
  for (const standing of season.standings) await adjust(client, standing, 200, NOON);
  [owner = '', player = ''] = season.players;
  const { rows } = await client.query<{ game: string }>('select game from seasons where id = $1', [
    season.season,
  ]);
  game = rows[0]?.game ?? '';
  await client.query(
    `update players set name = 'p' || id, name_key = 'p' || id, region = 'europe-west', terms_accepted_at = $2,
       setup_completed_at = $2 where id = any($1)`,
    [season.players, NOON],
  );
});
afterEach(async () => {
  await Promise.all([client.query('rollback'), other.query('rollback')]);
});

/** What his set-up will be once he confirms it. */
async function drafted(by: string, name: string, country: string): Promise<void> {
  await client.query(
    `insert into setup_drafts (player_id, name, name_key, names_fit, country, region, changed_at)
     values ($1, $2, $2, true, $3, 'europe-west', $4)`,
    [by, name, country, NOON],
  );
}

async function confirmed(by: Client, who: string): Promise<string | null> {
  const { rows } = await by.query<{ refusal: string | null }>(
    `select refusal from setup_confirm($1, 'en-US', $2)`,
    [who, NOON],
  );
  return rows[0]?.refusal ?? null;
}

async function forgotten(by: Client, who: string): Promise<string | null> {
  const { rows } = await by.query<{ refusal: string | null }>(
    `select refusal from staff_forget(1, jsonb_build_object('player', $1::text), true, $2)`,
    [who, NOON],
  );
  return rows[0]?.refusal ?? null;
}

/** Closed, and the next one opened with it. */
async function closed(by: Client): Promise<number> {
  const settings = {
    game,
    voidOpen: false,
    opens: true,
    name: game,
    slug: `${game}-next`,
    days: 30,
    startRating: 1500,
    rankedDays: 14,
    drawnPercent: 50,
    maps: [],
  };
  const { rows } = await by.query<{ refusal: string | null; standings: number }>(
    'select refusal, standings from staff_season_close(1, $1, true, $2)',
    [JSON.stringify(settings), NOON],
  );
  expect(rows[0]?.refusal).toBe(null);
  return rows[0]?.standings ?? 0;
}

describe('while a season is closed and the next one opened', () => {
  const changes = [
    { name: 'who confirms another country', does: confirmed, country: 'SE' },
    { name: 'who is taken out', does: forgotten, country: null },
    {
      name: 'who is banned',
      does: async (by: Client, who: string) => {
        await by.query(`select staff_ban(1, jsonb_build_object('player', $1::text), true, $2)`, [who, NOON]);
        return null;
      },
      country: 'DE',
    },
  ];

  test.each(changes)('$name waits, and holds nothing that is wanted for it', async ({ does, country }) => {
    await client.query(`update players set country = 'DE' where id = $1`, [player]);
    await drafted(player, `p${player}`, 'SE');
    await other.query('begin');
    await other.query('select from seasons where id = $1 for update', [season.season]);
    const changing = does(client, player);
    await untilWaiting(watcher);
    // Whole rows: nobody holds him at all.
    await other.query('select from players where id = $1 for update nowait', [player]);
    expect(await closed(other)).toBe(2);
    await other.query('commit');
    expect(await changing).toBe(null);
    const { rows } = await client.query(
      `select standing.country from standings standing join seasons on seasons.id = season_id
       where player_id = $1 and closed_at is null`,
      [player],
    );
    expect(rows).toEqual([{ country }]);
  });
});

test('a circle that is cut is no taken name for who keeps his', async () => {
  await drafted(player, `p${player}`, 'SE');
  await client.query('begin');
  await client.query(`set local deadlock_timeout = '2s'`);
  await other.query('begin');
  await other.query(`set local deadlock_timeout = '1min'`);
  // By hand, in the wrong order.
  await other.query('select from standings where player_id = $1 for no key update', [player]);
  const confirming = confirmed(client, player).then(
    (refusal) => ({ refusal }),
    (error: { code?: string }) => ({ code: error.code }),
  );
  await untilWaiting(watcher);
  await other.query('select from players where id = $1 for key share', [player]);
  expect(await confirming).toEqual({ code: '40P01' });
});

test('who has a name that somebody wants goes on meanwhile; he keeps it', async () => {
  await drafted(player, `p${owner}`, 'SE');
  await client.query('begin');
  expect(await confirmed(client, player)).toBe('name-taken');
  await other.query('begin');
  await other.query('select from players where id = $1 for no key update nowait', [owner]);
  await expect(other.query('select from players where id = $1 for update nowait', [owner])).rejects.toThrow();
});

test('the clock, which notes that a season is over, keeps nobody from joining', async () => {
  await other.query('begin');
  await other.query(`select seasons_run_out($1::timestamptz + interval '1 year')`, [NOON]);
  await client.query('select from seasons where id = $1 for key share nowait', [season.season]);
});

test('who is taken out does not wait for a question about him that is just being confirmed', async () => {
  const { rows } = await client.query<{ id: string }>(
    `insert into confirmations (actor_id, action, arguments, asked_at, expires_at)
     select 1, 'aborts', jsonb_build_object('player', $1::text), $2, $2 from generate_series(1, 2) returning id`,
    [player, NOON],
  );
  await other.query('begin');
  await other.query('delete from confirmations where id = $1', [rows[0]?.id]);
  await client.query('begin');
  await client.query(`set local lock_timeout = '10s'`);
  expect(await forgotten(client, player)).toBe(null);
  const { rows: left } = await client.query('select id from confirmations where id = any($1)', [
    rows.map(({ id }) => id),
  ]);
  expect(left).toEqual([{ id: rows[0]?.id }]);
});

test('nobody waits for a season because of a key, but who has asked for it before', async () => {
  // Each of these is written by who holds the season already. Another one would make its writers hold it at the end of what
  // they do, behind all else that they hold, and who closes a season waits for that.
  const { rows } = await client.query<{ key: string }>(
    `select conrelid::regclass || '.' || attname as key
     from pg_constraint join pg_attribute on attrelid = conrelid and attnum = any(conkey)
     where confrelid = 'seasons'::regclass order by 1`,
  );
  expect(rows.map(({ key }) => key)).toEqual([
    'audit_log.season_id',
    'matches.season_id',
    'places.season_id',
    'seasons.carries_from',
    'standings.season_id',
  ]);
});

test('who is taken out and the courier, who has just written to him, wait for each other', async () => {
  const { rows } = await client.query<{ id: string }>(
    `insert into outbox (kind, player_id, created_at, due_at) values ('banned', $1, $2, $2) returning id`,
    [player, NOON],
  );
  const sent = JSON.stringify([{ id: rows[0]?.id, outcome: 'sent', tried: true }]);
  await other.query('begin');
  await other.query('select from players where id = $1 for update', [player]);
  const recording = client.query(`select outbox_record($1, $2)`, [sent, NOON]);
  await untilWaiting(watcher);
  // Not the row, for which whoever takes him out would wait.
  await other.query('select from outbox where id = $1 for update nowait', [rows[0]?.id]);
  await other.query('commit');
  await recording;
});

test('the clock leaves alone the rank of whom somebody holds whole', async () => {
  const late = new Date(NOON.getTime() + 365 * DAY_MS);
  const ranked = async () => {
    const { rows } = await client.query<{ id: string }>(
      'select player_id as id from standings where ranked and season_id = $1',
      [season.season],
    );
    return rows.map(({ id }) => id);
  };
  const [first = '', second = ''] = season.standings;
  await play(client, { id: 1, first, second, result: 'draw', at: NOON });
  expect(await ranked()).toHaveLength(2);
  await other.query('begin');
  await other.query('select from players where id = $1 for update', [player]);
  await client.query('select unrank_idle($1)', [late]);
  expect(await ranked()).toEqual([player]);
  await other.query('commit');
  await client.query('select unrank_idle($1)', [late]);
  expect(await ranked()).toEqual([]);
});

test('the migration that takes the key of counts away holds nothing while it waits for who works', async () => {
  const file = new URL('../../migrations/20261126004000_counts_hold_no_season.sql', import.meta.url);
  const [up = '', down = ''] = readFileSync(file, 'utf8').split('-- migrate:down');
  for (const statements of [down, up]) {
    // As the clock does, which ends seasons and then moves counts.
    await other.query('begin');
    await other.query('lock table seasons in row exclusive mode');
    const migrated = client.query(`begin; ${statements} commit`);
    await untilWaiting(watcher);
    await other.query('lock table standing_counts in row exclusive mode nowait');
    await other.query('commit');
    await migrated;
  }
});
