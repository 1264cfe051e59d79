// A wave's pairings, written in one statement: all of them or those that still stand, whoever leaves, is listed twice or
// has changed his mind meanwhile.
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Result } from '../../src/ladder/rating.ts';
import { type ConnectedDatabase, connectedDatabase } from '../database.ts';
import { ladderFaults } from '../ladder-faults.ts';
import {
  act,
  game,
  NOON,
  newMatch,
  openWorld,
  type Pair,
  pair,
  runOut,
  settle,
  type World,
  waits,
  writeWave,
} from './match-world.ts';

let database: ConnectedDatabase;
let client: Client;
beforeAll(async () => {
  database = await connectedDatabase();
  ({ client } = database);
});
afterAll(() => database.drop());

const WAVE = new Date(NOON.getTime() + game.queue.waveSeconds * 1000);

/** Everybody waits, by turns with a faction of either side. */
async function hall(players: number): Promise<World> {
  const world = await openWorld(client, players);
  await client.query(
    `insert into places (player_id, season_id, factions, vetoes, joined_at, ends_at)
     select id, $2, case turn % 2 when 1 then '{bw-zerg}'::text[] else '{sc2-zerg}' end, '{}', $3, $3::timestamptz + interval '1 hour'
     from unnest($1::bigint[]) with ordinality as waiting (id, turn)`,
    [world.players, world.season, NOON],
  );
  return world;
}

function neighbours({ players }: World): readonly Pair[] {
  return Array.from({ length: players.length / 2 }, (_, turn) => of(players, 2 * turn, 2 * turn + 1));
}

function of(players: readonly string[], one: number, other: number): Pair {
  return pair(
    { player: players[one] ?? '', faction: 'bw-zerg' },
    { player: players[other] ?? '', faction: 'sc2-zerg' },
  );
}

/** Who has been paired, and who waits. */
async function seated({ players }: World): Promise<{ paired: string[]; waiting: string[] }> {
  const { rows } = await client.query<{ player: string; paired: boolean }>(
    `select place.player_id as player, place.match_id is not null as paired
     from places place where place.player_id = any($1) order by 1`,
    [players],
  );
  const ids = (wanted: boolean) => rows.filter(({ paired }) => paired === wanted).map(({ player }) => player);
  return { paired: ids(true), waiting: ids(false) };
}

async function expectWhole({ season }: World): Promise<void> {
  // Every match has two seats, one place for each, and is told to both.
  const { rows } = await client.query(
    `select match.id from matches match
     where match.season_id = $1 and not (
       (select count(*) from match_players seat where seat.match_id = match.id) = 2
       and (select count(*) from places place where place.match_id = match.id) = 2
       and (select count(*) from outbox said where said.match_id = match.id and said.kind = 'match') = 2
     )`,
    [season],
  );
  expect(rows).toEqual([]);
}

test('five hundred pairings in one statement', async () => {
  const world = await hall(1000);
  expect(await writeWave(client, world, neighbours(world), WAVE)).toBe(500);
  expect(await seated(world)).toEqual({ paired: world.players, waiting: [] });
  await expectWhole(world);
  const { rows } = await client.query(
    `select count(distinct match.id)::int as matches, min(deadline) as least, max(deadline) as most,
       bool_and(seat.rating = $2 and seat.win = 20 and seat.draw = 0 and seat.loss = -20) as stakes
     from matches match join match_players seat on seat.match_id = match.id where season_id = $1`,
    [world.season, game.rating.start],
  );
  const deadline = new Date(WAVE.getTime() + game.match.acceptSeconds * 1000);
  expect(rows).toEqual([{ matches: 500, least: deadline, most: deadline, stakes: true }]);
  // Written again it finds nobody.
  expect(await writeWave(client, world, neighbours(world), WAVE)).toBe(0);
  expect(await ladderFaults(client)).toEqual([]);
});

test('who has left and joined anew while the wave was made waits for the next one', async () => {
  const world = await hall(4);
  const anew = new Date(WAVE.getTime() + 1);
  await client.query('update places set joined_at = $2 where player_id = $1', [world.players[1], anew]);
  expect(await writeWave(client, world, neighbours(world), WAVE)).toBe(1);
  const [one, other, third, fourth] = world.players;
  expect(await seated(world)).toEqual({ paired: [third, fourth], waiting: [one, other] });
});

test('who has left meanwhile takes his opponent out of the wave, and nobody else', async () => {
  const world = await hall(6);
  await client.query('delete from places where player_id = $1', [world.players[2]]);
  expect(await writeWave(client, world, neighbours(world), WAVE)).toBe(2);
  const [one, other, , left, third, fourth] = world.players;
  expect(await seated(world)).toEqual({ paired: [one, other, third, fourth], waiting: [left] });
  await expectWhole(world);
});

test('who is in several pairings is in the first of them', async () => {
  const world = await hall(6);
  const { players } = world;
  const pairs = [
    of(players, 0, 1),
    of(players, 2, 1),
    of(players, 0, 3),
    of(players, 4, 4),
    of(players, 2, 5),
  ];
  expect(await writeWave(client, world, pairs, WAVE)).toBe(1);
  expect((await seated(world)).paired).toEqual([players[0], players[1]]);
  await expectWhole(world);
});

test('who wants another faction by now, or not that map, is left out', async () => {
  const world = await hall(8);
  await client.query(`update places set factions = '{bw-terran}' where player_id = $1`, [world.players[0]]);
  await client.query(`update places set vetoes = '{retro}' where player_id = $1`, [world.players[3]]);
  await client.query(`update places set factions = '{bw-terran,bw-zerg}' where player_id = $1`, [
    world.players[4],
  ]);
  expect(await writeWave(client, world, neighbours(world), WAVE)).toBe(2);
  expect((await seated(world)).paired).toEqual(world.players.slice(4));
  await expectWhole(world);
});

test('where no maps are played, vetoes keep nobody out', async () => {
  const world = await hall(2);
  await client.query(`update places set vetoes = '{retro}' where player_id = any($1)`, [world.players]);
  const pairs = neighbours(world).map((one) => ({ ...one, map: null }));
  expect(await writeWave(client, world, pairs, WAVE)).toBe(1);
});

test('who waits in another match, or in a season before, is left out', async () => {
  const world = await hall(4);
  const other = await openWorld(client, 2);
  const [stranger = ''] = other.players;
  await waits(client, other, stranger, ['sc2-zerg'], NOON);
  expect(await writeWave(client, world, neighbours(world).slice(0, 1), WAVE)).toBe(1);
  const { players } = world;
  const pairs = [of(players, 0, 3), of([...players, stranger], 2, 4)];
  expect(await writeWave(client, world, pairs, WAVE)).toBe(0);
  expect((await seated(world)).waiting).toEqual([players[2], players[3]]);
});

describe('whom somebody has just met', () => {
  const { rematchMinutes } = game.queue;
  const later = (minutes: number) => new Date(NOON.getTime() + minutes * 60_000);

  /** As the clock reads it for a wave so many minutes after noon: the opponents' ids, and the minute of each. */
  async function recent(world: World, minutes: number): Promise<Readonly<Record<string, string | null>>> {
    for (const player of world.players) {
      await client.query('delete from places where player_id = $1', [player]);
      await waits(client, world, player, ['bw-zerg'], NOON);
    }
    const { rows } = await client.query<{ player_id: string; recent: string | null }>(
      'select player_id, recent from wave_entries($1, $2, $3)',
      [world.game, later(minutes), later(minutes - rematchMinutes)],
    );
    const named = ({ player_id, recent: met }: (typeof rows)[number]) => {
      const [who = '', at = ''] = (met ?? '').split('@');
      return [player_id, met === null ? null : `${who} ${(Number(at) - NOON.getTime()) / 60_000}`];
    };
    return Object.fromEntries(rows.map(named));
  }

  async function met(end: (match: string, one: string, other: string) => Promise<unknown>, live = true) {
    const world = await openWorld(client, 3);
    const [one = '', other = '', third = ''] = world.players;
    const pairing = pair({ player: one, faction: 'bw-zerg' }, { player: other, faction: 'sc2-zerg' });
    const match = await newMatch(client, world, pairing, NOON, { live });
    await end(match, one, other);
    return {
      world,
      both: (minute: number) => ({ [one]: `${other} ${minute}`, [other]: `${one} ${minute}`, [third]: null }),
      nobody: { [one]: null, [other]: null, [third]: null },
    };
  }

  const report = (match: string, player: string, result: Result, minutes: number) =>
    act(client, match, player, 'report', later(minutes), { result });
  const disputed = async (match: string, one: string, other: string) => {
    await report(match, one, 'win', 20);
    await report(match, other, 'win', 30);
  };

  test.each<[string, (match: string, one: string, other: string) => Promise<unknown>]>([
    [
      'decided by two reports',
      async (match, one, other) => {
        await report(match, one, 'win', 20);
        await report(match, other, 'loss', 30);
      },
    ],
    ['disputed', disputed],
    [
      'disputed, and settled by staff since',
      async (match, one, other) => {
        await disputed(match, one, other);
        await settle(client, match, 'settle', later(35), { winner: 'first' });
      },
    ],
    [
      'disputed, and voided by staff since',
      async (match, one, other) => {
        await disputed(match, one, other);
        await settle(client, match, 'void', later(35));
      },
    ],
    [
      'decided, and undone by staff since',
      async (match, one, other) => {
        await report(match, one, 'win', 20);
        await report(match, other, 'loss', 30);
        await settle(client, match, 'undo', later(35));
      },
    ],
    ['voided by staff while it was played', (match) => settle(client, match, 'void', later(30))],
    ['aborted', (match, one) => act(client, match, one, 'abort', later(30))],
  ])('%s: by when it was played', async (_, end) => {
    const { world, both, nobody } = await met(end);
    expect(await recent(world, 36)).toEqual(both(30));
    // Whatever staff have done to it since: it is played as long ago as it is.
    expect(await recent(world, 30 + rematchMinutes)).toEqual(nobody);
  });

  test('declined, though it was never played', async () => {
    const { world, both, nobody } = await met(
      (match, one) => act(client, match, one, 'decline', NOON),
      false,
    );
    expect(await recent(world, 1)).toEqual(both(0));
    expect(await recent(world, rematchMinutes)).toEqual(nobody);
  });

  test.each<[string, boolean, (match: string) => Promise<unknown>]>([
    ['not accepted in time', false, () => runOut(client, later(2))],
    ['voided before it began', false, (match) => settle(client, match, 'void', NOON)],
    ['nothing reported by its deadline', true, () => runOut(client, later(game.match.reportMinutes))],
  ])('not one that never was: %s', async (_, live, end) => {
    const { world, nobody } = await met(end, live);
    expect(await recent(world, live ? game.match.reportMinutes + 1 : 3)).toEqual(nobody);
  });
});

test('a season closed meanwhile gets no matches; a wave on its way keeps it open until it is written', async () => {
  const world = await hall(2);
  const closing = new Client(database.url);
  await closing.connect();
  try {
    await client.query('begin');
    expect(await writeWave(client, world, neighbours(world), WAVE)).toBe(1);
    const close = closing.query<{ refusal: string | null; refusal_count: number | null }>(
      `select refusal, refusal_count from staff_season_close(999, $1, true, $2)`,
      [JSON.stringify({ game: world.game, voidOpen: false, season: world.season }), WAVE],
    );
    await new Promise((resolve) => setTimeout(resolve, 50));
    await client.query('commit');
    // It has waited for the wave, and finds its match.
    expect((await close).rows).toEqual([{ refusal: 'matches-open', refusal_count: 1 }]);

    await closing.query(`select staff_season_close(999, $1, true, $2)`, [
      JSON.stringify({ game: world.game, voidOpen: true, season: world.season }),
      WAVE,
    ]);
    expect(await writeWave(client, world, neighbours(world), WAVE)).toBe(0);
    expect(await seated(world)).toEqual({ paired: [], waiting: [] });
  } finally {
    await closing.end();
  }
  expect(await ladderFaults(client)).toEqual([]);
});
