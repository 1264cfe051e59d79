// The whole of `npm start`, as a newcomer meets it.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { renameSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeDevelopmentKey } from '../../dev/development-key.ts';
import { runningServer } from '../../dev/postgres/server.ts';
import { commandOf, isAlive, type ProcessMark } from '../../dev/process.ts';
import { readRun } from '../../dev/run-file.ts';
import { demonstrationPlayers } from '../../scripts/seed.ts';
import { copiedCheckout } from '../copied-checkout.ts';
import { createDatabase } from '../database.ts';
import { lastingPort } from '../lasting-port.ts';
import { until } from '../until.ts';

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

/** What the checkout keeps between runs. */
const data = () => join(root, '.data');

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

/** Until it has said so much. */
async function begin(environment: Readonly<Record<string, string>> = {}, said = 'Try it'): Promise<Started> {
  const started = command('dev/start.ts', [], environment);
  await until(() => started.child.exitCode !== null || started.output().includes(said), LIMIT_MS);
  if (started.child.exitCode !== null) throw new Error(`did not start:\n${started.output()}`);
  return started;
}

function answers(): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    socket.on('connect', () => resolve(true)).on('error', () => resolve(false));
    socket.on('connect', () => socket.destroy());
  });
}

/** The Worker of the start that runs, once there is one. */
function workerOf(started: Started): Promise<ProcessMark> {
  return until(() => {
    if (started.child.exitCode !== null) throw new Error(`did not start:\n${started.output()}`);
    return readRun(data())?.worker;
  }, LIMIT_MS);
}

const strong = demonstrationPlayers.strong;

// Each start of a development server takes as long as all else here: one is waited for, and shows what a run can show.
test('from nothing to a reply', { timeout: LIMIT_MS }, async () => {
  expect(await ended('scripts/doctor.ts')).toEqual({
    code: 1,
    output: 'Nothing is made yet: npm start makes settings and database.\n',
  });
  // Where nobody has a home, as in many a container.
  const started = await begin({ HOME: '/dev/null' });
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

  // Who has another key than the Worker knows is told where it is set.
  const key = join(data(), 'development-key.pem');
  renameSync(key, `${key}.away`);
  makeDevelopmentKey(data());
  expect(await ended('dev/interact.ts', ['/profile'])).toMatchObject({
    code: 1,
    output: expect.stringMatching(/refused the signature.*\.dev\.vars/s),
  });
  renameSync(`${key}.away`, key);

  started.child.kill('SIGKILL');
  await started.closed;
  expect(await answers()).toBe(true);
});

test('a killed run is cleared away by the next, which finds the data there; Ctrl-C stops everything', {
  timeout: LIMIT_MS,
}, async () => {
  const left = readRun(data())?.worker;
  const next = await begin({}, 'No demonstration season: the database holds players');
  expect(next.output()).toContain('taking over the PostgreSQL');
  // The season stays as it was made: it is not filled in a second time.
  expect(next.output()).not.toContain('Filling in');
  expect(left && isAlive(left)).toBe(false);
  const worker = await workerOf(next);
  next.child.kill('SIGINT');
  expect(await next.closed).toEqual([0, null]);
  expect(isAlive(worker)).toBe(false);
  expect(await answers()).toBe(false);
  expect(runningServer(join(data(), 'postgres'))).toBeNull();
});

test('outside development nobody is made up, and the Worker is the one that is deployed', {
  timeout: LIMIT_MS,
}, async () => {
  const database = await createDatabase();
  // That route needs a binding that wrangler.toml leaves to the operator.
  const environment = { ENVIRONMENT: 'production', DATABASE_ROUTE: 'hyperdrive', DATABASE_URL: database.url };
  const started = await begin(environment, 'No demonstration season: ENVIRONMENT is production.');
  const worker = await workerOf(started);
  const run = commandOf(worker.pid);
  expect(run).toContain(`--config=${join(data(), 'wrangler.toml')}`);
  expect(run).not.toContain('playground');
  started.child.kill('SIGTERM');
  expect(await started.closed).toEqual([0, null]);
  expect(isAlive(worker)).toBe(false);
  const client = new Client(database.url);
  await client.connect();
  const { rows } = await client.query(
    `select (select count(*)::int from players) as players, (select count(*)::int from seasons) as seasons`,
  );
  expect(rows).toEqual([{ players: 0, seasons: 0 }]);
  await client.end();
  await database.drop();
});

test('a port that is taken is named, and nothing is started', async () => {
  const holder = createServer();
  await new Promise<void>((resolve) => holder.listen(port, '127.0.0.1', resolve));
  expect(await ended('dev/start.ts')).toMatchObject({
    code: 1,
    output: expect.stringMatching(new RegExp(`^Port ${port} is taken.*PORT=`)),
  });
  await new Promise((resolve) => holder.close(resolve));
  expect(runningServer(join(data(), 'postgres'))).toBeNull();
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
  expect(runningServer(join(data(), 'postgres'))).toBeNull();
});

test('where nothing runs, interact says how to start', async () => {
  expect(await ended('dev/interact.ts', ['/profile'])).toMatchObject({
    code: 1,
    output: expect.stringMatching(/start Edge Ladder first/),
  });
});
