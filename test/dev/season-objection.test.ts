// Where `npm start` makes nobody up.
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { seasonObjection } from '../../dev/season-objection.ts';
import { tlsProxy } from '../../dev/tls-proxy.ts';
import { migrate } from '../../scripts/migrate.ts';
import { createDatabase, type TestDatabase } from '../database.ts';
import { FAR } from '../trusted-certificates.ts';

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

describe('looked at', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createDatabase();
  });
  afterAll(() => database.drop());

  test('an empty one of this machine is seen to be empty', async () => {
    expect(await seasonObjection('development', database.url, 400)).toBeNull();
  });

  test('an empty one of another machine is migrated by way of TLS, and left empty', async () => {
    const far = new URL(database.url);
    const target = { host: far.hostname, port: Number(far.port) };
    const proxy = await tlsProxy({ target, certificate: inject('certificates').right });
    far.hostname = FAR;
    far.port = String(proxy.port);
    await migrate(far.href, () => {});
    expect(await seasonObjection('development', far.href, 400)).toBe(
      `the database of ${FAR} is empty, and not of this machine. npm run db:seed -- --players 400 --yes-into ${FAR} fills it`,
    );
    await proxy.close();
  });

  test('one in which a season was opened, though nobody plays yet, is in use', async () => {
    const client = new Client(database.url);
    await client.connect();
    await client.query(
      `insert into seasons (game, slug, name, starts_at, ends_at, start_rating, ranked_days)
       values ('x', 'own', 'Own', now(), now() + interval '1 day', 1500, 14)`,
    );
    await client.end();
    const reason = 'the database holds players or seasons already';
    expect(await seasonObjection('development', database.url, 400)).toBe(reason);
  });
});
