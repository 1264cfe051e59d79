// What a message says that arrives late: who has been put back into the queue by a match, and waits since then, is told
// so; who has left and joined anew is not. And whatever was on its way when he pressed is followed by what is true now.
import type { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { dueAnnouncements, recordDeliveries } from '../../src/sql/outbox.ts';
import { type ConnectedDatabase, connectedDatabase } from '../database.ts';
import { statementRunner } from '../statement-runner.ts';
import {
  act,
  game,
  NOON,
  newMatch,
  openWorld,
  pair,
  runOut,
  settle,
  type World,
  waits,
  writeWave,
} from './match-world.ts';

let database: ConnectedDatabase;
let client: Client;
let world: World;
let anna: string;
let bert: string;
let match: string;
beforeAll(async () => {
  database = await connectedDatabase();
  ({ client } = database);
});
afterAll(() => database.drop());
beforeEach(async () => {
  await client.query('delete from outbox');
  world = await openWorld(client, 2);
  [anna = '', bert = ''] = world.players;
  match = await newMatch(client, world, pairing(), NOON);
});

const after = (seconds: number) => new Date(NOON.getTime() + seconds * 1000);
const pairing = () => pair({ player: anna, faction: 'bw-zerg' }, { player: bert, faction: 'sc2-zerg' });
const leaves = (player: string) => client.query('select queue_leave($1)', [player]);
const joins = (player: string, at: Date) => waits(client, world, player, ['bw-zerg'], at);

/** Of Anna and of Bert, whether the match's message says that he is back in the queue. */
async function saidToBeBack(): Promise<readonly boolean[]> {
  const { rows } = await client.query('select first_waits, second_waits from match_seen($1)', [match]);
  return [rows[0].first_waits, rows[0].second_waits];
}

test('who was put back waits on; who declined, and joins anew, does not', async () => {
  await act(client, match, anna, 'decline', after(10));
  expect(await saidToBeBack()).toEqual([false, true]);
  await joins(anna, after(20));
  expect(await saidToBeBack()).toEqual([false, true]);
});

test('who was put back, and leaves, and joins anew, waits anew', async () => {
  await act(client, match, anna, 'accept', after(10));
  await runOut(client, after(61));
  expect(await saidToBeBack()).toEqual([true, false]);
  await leaves(anna);
  await joins(anna, after(70));
  expect(await saidToBeBack()).toEqual([false, false]);
});

test('who was put back is so until the next match, and again after one that comes to nothing', async () => {
  await settle(client, match, 'void', after(10));
  expect(await saidToBeBack()).toEqual([true, true]);
  await writeWave(client, world, [pairing()], after(45));
  expect(await saidToBeBack()).toEqual([false, false]);
  const { rows } = await client.query('select max(id) as next from matches');
  await act(client, rows[0].next, bert, 'decline', after(50));
  expect(await saidToBeBack()).toEqual([true, false]);
});

test('who has a place by now is known to what is said to him', async () => {
  await runOut(client, after(61));
  const placed = async () => {
    const { announcements } = await statementRunner(client)(dueAnnouncements(after(100), 100));
    return announcements
      .filter(({ kind }) => kind === 'left-queue')
      .map(({ playerId, placed }) => [playerId, placed]);
  };
  expect(await placed()).toEqual([
    [anna, false],
    [bert, false],
  ]);
  await joins(bert, after(70));
  expect(await placed()).toEqual([
    [anna, false],
    [bert, true],
  ]);
});

const OWN = '555';

/** Who presses a button of this message; gives what refuses it. */
async function presses(
  player: string,
  event: 'accept' | 'report',
  pressed: string,
  at: Date,
  result: string | null = null,
): Promise<string | null> {
  const { reportMinutes, disputeHours, abortsPerMonth } = game.match;
  const { rows } = await client.query<{ refusal: string | null }>(
    'select refusal from match_act($1, $2, $3, $4, null, $5, $6, $7, $8, $9)',
    [match, player, event, result, at, reportMinutes, disputeHours, abortsPerMonth, pressed],
  );
  return rows[0]?.refusal ?? null;
}

/** When Anna is shown the match, by rows that wait: in seconds. */
async function toBeShown(): Promise<readonly number[]> {
  const { rows } = await client.query<{ due_at: Date }>(
    `select due_at from outbox where player_id = $1 and kind = 'match' and sent_at is null order by id`,
    [anna],
  );
  return rows.map(({ due_at }) => (due_at.getTime() - NOON.getTime()) / 1000);
}

/** The courier, which has read at that time what was due then. */
async function sends(at: Date): Promise<readonly string[]> {
  const run = statementRunner(client);
  const { announcements } = await run(dueAnnouncements(at, 100));
  const outcome = { outcome: 'sent', message: null, directChannelId: null, due: null, fault: null } as const;
  const flags = { tried: false, tellStaff: false, unheard: false };
  await run(
    recordDeliveries(
      announcements.map(({ id }) => ({ id, ...outcome, ...flags })),
      at,
      null,
    ),
  );
  return announcements.filter(({ playerId }) => playerId === anna).map(({ kind }) => kind);
}

const sent = async () => {
  await client.query(`update outbox set sent_at = $1`, [after(1)]);
  await client.query(
    `update match_players set channel_id = 5, message_id = case player_id when $2 then $3::bigint else 556 end
     where match_id = $1`,
    [match, anna, OWN],
  );
};

test('pressed on the message of the match, its answer is what stands there', async () => {
  await sent();
  await presses(anna, 'accept', OWN, after(10));
  expect(await toBeShown()).toEqual([]);
});

test('pressed elsewhere, or before it is known where it is, the match is shown again', async () => {
  await presses(anna, 'accept', OWN, after(10));
  expect(await toBeShown()).toEqual([0, 10]);
});

test('an edit that is on its way comes after the answer, and says what is not true any more: one more follows', async () => {
  await sent();
  // The courier has read this one, and not written down yet what came of it.
  await act(client, match, bert, 'accept', after(5));
  await presses(anna, 'accept', OWN, after(10));
  expect(await toBeShown()).toEqual([5, 10]);
});

test('an edit within 4 s after a click may come before its answer: one more follows when none can come', async () => {
  await sent();
  await presses(anna, 'accept', OWN, after(10));
  await presses(bert, 'accept', '556', after(12));
  expect(await sends(after(13))).toEqual(['live', 'match']);
  expect(await toBeShown()).toEqual([14]);
  // It holds up nothing that is said meanwhile.
  await client.query(`select say('unbanned', $1, null, null, $2)`, [anna, after(13)]);
  expect(await sends(after(13.5))).toEqual(['unbanned']);
  expect(await sends(after(14))).toEqual(['match']);
  expect(await toBeShown()).toEqual([]);
});

test('what is to follow later is not on its way, and what it follows may change places with the next answer', async () => {
  await sent();
  await presses(anna, 'accept', OWN, after(10));
  await presses(bert, 'accept', '556', after(12));
  await sends(after(13));
  await presses(anna, 'report', OWN, after(13.5), 'win');
  expect(await toBeShown()).toEqual([14, 17.5]);
});

test('an edit after that comes after the answer', async () => {
  await sent();
  await presses(anna, 'accept', OWN, after(10));
  await presses(bert, 'accept', '556', after(14));
  expect(await sends(after(14))).toEqual(['live', 'match']);
  expect(await toBeShown()).toEqual([]);
});

test('the answers to two clicks may change places: what is true follows when none of them can come', async () => {
  await sent();
  await presses(anna, 'accept', OWN, after(5));
  await presses(bert, 'accept', '556', after(10));
  await client.query('update outbox set sent_at = $1 where sent_at is null', [after(11)]);
  await presses(anna, 'report', OWN, after(20), 'win');
  expect(await toBeShown()).toEqual([]);
  await presses(anna, 'report', OWN, after(22), 'loss');
  expect(await toBeShown()).toEqual([26]);
});

test('refused because the message shows what was: it is made to show what is, when the answer before cannot come any more', async () => {
  await sent();
  await presses(anna, 'accept', OWN, after(10));
  expect(await presses(anna, 'accept', OWN, after(11))).toBe('already-accepted');
  expect(await toBeShown()).toEqual([14]);
  await sends(after(14));
  expect(await presses(anna, 'accept', OWN, after(30))).toBe('already-accepted');
  expect(await toBeShown()).toEqual([30]);
  // What shows the queue, or a question, is not the match's message.
  await sends(after(30));
  expect(await presses(anna, 'accept', '999', after(40))).toBe('already-accepted');
  expect(await presses(anna, 'report', OWN, after(40), 'win')).toBe('match-not-live');
  expect(await toBeShown()).toEqual([]);
});

test('what staff press is followed as well', async () => {
  const staffMember = '900000000000000009';
  await client.query('insert into admins values ($1, $1, $2)', [staffMember, NOON]);
  await presses(anna, 'accept', OWN, after(2));
  await presses(bert, 'accept', '556', after(2));
  await presses(anna, 'report', OWN, after(3), 'win');
  await presses(bert, 'report', '556', after(3), 'win');
  await client.query('update outbox set sent_at = $1', [after(4)]);
  const staff = async () => {
    const { rows } = await client.query<{ due_at: Date }>(
      `select due_at from outbox where kind = 'dispute' and sent_at is null`,
    );
    return rows.map(({ due_at }) => (due_at.getTime() - NOON.getTime()) / 1000);
  };
  await client.query(`select staff_settle($1, 'first', $2, false, $3)`, [match, staffMember, after(20)]);
  expect(await staff()).toEqual([20]);
  await sends(after(21));
  expect(await staff()).toEqual([24]);
  await sends(after(24));
  expect(await staff()).toEqual([]);
});
