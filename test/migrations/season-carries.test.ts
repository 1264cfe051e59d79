// Opening a season carries the ratings of the one before over, all in one statement: what it writes is what the ledger's
// own triggers would have made of it, and who moves at that moment is not missed.
import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { openingRating } from '../../src/ladder/season.ts';
import { createDatabase, type TestDatabase } from '../database.ts';
import { until } from '../until.ts';
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

/** Somebody waits for a lock. */
function blocked(): Promise<unknown> {
  return until(async () => {
    const { rowCount } = await watcher.query(
      `select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
    );
    return rowCount !== 0;
  });
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
  await blocked();
  await client.query('commit');
  expect((await countries(await opening))[mover]).toBe('SE');
});

test('who moves just afterwards waits, and finds the standing that has come meanwhile', async () => {
  const [, mover = ''] = before.players;
  await other.query('begin');
  const season = await open(other);
  const moving = client.query(moves, [mover, 'SE']);
  await blocked();
  await other.query('commit');
  await moving;
  expect((await countries(season))[mover]).toBe('SE');
});
