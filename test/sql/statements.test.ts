// Every statement there is, prepared against the migrated schema: its text is valid, and PostgreSQL's types of its
// columns are those that its decoder reads.
import type { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ConnectedDatabase, connectedDatabase } from '../database.ts';
import { sqlStatements } from './sql-statements.ts';

const statements = await sqlStatements();

let database: ConnectedDatabase;
let client: Client;
beforeAll(async () => {
  database = await connectedDatabase();
  ({ client } = database);
});
afterAll(() => database.drop());

test('the statements are found', () => {
  const names = statements.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['players.by-prefix', 'profile.by-id', 'leaderboard.top']));
});

test('no function is there twice: a migration that gives one other parameters takes the old one out', async () => {
  const { rows } = await client.query(
    `select proname from pg_proc where pronamespace = 'public'::regnamespace group by 1 having count(*) > 1`,
  );
  expect(rows).toEqual([]);
});

test('a Worker from before the latest migrations goes on: what it calls is there', async () => {
  for (const call of ['ladder_tick(now(), 20)', `outbox_record('[]', now())`]) {
    await client.query(`select * from ${call}`);
  }
});

const reading = statements.filter(({ reads }) => reads);

test('what only reads is what is asked most', () => {
  const names = reading.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['players.by-prefix', 'profile.by-id', 'leaderboard.top']));
  expect(names).not.toContain('queue.choose');
});

// They share transactions: what one of them wrote would be undone by another that fails.
test.each(reading.map((statement) => [statement.name, statement] as const))(
  '%s only reads, and so do the functions that it calls',
  async (_, { text }) => {
    expect(text).not.toMatch(/\b(insert|update|delete|merge|nextval|lock|truncate|share)\b/i);
    const called = [...text.matchAll(/\b([a-z_]+)\(/g)].map(([, name]) => name);
    const { rows } = await client.query(
      `select proname from pg_proc where proname = any($1) and provolatile = 'v'`,
      [called],
    );
    expect(rows).toEqual([]);
  },
);

test.each(statements.map((statement) => [statement.name, statement] as const))(
  '%s',
  async (name, statement) => {
    await client.query(`prepare "${name}" as ${statement.text}`);
    const { rows } = await client.query<{ types: number[] | null }>(
      `select result_types::oid[]::int[] as types from pg_prepared_statements where name = $1`,
      [name],
    );
    const types = rows[0]?.types ?? [];
    const columns = Object.entries(statement.columns);
    expect(types).toHaveLength(columns.length);
    columns.forEach(([column, { oids }], index) => {
      expect(oids, `column ${column}`).toContain(types[index]);
    });
  },
);
