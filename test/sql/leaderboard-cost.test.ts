// No page of the leaderboard reads more than a page's worth, whatever its filters and however deep it lies: rows that
// PostgreSQL's plan really touched, counted by itself.
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seed } from '../../scripts/seed.ts';
import { games } from '../../src/games/index.ts';
import type { Anchor, LeaderboardFilters } from '../../src/ladder/leaderboard.ts';
import { leaderboardPage } from '../../src/sql/leaderboard.ts';
import { createDatabase, type TestDatabase } from '../database.ts';
import { rowsRead } from './plan-rows.ts';

const [game] = games;
const PLAYERS = 6_000;
/** 21 or 101 lines, of which each sixth fits the faction, and some for places and keys; a whole read is over 5,000. */
const MOST_ROWS = 1_200;

let database: TestDatabase;
let client: Client;
let keys: { at: string; rating: number; last_played_at: Date; id: string }[];

beforeAll(async () => {
  database = await createDatabase();
  await seed(database.url, { players: PLAYERS });
  client = new Client(database.url);
  await client.connect();
  await client.query('analyze');
  ({ rows: keys } = await client.query(
    `select 'first' as at, * from (select rating, last_played_at, id from standings where ranked
      order by rating desc, last_played_at desc, id desc limit 1) first
    union all select 'deep', * from (select rating, last_played_at, id from standings where ranked
      order by rating desc, last_played_at desc, id desc offset 3000 limit 1) deep`,
  ));
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

const either = [false, true];
const shapes = either.flatMap((faction) =>
  either.flatMap((rank) =>
    either.flatMap((country) => either.map((best) => ({ faction, rank, country, best }))),
  ),
);

describe.each(shapes)(
  'faction $faction, rank $rank, country $country, best $best',
  ({ faction, rank, country, best }) => {
    const wheres = ['top', 'below first', 'above first', 'below deep', 'above deep', 'player', 'place'];
    test.each([...wheres, 'top, long', 'below first, long', 'below deep, long'])(
      '%s',
      async (description) => {
        const [where = '', length] = description.split(', ');
        const filters: LeaderboardFilters = {
          faction: faction ? 'bw-zerg' : null,
          rank: rank ? 'C' : null,
          country: country ? 'KR' : null,
          bestOnly: best,
        };
        const [at, which] = where.split(' ');
        const key = keys.find((one) => one.at === which);
        const anchor: Anchor = key
          ? {
              at: at === 'above' ? 'above' : 'below',
              key: { rating: key.rating, lastPlayedAt: key.last_played_at, id: key.id },
            }
          : at === 'player'
            ? { at, playerId: '200000000000000002' }
            : at === 'place'
              ? { at, place: 3_000 }
              : { at: 'top' };
        const scope = { season: null, long: length === 'long' };
        expect(await rowsRead(client, leaderboardPage(game, filters, anchor, scope))).toBeLessThan(MOST_ROWS);
      },
    );
  },
);
