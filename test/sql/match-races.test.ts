// Two at once, on connections of their own: whatever is done to a match at the same moment applies once, one of the
// two is told why his did not, and nobody ever waits in a circle.
import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../database.ts';
import { DRAWS } from '../draws.ts';
import { ladderFaults } from '../ladder-faults.ts';
import { untilWaiting } from '../lock-waits.ts';
import {
  type Answer,
  act,
  connections,
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

const ROUNDS = Math.ceil(6 * DRAWS);
const LATER = new Date(NOON.getTime() + 60_000);
const MUCH_LATER = new Date(NOON.getTime() + 3 * 3_600_000);

let database: TestDatabase;
let clients: readonly Client[];
let client: Client;
let world: World;
beforeAll(async () => {
  database = await createDatabase();
  clients = await connections(database.url, 26);
  client = clientAt(0);
  world = await openWorld(client, 60);
});
afterAll(async () => {
  await Promise.all(clients.map((one) => one.end()));
  await database.drop();
});

function clientAt(index: number): Client {
  const found = clients[index % clients.length];
  if (!found) throw new Error('no connection');
  return found;
}

let seated = 0;
/** Two who are in nothing yet, and their match. */
async function fresh({ live = true } = {}): Promise<{ id: string; pairing: Pair }> {
  const players = [seated, seated + 1].map((turn) => world.players[turn % world.players.length] ?? '');
  seated += 2;
  const pairing = pair(
    { player: players[0] ?? '', faction: 'bw-zerg' },
    { player: players[1] ?? '', faction: 'sc2-zerg' },
  );
  return { id: await newMatch(client, world, pairing, NOON, { live, ownPlaces: false }), pairing };
}

async function rounds(race: () => Promise<void>): Promise<void> {
  for (let round = 0; round < ROUNDS; round++) await race();
  // Players come round again, and are in one match at a time.
  await client.query(
    `select match_staff(id, 'void', null, null, $1) from matches where deadline is not null`,
    [NOON],
  );
  await client.query('update players set aborts_used = 0');
  expect(await ladderFaults(client)).toEqual([]);
}

async function stateOf(id: string): Promise<string> {
  const { rows } = await client.query<{ state: string }>('select state from matches where id = $1', [id]);
  return rows[0]?.state ?? '';
}

/** How many rows of each kind there are about a match. */
async function saidOf(id: string): Promise<Readonly<Record<string, number>>> {
  const { rows } = await client.query<{ said: Record<string, number> }>(
    `select coalesce(jsonb_object_agg(kind, times), '{}') as said
     from (select kind, count(*) as times from outbox where match_id = $1 group by kind) kinds`,
    [id],
  );
  return rows[0]?.said ?? {};
}

function refusals(answers: readonly (Pick<Answer, 'refusal'> | undefined)[]): readonly (string | null)[] {
  return answers.map((answer) => answer?.refusal ?? null).sort();
}

test('both report the same at once: decided once', () =>
  rounds(async () => {
    const { id, pairing } = await fresh();
    const answers = await Promise.all([
      act(clientAt(1), id, pairing.first.player, 'report', LATER, { result: 'win' }),
      act(clientAt(2), id, pairing.second.player, 'report', LATER, { result: 'loss' }),
    ]);
    expect(refusals(answers)).toEqual([null, null]);
    expect(await stateOf(id)).toBe('decided');
    // Whoever was second is told by the reply.
    expect(await saidOf(id)).toMatchObject({ decided: 1, result: 1, 'opponent-reported': 1 });
    const { rows } = await client.query('select from ledger where match_id = $1', [id]);
    expect(rows).toHaveLength(2);
  }));

test('both report differently at once: one dispute, staff called once', () =>
  rounds(async () => {
    const { id, pairing } = await fresh();
    await Promise.all([
      act(clientAt(1), id, pairing.first.player, 'report', LATER, { result: 'win' }),
      act(clientAt(2), id, pairing.second.player, 'report', LATER, { result: 'win' }),
    ]);
    expect(await stateOf(id)).toBe('disputed');
    expect(await saidOf(id)).toMatchObject({ disputed: 1, dispute: 1 });
  }));

test('the same report twice at once: one is told that it is known', () =>
  rounds(async () => {
    const { id, pairing } = await fresh();
    const answers = await Promise.all(
      [1, 2].map((turn) => act(clientAt(turn), id, pairing.first.player, 'report', LATER, { result: 'win' })),
    );
    expect(refusals(answers)).toEqual(['already-reported', null]);
    expect(await saidOf(id)).toMatchObject({ 'opponent-reported': 1 });
  }));

test('both accept at once: live, and each is told so by one of the two', () =>
  rounds(async () => {
    const { id, pairing } = await fresh({ live: false });
    await Promise.all(
      [pairing.first, pairing.second].map(({ player }, turn) =>
        act(clientAt(turn), id, player, 'accept', NOON),
      ),
    );
    expect(await stateOf(id)).toBe('live');
    expect(await saidOf(id)).toMatchObject({ live: 1 });
  }));

test('accepted in the last moment while the clock strikes: one of the two', () =>
  rounds(async () => {
    const { id, pairing } = await fresh({ live: false });
    await act(client, id, pairing.first.player, 'accept', NOON);
    const deadline = new Date(NOON.getTime() + game.match.acceptSeconds * 1000);
    const [answer] = await Promise.all([
      act(clientAt(1), id, pairing.second.player, 'accept', new Date(deadline.getTime() - 1)),
      runOut(clientAt(2), deadline),
    ]);
    // The clock skips what somebody is just changing, and comes again.
    await runOut(client, deadline);
    const { rows } = await client.query('select from places where match_id = $1', [id]);
    if (answer?.refusal) {
      expect(answer.refusal).toBe('match-over');
      expect(await stateOf(id)).toBe('expired');
      expect(rows).toHaveLength(0);
      expect(await saidOf(id)).toMatchObject({ 'left-queue': 1, 'returned-to-queue': 1 });
    } else {
      expect(await stateOf(id)).toBe('live');
      expect(rows).toHaveLength(2);
      expect(await saidOf(id)).not.toHaveProperty('left-queue');
    }
  }));

test('two of the staff settle at once, differently: the first stands', () =>
  rounds(async () => {
    const { id, pairing } = await fresh();
    await act(client, id, pairing.first.player, 'report', LATER, { result: 'win' });
    await act(client, id, pairing.second.player, 'report', LATER, { result: 'win' });
    const answers = await Promise.all([
      settle(clientAt(1), id, 'settle', LATER, { winner: 'first' }),
      settle(clientAt(2), id, 'settle', LATER, { winner: 'second' }),
      settle(clientAt(3), id, 'void', LATER),
    ]);
    expect(answers.filter((answer) => answer?.refusal === null).length).toBeGreaterThan(0);
    const { decided = 0, void: voided = 0, result = 0 } = await saidOf(id);
    // What was voided may still be given a result: both of the two are then told of both.
    expect([2, 4]).toContain(decided + voided);
    expect(decided).toBe(2 * result);
    const { rows } = await client.query('select from ledger where match_id = $1', [id]);
    expect(rows).toHaveLength(2 * result);
  }));

test('undone twice at once: once', () =>
  rounds(async () => {
    const { id } = await fresh();
    await settle(client, id, 'settle', LATER, { winner: 'first' });
    const answers = await Promise.all([1, 2, 3].map((turn) => settle(clientAt(turn), id, 'undo', LATER)));
    expect(refusals(answers)).toEqual(['match-not-decided', 'match-not-decided', null]);
    expect(await saidOf(id)).toMatchObject({ undone: 2, 'result-undone': 1 });
  }));

/** In the first seat of a match, in whose ever place. */
async function sits(match: string, player: string): Promise<void> {
  await client.query(
    `update match_players set
       player_id = case contestant when 'first' then $2 else player_id end,
       opponent_id = case contestant when 'second' then $2 else opponent_id end
     where match_id = $1`,
    [match, player],
  );
}

test('aborted twice at once with one abort left: one match ends', () =>
  rounds(async () => {
    const one = await fresh();
    const { player } = one.pairing.first;
    const other = await fresh();
    // Nobody can be in two; the quota does not count on it.
    await sits(other.id, player);
    await client.query(`update players set aborts_month = '2026-06-01', aborts_used = $2 where id = $1`, [
      player,
      game.match.abortsPerMonth - 1,
    ]);
    const answers = await Promise.all([
      act(clientAt(1), one.id, player, 'abort', LATER),
      act(clientAt(2), other.id, player, 'abort', LATER),
    ]);
    expect(refusals(answers)).toEqual(['no-aborts-left', null]);
    await sits(other.id, other.pairing.first.player);
    await Promise.all([one, other].map(({ id }) => settle(client, id, 'void', LATER)));
  }));

test('aborted while the other reports: one of the two', () =>
  rounds(async () => {
    const { id, pairing } = await fresh();
    const answers = await Promise.all([
      act(clientAt(1), id, pairing.first.player, 'abort', LATER),
      act(clientAt(2), id, pairing.second.player, 'report', LATER, { result: 'win' }),
    ]);
    expect([
      ['abort-after-report', null],
      ['match-over', null],
    ]).toContainEqual(refusals(answers));
  }));

/** By hand, as /admin confirms it. */
async function ban(by: Client, player: string): Promise<void> {
  await by.query('select staff_ban(999, jsonb_build_object($1::text, $2::text), true, $3)', [
    'player',
    player,
    NOON,
  ]);
}

test('banned while he joins, leaves, chooses or aborts: he is nowhere, whoever was first', async () => {
  const factions = game.factions.map(({ id }) => id);
  const sides = game.factions.map(({ side }) => side);
  await client.query(`update players set queue_factions = '{bw-zerg}'`);
  const join = (by: Client, player: string) =>
    by.query('select * from queue_join($1, $2, $3, $4, $5, $6, 4, $7, $8)', [
      world.game,
      player,
      NOON,
      factions,
      [],
      sides,
      LATER,
      'en-US',
    ]);
  const choose = (by: Client, player: string) =>
    by.query(`select * from queue_choose($1, $2, $3, $4, '{}', '{}', '{bw-terran}', null, 4)`, [
      world.game,
      player,
      NOON,
      factions,
    ]);
  const leave = (by: Client, player: string) => by.query('select * from queue_leave($1)', [player]);
  await rounds(async () => {
    const { id, pairing } = await fresh();
    const [loner = ''] = world.players.slice(-1 - (seated % 20));
    await client.query('delete from places where player_id = $1', [loner]);
    if (seated % 4 === 0) await join(client, loner);
    await Promise.all([
      ban(clientAt(1), loner),
      join(clientAt(2), loner),
      choose(clientAt(3), loner),
      leave(clientAt(4), loner),
      ban(clientAt(5), pairing.first.player),
      act(clientAt(6), id, pairing.first.player, 'abort', NOON),
      choose(clientAt(7), pairing.first.player),
      choose(clientAt(0), pairing.second.player),
    ]);
    const { rows } = await client.query('select player_id from places where player_id = any($1)', [
      [loner, pairing.first.player, pairing.second.player],
    ]);
    expect(rows).toEqual([]);
    expect(['void', 'aborted']).toContain(await stateOf(id));
    await client.query('update players set banned_at = null, banned_until = null, aborts_used = 0');
  });
});

describe('banned while his offer ends, which gives him back to the queue', () => {
  const ends = [
    {
      name: 'by its time',
      end: (by: Client, id: string, pairing: Pair) =>
        act(client, id, pairing.first.player, 'accept', NOON).then(() => runOut(by, LATER)),
    },
    {
      name: 'by a decline',
      end: (by: Client, id: string, pairing: Pair) => act(by, id, pairing.second.player, 'decline', NOON),
    },
  ];

  test.each(ends)('$name: he is nowhere', async ({ end }) => {
    const { id, pairing } = await fresh({ live: false });
    const { player } = pairing.first;
    const [other, banning] = [clientAt(1), clientAt(2)];
    await other.query('begin');
    await end(other, id, pairing);
    const banned = ban(banning, player);
    await untilWaiting(client);
    await other.query('commit');
    await banned;
    expect(await stateOf(id)).toBe('expired');
    const { rows } = await client.query('select player_id from places where player_id = $1', [player]);
    expect(rows).toEqual([]);
    await client.query('update players set banned_at = null, banned_until = null');
  });
});

test('the season is not closed by an admin whose match is just being made', async () => {
  const { pairing } = await fresh({ live: false });
  const { player } = pairing.first;
  await client.query(
    `select match_staff(id, 'void', null, null, $1) from matches where deadline is not null`,
    [NOON],
  );
  await client.query('insert into admins values ($1, 999, $2)', [player, NOON]);
  const { rows } = await client.query<{ confirmation: string }>(
    `select confirmation from staff_ask($1, false, 'season-close', jsonb_build_object('game', $2::text, 'voidOpen', true), $3, $4)`,
    [player, world.game, MUCH_LATER, NOON],
  );
  const [other, closing] = [clientAt(1), clientAt(2)];
  await other.query('begin');
  expect(await writeWave(other, world, [pairing], LATER)).toBe(1);
  const closed = closing.query<{ refusal: string | null }>(
    'select refusal from staff_confirm($1, $2, false, $3)',
    [rows[0]?.confirmation, player, LATER],
  );
  await untilWaiting(client);
  await other.query('commit');
  expect((await closed).rows[0]?.refusal).toBe('own-match');
  await client.query('delete from admins where user_id = $1', [player]);
});

test('everything at once, always among the same few: nobody waits in a circle', async () => {
  // Players of a world of their own, in matches with each other in all directions, at ratings that share their counts.
  const few = await openWorld(client, 8);
  const seat = (turn: number, faction: string) => ({ player: few.players[turn % 8] ?? '', faction });
  for (let round = 0; round < ROUNDS / 2; round++) {
    const disputed: string[] = [];
    for (let turn = 0; turn < 8; turn++) {
      const pairing = pair(seat(turn, 'bw-zerg'), seat(turn + 1 + (round % 6), 'sc2-zerg'));
      const id = await newMatch(client, few, pairing, NOON, { live: true, ownPlaces: false });
      for (const side of ['first', 'second'] as const) {
        await act(client, id, pairing[side].player, 'report', LATER, { result: 'win' });
      }
      disputed.push(id);
    }
    const due: string[] = [];
    for (let turn = 0; turn < 4; turn++) {
      const pairing = pair(seat(2 * turn + 1, 'bw-zerg'), seat(2 * turn, 'sc2-zerg'));
      const id = await newMatch(client, few, pairing, NOON, { live: true, ownPlaces: false });
      await act(client, id, pairing.first.player, 'report', LATER, { result: 'win' });
      due.push(id);
    }
    const outcomes = ['first', 'second', 'draw'];
    await Promise.all([
      ...disputed.map((id, turn) =>
        settle(clientAt(turn + 2), id, 'settle', MUCH_LATER, { winner: outcomes[turn % 3] ?? null }),
      ),
      runOut(clientAt(0), MUCH_LATER),
      runOut(clientAt(1), MUCH_LATER),
      ...disputed.map((id, turn) => settle(clientAt(turn + 10), id, 'undo', MUCH_LATER)),
      ...few.players.map((player, turn) =>
        clientAt(turn + 18).query(`update players set country = $2, name = $3, name_key = $3 where id = $1`, [
          player,
          round % 2 === 0 ? 'KR' : 'US',
          `r${round}p${player}`,
        ]),
      ),
    ]);
    await runOut(client, MUCH_LATER);
    for (const id of due) expect(await stateOf(id)).toBe('decided');
  }
  expect(await ladderFaults(client)).toEqual([]);
});

test('two waves at once pair everybody once; who leaves meanwhile is left out', async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const hall = await openWorld(client, 12);
    for (const [turn, player] of hall.players.entries()) {
      await waits(client, hall, player, [turn % 2 === 0 ? 'bw-zerg' : 'sc2-zerg'], NOON);
    }
    const pairs = (shift: number) =>
      Array.from({ length: 6 }, (_, turn) =>
        pair(
          { player: hall.players[2 * turn] ?? '', faction: 'bw-zerg' },
          { player: hall.players[(2 * turn + 1 + shift) % 12] ?? '', faction: 'sc2-zerg' },
        ),
      );
    const [one, other] = await Promise.all([
      writeWave(clientAt(1), hall, pairs(0), LATER),
      writeWave(clientAt(2), hall, pairs(2).toReversed(), LATER),
      clientAt(3).query('select * from queue_leave($1)', [hall.players[0]]),
      clientAt(4).query('select * from queue_leave($1)', [hall.players[5]]),
    ]);
    const { rows } = await client.query<{ seats: number; taken: number }>(
      `select (select count(*)::int from match_players where player_id = any($1)) as seats,
        (select count(*)::int from places where player_id = any($1) and match_id is not null) as taken`,
      [hall.players],
    );
    expect(rows).toEqual([
      { seats: 2 * ((one ?? 0) + (other ?? 0)), taken: 2 * ((one ?? 0) + (other ?? 0)) },
    ]);
  }
});

test.each([
  {
    name: 'by the two',
    decide: (by: Client, { id, loser }: Reported) => act(by, id, loser, 'report', LATER, { result: 'loss' }),
  },
  { name: 'by the clock', decide: (by: Client) => runOut(by, MUCH_LATER) },
])('who closes the season waits for a match that is just being decided $name', async ({ decide }) => {
  const hall = await openWorld(client, 2);
  const [winner = '', loser = ''] = hall.players;
  const pairing = pair({ player: winner, faction: 'bw-zerg' }, { player: loser, faction: 'sc2-zerg' });
  const id = await newMatch(client, hall, pairing, NOON, { live: true });
  await act(client, id, winner, 'report', LATER, { result: 'win' });

  const [holder, decider, staff] = [clientAt(1), clientAt(2), clientAt(3)];
  // The decision has the match, and stops before it moves the ratings.
  await holder.query('begin');
  await holder.query('select from standings where player_id = $1 for no key update', [loser]);
  const deciding = decide(decider, { id, loser });
  await untilWaiting(client);
  const closing = staff.query<{ refusal: string | null }>(
    `select refusal from staff_season_close(1, jsonb_build_object('game', $1::text, 'voidOpen', true), true, $2)`,
    [hall.game, MUCH_LATER],
  );
  await untilWaiting(client, 2);
  await holder.query('commit');
  await deciding;
  expect((await closing).rows).toEqual([{ refusal: null }]);
  expect(await stateOf(id)).toBe('decided');
  expect(await ladderFaults(client)).toEqual([]);
});

interface Reported {
  readonly id: string;
  /** Who has not said so yet. */
  readonly loser: string;
}

test('PostgreSQL never had to cut a circle', async () => {
  // Figures are told with a delay, by each connection when it ends at the latest.
  const { rows } = await client.query<{ deadlocks: string }>(
    'select pg_stat_force_next_flush(), deadlocks from pg_stat_database where datname = current_database()',
  );
  expect(rows[0]?.deadlocks).toBe('0');
});
