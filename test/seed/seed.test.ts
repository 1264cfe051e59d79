import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demonstrationPlayers, seed } from '../../scripts/seed.ts';
import { chess } from '../../src/games/chess.ts';
import { scEvo } from '../../src/games/sc-evo.ts';
import { isCountryCode } from '../../src/ladder/country.ts';
import { nameKey } from '../../src/ladder/player.ts';
import { type Result, stakes } from '../../src/ladder/rating.ts';
import { type ConnectedDatabase, connectedDatabase, createDatabase } from '../database.ts';
import { schemaText, seasonDigest } from './season-digest.ts';

const NOW = new Date('2026-06-15T12:34:56.789Z');

let database: ConnectedDatabase;
let client: Client;
let before: string;
beforeAll(async () => {
  database = await connectedDatabase();
  ({ client } = database);
  before = await schemaText(client);
  await seed(database.url, { players: 300, now: NOW });
});
afterAll(() => database.drop());

async function column<Value>(text: string, values: unknown[] = []): Promise<Value[]> {
  const { rows } = await client.query({ text, values, rowMode: 'array' });
  return rows.map(([value]) => value);
}

test('nothing contradicts the rules', async () => {
  expect(await column('select ladder_faults()')).toEqual([]);
  expect(await column('select count(*)::int from ledger')).not.toEqual([0]);
});

test('the schema is left as it was', async () => {
  expect(await schemaText(client)).toBe(before);
  expect(before).toContain('FOREIGN KEY');
});

test('the next standing, the next match and the next row of the ledger find a free id', async () => {
  await client.query('begin');
  await client.query(
    `insert into standings (season_id, player_id, faction) values (1, ${demonstrationPlayers.withoutSetup.id}, 'x')`,
  );
  await client.query(
    `insert into ledger (standing_id, kind, before, delta, after) select max(id), 'adjustment', 1500, 1, 1501 from standings`,
  );
  await client.query(
    `insert into matches (season_id, state, wave_at, deadline) values (1, 'proposed', now(), now())`,
  );
  await client.query('rollback');
});

test('the same seed gives the same season, another one another', async () => {
  const own = await createDatabase();
  const reader = new Client(own.url);
  await reader.connect();
  const made = async (options: { readonly seed?: number; readonly replace: boolean }) => {
    await seed(own.url, { players: 60, now: NOW, ...options });
    return seasonDigest(reader);
  };
  const first = await made({ replace: false });
  expect(await made({ replace: true })).toBe(first);
  expect(await made({ replace: true, seed: 2 })).not.toBe(first);
  await reader.end();
  await own.drop();
});

test('what is there stays, unless it is to be replaced', async () => {
  const first = await seasonDigest(client);
  await expect(seed(database.url, { players: 300, now: NOW, seed: 3 })).rejects.toThrow(/--replace/);
  expect(await seasonDigest(client)).toBe(first);
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

  test('matches are between the two sides, one at a time for each player, and of the past', async () => {
    const { rows } = await client.query(
      `select count(*)::int as matches, bool_and(first.faction like 'bw-%' and second.faction like 'sc2-%') as sides,
         bool_and(wave_at < coalesce(live_at, ended_at) and coalesce(live_at, wave_at) < ended_at) as order,
         bool_and(extract(epoch from wave_at) % 45 = 0) as waves,
         bool_and(ended_at < $1 and wave_at > $1::timestamptz - interval '61 days') as past
       from matches
       join match_players first on first.match_id = matches.id and first.contestant = 'first'
       join match_players second on second.match_id = matches.id and second.contestant = 'second'`,
      [NOW],
    );
    expect(rows[0]).toMatchObject({ sides: true, order: true, waves: true, past: true });
    expect(rows[0].matches).toBeGreaterThan(1000);
    expect(
      await column(
        `select match_id from (
           select match_id, wave_at < lag(coalesce(undone.at, ended_at)) over (partition by player_id order by match_id) as early
           from matches join match_players on match_id = id
           left join lateral (
             select max(at) as at from ledger where ledger.match_id = id and kind = 'match'
           ) undone on true
         ) played where early`,
      ),
    ).toEqual([]);
    expect(
      await column(
        'select bool_and(at >= earlier) from (select at, lag(at) over (order by id) as earlier from ledger) rows',
      ),
    ).toEqual([true]);
  });

  test('a match is at stake as its ratings say, and moves them by it', async () => {
    const { rows } = await client.query(
      `select own.rating, theirs.rating as other, own.win, own.draw, own.loss, moved.before, moved.delta, moved.result
       from match_players own
       join match_players theirs on theirs.match_id = own.match_id and theirs.player_id = own.opponent_id
       join ledger moved on moved.match_id = own.match_id and moved.standing_id = own.standing_id and moved.kind = 'match'
       order by own.match_id, own.contestant`,
    );
    for (const { rating, other, win, draw, loss, before, delta, result } of rows) {
      const { own } = stakes(rating, other, scEvo.rating);
      expect({ win, draw, loss }).toEqual(own);
      expect([before, delta]).toEqual([rating, own[result as Result]]);
    }
  });

  test('nearly all end by agreeing reports, and some in every other way', async () => {
    const { rows } = await client.query<{ way: string; matches: number }>(
      `select state || ' by ' || ended_by || case when ledger.id is not null and state = 'void' then ', undone' else '' end as way,
         count(distinct matches.id)::int as matches
       from matches left join ledger on match_id = matches.id and kind = 'undo' group by 1 order by 2 desc`,
    );
    expect(rows[0]?.way).toBe('decided by reports');
    expect(rows[0]?.matches).toBeGreaterThan(
      rows.slice(1).reduce((sum, { matches }) => sum + matches, 0) * 5,
    );
    expect(rows.map(({ way }) => way).sort()).toEqual([
      'aborted by player',
      'decided by one-report',
      'decided by reports',
      'decided by staff',
      'expired by deadline',
      'expired by player',
      'void by deadline',
      'void by staff, undone',
    ]);
  });

  test('maps and servers are the game’s', async () => {
    expect(await column('select maps from seasons')).toEqual([scEvo.maps.map(({ id }) => id)]);
    const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id).sort();
    expect(await column('select distinct map from matches order by 1')).toEqual(ids(scEvo.maps));
    expect(ids(scEvo.servers)).toEqual(
      expect.arrayContaining(await column('select distinct server from matches')),
    );
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

test('a game without maps, servers, BattleTags or sides of its factions has a season as well', async () => {
  const made = await seed(database.url, { players: 40, game: chess, now: NOW, replace: true });
  expect(made.matches).toBeGreaterThan(100);
  expect(await column('select distinct faction from match_players')).toEqual(['chess']);
  expect(
    await column(
      'select distinct (map, server) is null from matches union all select maps = array[]::text[] from seasons',
    ),
  ).toEqual([true, true]);
  expect(await column('select count(battle_tag)::int from players')).toEqual([0]);
  expect(
    await column('select count(*) > 0 from match_players where player_id = $1', [
      demonstrationPlayers.strong.id,
    ]),
  ).toEqual([true]);
  expect(await column('select ladder_faults()')).toEqual([]);
});

test.for([5, 6, 20])('%i players are a season, too', async (players) => {
  const made = await seed(database.url, { players, now: NOW, replace: true });
  expect(made.players).toBe(players);
});
