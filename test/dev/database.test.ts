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

// One folder for all, in order: each test leaves a stopped, whole database to the next.
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

test('is made on first use, and keeps its data', async () => {
  const first = await open();
  await query(first.url, 'create table kept as select 7 as value');
  await first.close();
  expect(runningServer(folder())).toBeNull();

  const second = await open();
  expect(second.url).toBe(first.url);
  expect(await query(second.url, 'select value from kept')).toEqual([7]);
  expect(await query(second.url, 'show fsync')).toEqual(['on']);
  await second.close();
});

test('listens on loopback only, with a password that only its owner can read', async () => {
  const database = await open();
  expect(await query(database.url, 'show listen_addresses')).toEqual(['127.0.0.1']);
  expect(statSync(join(data, 'postgres-password')).mode & 0o777).toBe(0o600);
  const wrong = new URL(database.url);
  wrong.password = 'wrong';
  await expect(query(wrong.href, 'select 1')).rejects.toThrow(/password authentication failed/);
  await database.close();
});

test('is shared: the last to leave stops it', async () => {
  const [first, second] = await Promise.all([open(), open()]);
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

test('what a killed command left running is taken over', async () => {
  const other = await otherCommand();
  await kill(other, 'SIGKILL');
  const left = runningServer(folder());
  const report: string[] = [];
  const database = await open(report);
  expect(runningServer(folder())).toEqual(left);
  expect(report).toEqual([expect.stringContaining('taking over')]);
  await database.close();
  expect(runningServer(folder())).toBeNull();
});

test('a killed server is started again, its data whole', async () => {
  const other = await otherCommand();
  const server = runningServer(folder());
  if (server) process.kill(server.mark.pid, 'SIGKILL');
  await kill(other, 'SIGKILL');
  const database = await open();
  expect(await query(database.url, 'select value from kept')).toEqual([7]);
  await database.close();
});

test('a stale pid file that names a living stranger is no obstacle', async () => {
  const stranger = spawn(process.execPath, ['--eval', 'setInterval(() => {}, 1000)']);
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

test('a folder that is no whole database is moved aside, not deleted', async () => {
  rmSync(folder(), { recursive: true });
  mkdirSync(folder());
  writeFileSync(join(folder(), 'PG_VERSION'), '18\n');
  mkdirSync(`${folder()}.unfinished`);
  const report: string[] = [];
  const database = await open(report);
  expect(await query(database.url, 'select 1')).toEqual([1]);
  expect(report).toEqual([expect.stringContaining('moved to')]);
  expect(readdirSync(data).filter((name) => name.startsWith('postgres.unusable-'))).toHaveLength(1);
  await database.close();
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
  expect(await query((await open()).url, 'select 1')).toEqual([1]);
});

test('a password that is not the server’s is said, and is replaced once it is gone', async () => {
  const file = join(data, 'postgres-password');
  writeFileSync(file, 'a'.repeat(48));
  await expect(open()).rejects.toThrow(/refuses the password .*: delete postgres-password/);
  rmSync(file);
  expect(await query((await open()).url, 'select 1')).toEqual([1]);
});
