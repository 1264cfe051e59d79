// A session against a real server: what it has prepared, and what it is asked.
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { readDatabaseAddress } from '../../src/postgres/address.ts';
import type { Connection } from '../../src/postgres/connection.ts';
import { columnsOf } from '../../src/postgres/raw-row.ts';
import { openSession } from '../../src/postgres/session.ts';

let session: Connection;
beforeAll(async () => {
  const address = readDatabaseAddress(inject('postgresUrl'));
  if (typeof address === 'string') throw new Error(address);
  session = await openSession({ address, stream: undefined, onBroken: () => {} });
});
afterAll(() => session.close());

const ask = async (text: string, ...parameters: string[]) => {
  const rows = await session.send({ name: 'profile', text, parameters, resend: false });
  return rows.map(columnsOf);
};

const OLDER = 'select $1::text';
const NEWER = 'select $1::text, $2::text';

test('a deployment’s statements are not those that the session has prepared under their names before', async () => {
  const together = [ask(OLDER, 'a'), ask(NEWER, 'b', 'c'), ask(NEWER, 'd', 'e'), ask(OLDER, 'f')];
  expect(await Promise.all(together)).toEqual([[['a']], [['b', 'c']], [['d', 'e']], [['f']]]);
});

test('one that cannot be prepared leaves its name to the next', async () => {
  await expect(ask('select nothing.at.all')).rejects.toMatchObject({ kind: 'rejected' });
  expect(await ask(OLDER, 'a')).toEqual([['a']]);
});
