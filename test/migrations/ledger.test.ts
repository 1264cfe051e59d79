import fc from 'fast-check';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Result } from '../../src/ladder/rating.ts';
import { type ConnectedDatabase, connectedDatabase } from '../database.ts';
import { draws } from '../draws.ts';
import { adjust, DAY_MS, faults, HOUR_MS, matchId, NOON, openSeason, play, undo } from './ledger-fixture.ts';

let database: ConnectedDatabase;
let client: Client;
beforeAll(async () => {
  database = await connectedDatabase();
  ({ client } = database);
});
afterAll(() => database.drop());

async function standing(id: string | undefined) {
  const { rows } = await client.query('select * from standings where id = $1', [id]);
  return rows[0];
}

function refusal(sqlstate: string) {
  return expect.objectContaining({ code: sqlstate });
}
const INTEGRITY = '23000';
const SERIALIZATION = '40001';

describe('a standing', () => {
  test('begins where its season says, with the country of its player', async () => {
    const { season, players } = await openSeason(client, 1);
    const { rows } = await client.query(
      `insert into standings (season_id, player_id, faction, rating, wins, ranked, last_played_at)
       values ($1, $2, 'bw-terran', 9000, 12, true, now()) on conflict (season_id, player_id, faction)
       do nothing returning rating, peak, wins, ranked, last_played_at, country`,
      [season, players[0]],
    );
    expect(rows[0]).toEqual({
      rating: 1500,
      peak: 1500,
      wins: 0,
      ranked: false,
      last_played_at: null,
      country: 'KR',
    });
  });

  test('is the sum of its ledger', async () => {
    const { standings } = await openSeason(client, 2);
    const [first = '', second = ''] = standings;
    await play(client, { id: 1, first, second, result: 'win', at: NOON });
    await play(client, { id: 2, first, second, result: 'draw', at: new Date(NOON.getTime() + HOUR_MS) });
    await adjust(client, first, -100, new Date(NOON.getTime() + 2 * HOUR_MS));
    expect(await standing(first)).toMatchObject({
      rating: 1418,
      peak: 1520,
      wins: 1,
      losses: 0,
      draws: 1,
      ranked: true,
      last_played_at: new Date(NOON.getTime() + HOUR_MS),
    });
    expect(await standing(second)).toMatchObject({ rating: 1482, peak: 1500, wins: 0, losses: 1, draws: 1 });
    expect(await faults(client)).toEqual([]);
  });

  test('gets back what it had when its matches are undone, decided again and undone again', async () => {
    const { season, standings } = await openSeason(client, 2);
    const [first = '', second = ''] = standings;
    await play(client, { id: 1, first, second, result: 'win', at: NOON });
    await play(client, { id: 2, first, second, result: 'loss', at: new Date(NOON.getTime() + HOUR_MS) });
    await undo(client, season, 2, new Date(NOON.getTime() + DAY_MS));
    expect(await standing(first)).toMatchObject({ rating: 1520, wins: 1, losses: 0, last_played_at: NOON });
    await undo(client, season, 1, new Date(NOON.getTime() + DAY_MS));
    expect(await standing(first)).toMatchObject({
      rating: 1500,
      wins: 0,
      last_played_at: null,
      ranked: false,
    });
    expect(await faults(client)).toEqual([]);
    await play(client, { id: 1, first, second, result: 'draw', at: new Date(NOON.getTime() + DAY_MS) });
    expect(await standing(first)).toMatchObject({
      draws: 1,
      last_played_at: new Date(NOON.getTime() + DAY_MS),
      ranked: true,
    });
    await undo(client, season, 1, new Date(NOON.getTime() + DAY_MS));
    expect(await standing(first)).toMatchObject({ draws: 0, last_played_at: null, ranked: false });
    expect(await faults(client)).toEqual([]);
  });

  test('begins its peak anew with the first rating of a season', async () => {
    const { standings } = await openSeason(client, 1);
    const [id = ''] = standings;
    await client.query(
      `insert into ledger (standing_id, kind, before, delta, after, at) values ($1, 'season', 1500, -120, 1380, $2)`,
      [id, NOON],
    );
    expect(await standing(id)).toMatchObject({ rating: 1380, peak: 1380, ranked: false });
    await adjust(client, id, 10, NOON);
    expect(await standing(id)).toMatchObject({ rating: 1390, peak: 1390 });
    expect(await faults(client)).toEqual([]);
  });

  test.for(['rating = rating + 1', 'peak = 1', 'wins = wins + 1', 'last_played_at = now()'])(
    'cannot be changed past its ledger: %s',
    async (change) => {
      await openSeason(client, 1);
      await expect(client.query(`update standings set ${change}`)).rejects.toEqual(refusal(INTEGRITY));
    },
  );

  test('moves with its player, in open seasons only', async () => {
    const { standings } = await openSeason(client, 1);
    await client.query(`update players set country = 'SE'`);
    expect(await standing(standings[0])).toMatchObject({ country: 'SE' });
    await client.query('update seasons set closed_at = now() where closed_at is null');
    await client.query(`update players set country = 'NO'`);
    expect(await standing(standings[0])).toMatchObject({ country: 'SE' });
    expect(await faults(client)).toEqual([]);
  });
});

describe('the ledger refuses', () => {
  test('a row that does not begin at the rating, so that of two changes from one rating one counts', async () => {
    const { standings } = await openSeason(client, 1);
    const row = `insert into ledger (standing_id, kind, before, delta, after) values (${standings[0]}, 'adjustment', 1500, 5, 1505)`;
    await client.query(row);
    await expect(client.query(row)).rejects.toEqual(refusal(SERIALIZATION));
  });

  test('a second row of one statement that does not begin where the first ended', async () => {
    const { standings } = await openSeason(client, 1);
    const rows = (before: number) => `insert into ledger (standing_id, kind, before, delta, after)
      values (${standings[0]}, 'adjustment', 1500, 5, 1505), (${standings[0]}, 'adjustment', ${before}, 1, ${before + 1})`;
    await expect(client.query(rows(1500))).rejects.toEqual(refusal(SERIALIZATION));
    await client.query(rows(1505));
    expect(await standing(standings[0])).toMatchObject({ rating: 1506 });
  });

  test('a match that makes points, and one that there is not', async () => {
    const { season, standings } = await openSeason(client, 2);
    const [first = '', second = ''] = standings;
    await play(client, { id: 1, first, second, result: 'win', at: NOON });
    const points = (match: number, lost: number) =>
      client.query(
        `insert into ledger (standing_id, match_id, kind, result, before, delta, after)
         values ($1, $3, 'match', 'win', 1520, 20, 1540), ($2, $3, 'match', 'loss', 1480, -$4::int, 1480 - $4::int)`,
        [first, second, match, lost],
      );
    await expect(points(matchId(season, 1), 19)).rejects.toEqual(refusal(INTEGRITY));
    await expect(points(matchId(season, 2), 20)).rejects.toEqual(refusal('23503'));
  });

  test('a sum that is wrong, a match without a result, a result without a match', async () => {
    const { standings } = await openSeason(client, 1);
    for (const values of [
      `'adjustment', null, null, 1500, 5, 1506`,
      `'match', 1, null, 1500, 0, 1500`,
      `'adjustment', null, 'win', 1500, 0, 1500`,
      `'gift', null, null, 1500, 5, 1505`,
    ]) {
      await expect(
        client.query(
          `insert into ledger (standing_id, kind, match_id, result, before, delta, after) values (${standings[0]}, ${values})`,
        ),
      ).rejects.toEqual(refusal('23514'));
    }
  });

  test('a rating below zero', async () => {
    const { standings } = await openSeason(client, 1);
    await expect(adjust(client, standings[0] ?? '', -1501, NOON)).rejects.toEqual(refusal('23514'));
  });

  test('a closed season', async () => {
    const { standings } = await openSeason(client, 1);
    await client.query('update seasons set closed_at = now() where closed_at is null');
    await expect(adjust(client, standings[0] ?? '', 5, NOON)).rejects.toEqual(refusal(INTEGRITY));
  });

  test('to be rewritten', async () => {
    await expect(client.query('update ledger set delta = 0')).rejects.toEqual(refusal(INTEGRITY));
    await expect(client.query('delete from ledger')).rejects.toEqual(refusal(INTEGRITY));
  });
});

test('two seasons of one game are not open at once', async () => {
  const { season } = await openSeason(client, 0);
  const another = `insert into seasons (game, slug, name, starts_at, ends_at, start_rating, ranked_days)
    select game, game || '-another', name, starts_at, ends_at, start_rating, ranked_days from seasons where id = ${season}`;
  await expect(client.query(another)).rejects.toEqual(refusal('23505'));
  await client.query('update seasons set closed_at = now() where closed_at is null');
  await client.query(another);
});

test('who has not played for too long loses the rank, and gets it back by playing', async () => {
  const { standings } = await openSeason(client, 4);
  const [a = '', b = '', c = '', d = ''] = standings;
  await play(client, { id: 1, first: a, second: b, result: 'win', at: NOON });
  await play(client, { id: 2, first: c, second: d, result: 'win', at: new Date(NOON.getTime() + 1) });
  const fortnight = new Date(NOON.getTime() + 14 * DAY_MS);
  const unrank = async (at: Date, most = 100) =>
    (await client.query('select unrank_idle($1, $2) as taken', [at, most])).rows[0].taken;
  expect(await unrank(fortnight)).toBe(0);
  const later = new Date(fortnight.getTime() + 1);
  expect(await unrank(later, 1)).toBe(1);
  expect(await unrank(later)).toBe(1);
  expect(await unrank(later)).toBe(0);
  expect([await standing(a), await standing(c)]).toMatchObject([{ ranked: false }, { ranked: true }]);
  expect(await faults(client)).toEqual([]);
  // An adjustment is no game.
  await adjust(client, a, 5, later);
  expect(await standing(a)).toMatchObject({ ranked: false });
  await play(client, { id: 3, first: a, second: c, result: 'loss', at: later });
  expect(await standing(a)).toMatchObject({ ranked: true });
  expect(await faults(client)).toEqual([]);
});

test('whatever happens in whatever order, nothing contradicts the ledger', async () => {
  const PLAYERS = 8;
  const { season, standings } = await openSeason(client, PLAYERS);
  const index = fc.nat(PLAYERS - 1);
  const step = fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        kind: fc.constant('play' as const),
        first: index,
        gap: fc.integer({ min: 1, max: PLAYERS - 1 }),
        result: fc.constantFrom<Result>('win', 'draw', 'loss'),
      }),
    },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('undo' as const), back: fc.nat(10) }) },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('adjust' as const),
        first: index,
        delta: fc.integer({ min: -300, max: 300 }),
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('unrank' as const) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('remove' as const) }) },
  );
  let match = 0;
  let hours = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(step, fc.nat(60)), { minLength: 5, maxLength: 40 }), async (steps) => {
      for (const [now, pause] of steps) {
        hours += pause;
        const at = new Date(NOON.getTime() + hours * HOUR_MS);
        if (now.kind === 'play') {
          const [first = '', second = ''] = [
            standings[now.first],
            standings[(now.first + now.gap) % PLAYERS],
          ];
          match += 1;
          await play(client, { id: match, first, second, result: now.result, at });
        } else if (now.kind === 'undo') {
          await undo(client, season, Math.max(1, match - now.back), at).catch(belowZero);
        } else if (now.kind === 'adjust') {
          await adjust(client, standings[now.first] ?? '', now.delta, at).catch(belowZero);
        } else if (now.kind === 'unrank') {
          await client.query('select unrank_idle($1)', [at]);
        } else {
          // Leaves of the tree must survive the removal of standings as well; rolled back, the ledger is not.
          await client.query('begin');
          await client.query('alter table ledger disable trigger user');
          await client.query('delete from ledger where standing_id = $1', [standings[0]]);
          await client.query('delete from match_players where standing_id = $1', [standings[0]]);
          await client.query('delete from standings where id = $1', [standings[0]]);
          const counted = (await faults(client)).filter((fault) => fault.startsWith('standing_counts'));
          await client.query('rollback');
          expect(counted).toEqual([]);
        }
      }
      expect(await faults(client)).toEqual([]);
    }),
    draws(12),
  );
});

function belowZero(error: { code?: string }): void {
  expect(error.code).toBe('23514');
}

test('changes at the same time neither lock each other out nor lose anything', async () => {
  const { standings } = await openSeason(client, 6);
  const PER_CLIENT = 40;
  const clients = await Promise.all(
    Array.from({ length: 6 }, async () => {
      const each = new Client(database.url);
      await each.connect();
      return each;
    }),
  );
  let refused = 0;
  await Promise.all(
    clients.map(async (each, number) => {
      for (let round = 0; round < PER_CLIENT; round++) {
        const [first = '', second = ''] = [
          standings[(number + round) % 6],
          standings[(number + round * 2 + 1) % 6],
        ];
        if (first === second) continue;
        try {
          await play(each, { id: number * 1000 + round, first, second, result: 'win', at: NOON });
        } catch (error) {
          // Another match changed the rating between reading and writing: the caller would try again.
          expect(error).toEqual(refusal(SERIALIZATION));
          refused += 1;
        }
      }
    }),
  );
  await Promise.all(clients.map((each) => each.end()));
  const { rows } = await client.query('select count(*)::int as rows from ledger');
  expect(rows[0].rows).toBeGreaterThan(0);
  expect(refused).toBeGreaterThan(0);
  expect(await faults(client)).toEqual([]);
});

test('a change that was overtaken is refused, even when it finds the rating it began with', async () => {
  const { standings } = await openSeason(client, 1);
  const [id = ''] = standings;
  const slow = new Client(database.url);
  await slow.connect();
  const { rows } = await slow.query('select pg_backend_pid() as pid');
  await client.query('begin');
  await client.query('select from standings where id = $1 for update', [id]);
  // Has its id in the ledger by now, and waits for the standing.
  const overtaken = slow.query(
    `insert into ledger (standing_id, kind, before, delta, after) values ($1, 'adjustment', 1500, 7, 1507)`,
    [id],
  );
  const outcome = overtaken.then(
    () => 'applied',
    (error: { code?: string }) => error.code,
  );
  await expect
    .poll(async () => {
      const waiting = await client.query('select cardinality(pg_blocking_pids($1)) as by', [rows[0].pid]);
      return waiting.rows[0].by;
    })
    .toBe(1);
  await adjust(client, id, 5, NOON);
  await adjust(client, id, -5, NOON);
  await client.query('commit');
  expect(await outcome).toBe(SERIALIZATION);
  await slow.end();
  expect(await faults(client)).toEqual([]);
});

test('faults are found', async () => {
  const { standings, players } = await openSeason(client, 4);
  const [first = '', second = ''] = standings;
  await play(client, { id: 1, first, second, result: 'win', at: NOON });
  const damaged = async (...damage: string[]) => {
    await client.query('begin');
    for (const table of ['ledger', 'standings', 'players']) {
      await client.query(`alter table ${table} disable trigger user`);
    }
    for (const statement of damage) await client.query(statement);
    const found = await faults(client);
    await client.query('rollback');
    return [...new Set(found.map((fault) => fault.split(' ')[0]))].sort();
  };
  const mend = 'select recount_standings()';
  expect(await damaged()).toEqual([]);
  expect(await damaged(`update standings set rating = rating + 1 where id = ${first}`, mend)).toEqual([
    'standing',
  ]);
  expect(await damaged(`update standings set wins = wins + 1 where id = ${first}`)).toEqual(['standing']);
  expect(await damaged(`update standings set peak = peak + 1 where id = ${first}`)).toEqual(['standing']);
  expect(
    await damaged(
      `update standings set last_played_at = last_played_at - interval '1 ms' where id = ${first}`,
      mend,
    ),
  ).toEqual(['standing']);
  expect(await damaged(`update standings set ranked = false where id = ${first}`)).toEqual([
    'standing_counts',
  ]);
  expect(await damaged('update standing_counts set ranked = ranked + 1 where level = 1')).toEqual([
    'standing_counts',
  ]);
  expect(await damaged('delete from standing_counts where level = 0')).toEqual(['standing_counts']);
  expect(await damaged(`update players set country = 'SE' where id = ${players[0]}`)).toEqual(['standing']);
  expect(
    await damaged(
      `update ledger set delta = delta + 1, after = after + 1 where standing_id = ${first}`,
      `update standings set rating = rating + 1, peak = peak + 1 where id = ${first}`,
      mend,
    ),
  ).toEqual(['match']);
  expect(
    await damaged(`update ledger set before = before - 1, after = after - 1 where standing_id = ${first}`),
  ).toEqual(['ledger', 'standing']);
});
