// A session against a real server: what it has prepared, and what it is asked.
import { expect, test } from 'vitest';
import { columnsOf } from '../../src/postgres/raw-row.ts';
import { ownSession } from './own-session.ts';

const session = ownSession();

const ask = async (text: string, ...parameters: string[]) => {
  const rows = await session().send({ name: 'profile', text, parameters, resend: false });
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
