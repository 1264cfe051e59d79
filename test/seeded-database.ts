// A database with a season in it, for a test that wants one. Each season is made once in a whole run, by the first of its
// processes that wants it while the others wait, and copied from then on, which takes a tenth of the time; what was
// copied goes with the run's server.
import { createHash } from 'node:crypto';
import { Client } from 'pg';
import { inject } from 'vitest';
import { type SeedOptions, seed } from '../scripts/seed.ts';
import { createDatabase, type TestDatabase } from './database.ts';

const templates = new Map<string, Promise<string>>();

export async function seededDatabase({
  players,
  game,
}: Required<Pick<SeedOptions, 'players' | 'game'>>): Promise<TestDatabase> {
  // By its rules and not by its name: settings change them.
  const key = createHash('sha256')
    .update(JSON.stringify([players, game]))
    .digest('hex')
    .slice(0, 16);
  let template = templates.get(key);
  if (!template) {
    template = seeded(`seeded_${key}`, { players, game });
    templates.set(key, template);
  }
  return createDatabase(await template);
}

async function seeded(name: string, season: SeedOptions): Promise<string> {
  const client = new Client(inject('postgresUrl'));
  await client.connect();
  try {
    // Held by this connection, until it ends.
    await client.query('select pg_advisory_lock(hashtext($1))', [name]);
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount === 0) {
      // It has its name once it is whole.
      const made = await createDatabase();
      await seed(made.url, season);
      await allAborts(made.url);
      await client.query(`alter database ${made.name} rename to ${name}`);
    }
    return name;
  } finally {
    await client.end();
  }
}

/** Whom of them the month has cost aborts is another with each day. */
async function allAborts(url: string): Promise<void> {
  const client = new Client(url);
  await client.connect();
  await client.query('update players set aborts_month = null, aborts_used = 0 where aborts_used > 0');
  await client.end();
}
