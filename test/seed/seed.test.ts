import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demonstrationPlayers, seed } from '../../scripts/seed.ts';
import { scEvo } from '../../src/games/sc-evo.ts';
import { isCountryCode } from '../../src/ladder/country.ts';
import { nameKey } from '../../src/ladder/player.ts';
import { createDatabase, type TestDatabase } from '../database.ts';

const NOW = new Date('2026-06-15T12:34:56.789Z');

let database: TestDatabase;
let client: Client;
let before: string;
beforeAll(async () => {
  database = await createDatabase();
  client = new Client(database.url);
  await client.connect();
  before = await schema();
  await seed(database.url, { players: 300, now: NOW });
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

async function column<Value>(text: string, values: unknown[] = []): Promise<Value[]> {
  const { rows } = await client.query({ text, values, rowMode: 'array' });
  return rows.map(([value]) => value);
}

/** All that loading takes off for a while. */
async function schema(): Promise<string> {
  const lines = await column<string>(
    `select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint
     where connamespace = 'public'::regnamespace
     union all select pg_get_indexdef(indexrelid) from pg_index join pg_class on oid = indrelid
     where relnamespace = 'public'::regnamespace
     union all select pg_get_triggerdef(oid) || tgenabled::text from pg_trigger where not tgisinternal
     order by 1`,
  );
  return lines.join('\n');
}

async function digest(): Promise<string> {
  const [found = ''] = await column<string>(
    `select md5(string_agg(rows, ',' order by rows)) from (
       select players::text as rows from players union all select ledger::text from ledger
       union all select standings::text from standings union all select standing_counts::text from standing_counts
     ) everything`,
  );
  return found;
}

test('nothing contradicts the ledger', async () => {
  expect(await column('select ledger_faults()')).toEqual([]);
  expect(await column('select count(*)::int from ledger')).not.toEqual([0]);
});

test('the schema is left as it was', async () => {
  expect(await schema()).toBe(before);
  expect(before).toContain('FOREIGN KEY');
});

test('the next standing and the next row of the ledger find a free id', async () => {
  await client.query('begin');
  await client.query(
    `insert into standings (season_id, player_id, faction) values (1, ${demonstrationPlayers.withoutSetup.id}, 'x')`,
  );
  await client.query(
    `insert into ledger (standing_id, kind, before, delta, after) select max(id), 'adjustment', 1500, 1, 1501 from standings`,
  );
  await client.query('rollback');
});

test('the same seed gives the same season, another one another', async () => {
  const first = await digest();
  await seed(database.url, { players: 300, now: NOW, replace: true });
  expect(await digest()).toBe(first);
  await seed(database.url, { players: 300, now: NOW, replace: true, seed: 2 });
  expect(await digest()).not.toBe(first);
  await seed(database.url, { players: 300, now: NOW, replace: true });
});

test('what is there stays, unless it is to be replaced', async () => {
  const first = await digest();
  await expect(seed(database.url, { players: 300, now: NOW, seed: 3 })).rejects.toThrow(/--replace/);
  expect(await digest()).toBe(first);
});

test('a season has room for the players of the demonstration', async () => {
  await expect(seed(database.url, { players: 4, now: NOW, replace: true })).rejects.toThrow(/at least 5/);
});

describe('the season is believable', () => {
  test('every name is 3 to 12 letters and found by its key, none twice', async () => {
    const { rows } = await client.query('select name, name_key from players where name is not null');
    expect(rows.length).toBeGreaterThan(280);
    for (const { name, name_key } of rows) {
      expect(name).toMatch(/^\p{L}{3,12}$/u);
      expect(name_key).toBe(nameKey(name));
    }
    const scripts = [/\p{sc=Latin}/u, /\p{sc=Hangul}/u, /\p{sc=Han}/u, /\p{sc=Cyrillic}/u];
    for (const script of scripts) expect(rows.some(({ name }) => script.test(name))).toBe(true);
  });

  test('homes, factions and BattleTags are such that a player can choose', async () => {
    for (const country of await column<string>(
      'select distinct country from players where country is not null',
    )) {
      expect(country).toSatisfy(isCountryCode);
    }
    const regions = scEvo.regions.map(({ id }) => id);
    expect(regions).toEqual(
      expect.arrayContaining(await column('select distinct region from players where region is not null')),
    );
    const factions = scEvo.factions.map(({ id }) => id);
    expect((await column<string>('select distinct faction from standings')).sort()).toEqual(
      [...factions].sort(),
    );
    for (const tag of await column<string>('select battle_tag from players where battle_tag is not null')) {
      expect(tag).toMatch(/^\p{L}{1,12}#\d{3,12}$/u);
    }
  });

  test('matches are between the two sides, in the order of time, and of the past', async () => {
    const { rows } = await client.query(
      `select count(*)::int as matches, bool_and(split_part(one.faction, '-', 1) <> split_part(other.faction, '-', 1)) as sides,
         bool_and(one.player_id <> other.player_id) as players,
         bool_and(a.at < $1 and a.at > $1::timestamptz - interval '61 days') as past
       from ledger a join ledger b on b.match_id = a.match_id and b.id > a.id
       join standings one on one.id = a.standing_id join standings other on other.id = b.standing_id`,
      [NOW],
    );
    expect(rows[0]).toMatchObject({ sides: true, players: true, past: true });
    expect(await column('select count(*)::int / 2 from ledger')).toEqual([rows[0].matches]);
    expect(
      await column(
        'select bool_and(at >= earlier) from (select at, lag(at) over (order by id) as earlier from ledger) rows',
      ),
    ).toEqual([true]);
  });

  test('who has not played for a fortnight is unranked, the others are ranked', async () => {
    const { rows } = await client.query(
      `select ranked, count(*)::int as standings, bool_and((last_played_at >= $1::timestamptz - interval '14 days') = ranked) as right
       from standings group by ranked order by ranked`,
      [NOW],
    );
    expect(rows).toMatchObject([
      { ranked: false, right: true },
      { ranked: true, right: true },
    ]);
  });
});

test('there is one player of the demonstration for each thing that can stand in the way', async () => {
  const { strong, ordinary, banned, withoutTerms, withoutSetup } = demonstrationPlayers;
  const guards = await column(
    'select player_guard(players, $2) from unnest($1::bigint[]) with ordinality wanted (id, n) join players using (id) order by n',
    [[strong, ordinary, banned, withoutTerms, withoutSetup].map(({ id }) => id), NOW],
  );
  expect(guards).toEqual([null, null, 'banned', 'terms', 'setup']);
  const best = await column<number>(
    `select max(rating) from unnest($1::bigint[]) with ordinality wanted (id, n) join standings on player_id = wanted.id
     where ranked group by n order by n`,
    [[strong.id, ordinary.id]],
  );
  expect(best).toHaveLength(2);
  expect(best[0]).toBeGreaterThan((best[1] ?? 0) + 100);
});

test.for([5, 6, 20])('%i players are a season, too', async (players) => {
  const made = await seed(database.url, { players, now: NOW, replace: true });
  expect(made.players).toBe(players);
});
