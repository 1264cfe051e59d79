import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type OpenDatabase, openDatabase } from '../../dev/database.ts';
import { runningServer } from '../../dev/postgres/server.ts';
import { gone, markOf } from '../../dev/process.ts';

// One folder for all, in order: each test leaves a stopped, whole database to the next. To start and stop the server takes
// nearly all of the time, to make its folder as much as three times that: so one run of it shows what it can.
let data: string;
beforeAll(() => {
  data = mkdtempSync(join(tmpdir(), 'edge-ladder-database-'));
});
afterAll(() => rmSync(data, { recursive: true, force: true }));

const folder = () => join(data, 'postgres');

const opened: OpenDatabase[] = [];
afterEach(async () => {
  for (const database of opened.splice(0)) await database.close();
});

async function open(report: string[] = []): Promise<OpenDatabase> {
  const database = await openDatabase({ data, report: (line) => report.push(line) });
  opened.push(database);
  return database;
}

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new Client(url);
  await client.connect();
  try {
    return (await client.query({ text, rowMode: 'array' })).rows.flat();
  } finally {
    await client.end();
  }
}

/** Another command that has the database open; ends only by being killed. */
async function otherCommand(): Promise<ChildProcess> {
  const module = join(import.meta.dirname, '../../dev/database.ts');
  const script = `import { openDatabase } from ${JSON.stringify(module)};
    console.log((await openDatabase({ data: ${JSON.stringify(data)} })).url);
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (child.stdout) await once(child.stdout, 'data');
  return child;
}

async function kill(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  child.kill(signal);
  await once(child, 'close');
}

test('is made on first use, and keeps its data; what is no whole database is moved aside for it, not deleted', {
  timeout: 120_000,
}, async () => {
  mkdirSync(folder());
  writeFileSync(join(folder(), 'PG_VERSION'), '18\n');
  mkdirSync(`${folder()}.unfinished`);
  const report: string[] = [];
  const first = await open(report);
  expect(report).toEqual([expect.stringContaining('moved to')]);
  expect(
    readdirSync(data, { recursive: true }).filter((name) =>
      /^postgres\.unusable-\d+.PG_VERSION$/.test(String(name)),
    ),
  ).toHaveLength(1);
  await query(first.url, 'create table kept as select 7 as value');
  await first.close();
  expect(runningServer(folder())).toBeNull();

  const second = await open();
  expect(second.url).toBe(first.url);
  expect(await query(second.url, 'select value from kept')).toEqual([7]);
  expect(await query(second.url, 'show fsync')).toEqual(['on']);
  await second.close();
});

test('listens on loopback only, with a password that only its owner can read; is shared, and the last to leave stops it', async () => {
  const [first, second] = await Promise.all([open(), open()]);
  expect(await query(first.url, 'show listen_addresses')).toEqual(['127.0.0.1']);
  expect(statSync(join(data, 'postgres-password')).mode & 0o777).toBe(0o600);
  const wrong = new URL(first.url);
  wrong.password = 'wrong';
  await expect(query(wrong.href, 'select 1')).rejects.toThrow(/password authentication failed/);
  await first.close();
  expect(await query(second.url, 'select 1')).toEqual([1]);
  await second.close();
  expect(runningServer(folder())).toBeNull();
});

test('another command’s is used and left running', async () => {
  const other = await otherCommand();
  const database = await open();
  await database.close();
  expect(runningServer(folder())).not.toBeNull();
  const server = runningServer(folder());
  await kill(other, 'SIGTERM');
  // Told to end, the last one to have it takes it along.
  expect(server && (await gone(server.mark, 10_000))).toBe(true);
});

test('what a killed command left running is taken over; killed itself, it is started again, its data whole', async () => {
  const other = await otherCommand();
  await kill(other, 'SIGKILL');
  const left = runningServer(folder());
  const report: string[] = [];
  const database = await open(report);
  expect(runningServer(folder())).toEqual(left);
  expect(report).toEqual([expect.stringContaining('taking over')]);
  if (left) process.kill(left.mark.pid, 'SIGKILL');
  await database.close();
  const again = await open();
  expect(runningServer(folder())?.mark).not.toEqual(left?.mark);
  expect(await query(again.url, 'select value from kept')).toEqual([7]);
  await again.close();
  expect(runningServer(folder())).toBeNull();
});

test('a stale pid file that names a living stranger is no obstacle', async () => {
  // Of the user whom PostgreSQL runs as, who would take it for another server.
  const { uid, gid } = statSync(folder());
  const stranger = spawn('sleep', ['600'], { uid, gid });
  writeFileSync(
    join(folder(), 'postmaster.pid'),
    `${stranger.pid}\n${folder()}\n1\n1\n\n127.0.0.1\n1 1\nready\n`,
  );
  const database = await open();
  expect(await query(database.url, 'select 1')).toEqual([1]);
  await database.close();
  expect(markOf(stranger.pid ?? 0)).not.toBeNull();
  await kill(stranger, 'SIGKILL');
});

test('a lost password is replaced', async () => {
  rmSync(join(data, 'postgres-password'));
  const database = await open();
  expect(await query(database.url, 'select value from kept')).toEqual([7]);
  await database.close();
});

test('a folder of another version is left alone, and the line says what to do', async () => {
  const file = join(folder(), 'PG_VERSION');
  const version = readFileSync(file, 'utf8');
  writeFileSync(file, '17\n');
  await expect(open()).rejects.toThrow(/made by PostgreSQL 17, this is 18: move it away/);
  writeFileSync(file, version);
});

test('a database of which files are gone is said at once, with what to do, and nothing is left running', async () => {
  const base = join(folder(), 'base');
  renameSync(base, `${base}-away`);
  try {
    await expect(open()).rejects.toThrow(/cannot work on .*: move that away to begin anew/);
    expect(runningServer(folder())).toBeNull();
  } finally {
    renameSync(`${base}-away`, base);
  }
});

// It begins with what the one before has left, as well.
test('a password that is not the server’s is said, and is replaced once it is gone', async () => {
  const file = join(data, 'postgres-password');
  writeFileSync(file, 'a'.repeat(48));
  await expect(open()).rejects.toThrow(/refuses the password .*: delete postgres-password/);
  rmSync(file);
  expect(await query((await open()).url, 'select value from kept')).toEqual([7]);
});
