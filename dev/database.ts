// The database of a checkout: an embedded PostgreSQL in .data/postgres, on loopback only, with a password of its
// own. Commands share it: the first starts it, the last to leave stops it, and what a killed command left running
// is taken over. Nothing in the folder is ever deleted; what cannot be used is moved aside and named.
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { onAbruptEnd } from './abrupt-end.ts';
import { withLock } from './lock.ts';
import { Obstacle } from './obstacle.ts';
import { setAsideUnusable } from './postgres/folder.ts';
import { type Programs, postgresPrograms } from './postgres/programs.ts';
import {
  answers,
  askToStop,
  changePassword,
  freePort,
  makeFolder,
  type RunningServer,
  runningServer,
  startServer,
  stopServer,
} from './postgres/server.ts';
import { LASTING } from './postgres/settings.ts';
import { isAlive, markOf, parseMark } from './process.ts';
import { dataFolder } from './variables.ts';

const DATABASE_NAME = 'edge_ladder';
const LOCK_LIMIT_MS = 120_000;
const BUSY_LIMIT_MS = 60_000;

export interface OpenDatabase {
  readonly url: string;
  /** Leaves the database; stops it when nobody else uses it. */
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** Where everything is kept; the checkout's own .data unless told. */
  readonly data?: string;
  /** Takes what is worth knowing: a folder moved aside, a server taken over. */
  readonly report?: (line: string) => void;
}

/** Opens the checkout's database, making and starting it where needed. */
export async function openDatabase(options: DatabaseOptions = {}): Promise<OpenDatabase> {
  const places = placesIn(options.data ?? dataFolder);
  const report = options.report ?? (() => {});
  // PostgreSQL may run as another user and has to get through this folder; what is secret in it is closed by itself.
  mkdirSync(places.users, { recursive: true });
  const leave = join(places.users, `${process.pid}.${randomBytes(4).toString('hex')}`);

  const server = await withLock(places.lock, LOCK_LIMIT_MS, async () => {
    const found = await readyServer(places, othersIn(places), report);
    writeFileSync(leave, JSON.stringify(markOf(process.pid)));
    return found;
  });
  const password = readFileSync(places.password, 'utf8');
  const url = `postgres://postgres:${password}@127.0.0.1:${server.port}/${DATABASE_NAME}`;
  const forget = onAbruptEnd(() => {
    rmSync(leave, { force: true });
    if (othersIn(places) === 0) askToStop(server);
  });
  await makeDatabase(url);

  let closed: Promise<void> | null = null;
  return {
    url,
    close() {
      closed ??= withLock(places.lock, LOCK_LIMIT_MS, async () => {
        forget();
        rmSync(leave, { force: true });
        if (othersIn(places) === 0) await stopServer(server);
      });
      return closed;
    },
  };
}

interface Places {
  readonly folder: string;
  readonly users: string;
  readonly lock: string;
  readonly password: string;
  readonly port: string;
  readonly log: string;
}

function placesIn(data: string): Places {
  return {
    folder: join(data, 'postgres'),
    users: join(data, 'postgres-users'),
    lock: join(data, 'postgres.lock'),
    password: join(data, 'postgres-password'),
    port: join(data, 'postgres-port'),
    log: join(data, 'postgres.log'),
  };
}

/** A server that answers: the running one, or a new one. */
async function readyServer(
  places: Places,
  others: number,
  report: (line: string) => void,
): Promise<RunningServer> {
  const running = await settled(places);
  if (running) {
    if ((await answers(running.port, passwordIn(places) ?? '')) === 'ready') {
      if (others === 0) report('taking over the PostgreSQL that an earlier run left running');
      return running;
    }
    if (others > 0) {
      throw new Obstacle(
        `PostgreSQL (pid ${running.mark.pid}) runs on ${places.folder} but does not answer: stop the command that uses it.`,
      );
    }
    report('stopping a PostgreSQL that an earlier run left behind and that does not answer');
    await stopServer(running);
  }
  return startedServer(places, report);
}

/** The server on the folder, once it is neither starting nor stopping. */
async function settled(places: Places): Promise<RunningServer | null> {
  const end = performance.now() + BUSY_LIMIT_MS;
  for (;;) {
    const running = runningServer(places.folder);
    if (!running || performance.now() > end) return running;
    if (running.isReady && (await answers(running.port, passwordIn(places) ?? '')) !== 'busy')
      return runningServer(places.folder);
    await sleep(50);
  }
}

async function startedServer(places: Places, report: (line: string) => void): Promise<RunningServer> {
  setAsideUnusable(places.folder, report);
  const programs = await postgresPrograms(places.folder);
  let password = passwordIn(places);
  if (!existsSync(places.folder)) {
    password ??= newPassword(places);
    await makeFolder(programs, places.folder, password);
  }
  // Nobody runs on the folder (seen above), so whatever this file names is of the past; left there it could keep
  // PostgreSQL from starting once its pid belongs to another process of this user.
  rmSync(join(places.folder, 'postmaster.pid'), { force: true });
  if (password === null) {
    password = newPassword(places);
    await changePassword(programs, places.folder, password);
  }
  const server = await startPatiently(places, programs, password);
  writeFileSync(places.port, String(server.port));
  return server;
}

/** Backends of a killed server may outlive it by a moment and hold its shared memory: that is waited for. */
async function startPatiently(places: Places, programs: Programs, password: string): Promise<RunningServer> {
  for (let attempt = 1; ; attempt++) {
    try {
      const port = await freePort(keptPort(places));
      return await startServer({
        ...places,
        programs,
        port,
        password,
        logFile: places.log,
        settings: LASTING,
      });
    } catch (error) {
      if (attempt === 20 || !/shared memory|already exists|TCP\/IP sockets/.test(String(error))) throw error;
      await sleep(500);
    }
  }
}

async function makeDatabase(url: string): Promise<void> {
  const server = new URL(url);
  server.pathname = '/postgres';
  const client = new Client({ connectionString: server.href, ssl: false });
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [DATABASE_NAME]);
    if (rowCount === 0) await client.query(`create database ${DATABASE_NAME}`);
  } catch (error) {
    // 42P04 duplicate_database, 23505 unique_violation: another command made it at the same moment.
    const { code } = error as { code?: string };
    if (code !== '42P04' && code !== '23505') throw error;
  } finally {
    await client.end();
  }
}

/** How many living commands use the database, those of this process included; forgets the dead. */
function othersIn(places: Places): number {
  let living = 0;
  for (const name of readdirSync(places.users)) {
    const file = join(places.users, name);
    const mark = parseMark(readText(file) ?? '');
    if (mark && isAlive(mark)) living++;
    else rmSync(file, { force: true });
  }
  return living;
}

function passwordIn(places: Places): string | null {
  const password = readText(places.password);
  return password && /^[0-9a-f]{32,}$/.test(password) ? password : null;
}

function newPassword(places: Places): string {
  const password = randomBytes(24).toString('hex');
  writeFileSync(places.password, password, { mode: 0o600 });
  chmodSync(places.password, 0o600);
  return password;
}

function keptPort(places: Places): number | null {
  const port = Number(readText(places.port));
  return Number.isInteger(port) && port > 0 && port < 65_536 ? port : null;
}

function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
