// Opening a season carries the ratings of the one before over, those of a large ladder in steps of the clock: what is
// written is what the ledger's own triggers would have made of it, and who moves, queues or is looked after by staff at
// that moment is not missed.
import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openingRating } from '../../src/ladder/season.ts';
import { createDatabase, type TestDatabase } from '../database.ts';
import { untilWaiting } from '../lock-waits.ts';
import { adjust, faults, NOON, type OpenSeason, openSeason } from './ledger-fixture.ts';

const RATINGS = [1500, 1700, 1300, 1501, 1499, 0, 1502, 2345];
/** The first is the start value, and what is a point away from it becomes it. */
const CARRIED = RATINGS.length - 3;

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

let before: OpenSeason;
let game: string;
beforeEach(async () => {
  before = await openSeason(client, RATINGS.length);
  for (const [index, rating] of RATINGS.entries()) {
    if (rating !== 1500) await adjust(client, before.standings[index] ?? '', rating - 1500, NOON);
  }
  const { rows } = await client.query<{ game: string }>(
    'update seasons set closed_at = $2 where id = $1 returning game',
    [before.season, NOON],
  );
  game = rows[0]?.game ?? '';
});
afterEach(async () => {
  await Promise.all([client.query('rollback'), other.query('rollback')]);
  expect(await faults(client)).toEqual([]);
});

/** As /admin confirms it. */
async function open(by: Client): Promise<number> {
  const name = randomUUID();
  const settings = {
    game,
    name,
    slug: name,
    days: 30,
    startRating: 1500,
    rankedDays: 14,
    drawnPercent: 50,
    maps: [],
  };
  const { rows } = await by.query<{ season_id: number; standings: number }>(
    'select season_id, standings from staff_season_open(1, $1, true, $2)',
    [JSON.stringify(settings), NOON],
  );
  expect(rows[0]?.standings).toBe(CARRIED);
  return rows[0]?.season_id ?? 0;
}

async function countries(season: number): Promise<Readonly<Record<string, string>>> {
  const { rows } = await client.query<{ player_id: string; country: string }>(
    'select player_id, country from standings where season_id = $1',
    [season],
  );
  return Object.fromEntries(rows.map(({ player_id, country }) => [player_id, country]));
}

test('every rating that is not the start value is carried over, drawn towards it, as a row of the ledger', async () => {
  const season = await open(client);
  const { rows } = await client.query(
    `select standing.player_id, standing.rating, standing.peak, standing.country = player.country as at_home,
       standing.wins + standing.losses + standing.draws as games, standing.last_played_at, standing.ranked,
       row.kind, row.before, row.after
     from standings standing
     join players player on player.id = standing.player_id
     join ledger row on row.standing_id = standing.id
     where standing.season_id = $1 order by standing.id`,
    [season],
  );
  const unmoved = {
    at_home: true,
    games: 0,
    last_played_at: null,
    ranked: false,
    kind: 'season',
    before: 1500,
  };
  const carried = RATINGS.flatMap((rating, index) => {
    const opening = openingRating(rating, 1500, 50);
    return opening === 1500
      ? []
      : [{ player_id: before.players[index], rating: opening, peak: opening, after: opening, ...unmoved }];
  });
  expect(rows).toEqual(carried);
});

test('whoever has no rating to carry over begins as always; nothing else is written as it is given', async () => {
  await client.query('begin');
  const season = await open(client);
  // In the same transaction: what let the ratings through ended with its call.
  const { rows } = await client.query<{ id: string; rating: number }>(
    `insert into standings (season_id, player_id, faction, rating) values ($1, $2, 'bw-zerg', 9000)
     returning id, rating`,
    [season, before.players[0]],
  );
  expect(rows[0]?.rating).toBe(1500);
  await adjust(client, rows[0]?.id ?? '', 25, NOON);
  const { rows: moved } = await client.query('select rating from standings where id = $1', [rows[0]?.id]);
  expect(moved).toEqual([{ rating: 1525 }]);
  await client.query('commit');
});

const moves = 'update players set country = $2 where id = $1';

test('who moves just before is waited for: his standing has the new country', async () => {
  const [, mover = ''] = before.players;
  await client.query('begin');
  await client.query(moves, [mover, 'SE']);
  const opening = open(other);
  await untilWaiting(watcher);
  await client.query('commit');
  expect((await countries(await opening))[mover]).toBe('SE');
});

test('who moves just afterwards waits, and finds the standing that has come meanwhile', async () => {
  const [, mover = ''] = before.players;
  await other.query('begin');
  const season = await open(other);
  const moving = client.query(moves, [mover, 'SE']);
  await untilWaiting(watcher);
  await other.query('commit');
  await moving;
  expect((await countries(season))[mover]).toBe('SE');
});

describe('of a large ladder', () => {
  /** As it is opened, but that nobody has his ratings yet. */
  async function opened(): Promise<number> {
    const { rows } = await client.query<{ id: number }>(
      `insert into seasons (game, slug, name, starts_at, ends_at, start_rating, ranked_days, carries_from, carries_drawn)
       select game, slug || '-next', name, $2, $2::timestamptz + interval '30 days', 1500, 14, id, 50
       from seasons where id = $1 returning id`,
      [before.season, NOON],
    );
    return rows[0]?.id ?? 0;
  }

  async function carried(season: number): Promise<Readonly<Record<string, number>>> {
    const { rows } = await client.query<{ player_id: string; rating: number }>(
      `select player_id, ledger.after as rating from standings
       join ledger on standing_id = standings.id and kind = 'season' where season_id = $1`,
      [season],
    );
    return Object.fromEntries(rows.map(({ player_id, rating }) => [player_id, rating]));
  }

  async function isComplete(season: number): Promise<boolean> {
    const { rowCount } = await client.query('select from seasons where id = $1 and carries_from is null', [
      season,
    ]);
    return rowCount === 1;
  }

  async function opensNext(really: boolean) {
    const { rows } = await client.query<{ id: number | null; refusal: string | null; standings: number }>(
      `select act.season_id as id, act.refusal, act.standings from staff_season_open(1, $1, $2, $3) act`,
      [
        JSON.stringify({
          game,
          name: 'x',
          slug: randomUUID(),
          days: 9,
          startRating: 1500,
          rankedDays: 14,
          drawnPercent: 0,
          maps: [],
        }),
        really,
        NOON,
      ],
    );
    return rows[0];
  }

  const expected = () =>
    Object.fromEntries(
      RATINGS.map(
        (rating, index) => [before.players[index], openingRating(rating, 1500, 50)] as const,
      ).filter(([, rating]) => rating !== 1500),
    );

  test('each tick of the clock carries some over, until all are there, and the clock comes again until then', async () => {
    const season = await opened();
    let steps = 0;
    while (!(await isComplete(season))) {
      const { rows } = await client.query(`select ladder_next_due(30) <= now() as due`);
      expect(rows).toEqual([{ due: true }]);
      const there = Object.keys(await carried(season)).length;
      await client.query('select seasons_carry_on(2)');
      expect(Object.keys(await carried(season)).length - there).toBeLessThanOrEqual(2);
      steps += 1;
    }
    expect(steps).toBe(Math.ceil(CARRIED / 2));
    expect(await carried(season)).toEqual(expected());
    const { rows } = await client.query('select next_due from ladder_tick($1, 30)', [NOON]);
    expect(rows[0]?.next_due === null || rows[0]?.next_due > NOON).toBe(true);
  });

  test('a tick that finds the season held comes again later', async () => {
    const season = await opened();
    await other.query('begin');
    await other.query('select from seasons where id = $1 for key share', [season]);
    await client.query('select seasons_carry_on()');
    expect(await carried(season)).toEqual({});
    await other.query('commit');
    await client.query('select seasons_carry_on()');
    expect(await carried(season)).toEqual(expected());
  });

  test('whoever queues meanwhile has his rating at once, and once', async () => {
    const season = await opened();
    const [, player = ''] = before.players;
    await client.query(
      `update players set name = 'p' || id, name_key = 'p' || id, country = 'DE', region = 'europe-west',
         terms_accepted_at = $2, setup_completed_at = $2, queue_factions = '{bw-zerg}' where id = $1`,
      [player, NOON],
    );
    const { rows } = await client.query(
      `select refusal from queue_join($1, $2, $3, '{bw-zerg}', '{}', '{bw}', 3, $3::timestamptz + interval '1 hour', 'de')`,
      [game, player, NOON],
    );
    expect(rows).toEqual([{ refusal: null }]);
    expect(await carried(season)).toEqual({ [player]: 1600 });
    await client.query('select seasons_carry_on()');
    expect(await carried(season)).toEqual(expected());
    expect(await isComplete(season)).toBe(true);
    await client.query('delete from places');
  });

  test('staff who change a rating meanwhile are shown the one that was carried over', async () => {
    const season = await opened();
    const [, player = ''] = before.players;
    const { rows: old } = await client.query('select faction from standings where player_id = $1', [player]);
    const adjusted = { game, player, faction: old[0]?.faction, mode: 'add', value: 7, reason: 'r' };
    const act = async (given: object, really: boolean) => {
      const { rows } = await client.query('select before, after, pinned from staff_adjust(1, $1, $2, $3)', [
        JSON.stringify(given),
        really,
        NOON,
      ]);
      return rows[0];
    };
    const shown = await act(adjusted, false);
    expect(shown).toMatchObject({ before: 1600, after: 1607 });
    await client.query('select seasons_carry_on()');
    expect(await act({ ...adjusted, ...shown.pinned }, true)).toMatchObject({ before: 1600, after: 1607 });
    expect(await carried(season)).toEqual(expected());
  });

  test('a season that is closed before it had all of them hands them on all the same', async () => {
    const season = await opened();
    await client.query('select seasons_carry_on(2)');
    await client.query('update seasons set closed_at = $2 where id = $1', [season, NOON]);
    const next = await opensNext(true);
    expect(await carried(next?.id ?? 0)).toEqual(expected());
    expect(next?.standings).toBe(Object.keys(expected()).length);
  });

  test('one that still lacks more than a statement should write hands on nothing yet', async () => {
    const season = await opened();
    await client.query('update seasons set closed_at = $2 where id = $1', [season, NOON]);
    const crowd = async (players: number) => {
      await client.query('update seasons set closed_at = null where id = $1', [before.season]);
      await client.query(
        `with made as (
           insert into players (id) select (select max(id) from players) + n from generate_series(1, $2::int) n returning id
         ), born as (
           insert into standings (season_id, player_id, faction) select $1, id, 'bw-zerg' from made returning id, rating
         )
         insert into ledger (standing_id, kind, before, delta, after) select id, 'adjustment', rating, 200, rating + 200 from born`,
        [before.season, players],
      );
      await client.query('update seasons set closed_at = $2 where id = $1', [before.season, NOON]);
    };
    await crowd(5_000 - CARRIED);
    expect(await opensNext(false)).toMatchObject({ refusal: null });
    await crowd(1);
    for (const really of [false, true]) {
      expect(await opensNext(really)).toMatchObject({ refusal: 'season-carries', id: null });
    }
    await client.query('select seasons_carry_on()');
    expect(await opensNext(true)).toMatchObject({ refusal: null, standings: 5_001 });
  });
});
