import fc from 'fast-check';
import type { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { scEvo } from '../../src/games/sc-evo.ts';
import { cumulativePercents, rankCutoffs } from '../../src/ladder/rank.ts';
import { type ConnectedDatabase, connectedDatabase } from '../database.ts';
import { draws } from '../draws.ts';
import { HOUR_MS, NOON, openSeason } from './ledger-fixture.ts';

let database: ConnectedDatabase;
let client: Client;
beforeAll(async () => {
  database = await connectedDatabase();
  ({ client } = database);
});
afterAll(() => database.drop());
beforeEach(() => client.query('begin'));
afterEach(() => client.query('rollback'));

interface Load {
  readonly rating: number;
  readonly minutes: number;
  readonly ranked: boolean;
}

/** Standings as given, past the ledger: what is tested here is the tree above them. */
async function load(standings: readonly Load[]): Promise<number> {
  const { season } = await openSeason(client, standings.length);
  await client.query('alter table standings disable trigger standing_refuses');
  await client.query(
    `update standings set rating = given.rating, wins = 1, last_played_at = given.at, ranked = given.ranked
     from (
       select * from unnest($1::int[], $2::timestamptz[], $3::boolean[]) with ordinality as given (rating, at, ranked, n)
     ) given
     where standings.player_id = given.n`,
    [
      standings.map((one) => one.rating),
      standings.map((one) => new Date(NOON.getTime() + one.minutes * 60_000)),
      standings.map((one) => one.ranked),
    ],
  );
  return season;
}

// Few ratings on both sides of the edge between two blocks of 32, few times on both sides of an hour: many ties.
const tied: fc.Arbitrary<Load> = fc.record({
  rating: fc.oneof(fc.integer({ min: 1502, max: 1506 }), fc.constantFrom(0, 31, 32, 1535, 1536, 4000)),
  minutes: fc.constantFrom(-61, -60, -59, -1, 0, 1, 59, 60, 61, 5000),
  ranked: fc.boolean(),
});

test('a place, and who is at it, are those of all standings sorted', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(tied, { minLength: 1, maxLength: 80 }), async (standings) => {
      await client.query('rollback');
      await client.query('begin');
      const season = await load(standings);
      const { rows } = await client.query(
        `with sorted as (
           select *, row_number() over (order by rating desc, last_played_at desc, id desc)::int as place
           from standings where season_id = $1 and ranked
         )
         select sorted.id, place, there.id as there,
           standing_place($1, sorted.rating, sorted.last_played_at, sorted.id) as counted,
           there.rating = sorted.rating and there.last_played_at = sorted.last_played_at as same
         from sorted left join lateral standing_at($1, sorted.place) there on true`,
        [season],
      );
      for (const row of rows) expect([row.counted, row.there, row.same]).toEqual([row.place, row.id, true]);
      const edges = await client.query(
        `select ranked_total($1) as total, (select count(*)::int from standing_at($1, 0)) as above,
           (select count(*)::int from standing_at($1, ranked_total($1) + 1)) as below`,
        [season],
      );
      expect(edges.rows[0]).toEqual({ total: rows.length, above: 0, below: 0 });
      // Of the unranked: the place they would have.
      const unranked = await client.query(
        `select standing_place($1, rating, last_played_at, id) as counted, (
           select 1 + count(*)::int from standings above where above.season_id = $1 and above.ranked
             and (above.rating, above.last_played_at, above.id) > (mine.rating, mine.last_played_at, mine.id)
         ) as place from standings mine where season_id = $1 and not ranked`,
        [season],
      );
      for (const row of unranked.rows) expect(row.counted).toBe(row.place);
    }),
    draws(20),
  );
});

test('seasons are counted apart', async () => {
  await load([{ rating: 1500, minutes: 0, ranked: true }]);
  const other = await client.query(
    `select ranked_total(season) as total, standing_place(season, 1400, $1, 1) as place,
    (select count(*)::int from standing_at(season, 1)) as rows from (select max(id) + 1 as season from seasons)`,
    [NOON],
  );
  expect(other.rows[0]).toEqual({ total: 0, place: 1, rows: 0 });
});

test('buckets rise with the order of standings', async () => {
  const key = fc.record({ rating: fc.nat(100_000), hours: fc.integer({ min: -400_000, max: 400_000 }) });
  await fc.assert(
    fc.asyncProperty(fc.array(key, { minLength: 2, maxLength: 50 }), async (keys) => {
      const { rows } = await client.query(
        `select rating, at, standing_bucket(2, rating, at) as bucket
         from unnest($1::int[], $2::timestamptz[]) as key (rating, at) order by rating, at`,
        [keys.map((one) => one.rating), keys.map((one) => new Date(NOON.getTime() + one.hours * HOUR_MS))],
      );
      const buckets = rows.map((row) => BigInt(row.bucket));
      expect(buckets).toEqual([...buckets].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)));
    }),
    draws(15),
  );
});

test.for([
  ['the game', scEvo.tiers],
  ['a game whose last are few', [96, 2, 1, 1].map((percent, index) => ({ id: String(index), percent }))],
] as const)(
  'ranks of %s end where src/ladder/rank.ts says, for every number of standings',
  async ([, tiers]) => {
    const { rows } = await client.query<{ total: number; last: number[] }>(
      `select total, array_agg(rank_cutoff(total, share, tier::int - 1, $1) order by tier) as last
     from generate_series(0, 3000) total, unnest($2::int[]) with ordinality as tiers (share, tier)
     group by total order by total`,
      [tiers.length, cumulativePercents(tiers)],
    );
    expect(rows).toHaveLength(3001);
    for (const { total, last } of rows) {
      const expected = rankCutoffs(total, tiers).map((cutoff) => cutoff.last);
      if (String(last) !== String(expected)) expect.fail(`of ${total}: ${last}, not ${expected}`);
    }
  },
);

describe('a player may not act', () => {
  const banned = { banned_at: NOON, banned_until: 'infinity' };
  const whole = { terms_accepted_at: NOON, setup_completed_at: NOON };
  test.for([
    ['set up and not banned', whole, null],
    ['banned for good', { ...whole, ...banned }, 'banned'],
    ['banned until later', { ...whole, ...banned, banned_until: new Date(NOON.getTime() + 1) }, 'banned'],
    ['banned until now', { ...whole, ...banned, banned_until: NOON }, null],
    ['new', {}, 'terms'],
    ['new and banned', banned, 'banned'],
    ['not set up', { terms_accepted_at: NOON }, 'setup'],
    ['set up under older terms', { setup_completed_at: NOON }, 'terms'],
  ] as const)('%s', async ([, player, reason]) => {
    await client.query(
      `insert into players (id, name, name_key, battle_tag, country, region, terms_accepted_at, setup_completed_at, banned_at, banned_until)
       values (1, 'Some', 'some', 'Some#123', 'DE', 'europe-west', $1, $2, $3, $4)`,
      ['terms_accepted_at', 'setup_completed_at', 'banned_at', 'banned_until'].map(
        (column) => (player as Record<string, unknown>)[column] ?? null,
      ),
    );
    const { rows } = await client.query('select player_guard(player, $1) as reason from players player', [
      NOON,
    ]);
    expect(rows[0].reason).toBe(reason);
  });

  test('unknown', async () => {
    const { rows } = await client.query(
      'select player_guard(player, $1) as reason from (select 7 as id) wanted left join players player using (id)',
      [NOON],
    );
    expect(rows[0].reason).toBe('terms');
  });
});

test('names are found by their beginning, from the index, in a plan that fits every beginning', async () => {
  await client.query(
    `insert into players (id, name, name_key) select n, 'x' || n, 'x' || n from generate_series(1, 3000) n`,
  );
  await client.query(
    `insert into players (id, name, name_key) values (-1, '이영호', '이영호'), (-2, '이영', '이영'), (-3, '이', '이')`,
  );
  await client.query('analyze players');
  await client.query('set local plan_cache_mode = force_generic_plan');
  await client.query(`prepare beginning (text) as
    select name from players where name_key >= $1 and name_key < $1 || U&'\\+10FFFF' order by name_key limit 25`);
  const found = await client.query(`execute beginning ('이영')`);
  expect(found.rows.map((row) => row.name)).toEqual(['이영', '이영호']);
  const plan = await client.query(`explain execute beginning ('이영')`);
  expect(plan.rows.map((row) => row['QUERY PLAN']).join('\n')).toMatch(
    /Index.*Scan.* players_name_key_key[\s\S]*Index Cond: .*name_key >= .*name_key < /,
  );
});
