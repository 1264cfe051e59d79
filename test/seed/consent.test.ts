// Who is asked before a season is written, and what he is told he would lose.
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contents, objection, requireConsent } from '../../scripts/seed/consent.ts';
import { seed } from '../../scripts/seed.ts';
import { createDatabase, type TestDatabase } from '../database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(() => database.drop());

test('on this machine nobody is asked', async () => {
  await requireConsent(database.url, { yesInto: undefined, emptied: ['players'], production: false });
});

test('nor is anybody where nothing would be lost, though it is production', async () => {
  await requireConsent(database.url, { yesInto: undefined, emptied: [], production: true });
  await requireConsent(database.url, { yesInto: undefined, emptied: ['players'], production: true });
});

test('elsewhere the host that was named is enough', async () => {
  await requireConsent('postgres://me@ladder.invalid/x', {
    yesInto: 'ladder.invalid',
    emptied: ['players'],
    production: true,
  });
});

test('what cannot be looked at is not guessed', async () => {
  const asked = requireConsent('postgres://me@ladder.invalid/x', {
    yesInto: undefined,
    emptied: ['players'],
    production: false,
  });
  await expect(asked).rejects.toThrow(/^ladder\.invalid:5432\/x: .*ENOTFOUND.*is it spelled right\?$/);
});

test.each([
  [
    undefined,
    [],
    'This would write to there.net, which is not this machine. If that is meant: --yes-into there.net',
  ],
  [
    'here.net',
    [],
    'This would write to there.net, which is not here.net. If that is meant: --yes-into there.net',
  ],
  [
    undefined,
    ['ledger (1,200)', 'players (50)'],
    'This would write to there.net, which is not this machine, and throw away all that is there (ledger (1,200), players (50)). If that is meant: --yes-into there.net',
  ],
])('--yes-into %s, losing %j', (yesInto, losses, expected) => {
  expect(objection('there.net', yesInto, losses)).toBe(expected);
});

describe('what would be lost', () => {
  test('is said to be unknown where it may not be read', async () => {
    const client = new Client(database.url);
    await client.connect();
    await client.query(`create role onlooker login password 'x'`);
    const url = new URL(database.url);
    [url.username, url.password] = ['onlooker', 'x'];
    await expect(contents(url.href, ['players'])).rejects.toThrow(
      /could not be looked at: permission denied/,
    );
    await client.query('drop role onlooker');
    await client.end();
  });

  test('nothing where nothing is', async () => {
    expect(await contents(database.url, ['players', 'seasons', 'no_such_table'])).toEqual([]);
  });

  test('the rows of the tables, and of those that refer to them', async () => {
    await seed(database.url, { players: 50 });
    const lost = await contents(database.url, ['players', 'seasons']);
    expect(lost).toEqual(expect.arrayContaining(['players (50)', 'seasons (1)']));
    expect(lost.join()).toMatch(/ledger \([\d,]+\).*standings \([\d,]+\)/);
  });

  test('a ladder in production is asked about on this machine, too', async () => {
    const intent = { emptied: ['players'], production: true };
    const asked = requireConsent(database.url, { ...intent, yesInto: undefined });
    await expect(asked).rejects.toThrow(
      /^This would write to 127\.0\.0\.1, which is a ladder in production, and throw away all that is there \(.*players \(50\).*--yes-into 127\.0\.0\.1$/,
    );
    await requireConsent(database.url, { ...intent, yesInto: '127.0.0.1' });
  });
});
