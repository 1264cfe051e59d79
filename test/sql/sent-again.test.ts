// A statement that writes and may be sent again when its connection broke: what was done the first time is done once, and
// is answered as it would have been then.
import type { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { prunedMessages } from '../../src/commands/prune.ts';
import { movedPlayer } from '../../src/commands/setcountry.ts';
import { confirmedSetup } from '../../src/sql/setup.ts';
import { type ConnectedDatabase, connectedDatabase } from '../database.ts';
import { statementRunner } from '../statement-runner.ts';

const PLAYER = '300000000000000001';
const NOW = new Date('2026-11-20T12:00:00.123Z');
const LATER = new Date(NOW.getTime() + 60_000);

let database: ConnectedDatabase;
let client: Client;
let run: ReturnType<typeof statementRunner>;
beforeAll(async () => {
  database = await connectedDatabase();
  ({ client } = database);
  run = statementRunner(client);
  await client.query(
    `insert into players (id, terms_accepted_at, direct_channel_id) values ($1::bigint, $2, $1::bigint + 1)`,
    [PLAYER, NOW],
  );
});
afterAll(() => database.drop());

async function count(table: 'outbox' | 'player_changes'): Promise<number> {
  const { rows } = await client.query<{ count: number }>(`select count(*)::int as count from ${table}`);
  return rows[0]?.count ?? 0;
}

test('a set-up: it was the first, and is noted once', async () => {
  await client.query(
    `insert into setup_drafts (player_id, name, name_key, names_fit, country, region, changed_at)
     values ($1, 'Aurora', 'aurora', true, 'DE', 'europe-west', $2)`,
    [PLAYER, NOW],
  );
  const first = await run(confirmedSetup(PLAYER, 'en-US', NOW));
  const shown = { refusal: null, isFirst: true, form: expect.objectContaining({ displayName: 'Aurora' }) };
  expect(first).toMatchObject(shown);
  const [changes, said] = [await count('player_changes'), await count('outbox')];
  expect(await run(confirmedSetup(PLAYER, 'en-US', NOW))).toMatchObject(shown);
  expect([await count('player_changes'), await count('outbox')]).toEqual([changes, said]);
  expect(await run(confirmedSetup(PLAYER, 'en-US', LATER))).toMatchObject({ refusal: null, isFirst: false });
});

test('another country: it was changed, and is noted once', async () => {
  const before = await count('player_changes');
  const first = await run(movedPlayer(PLAYER, 'KR', NOW));
  expect(first).toMatchObject({ isChanged: true });
  expect(await run(movedPlayer(PLAYER, 'KR', NOW))).toEqual(first);
  expect(await count('player_changes')).toBe(before + 1);
  expect(await run(movedPlayer(PLAYER, 'KR', LATER))).toMatchObject({ isChanged: false });
});

test('old messages: as many were marked, and no more of them are', async () => {
  await client.query(
    `insert into outbox (player_id, kind, created_at, due_at, sent_at, channel_id, message_id)
     select $1::bigint, 'decided', at, at, at, $1::bigint + 1, message
     from generate_series(1, 130) message, (select $2::timestamptz - interval '1 day' as at) sent`,
    [PLAYER, NOW],
  );
  const first = await run(prunedMessages(PLAYER, NOW));
  expect(first).toEqual({ going: 100, left: 30 });
  const rows = await count('outbox');
  expect(await run(prunedMessages(PLAYER, NOW))).toEqual(first);
  expect(await count('outbox')).toBe(rows);
  expect(await run(prunedMessages(PLAYER, LATER))).toEqual({ going: 30, left: 0 });
});
