// The whole of `npm start`, as a newcomer meets it.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { runningServer } from '../../dev/postgres/server.ts';
import { tlsProxy } from '../../dev/tls-proxy.ts';
import { demonstrationPlayers } from '../../scripts/seed.ts';
import { copiedCheckout } from '../copied-checkout.ts';
import { createDatabase, type TestDatabase } from '../database.ts';
import { lastingPort } from '../lasting-port.ts';
import { FAR } from '../trusted-certificates.ts';

const LIMIT_MS = 120_000;

let root: string;
let port: number;
const begun: Started[] = [];

beforeAll(async () => {
  root = copiedCheckout('start');
  port = await lastingPort();
});
afterAll(async () => {
  for (const { child } of begun)
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
  await Promise.all(begun.map(({ closed }) => closed));
  rmSync(root, { recursive: true, force: true });
});

interface Started {
  readonly child: ChildProcess;
  readonly closed: Promise<unknown[]>;
  /** Everything written so far. */
  output(): string;
}

function command(
  script: string,
  args: readonly string[] = [],
  environment: Readonly<Record<string, string>> = {},
): Started {
  // Settings of whoever runs the tests are not a newcomer's, but for where Node keeps what it has compiled.
  const { PATH, HOME, NODE_COMPILE_CACHE } = process.env;
  const child = spawn(process.execPath, [script, ...args], {
    cwd: root,
    env: { PATH, HOME, NODE_COMPILE_CACHE, PORT: String(port), ...environment },
    // The channel's end tells it that this process was killed, as scripts/run.mjs has it.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const started = { child, closed: once(child, 'close'), output: () => output };
  begun.push(started);
  return started;
}

async function ended(
  script: string,
  args: readonly string[] = [],
  environment: Readonly<Record<string, string>> = {},
) {
  const { closed, output } = command(script, args, environment);
  const [code] = await closed;
  return { code, output: output() };
}

async function begin(environment: Readonly<Record<string, string>> = {}, until = 'Try it'): Promise<Started> {
  const started = command('dev/start.ts', [], environment);
  const end = Date.now() + LIMIT_MS;
  while (!started.output().includes(until)) {
    if (started.child.exitCode !== null || Date.now() > end)
      throw new Error(`did not start:\n${started.output()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return started;
}

function answers(): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    socket.on('connect', () => resolve(true)).on('error', () => resolve(false));
    socket.on('connect', () => socket.destroy());
  });
}

const strong = demonstrationPlayers.strong;

// Each start of a development server takes as long as all else here, so each run shows what a run can show.
test('from nothing to a reply', { timeout: LIMIT_MS }, async () => {
  expect(await ended('scripts/doctor.ts')).toEqual({
    code: 1,
    output: 'Nothing is made yet: npm start makes settings and database.\n',
  });
  const started = await begin();
  expect(started.output()).toContain('Filling in a demonstration season');

  const profile = await ended('dev/interact.ts', ['/profile', '--as', strong.id]);
  expect(profile.code).toBe(0);
  expect(profile.output).toContain(strong.name);
  expect(profile.output).toMatch(/\d ms · .*1 database round trip/);

  // The playground is served by the same Worker, which streams what happens.
  const address = `http://localhost:${port}/playground`;
  expect(started.output()).toContain(address);
  const page = await fetch(address);
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  const stream = await fetch(`${address}/happenings`);
  const first = await stream.body?.getReader().read();
  expect(new TextDecoder().decode(first?.value)).toMatch(/^data: \{"kind":"state"/);

  // What the bot writes arrives at a Discord of this machine.
  expect(started.output()).toContain('A match by hand');
  const inbox = await ended('dev/interact.ts', ['--inbox', '--as', strong.id]);
  expect(inbox).toMatchObject({ code: 0, output: expect.stringContaining('No messages yet.') });

  const again = await ended('dev/start.ts');
  expect(again).toMatchObject({ code: 1, output: expect.stringMatching(/runs already from this folder/) });

  const doctor = await ended('scripts/doctor.ts');
  expect(doctor.output).not.toContain('✗');
  expect(doctor.code).toBe(0);

  started.child.kill('SIGKILL');
  await started.closed;
  expect(await answers()).toBe(true);
});

test('a killed run is cleared away by the next, which finds the data there', {
  timeout: LIMIT_MS,
}, async () => {
  // Said before the Worker is started, which it need not be.
  const next = await begin({}, 'No demonstration season: the database holds players');
  expect(next.output()).toContain('taking over the PostgreSQL');
  // The season stays as it was made: it is not filled in a second time.
  expect(next.output()).not.toContain('Filling in');
  next.child.kill('SIGINT');
  expect(await next.closed).toEqual([0, null]);
  expect(await answers()).toBe(false);
  expect(runningServer(join(root, '.data/postgres'))).toBeNull();
});

test('outside development nobody is made up, and the Worker is well by the other route; a key that is not the development key’s is explained; Ctrl-C stops everything', {
  timeout: LIMIT_MS,
}, async () => {
  const file = join(root, '.dev.vars');
  const before = readFileSync(file, 'utf8');
  writeFileSync(file, before.replace(/DISCORD_PUBLIC_KEY=.*/, `DISCORD_PUBLIC_KEY=${'ab'.repeat(32)}`));
  const database = await createDatabase();
  // That route needs a binding that wrangler.toml leaves to the operator.
  const environment = { ENVIRONMENT: 'production', DATABASE_ROUTE: 'hyperdrive', DATABASE_URL: database.url };
  const started = await begin(environment);
  expect(started.output()).toContain('No demonstration season: ENVIRONMENT is production.');
  expect(started.output()).not.toContain('is not well');
  const health = await fetch(`http://127.0.0.1:${port}/health`);
  expect([health.status, await health.json()]).toEqual([
    200,
    expect.objectContaining({ route: 'hyperdrive' }),
  ]);
  expect(await ended('dev/interact.ts', ['/profile'])).toMatchObject({
    code: 1,
    output: expect.stringMatching(/refused the signature.*\.dev\.vars/s),
  });
  writeFileSync(file, before);
  started.child.kill('SIGINT');
  expect(await started.closed).toEqual([0, null]);
  expect(await answers()).toBe(false);
  expect(await held(database)).toEqual([{ players: 0, seasons: null }]);
  await database.drop();
});

test('where a season was opened nobody is made up', { timeout: LIMIT_MS }, async () => {
  const database = await createDatabase();
  await asked(
    database,
    `insert into seasons (game, slug, name, starts_at, ends_at, start_rating, ranked_days)
     values ('x', 'own', 'Own', now(), now() + interval '1 day', 1500, 14)`,
  );
  const reason = 'the database holds players or seasons already';
  const started = await begin({ DATABASE_URL: database.url }, `No demonstration season: ${reason}.`);
  started.child.kill('SIGTERM');
  expect(await started.closed).toEqual([0, null]);
  expect(await answers()).toBe(false);
  expect(await held(database)).toEqual([{ players: 0, seasons: 'own' }]);
  await database.drop();
});

test('an empty database of another machine is migrated, and filled only by a command that names it', {
  timeout: LIMIT_MS,
}, async () => {
  const database = await createDatabase();
  const far = new URL(database.url);
  const target = { host: far.hostname, port: Number(far.port) };
  const proxy = await tlsProxy({ target, certificate: inject('certificates').right });
  far.hostname = FAR;
  far.port = String(proxy.port);
  const started = await begin(
    { DATABASE_URL: far.href, NODE_EXTRA_CA_CERTS: process.env['NODE_EXTRA_CA_CERTS'] ?? '' },
    `No demonstration season: the database of ${FAR} is empty, and not of this machine. npm run db:seed -- --players 400 --yes-into ${FAR} fills it.`,
  );
  expect(started.output()).toContain(`Migrating ${FAR}:${proxy.port}/`);
  started.child.kill('SIGTERM');
  expect(await started.closed).toEqual([0, null]);
  expect(await held(database)).toEqual([{ players: 0, seasons: null }]);
  await proxy.close();
  await database.drop();
});

const held = (database: TestDatabase) =>
  asked(
    database,
    `select (select count(*)::int from players) as players,
      (select string_agg(slug, ',') from seasons) as seasons`,
  );

async function asked(database: TestDatabase, text: string): Promise<readonly unknown[]> {
  const client = new Client(database.url);
  await client.connect();
  const { rows } = await client.query(text);
  await client.end();
  return rows;
}

test('a port that is taken is named, and nothing is started', async () => {
  const holder = createServer();
  await new Promise<void>((resolve) => holder.listen(port, '127.0.0.1', resolve));
  expect(await ended('dev/start.ts')).toMatchObject({
    code: 1,
    output: expect.stringMatching(new RegExp(`^Port ${port} is taken.*PORT=`)),
  });
  await new Promise((resolve) => holder.close(resolve));
  expect(runningServer(join(root, '.data/postgres'))).toBeNull();
});

test('settings that the Worker would refuse are named, and nothing is started', async () => {
  const wrong = { ENVIRONMENT: 'prod', OWNER_ID: 'me' };
  const { code, output } = await ended('dev/start.ts', [], wrong);
  expect(code).toBe(1);
  expect(output.split('\n')).toEqual([
    'ENVIRONMENT must be development or production.',
    'OWNER_ID must be a Discord id: digits only.',
    'Set it in .dev.vars, or in the environment, which wins.',
    '',
  ]);
  expect(runningServer(join(root, '.data/postgres'))).toBeNull();
});

test('where nothing runs, interact says how to start', async () => {
  expect(await ended('dev/interact.ts', ['/profile'])).toMatchObject({
    code: 1,
    output: expect.stringMatching(/start Edge Ladder first/),
  });
});
