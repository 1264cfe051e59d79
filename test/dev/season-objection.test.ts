// Where `npm start` makes nobody up.
import { expect, test } from 'vitest';
import { seasonObjection } from '../../dev/season-objection.ts';

const HERE = 'postgres://me@127.0.0.1/ladder';
const THERE = 'postgres://me:hidden@db.example:6000/ladder';

test.each([
  ['an empty one of this machine is filled', 'development', HERE, true, null],
  ['one that is in use is not', 'development', HERE, false, 'the database holds players or seasons already'],
  ['nor is one elsewhere', 'development', THERE, false, 'the database holds players or seasons already'],
  ['nor anything outside development', 'production', HERE, true, 'ENVIRONMENT is production'],
  [
    'an empty one elsewhere is named, with what fills it',
    'development',
    THERE,
    true,
    'the database of db.example is empty, and not of this machine. npm run db:seed -- --players 400 --yes-into db.example fills it',
  ],
])('%s', async (_, environment, url, untouched, objection) => {
  expect(await seasonObjection(environment, url, 400, async () => untouched)).toBe(objection);
});
