// A connection to a season of its own, for a test file that asks PostgreSQL itself; both are gone after its tests.
import { Client } from 'pg';
import { afterAll } from 'vitest';
import { seededDatabase } from './seeded-database.ts';

/** To be awaited as the file is read. */
export async function seededClient(season: Parameters<typeof seededDatabase>[0]): Promise<Client> {
  const database = await seededDatabase(season);
  const client = new Client(database.url);
  await client.connect();
  afterAll(async () => {
    await client.end();
    await database.drop();
  });
  return client;
}
