// What is left of a match that staff take back: the ratings are those of the matches that still count, and so is the
// highest of them; points only change hands, and nobody has less than none.
import type { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ConnectedDatabase, connectedDatabase } from '../database.ts';
import { ladderFaults } from '../ladder-faults.ts';
import { act, NOON, newMatch, openWorld, pair, settle, type World } from './match-world.ts';

let database: ConnectedDatabase;
let client: Client;
beforeAll(async () => {
  database = await connectedDatabase();
  ({ client } = database);
});
afterAll(() => database.drop());

const HOUR_MS = 3_600_000;
const hours = (count: number) => new Date(NOON.getTime() + count * HOUR_MS);

async function standings({ season }: World) {
  const { rows } = await client.query<{ rating: number; peak: number }>(
    'select rating, peak from standings where season_id = $1 order by player_id, faction',
    [season],
  );
  return rows.map(({ rating, peak }) => [rating, peak]);
}

/** The first beats the second; gives the match. */
async function won({ players, ...world }: World, at: Date): Promise<string> {
  const [first = '', second = ''] = players;
  const { rows } = await client.query<{ rating: number }>(
    'select rating from standings where season_id = $1 order by player_id',
    [world.season],
  );
  const seat = (player: string, faction: string, turn: 0 | 1) => {
    const rating = rows[turn]?.rating;
    return { player, faction, ...(rating !== undefined && { rating }) };
  };
  const pairing = pair(seat(first, 'bw-zerg', 0), seat(second, 'sc2-zerg', 1));
  const match = await newMatch(client, { players, ...world }, pairing, at, { live: true });
  await act(client, match, first, 'report', at, { result: 'win' });
  await act(client, match, second, 'report', at, { result: 'loss' });
  return match;
}

async function adjust({ season, players }: World, turn: 0 | 1, to: number, at: Date): Promise<void> {
  await client.query(
    `insert into ledger (standing_id, kind, before, delta, after, at)
     select id, 'adjustment', rating, $3 - rating, $3, $4 from standings where season_id = $1 and player_id = $2`,
    [season, players[turn], to, at],
  );
}

test('a rating that was reached by a match since undone is no peak, nor is what was reached on top of it', async () => {
  const world = await openWorld(client, 2);
  const first = await won(world, hours(0));
  const second = await won(world, hours(1));
  expect(await standings(world)).toEqual([
    [1538, 1538],
    [1462, 1500],
  ]);
  await settle(client, first, 'undo', hours(2));
  expect(await standings(world)).toEqual([
    [1518, 1518],
    [1482, 1500],
  ]);
  await settle(client, second, 'undo', hours(3));
  expect(await standings(world)).toEqual([
    [1500, 1500],
    [1500, 1500],
  ]);
  // Given back by staff, it counts again, and so does what it lifts him to.
  await settle(client, first, 'settle', hours(4), { winner: 'second' });
  await won(world, hours(5));
  expect(await standings(world)).toEqual([
    [1502, 1502],
    [1498, 1520],
  ]);
  expect(await ladderFaults(client)).toEqual([]);
});

test('what staff have given, and what a season began with, stays of a peak', async () => {
  const world = await openWorld(client, 2);
  const first = await won(world, hours(0));
  await adjust(world, 0, 1700, hours(1));
  await adjust(world, 0, 1510, hours(2));
  await settle(client, first, 'undo', hours(3));
  // Without the twenty that were not his.
  expect((await standings(world))[0]).toEqual([1490, 1680]);

  const carried = await openWorld(client, 2);
  const pairing = pair(
    { player: carried.players[0] ?? '', faction: 'bw-zerg' },
    { player: carried.players[1] ?? '', faction: 'sc2-zerg' },
  );
  const match = await newMatch(client, carried, pairing, hours(0));
  await client.query(
    `insert into ledger (standing_id, kind, before, delta, after, at)
     select id, 'season', rating, -120, rating - 120, $2 from standings where season_id = $1 order by id`,
    [carried.season, hours(0)],
  );
  for (const player of carried.players) await act(client, match, player, 'accept', hours(0));
  await settle(client, match, 'settle', hours(1), { winner: 'first' });
  expect(await standings(carried)).toEqual([
    [1400, 1400],
    [1360, 1380],
  ]);
  await settle(client, match, 'undo', hours(2));
  expect(await standings(carried)).toEqual([
    [1380, 1380],
    [1380, 1380],
  ]);
  expect(await ladderFaults(client)).toEqual([]);
});

test('an undoing takes no more than there is, gives the other no more than that, and says how much', async () => {
  const world = await openWorld(client, 2);
  const match = await won(world, hours(0));
  await adjust(world, 0, 7, hours(1));
  await settle(client, match, 'undo', hours(2));
  // The other had lost twenty: thirteen of them are nowhere any more.
  expect(await standings(world)).toEqual([
    [0, 1500],
    [1487, 1500],
  ]);
  const { rows } = await client.query(
    `select distinct (details ->> 'first')::int as first from outbox where match_id = $1 and kind = 'undone'`,
    [match],
  );
  expect(rows).toEqual([{ first: -7 }]);
  // Decided once more and taken back, the ratings are where they were: nothing is taken twice.
  await settle(client, match, 'settle', hours(3), { winner: 'second' });
  expect((await standings(world)).map(([rating]) => rating)).toEqual([0, 1487]);
  await settle(client, match, 'undo', hours(4));
  expect((await standings(world)).map(([rating]) => rating)).toEqual([0, 1487]);
  expect(await ladderFaults(client)).toEqual([]);
});

test('of a match that is decided anew the last decision alone is a result', async () => {
  const world = await openWorld(client, 2);
  const forms = async () => {
    const { rows } = await client.query<{ form: string | null }>(
      'select standing_form(id, 5) as form from standings where season_id = $1 order by player_id',
      [world.season],
    );
    return rows.map(({ form }) => form);
  };
  const match = await won(world, hours(0));
  await won(world, hours(1));
  await settle(client, match, 'undo', hours(2));
  expect(await forms()).toEqual(['win', 'loss']);
  await settle(client, match, 'settle', hours(3), { winner: 'second' });
  expect(await forms()).toEqual(['loss win', 'win loss']);
  await settle(client, match, 'undo', hours(4));
  expect(await forms()).toEqual(['win', 'loss']);
});
