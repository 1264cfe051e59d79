// One PostgreSQL server on one data folder: made, started, awaited, stopped. It runs in a process group of its own,
// so that Ctrl-C in the terminal does not take it away before those who still use it.
import {
  chownSync,
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { Obstacle } from '../obstacle.ts';
import { commandOf, isAlive, markOf, type ProcessMark, signalTo, stop } from '../process.ts';
import type { Programs } from './programs.ts';

const START_LIMIT_MS = 60_000;

export interface RunningServer {
  readonly mark: ProcessMark;
  /** 0 while it has not said yet. */
  readonly port: number;
  /** Whether it says that it lets people in, which it does neither while it starts nor while it stops. */
  readonly isReady: boolean;
}

/** What `postmaster.pid` names, when that process lives and works on this folder. */
export function runningServer(folder: string): RunningServer | null {
  const lines = readLines(join(folder, 'postmaster.pid'));
  // PostgreSQL's pidfile.h: pid, data folder, start time, port, two about sockets, key of shared memory, status.
  const pid = Number(lines?.[0]);
  const port = Number(lines?.[3]);
  if (!Number.isInteger(pid) || pid <= 0) return null;
  const mark = markOf(pid);
  if (!mark || !worksOn(pid, folder)) return null;
  return { mark, port: Number.isInteger(port) ? port : 0, isReady: lines?.[7]?.trim() === 'ready' };
}

/** Makes a data folder. Until it is whole it has another name, so that a killed run leaves nothing half made. */
export async function makeFolder(programs: Programs, folder: string, password: string): Promise<void> {
  const unfinished = `${folder}.unfinished`;
  const passwordFile = `${folder}.first-password`;
  rmSync(unfinished, { recursive: true, force: true });
  rmSync(passwordFile, { force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  const { owner } = programs;
  if (owner) for (const path of [unfinished, passwordFile]) chownSync(path, owner.uid, owner.gid);
  try {
    await programs.run('initdb', [
      `--pgdata=${unfinished}`,
      '--username=postgres',
      '--auth=scram-sha-256',
      `--pwfile=${passwordFile}`,
      '--encoding=UTF8',
      // The same order of names on every machine, whatever locales it has.
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
    ]);
  } catch (cause) {
    const [reason = ''] = (cause as Error).message.split('\n');
    throw new Obstacle(`PostgreSQL could not make its folder ${folder}: ${reason}`, { cause });
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(unfinished, folder);
}

/** Gives the superuser a new password without knowing the old one; the server must be stopped. */
export async function changePassword(programs: Programs, folder: string, password: string): Promise<void> {
  await programs.run(
    'postgres',
    ['--single', '-D', folder, 'postgres'],
    `alter role postgres password '${password}';\n`,
  );
}

/** Starts the server and waits until it answers. */
export async function startServer(options: {
  readonly programs: Programs;
  readonly folder: string;
  readonly port: number;
  readonly password: string;
  readonly logFile: string;
  readonly settings?: Readonly<Record<string, string>>;
}): Promise<RunningServer> {
  const { programs, folder, port, password, logFile } = options;
  const settings = Object.entries({
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...options.settings,
  });
  const log = openSync(logFile, 'w', 0o600);
  const child = programs.start(
    'postgres',
    ['-D', folder, '-p', String(port), ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    { stdio: ['ignore', log, log], detached: true },
  );
  closeSync(log);
  let ended: string | null = null;
  const exit = new Promise<void>((resolve) => {
    child.on('error', (error) => {
      ended = error.message;
      resolve();
    });
    child.on('exit', () => {
      ended ??= lastWords(logFile);
      resolve();
    });
  });
  child.unref();

  const end = performance.now() + START_LIMIT_MS;
  for (;;) {
    if (ended !== null) {
      const anew = `to begin anew, move ${folder} away`;
      throw new Obstacle(`PostgreSQL did not start: ${ended} (log: ${logFile}; ${anew})`);
    }
    const server = runningServer(folder);
    // Whoever asks earlier costs it a process that says no.
    const answer = server?.isReady ? await answers(server.port, password) : 'silent';
    if (server && answer === 'ready') return server;
    if (answer === 'refused' || answer === 'unusable' || performance.now() > end) {
      child.ref();
      child.kill('SIGQUIT');
      await exit;
      const reasons = {
        refused: 'refuses the password that is kept for it: delete postgres-password, and it gets a new one',
        unusable: `cannot work on ${folder}: move that away to begin anew (mv ${folder} ${folder}-broken)`,
      };
      const late = `did not answer within ${START_LIMIT_MS / 1000} s`;
      const reason = answer === 'refused' || answer === 'unusable' ? reasons[answer] : late;
      throw new Obstacle(`PostgreSQL ${reason} (log: ${logFile})`);
    }
    await sleep(25);
  }
}

/** Why a server ended. What it told those who asked it too early is no reason. */
function lastWords(logFile: string): string {
  const said = readLines(logFile)?.filter((line) =>
    /(FATAL|PANIC): {2}(?!the database system is)/.test(line),
  );
  return (
    said?.at(-1)?.replace(/^.*?(?=FATAL|PANIC)/, '') ??
    readLines(logFile)?.findLast((line) => line !== '') ??
    'it gave no reason'
  );
}

/** Asks a fast shutdown: open transactions are rolled back, everything is written. Does not wait. */
export function askToStop(server: RunningServer): void {
  if (isAlive(server.mark)) signalTo(server.mark.pid, 'SIGINT');
}

/** Stops the server; forcefully when it does not obey, which costs it a recovery at its next start, never data. */
export async function stopServer(server: RunningServer): Promise<void> {
  const stopped = await stop(server.mark, [
    ['SIGINT', 20_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ]);
  if (!stopped) throw new Obstacle(`PostgreSQL (pid ${server.mark.pid}) does not stop: end it by hand.`);
}

/** How a server answers: ready, busy with starting or stopping, refusing the password or everybody, or not at all. */
type ServerAnswer = 'ready' | 'busy' | 'refused' | 'unusable' | 'silent';

export async function answers(port: number, password: string): Promise<ServerAnswer> {
  const client = new Client({
    host: '127.0.0.1',
    port,
    user: 'postgres',
    password,
    database: 'postgres',
    // Left out, it would be what PGSSLMODE says.
    ssl: false,
    connectionTimeoutMillis: 5_000,
  });
  client.on('error', () => {});
  try {
    await client.connect();
    return 'ready';
  } catch (error) {
    const { code } = error as { code?: string };
    // 57P03 cannot_connect_now, 57P01 admin_shutdown, 53300 too_many_connections.
    if (code === '57P03' || code === '57P01' || code === '53300') return 'busy';
    // 28P01 invalid_password, 28000 invalid_authorization_specification.
    if (code === '28P01' || code === '28000') return 'refused';
    // 3D000 invalid_catalog_name: the database that every cluster has; 58…, XX…: its files cannot be read.
    return /^(3D|58|XX)/.test(code ?? '') ? 'unusable' : 'silent';
  } finally {
    await client.end().catch(() => {});
  }
}

/** `wanted` when it is free on loopback, else a free one. */
export async function freePort(wanted: number | null): Promise<number> {
  const tried = (port: number) =>
    new Promise<number | null>((resolve) => {
      const server = createServer();
      server.once('error', () => resolve(null));
      server.listen({ host: '127.0.0.1', port }, () => {
        const address = server.address();
        server.close(() => resolve(typeof address === 'object' && address ? address.port : null));
      });
    });
  const port = (wanted === null ? null : await tried(wanted)) ?? (await tried(0));
  if (port === null) throw new Obstacle('There is no free port on 127.0.0.1 for PostgreSQL.');
  return port;
}

// A pid alone proves nothing. The server's working folder is its data folder; where that cannot be read, its
// command line must name it.
function worksOn(pid: number, folder: string): boolean {
  const real = realpathSync(folder);
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === real;
  } catch {
    const command = commandOf(pid) ?? '';
    return command.includes('postgres') && (command.includes(folder) || command.includes(real));
  }
}

function readLines(file: string): string[] | null {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch {
    return null;
  }
}
