// A database of a test's own, copied from the migrated template of the run's server (see postgres-server.ts).
import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { inject } from 'vitest';
// The name only: the server itself runs in the process of vitest, not in those of the tests.
import type { TEMPLATE_NAME } from './postgres-server.ts';

const TEMPLATE: typeof TEMPLATE_NAME = 'edge_ladder_template';

export interface TestDatabase {
  readonly name: string;
  readonly url: string;
  /** Throws it away, whoever is still connected. */
  drop(): Promise<void>;
}

/** `template`: another one of the tests', to which nobody is connected. */
export async function createDatabase(template: string = TEMPLATE): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asSuperuser((client) =>
    client.query(`create database ${name} template ${template} strategy file_copy`),
  );
  const url = new URL(inject('postgresUrl'));
  url.pathname = `/${name}`;
  return {
    name,
    url: url.href,
    async drop() {
      await asSuperuser((client) => client.query(`drop database if exists ${name} with (force)`));
    },
  };
}

export interface ConnectedDatabase extends TestDatabase {
  /** Of its owner; it ends with the database. */
  readonly client: Client;
}

export async function connectedDatabase(): Promise<ConnectedDatabase> {
  const database = await createDatabase();
  const client = new Client(database.url);
  await client.connect();
  return {
    ...database,
    client,
    async drop() {
      await client.end();
      await database.drop();
    },
  };
}

/** One connection of each process, for all its files: to open one costs as much as to copy a database. */
let superuser: Promise<Client> | null = null;

async function asSuperuser(work: (client: Client) => Promise<unknown>): Promise<void> {
  superuser ??= connected();
  await work(await superuser);
}

async function connected(): Promise<Client> {
  const client = new Client(inject('postgresUrl'));
  // It ends with the server, whenever that is.
  client.on('error', () => {});
  client.on('end', () => {
    superuser = null;
  });
  await client.connect();
  return client;
}
