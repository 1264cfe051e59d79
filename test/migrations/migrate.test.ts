import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { dbmateUrl, migrate, withoutPassword } from '../../scripts/migrate.ts';
import { type ConnectedDatabase, connectedDatabase } from '../database.ts';

const FOLDER = join(import.meta.dirname, '..', '..', 'migrations');
const files = readdirSync(FOLDER).sort();

describe('a database with nothing in it', () => {
  let superuser: Client;
  let name: string;
  let url: string;
  beforeEach(async () => {
    superuser = new Client(inject('postgresUrl'));
    await superuser.connect();
    name = `test_${randomBytes(6).toString('hex')}`;
    await superuser.query(`create database ${name}`);
    const address = new URL(inject('postgresUrl'));
    address.pathname = `/${name}`;
    url = address.href;
  });
  afterEach(async () => {
    await superuser.query(`drop database ${name} with (force)`);
    await superuser.end();
  });

  test('each migration is applied once, in order', async () => {
    const lines: string[] = [];
    await migrate(url, (line) => lines.push(line));
    expect(lines.map((line) => line.replace(/^Applied: /, ''))).toEqual(files);
    const again: string[] = [];
    await migrate(url, (line) => again.push(line));
    expect(again).toEqual([]);
  });

  test('each migration can be taken back, and leaves nothing', async () => {
    const client = new Client(url);
    await client.connect();
    const parts = files.map((file) => {
      const [, up = '', down = ''] = readFileSync(join(FOLDER, file), 'utf8').split(
        /^-- migrate:(?:up|down)$/m,
      );
      return { up, down };
    });
    for (const { up } of parts) await client.query(up);
    for (const { down } of parts.toReversed()) await client.query(down);
    const { rows } = await client.query(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace
       union all select proname from pg_proc where pronamespace = 'public'::regnamespace`,
    );
    await client.end();
    expect(rows).toEqual([]);
  });
});

// That the way leads there shows as well where nothing is left to do.
describe('a database that has them all', () => {
  let database: ConnectedDatabase;
  let client: Client;
  beforeAll(async () => {
    database = await connectedDatabase();
    ({ client } = database);
  });
  afterAll(() => database.drop());

  async function applied(url: string): Promise<readonly string[]> {
    const lines: string[] = [];
    await migrate(url, (line) => lines.push(line));
    return lines;
  }

  test('what stands behind the URL leads nowhere else, and stops nothing: the Worker does not hear it either', async () => {
    await client.query('create schema other');
    // Of Supabase and Prisma, of libpq, and of dbmate itself.
    const words = 'pgbouncer=true&connection_limit=1&gssencmode=disable&search_path=other';
    expect(await applied(`${database.url}?${words}&options=-c%20search_path%3Dother`)).toEqual([]);
    const { rows } = await client.query(`select to_regclass('other.schema_migrations') is null as nowhere`);
    expect(rows).toEqual([{ nowhere: true }]);
  });

  test('a password with a percent sign that stands for itself opens the database to migrations as it does to the Worker', async () => {
    const role = `${database.name}_role`;
    await client.query(`create role ${role} login superuser password '100%sure'`);
    const { host } = new URL(database.url);
    expect(await applied(`postgres://${role}:100%sure@${host}/${database.name}`)).toEqual([]);
    await client.query(`drop role ${role}`);
  });
});

test('a failure says where and why, and keeps the password to itself', async () => {
  const wrong = new URL(inject('postgresUrl'));
  wrong.password = 'a%20secret';
  wrong.pathname = '/nowhere';
  const failure = await migrate(wrong.href, () => {}).catch((error: Error) => error.message);
  expect(failure).toMatch(/\/nowhere could not be migrated: .+/);
  expect(failure).not.toMatch(/secret/);
});

test.each([
  ['postgres://u:p@db.invalid/x', 'dial tcp: lookup db.invalid', 'dial tcp: lookup db.invalid'],
  ['postgres://u:p@db.invalid/x', 'at postgres://u:p@db.invalid/x', 'at postgres://***@db.invalid/x'],
  ['postgres://u:a%20b@h/x', 'at u:a b@h, u:a%20b@h', 'at ***@h, ***@h'],
  // As written, and as a URL of it is written again.
  ['postgres://u:a|b@h/x', 'at u:a|b@h', 'at ***@h'],
  ['postgres://u:100%sure@h/x', 'at u:100%25sure@h', 'at ***@h'],
  ['postgres://u@h/x', 'at u@h', 'at u@h'],
])('of %s, "%s" is told as "%s"', (from, text, told) => {
  expect(withoutPassword(text, from)).toBe(told);
});

test.each([
  [
    'this machine',
    'postgres://u:p@localhost:5/d',
    { sslmode: 'disable', connect_timeout: '15', socket: null },
  ],
  ['another', 'postgres://u:p@db.example:5/d?sslmode=disable', { sslmode: 'verify-full', socket: null }],
  ['an address with colons', 'postgres://u:p@[::1]:5/d', { sslmode: 'disable', socket: '::1' }],
  ['with a limit of its own', 'postgres://u:p@localhost/d?connect_timeout=3', { connect_timeout: '3' }],
  ['with words of libpq', 'postgres://u:p@db.example/d?channel_binding=require', { channel_binding: null }],
  ['with another host', 'postgres://u:p@db.example/d?host=elsewhere', { host: null, sslmode: 'verify-full' }],
])('how a database is reached: %s', (_, given, expected) => {
  const told = new URL(dbmateUrl(given)).searchParams;
  for (const [name, value] of Object.entries(expected)) expect([name, told.get(name)]).toEqual([name, value]);
});

test.each(['a%20b%7Cc%2Fd%40e%3A%25f', '100%25sure', ''])('the password %s is told as it is', (password) => {
  expect(new URL(dbmateUrl(`postgres://u:${password}@db.example/d`)).password).toBe(password);
});

test('whoever takes the connection and says nothing is given up', async () => {
  const silent = createServer().listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const { port } = silent.address() as AddressInfo;
  const asked = migrate(`postgres://u:p@127.0.0.1:${port}/d?connect_timeout=1`, () => {});
  await expect(asked).rejects.toThrow(`127.0.0.1:${port}/d could not be migrated`);
  silent.close();
});
