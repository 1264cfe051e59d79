// What /health needs the database to have.
import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { SCHEMA_VERSION } from '../../src/web/health.ts';

test('the version of the schema that is asked for is the newest migration', () => {
  const versions = readdirSync('migrations').map((file) => file.split('_')[0]);
  expect(SCHEMA_VERSION).toBe(versions.sort().at(-1));
});
