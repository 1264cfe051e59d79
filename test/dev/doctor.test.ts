import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Client } from 'pg';
import { afterEach, describe, expect, inject, test } from 'vitest';
import { webSocketProxy } from '../../dev/websocket-proxy.ts';
import { databaseFindings, versionFinding } from '../../scripts/doctor/database.ts';
import { discordFindings } from '../../scripts/doctor/discord.ts';
import { type Finding, printed } from '../../scripts/doctor/finding.ts';
import { checkSettings } from '../../scripts/doctor/settings.ts';
import { workerFindings } from '../../scripts/doctor/worker.ts';
import { seed } from '../../scripts/seed.ts';
import { type Configuration, readConfiguration } from '../../src/configuration.ts';
import { createDatabase } from '../database.ts';
import { postgres } from './proxied.ts';

const PUBLIC_KEY = 'ab'.repeat(32);

function configured(variables: Record<string, string>): Configuration {
  const read = readConfiguration({
    ENVIRONMENT: 'development',
    DISCORD_PUBLIC_KEY: PUBLIC_KEY,
    DATABASE_URL: inject('postgresUrl'),
    ...variables,
  });
  if (!read.ok) throw new Error(read.problems.map(({ message }) => message).join());
  return read.configuration;
}

const servers: { close(): unknown }[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function serving(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const states = (findings: readonly Finding[]) => findings.map(({ name, state }) => [name, state]);

describe('database', () => {
  const check = (url: string, variables: Record<string, string> = {}) =>
    databaseFindings(configured({ DATABASE_URL: url, ...variables }).database, url);

  test('one that is migrated is well', async () => {
    const { url, drop } = await createDatabase();
    expect(states(await check(url))).toEqual([
      ['database', 'well'],
      ['encryption', 'well'],
      ['PostgreSQL', 'well'],
      ['migrations', 'well'],
      ['round trip', 'well'],
      ['disputes', 'well'],
    ]);
    await drop();
  });

  test('disputes that staff cannot be told of are named, with what is in the way', async () => {
    const { url, drop } = await createDatabase();
    await seed(url, { players: 20 });
    const client = new Client(url);
    await client.connect();
    const { rows } = await client.query<{ id: string }>(
      `update matches set state = 'disputed', outcome = null, ended_by = null, ended_at = null, deadline = now()
       where id = (select max(id) from matches) returning id`,
    );
    await client.query(
      `insert into outbox (kind, channel, match_id, created_at, due_at, fault)
       values ('dispute', 'staff', $1, now(), now(), '403')`,
      [rows[0]?.id],
    );
    await client.end();
    expect((await check(url)).find(({ name }) => name === 'disputes')).toMatchObject({
      state: 'failing',
      finding: `staff cannot be told of match ${rows[0]?.id} (403)`,
      advice: expect.stringContaining('STAFF_CHANNEL_ID'),
    });
    await drop();
  });

  test('when asked to, it looks for contradictions in the ladder, and names them', async () => {
    const { url, drop } = await createDatabase();
    await seed(url, { players: 20 });
    const deep = async () =>
      (await databaseFindings(configured({ DATABASE_URL: url }).database, url, { deep: true })).at(-1);
    expect(await deep()).toMatchObject({ name: 'consistency', state: 'well' });
    const client = new Client(url);
    await client.connect();
    await client.query(`update match_players set win = win + 1 where contestant = 'first'`);
    await client.end();
    expect(await deep()).toMatchObject({
      state: 'failing',
      finding: expect.stringMatching(
        /^\d+ contradictions, the first: (match \d+ has stakes that are not opposite.*){5}$/,
      ),
    });
    await drop();
  });

  test('a database that takes the connection and then says nothing holds up nothing for long', async () => {
    const { url, drop } = await createDatabase();
    const client = new Client(url);
    await client.connect();
    await client.query('begin; lock table schema_migrations');
    const { database } = configured({ DATABASE_URL: url });
    expect(await databaseFindings(database, url, { answerMs: 200 })).toMatchObject([
      {
        name: 'database',
        state: 'failing',
        finding: expect.stringMatching(/connected, but no answer to "select.*" within 0.2 s/),
        advice: expect.stringContaining('locked'),
      },
    ]);
    await client.end();
    await drop();
  });

  test('by WebSocket as well', async () => {
    const { url, drop } = await createDatabase();
    const named = `${postgres.host}:${postgres.port}`;
    const proxy = await webSocketProxy({ allowed: [{ named, target: postgres }] });
    const findings = await check(url, {
      POOL_TRANSPORT: 'websocket',
      POOL_WEBSOCKET_PROXY: `127.0.0.1:${proxy.port}/v2`,
    });
    expect(findings[0]).toMatchObject({ state: 'well', finding: expect.stringContaining('pool, websocket') });
    expect(states(findings)).toContainEqual(['migrations', 'well']);
    await proxy.close();
    await drop();
  });

  test.each([
    ['14.13', 'failing'],
    ['15.0', 'note'],
    ['18.4', 'well'],
    ['19beta1', 'note'],
  ])('PostgreSQL %s', (text, state) => {
    expect(versionFinding(text)).toMatchObject({ state, finding: expect.stringContaining(text) });
  });

  test.each([
    [
      'ahead of this checkout',
      `insert into schema_migrations values ('20991231000000'), ('20991231000100')`,
      'has 2 that this checkout has not: 20991231000000, 20991231000100',
      /^This checkout is older .* deploy/,
    ],
    [
      'ahead in one and behind in another',
      `update schema_migrations set version = '20991231000000' where version = (select min(version) from schema_migrations)`,
      '1 pending: 20261123180000_players.sql; has 1 that this checkout has not: 20991231000000',
      /^This checkout .* npm run db:migrate$/,
    ],
  ])('a database that is %s is not well', async (_case, change, finding, advice) => {
    const { url, drop } = await createDatabase();
    const client = new Client(url);
    await client.connect();
    await client.query(change);
    await client.end();
    const found = await check(url);
    expect(found.find(({ name }) => name === 'migrations')).toMatchObject({
      state: 'failing',
      finding,
      advice: expect.stringMatching(advice),
    });
    // What it asks may not be there any more.
    expect(found.map(({ name }) => name)).not.toContain('disputes');
    await drop();
  });

  test.each([
    ['nothing has begun', ''],
    [
      'somebody has opened a season meanwhile',
      `insert into seasons (game, slug, name, starts_at, ends_at, start_rating, ranked_days)
       values ('sc-evo', 'one', 'One', now(), now() + interval '1 day', 1500, 14)`,
    ],
  ])('what a seed has left that was killed at its end is named, where %s', async (_case, change) => {
    const { url, drop } = await createDatabase();
    const client = new Client(url);
    await client.connect();
    await client.query(change);
    expect(states(await check(url))).not.toContainEqual(['leftovers', 'failing']);
    await client.query('set session_replication_role = replica');
    await client.query(
      `insert into ledger (standing_id, match_id, kind, result, before, delta, after)
       values (1, 1, 'match', 'win', 1500, 5, 1505)`,
    );
    const found = (await check(url)).find(({ name }) => name === 'leftovers');
    expect(found).toMatchObject({ state: 'failing', finding: expect.stringContaining('seed') });
    // What it advises helps.
    const [, advised = ''] = /`([^`]+)`/.exec(found?.advice ?? '') ?? [];
    await client.query(advised);
    expect(states(await check(url))).not.toContainEqual(['leftovers', 'failing']);
    await client.end();
    await drop();
  });

  test('pending migrations are named', async () => {
    const url = inject('postgresUrl');
    const found = async (file?: string) =>
      (await databaseFindings(configured({}).database, url, { file })).find(
        ({ name }) => name === 'migrations',
      );
    expect(await found()).toMatchObject({
      state: 'failing',
      finding: expect.stringMatching(/pending: \d+_players\.sql/),
      advice: 'npm run db:migrate',
    });
    // Without the file the command would migrate another database than the one looked at.
    expect(await found('.env.production')).toMatchObject({
      advice: 'npm run db:migrate -- --env-file .env.production',
    });
    expect(await found("the boss's.env")).toMatchObject({
      advice: `npm run db:migrate -- --env-file 'the boss'\\''s.env'`,
    });
  });

  test.each([
    [
      'a wrong password',
      (url: URL) => {
        url.password = 'wrong';
      },
      /password in DATABASE_URL is wrong/,
    ],
    [
      'no such database',
      (url: URL) => {
        url.pathname = '/nowhere';
      },
      /does not exist: create it/,
    ],
    [
      'nobody there',
      (url: URL) => {
        url.port = '1';
      },
      /Nothing listens there/,
    ],
    [
      'no such host',
      (url: URL) => {
        url.hostname = 'nowhere.invalid';
      },
      /is it spelled right/,
    ],
  ])('%s: says what to do', async (_case, change, advice) => {
    const url = new URL(inject('postgresUrl'));
    change(url);
    expect(await check(url.href)).toMatchObject([
      { state: 'failing', advice: expect.stringMatching(advice) },
    ]);
  });
});

describe('settings', () => {
  const right = { DISCORD_PUBLIC_KEY: PUBLIC_KEY, DATABASE_URL: 'postgres://one@127.0.0.1/ladder' };
  const check = (settings: Record<string, string>) => checkSettings({ ...right, ...settings }, '.dev.vars');

  test('those that are complete are well', () => {
    const { findings, wrong } = check({});
    expect(states(findings)).toEqual([['configuration', 'well']]);
    expect(wrong.size).toBe(0);
  });

  test('every one that is wrong is named once, and what is right can be checked all the same', () => {
    const { findings, wrong, configuration } = check({
      DISCORD_PUBLIC_KEY: '00',
      DATABASE_URL: 'mysql://',
      OWNER_ID: 'me',
      GAME: 'go',
      DISCORD_BOT_TOKEN: 'token',
      POOL_MAX: '4',
    });
    expect(findings.map(({ state, finding }) => [state, finding.split(' ')[0]])).toEqual([
      ['failing', 'DISCORD_PUBLIC_KEY'],
      ['failing', 'OWNER_ID'],
      ['failing', 'DATABASE_URL'],
      ['failing', 'GAME'],
    ]);
    expect([...wrong].sort()).toEqual(['DATABASE_URL', 'DISCORD_PUBLIC_KEY', 'GAME', 'OWNER_ID']);
    expect(configuration).toMatchObject({
      discord: { botToken: 'token' },
      ownerId: null,
      database: { pool: { max: 4 } },
    });
  });
});

describe.each([
  ['with quotes of a word processor', '“token”'],
  ['of two lines', 'MTE.secret\nMTI.secret'],
])('a bot token %s', (_, token) => {
  test('is named as wrong, and not repeated', () => {
    const settings = { DISCORD_PUBLIC_KEY: PUBLIC_KEY, DATABASE_URL: 'postgres://one@127.0.0.1/ladder' };
    const { findings, wrong } = checkSettings({ ...settings, DISCORD_BOT_TOKEN: token }, '.dev.vars');
    expect([...wrong]).toEqual(['DISCORD_BOT_TOKEN']);
    expect(findings).toMatchObject([{ finding: expect.stringMatching(/^DISCORD_BOT_TOKEN must be /) }]);
    expect(JSON.stringify(findings)).not.toMatch(/secret|“/);
  });
});

describe('Worker', () => {
  const pool = (open: number, lastRefusal: string | null = null) => ({
    name: 'pool-0',
    connections: { open, min: 2, max: 5 },
    lastRefusal,
  });
  const worker = (status: object, token?: string) =>
    serving((request, response) => {
      if (request.url === '/health') response.end('{"status":"ok"}');
      else if (token && request.headers.authorization !== `Bearer ${token}`) response.writeHead(401).end();
      else response.end(JSON.stringify(status));
    });

  test.each([
    ['a warm pool', pool(2), 'well', /warm/],
    ['a cold pool', pool(0), 'note', /cold/],
    ['a pool that was refused', pool(1, 'too many connections'), 'failing', /too many connections/],
    ['a warm pool refused one more', pool(2, 'too many connections'), 'note', /too many connections/],
  ])('%s', async (_case, figures, state, finding) => {
    const url = await worker({ route: 'pool', pools: [figures] });
    expect((await workerFindings(url, null))[1]).toMatchObject({
      state,
      finding: expect.stringMatching(finding),
    });
  });

  test('the token is sent, and missed where it is not known', async () => {
    const url = await worker({ route: 'pool', pools: [pool(2)] }, 'secret');
    expect(states(await workerFindings(url, 'secret'))).toContainEqual(['pool', 'well']);
    expect(states(await workerFindings(url, null))).toContainEqual(['pool', 'failing']);
  });

  test('a token that no header can hold is not sent, and not told', async () => {
    const url = await worker({ route: 'pool', pools: [pool(2)] }, 'secret');
    const [, found] = await workerFindings(url, 'secret\nof two lines');
    expect(found).toMatchObject({ state: 'failing', advice: expect.stringContaining('one line') });
    expect(JSON.stringify(found)).not.toContain('secret');
  });

  test('one that does not serve fails with its cause, one that does not run is a note', async () => {
    const ill = await serving((_, response) => response.writeHead(503).end('{"cause":"no tables"}'));
    expect(await workerFindings(ill, null)).toMatchObject([
      { state: 'failing', finding: expect.stringContaining('no tables') },
    ]);
    expect(states(await workerFindings('http://127.0.0.1:1', null))).toEqual([['Worker', 'note']]);
  });

  test.each([
    [404, '<!doctype html><title>Not found</title>'],
    [200, '<!doctype html><title>Something else</title>'],
    [200, '{"version":"1.0"}'],
    [200, 'null'],
  ])('another program in its place (%i %s) is not taken for it', async (status, body) => {
    const url = await serving((_, response) => response.writeHead(status).end(body));
    expect(await workerFindings(url, null)).toMatchObject([
      {
        state: 'failing',
        finding: expect.stringMatching(/does not answer as/),
        advice: expect.stringContaining('PORT='),
      },
    ]);
    expect(await workerFindings(url, null, { named: true })).toMatchObject([
      { state: 'failing', advice: expect.stringMatching(/Is the address right/) },
    ]);
  });

  test('one that does not answer at the address that was given fails, and says why', async () => {
    expect(await workerFindings('http://127.0.0.1:1', null, { named: true })).toMatchObject([
      { state: 'failing', finding: expect.stringMatching(/does not answer: \S+/) },
    ]);
  });

  test('one that breaks off when it is asked for its pool fails there', async () => {
    const url = await serving((request, response) => {
      if (request.url === '/health') response.end('{"status":"ok"}');
      else request.socket.destroy();
    });
    expect(states(await workerFindings(url, null))).toEqual([
      ['Worker', 'well'],
      ['pool', 'failing'],
    ]);
  });
});

describe('Discord', () => {
  const check = async (application: object, variables: Record<string, string> = {}) => {
    const url = await serving((request, response) => {
      const known = request.url === '/applications/@me' && request.headers.authorization === 'Bot good';
      response.writeHead(known ? 200 : 401, { 'content-type': 'application/json' });
      response.end(JSON.stringify(known ? application : { message: '401: Unauthorized', code: 0 }));
    });
    return discordFindings(configured({ DISCORD_API_URL: url, DISCORD_BOT_TOKEN: 'good', ...variables }));
  };
  const application = { id: '300000000000000001', name: 'Ladder', verify_key: PUBLIC_KEY };

  test.each([
    ['token, key and id that belong together', application, {}, [['Discord', 'well']]],
    ['a token that is refused', application, { DISCORD_BOT_TOKEN: 'bad' }, [['Discord', 'failing']]],
    [
      'another application’s key',
      { ...application, verify_key: 'cd'.repeat(32) },
      {},
      [
        ['Discord', 'well'],
        ['Discord key', 'failing'],
      ],
    ],
    [
      'another application’s id',
      application,
      { DISCORD_APPLICATION_ID: '300000000000000002' },
      [
        ['Discord', 'well'],
        ['Discord id', 'failing'],
      ],
    ],
    [
      'no id, in production, where deploying takes one',
      application,
      { ENVIRONMENT: 'production' },
      [
        ['Discord', 'well'],
        ['Discord id', 'failing'],
      ],
    ],
    ['no token, in development', application, { DISCORD_BOT_TOKEN: '' }, [['Discord', 'note']]],
    [
      'no token, in production',
      application,
      { DISCORD_BOT_TOKEN: '', ENVIRONMENT: 'production' },
      [['Discord', 'failing']],
    ],
  ])('%s', async (_case, answer, variables, expected) => {
    expect(states(await check(answer, variables))).toEqual(expected);
  });

  test.each([
    [429, { message: 'You are being rate limited.', retry_after: 60 }, /Discord asks to wait/],
    [503, { message: 'upstream connect error' }, /Discord is not well/],
    [404, { message: '404: Not Found' }, /DISCORD_API_URL/],
  ])('an answer of %i says what to do about it', async (status, body, advice) => {
    const url = await serving((_, response) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
    const found = await discordFindings(configured({ DISCORD_API_URL: url, DISCORD_BOT_TOKEN: 'good' }));
    expect(found).toMatchObject([{ state: 'failing', advice: expect.stringMatching(advice) }]);
  });

  test('a page of some site is not taken for Discord, whatever the token', async () => {
    const url = await serving((_, response) => response.end('<!doctype html><title>Discord</title>'));
    const found = await discordFindings(configured({ DISCORD_API_URL: url, DISCORD_BOT_TOKEN: 'any' }));
    expect(found).toMatchObject([{ state: 'failing', advice: expect.stringContaining('DISCORD_API_URL') }]);
  });
});

test('a failing check is printed with what to do below it', () => {
  const finding: Finding = { state: 'failing', name: 'pool', finding: 'cold', advice: 'Wait.' };
  expect(printed(finding).split('\n')).toEqual([
    expect.stringContaining('pool'),
    expect.stringContaining('→ Wait.'),
  ]);
});
