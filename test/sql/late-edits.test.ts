// What a message says that arrives late: who has been put back into the queue by a match, and waits since then, is told
// so; who has left and joined anew is not. And whatever was on its way when he pressed is followed by what is true now.
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { dueAnnouncements } from '../../src/sql/outbox.ts';
import { createDatabase, type TestDatabase } from '../database.ts';
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

let database: TestDatabase;
let client: Client;
let world: World;
let anna: string;
let bert: string;
let match: string;
beforeAll(async () => {
  database = await createDatabase();
  client = new Client(database.url);
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.drop();
});
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

/** Anna accepts, by the button of this message; gives how often she is shown the match again. */
async function shownAgain(pressed: string): Promise<number> {
  const { reportMinutes, disputeHours, abortsPerMonth } = game.match;
  const { rows: before } = await client.query('select coalesce(max(id), 0) as id from outbox');
  await client.query('select * from match_act($1, $2, $3, null, null, $4, $5, $6, $7, $8)', [
    match,
    anna,
    'accept',
    after(10),
    reportMinutes,
    disputeHours,
    abortsPerMonth,
    pressed,
  ]);
  const { rows } = await client.query<{ count: number }>(
    `select count(*)::int from outbox where player_id = $1 and kind = 'match' and id > $2`,
    [anna, before[0].id],
  );
  return rows[0]?.count ?? -1;
}

const OWN = '555';
const sent = async () => {
  await client.query(`update outbox set sent_at = $1`, [after(1)]);
  await client.query(`update match_players set channel_id = 5, message_id = $2 where match_id = $1`, [
    match,
    OWN,
  ]);
};

test('pressed on the message of the match, its answer is what stands there', async () => {
  await sent();
  expect(await shownAgain(OWN)).toBe(0);
});

test('pressed elsewhere, or before it is known where it is, the match is shown again', async () => {
  expect(await shownAgain(OWN)).toBe(1);
});

test('an edit that is on its way comes after the answer, and says what is not true any more: one more follows', async () => {
  await sent();
  // The courier has read this one, and not written down yet what came of it.
  await act(client, match, bert, 'accept', after(5));
  expect(await shownAgain(OWN)).toBe(1);
});
