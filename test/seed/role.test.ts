// Where the role is no superuser, as with a hosted PostgreSQL, a season is loaded in another way: it is the same season.
import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { migrate } from '../../scripts/migrate.ts';
import { missingReferences } from '../../scripts/seed/references.ts';
import { seed } from '../../scripts/seed.ts';
import { createDatabase, type TestDatabase } from '../database.ts';
import { schemaText, seasonDigest } from './season-digest.ts';

const NOW = new Date('2026-06-15T12:34:56.789Z');
const owner = `owner_${randomBytes(6).toString('hex')}`;

let superuser: Client;
let database: TestDatabase;
const clients: Client[] = [];
beforeAll(async () => {
  superuser = new Client(inject('postgresUrl'));
  await superuser.connect();
  await superuser.query(`create role ${owner} login password 'owned'`);
  await superuser.query(`create database ${owner} owner ${owner}`);
  database = await createDatabase();
});
afterAll(async () => {
  for (const client of clients) await client.end();
  await superuser.query(`drop database ${owner} with (force)`);
  await superuser.query(`drop role ${owner}`);
  await superuser.end();
  await database.drop();
});

async function connected(url: string): Promise<Client> {
  const client = new Client(url);
  await client.connect();
  clients.push(client);
  return client;
}

/** A connection on which nothing watches over foreign keys. */
async function unguarded() {
  const client = await connected(database.url);
  await client.query('set session_replication_role = replica');
  const tables = ['standings', 'match_players', 'ledger'];
  return { client, missing: () => missingReferences(client, tables, () => {}) };
}

test('the same season, and the schema as it was', async () => {
  const url = new URL(inject('postgresUrl'));
  Object.assign(url, { username: owner, password: 'owned', pathname: `/${owner}` });
  await migrate(url.href, () => {});
  const lines: string[] = [];
  const options = { players: 60, now: NOW, report: (line: string) => lines.push(line) };
  const client = await connected(url.href);
  const before = await schemaText(client);
  await seed(url.href, options);
  expect(await schemaText(client)).toBe(before);
  // PostgreSQL itself has looked at each of the foreign keys.
  expect(lines).toContain('constraint ledger_match_id_fkey');
  const digest = await seasonDigest(client);

  await seed(database.url, options);
  const other = await connected(database.url);
  expect(await seasonDigest(other)).toBe(digest);
});

test('a row that refers to what is not there is found by its foreign key', async () => {
  const { client, missing } = await unguarded();
  expect(await missing()).toEqual([]);
  await client.query('begin');
  await client.query('delete from players where id = (select max(opponent_id) from match_players)');
  expect(await missing()).toEqual([
    'match_players_opponent_id_fkey',
    'match_players_player_id_fkey',
    'standings_player_id_fkey',
  ]);
  await client.query('update ledger set match_id = 0 where id = 1');
  expect(await missing()).toContain('ledger_match_id_fkey');
  await client.query('rollback');
});

test('numbers without a gap are known by their bounds, others one by one', async () => {
  const { client, missing } = await unguarded();
  await client.query('begin');
  const { rows } = await client.query<{ last: number }>('select max(id)::int as last from matches');
  const last = rows[0]?.last ?? 0;
  const broken = async (change: string, ...values: unknown[]) => {
    await client.query('savepoint whole');
    await client.query(change, values);
    const found = await missing();
    await client.query('rollback to savepoint whole');
    return found;
  };
  const move = 'update ledger set match_id = $1 where id = 1';
  expect(await broken(move, last)).toEqual([]);
  expect(await broken(move, last + 1)).toEqual(['ledger_match_id_fkey']);
  expect(await broken(move, 0)).toEqual(['ledger_match_id_fkey']);
  expect(
    await broken(`update ledger set match_id = null, kind = 'adjustment', result = null where id = 1`),
  ).toEqual([]);
  // With a gap; then with as many numbers as before, of which one lies elsewhere.
  const gap = ['ledger_match_id_fkey', 'match_players_match_id_fkey'];
  expect(await broken('delete from matches where id = $1', Math.trunc(last / 2))).toEqual(gap);
  expect(await broken('update matches set id = id + $1 where id = $1', last)).toEqual(gap);
  expect(await broken('delete from matches where id > 0')).toEqual(gap);
  await client.query('rollback');
});
