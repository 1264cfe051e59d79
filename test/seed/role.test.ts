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
  const client = await connected(database.url);
  const tables = ['standings', 'match_players', 'ledger'];
  const lines: string[] = [];
  const missing = () => missingReferences(client, tables, (line) => lines.push(line));
  expect(await missing()).toEqual([]);
  await client.query('set session_replication_role = replica');
  await client.query('delete from players where id = (select max(opponent_id) from match_players)');
  expect(await missing()).toEqual([
    'match_players_opponent_id_fkey',
    'match_players_player_id_fkey',
    'standings_player_id_fkey',
  ]);
  await client.query('update ledger set match_id = 0 where id = 1');
  expect(await missing()).toContain('ledger_match_id_fkey');
});
