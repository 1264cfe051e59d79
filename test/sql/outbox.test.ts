// What the courier may take out of the outbox, and when it has to come again: behind what was put off its reader's next
// waits, unless it is pressing, and nothing is due before it can be taken.
import type { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { dueAnnouncements, recordDeliveries } from '../../src/sql/outbox.ts';
import { type ConnectedDatabase, connectedDatabase } from '../database.ts';
import { statementRunner } from '../statement-runner.ts';
import { NOON, newMatch, openWorld, pair, type World } from './match-world.ts';

let database: ConnectedDatabase;
let client: Client;
let world: World;
beforeAll(async () => {
  database = await connectedDatabase();
  ({ client } = database);
  world = await openWorld(client, 3);
});
afterAll(() => database.drop());
beforeEach(() => client.query('delete from outbox'));

const after = (seconds: number) => new Date(NOON.getTime() + seconds * 1000);

/** `reader`: one of the players, or a channel. Gives its id. */
async function wrote(
  kind: string,
  reader: number | 'match' | 'staff',
  due: Date,
  match: string | null = null,
): Promise<string> {
  const player = typeof reader === 'number' ? world.players[reader] : null;
  const { rows } = await client.query<{ id: string }>(
    `insert into outbox (kind, player_id, channel, match_id, created_at, due_at) values ($1, $2, $3, $4, $5, $6)
     returning id`,
    [kind, player, player === null ? reader : null, match, NOON, due],
  );
  return rows[0]?.id ?? '';
}

async function taken(now: Date) {
  const { announcements, nextDue } = await statementRunner(client)(dueAnnouncements(now, 100));
  return { ids: announcements.map(({ id }) => id), nextDue };
}

test('nothing waits: nothing is due, ever', async () => {
  expect(await taken(NOON)).toEqual({ ids: [], nextDue: null });
});

test.each([0, 'match', 'staff'] as const)(
  'what waits behind one that was put off is due when that one is (%s)',
  async (reader) => {
    const kind = reader === 0 ? 'unbanned' : reader === 'match' ? 'result' : 'undeliverable';
    const first = await wrote(kind, reader, after(600));
    const second = await wrote(kind, reader, NOON);
    const third = await wrote(kind, reader, after(5));
    expect(await taken(after(10))).toEqual({ ids: [], nextDue: after(600) });
    // Another reader is not concerned.
    const other = await wrote('unbanned', 1, after(20));
    expect(await taken(after(10))).toEqual({ ids: [], nextDue: after(20) });
    expect((await taken(after(20))).ids).toEqual([other]);
    expect((await taken(after(600))).ids).toEqual([first, second, third, other]);
  },
);

test('what was put off later than the one before it is due at its own time', async () => {
  await wrote('unbanned', 0, after(60));
  await wrote('admin-granted', 0, after(600));
  expect(await taken(NOON)).toEqual({ ids: [], nextDue: after(60) });
  await client.query('delete from outbox where due_at = $1', [after(60)]);
  expect(await taken(NOON)).toEqual({ ids: [], nextDue: after(600) });
});

test('an offer of a match does not wait for an old notice, nor for the offer before it', async () => {
  const [first = '', second = ''] = world.players;
  const pairing = pair({ player: first, faction: 'bw-zerg' }, { player: second, faction: 'sc2-zerg' });
  const match = await newMatch(client, world, pairing, NOON);
  await client.query('delete from outbox');
  await wrote('unbanned', 0, after(600));
  await wrote('match', 0, after(500));
  const offer = await wrote('match', 0, NOON, match);
  const reminder = await wrote('reminder', 0, after(40), match);
  const news = await wrote('live', 0, NOON, match);
  expect(await taken(NOON)).toEqual({ ids: [offer], nextDue: NOON });
  expect((await taken(after(40))).ids).toEqual([offer, reminder]);
  await client.query('update outbox set sent_at = $1 where id = any($2)', [NOON, [offer, reminder]]);
  expect(await taken(after(41))).toEqual({ ids: [], nextDue: after(500) });
  expect((await taken(after(600))).ids).toContain(news);
});

test('a dispute that staff could not be told of holds up neither another nor what else they are told', async () => {
  await wrote('dispute', 'staff', after(600));
  const notice = await wrote('undeliverable', 'staff', NOON);
  const second = await wrote('dispute', 'staff', NOON);
  expect((await taken(NOON)).ids).toEqual([notice, second]);
});

test('a kind that only a newer version knows is left to it', async () => {
  await wrote('of-the-future', 1, NOON);
  expect(await taken(NOON)).toEqual({ ids: [], nextDue: null });
});

test.each([
  ['half a character', 'cut \ud83d', 'cut \ufffd'],
  ['a NUL', 'nul \0', 'nul \ufffd'],
])('%s in the words of a fault is no reason to forget a batch', async (_, fault, kept) => {
  const id = await wrote('live', 0, NOON);
  const outcome = { outcome: 'given-up', message: null, directChannelId: null, due: null } as const;
  const flags = { tried: true, tellStaff: false, unheard: false };
  const record = recordDeliveries([{ id, ...outcome, ...flags, fault }], NOON, null);
  expect(await statementRunner(client)(record)).toBe(1);
  const { rows } = await client.query('select fault from outbox where id = $1', [id]);
  expect(rows).toEqual([{ fault: kept }]);
});

test('staff hear once a day of a player who cannot be told, and of each of two', async () => {
  const givenUp = {
    outcome: 'given-up',
    message: null,
    directChannelId: null,
    due: null,
    fault: 'closed',
  } as const;
  const flags = { tried: true, tellStaff: true, unheard: false };
  const heard = async (seconds: number, ...readers: readonly number[]) => {
    await client.query(`delete from outbox where kind <> 'undeliverable'`);
    const lost = [];
    for (const reader of readers) lost.push({ id: await wrote('live', reader, NOON), ...givenUp, ...flags });
    await statementRunner(client)(recordDeliveries(lost, after(seconds), null));
    const { rows } = await client.query<{ player: string }>(
      `select details ->> 'playerId' as player from outbox where kind = 'undeliverable' and created_at = $1 order by id`,
      [after(seconds)],
    );
    return rows.map(({ player }) => world.players.indexOf(player));
  };
  expect(await heard(0, 0, 0)).toEqual([0]);
  expect(await heard(86_399, 0, 1)).toEqual([1]);
  expect(await heard(86_400, 0, 1)).toEqual([0]);
});
