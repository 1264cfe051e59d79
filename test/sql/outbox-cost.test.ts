// A batch of the courier's costs what a batch costs, however many messages wait, were said before, or were put off: rows
// that PostgreSQL's plan really touched, counted by itself.
import type { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { dueAnnouncements } from '../../src/sql/outbox.ts';
import { type ConnectedDatabase, connectedDatabase } from '../database.ts';
import { rowsRead } from './plan-rows.ts';

const WAITING = 1_500;
const BATCH = 100;
/** A message, its reader and what holds it up, for each of a batch; all that waits would be four times as much. */
const MOST_ROWS = 4 * BATCH;
const NOON = new Date('2026-06-15T12:00:00Z');

let database: ConnectedDatabase;
let client: Client;
beforeAll(async () => {
  database = await connectedDatabase();
  ({ client } = database);
  // Their ids are as far apart as those of Discord.
  await client.query('insert into players (id) select 7 * n from generate_series(1, $1) n', [2 * WAITING]);
});
afterAll(() => database.drop());
beforeEach(async () => {
  await client.query('truncate outbox');
  // What was said before stays for a while.
  await client.query(
    `insert into outbox (kind, player_id, created_at, due_at, sent_at)
     select 'unbanned', id, $1, $1, $1 from players`,
    [NOON],
  );
});

const wave = () =>
  client.query(
    `insert into outbox (kind, player_id, created_at, due_at)
     select 'unbanned', id, $1, $1 from (select id from players order by md5(id::text) limit $2) readers`,
    [NOON, WAITING],
  );

describe.each([false, true])('with statistics: %s', (analyzed) => {
  const cost = async () => {
    if (analyzed) await client.query('analyze outbox');
    return rowsRead(client, dueAnnouncements(NOON, BATCH));
  };

  test('all that waits is due', async () => {
    await wave();
    expect(await cost()).toBeLessThan(MOST_ROWS);
  });

  test('of the match channel, too', async () => {
    await client.query(
      `insert into outbox (kind, channel, created_at, due_at)
       select 'result', 'match', $1, $1 from generate_series(1, $2)`,
      [NOON, WAITING],
    );
    expect(await cost()).toBeLessThan(MOST_ROWS);
  });

  test('what was put off is passed by once, and asks nothing', async () => {
    await wave();
    await client.query(
      `update outbox set due_at = $1::timestamptz + interval '1 hour' where sent_at is null`,
      [NOON],
    );
    await wave();
    await client.query('update outbox set player_id = 7 * (1 + player_id % 50) where due_at > $1', [NOON]);
    expect(await cost()).toBeLessThan(WAITING + 2 * MOST_ROWS);
  });
});
