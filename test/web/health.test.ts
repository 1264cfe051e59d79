// What /health needs the database to have, and what it says where that is missing.
import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Statement } from '../../src/postgres/statement.ts';
import { health, SCHEMA_VERSION } from '../../src/web/health.ts';

test('the version of the schema that is asked for is the newest migration', () => {
  const versions = readdirSync('migrations').map((file) => file.split('_')[0]);
  expect(SCHEMA_VERSION).toBe(versions.sort().at(-1));
});

test.each([
  ['an older schema', async () => '20200101000000', /has migration 20200101000000, this version needs/],
  ['no table at all', () => Promise.reject({ reason: 'rejected', sqlstate: '42P01' }), /no tables yet/],
])('%s: the command that is named is for the settings of a deployment', async (_, answer, cause) => {
  const run = answer as <Result>(statement: Statement<Result>) => Promise<Result>;
  const said = await health({ route: 'pool', run, now: () => 0, onFault: () => {} });
  expect(said).toMatchObject({ status: 'unavailable', cause: expect.stringMatching(cause) });
  expect(said.cause).toMatch(/: npm run db:migrate -- --env-file FILE$/);
});
