// What everything is measured on: a PostgreSQL in a temporary folder, seeded databases, and links to it, each proxy a
// process of its own. Closing it takes all of that away.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { Client } from 'pg';
import { newKey } from '../dev/development-key.ts';
import { postgresPrograms } from '../dev/postgres/programs.ts';
import { freePort, makeFolder, startServer, stopServer } from '../dev/postgres/server.ts';
import { PASSING } from '../dev/postgres/settings.ts';
import { newClient } from '../scripts/database-target.ts';
import { migrate } from '../scripts/migrate.ts';
import { seed } from '../scripts/seed.ts';
import { type CertificateFiles, makeCertificateFiles } from './certificate-files.ts';
import { type Generator, startGenerator } from './generator.ts';

/** There and back; the goals are counted in it. */
const LINK_MS = 40;

const PASSWORD = 'bench';
const SETTINGS = {
  ...PASSING,
  shared_buffers: '512MB',
  max_connections: '300',
  // Checkpoints of what the seeding wrote would fall into what is measured.
  checkpoint_timeout: '1h',
  max_wal_size: '8GB',
};

export interface Stage {
  readonly key: ReturnType<typeof newKey>;
  readonly generator: Generator;
  readonly certificate: CertificateFiles;
  /** Process ids, to see who is busy. */
  readonly pids: { readonly postgres: number; readonly bench: number };
  /** A seeded database of so many players; made at its first use. */
  database(players: number): Promise<Database>;
  /** What is measured meanwhile fails. More than once is no more than once. */
  close(): Promise<void>;
}

export interface Database {
  readonly players: number;
  /** Without any link. */
  readonly url: string;
  query<Row>(text: string): Promise<Row[]>;
}

export interface Link {
  readonly port: number;
  readonly pid: number;
  close(): Promise<void>;
}

/** Fails where it is seen to be in vain: to make PostgreSQL's folder takes longer than all else that is begun here. */
export async function openStage(report: (line: string) => void, isInVain: () => boolean): Promise<Stage> {
  const root = mkdtempSync(join(tmpdir(), 'edge-ladder-bench-'));
  chmodSync(root, 0o755); // the user PostgreSQL runs as has to get through
  const folder = join(root, 'postgres');
  const databases = new Map<number, Promise<Database>>();
  try {
    const programs = await postgresPrograms(folder);
    await makeFolder(programs, folder, PASSWORD);
    if (isInVain()) throw new Error('nobody waits for the stage any more');
    const server = await startServer({
      programs,
      folder,
      port: await freePort(null),
      password: PASSWORD,
      logFile: join(root, 'postgres.log'),
      settings: SETTINGS,
    });
    const url = (name: string) => `postgres://postgres:${PASSWORD}@127.0.0.1:${server.port}/${name}`;
    const generator = startGenerator();
    const certificate = makeCertificateFiles();
    let closed: Promise<void> | null = null;
    return {
      key: newKey(),
      generator,
      certificate,
      pids: { postgres: server.mark.pid, bench: process.pid },
      database(players) {
        const name = `players_${players}`;
        const made = databases.get(players) ?? makeDatabase(url('postgres'), url(name), players, report);
        databases.set(players, made);
        return made;
      },
      close() {
        closed ??= (async () => {
          generator.stop();
          certificate.remove();
          await stopServer(server);
          rmSync(root, { recursive: true, force: true });
        })();
        return closed;
      },
    };
  } catch (error) {
    rmSync(root, { recursive: true, force: true });
    throw error;
  }
}

async function makeDatabase(
  serverUrl: string,
  url: string,
  players: number,
  report: (line: string) => void,
): Promise<Database> {
  const begun = performance.now();
  const name = new URL(url).pathname.slice(1);
  await withClient(serverUrl, (client) => client.query(`create database ${name}`));
  await migrate(url, () => {});
  await seed(url, { players, seed: 1 });
  report(
    `${players.toLocaleString('en-US')} players seeded in ${((performance.now() - begun) / 1_000).toFixed(1)} s`,
  );
  // What the seeding left to be written is written now, not while something is measured.
  await withClient(serverUrl, (client) => client.query('checkpoint'));
  return {
    players,
    url,
    query: (text) => withClient(url, async (client) => (await client.query(text)).rows),
  };
}

async function withClient<Result>(url: string, work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = newClient(url);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The delayed way to a database's server; at its end TLS is spoken when a certificate's files are given, or WebSocket. */
export async function openDelay(
  databaseUrl: string,
  farSide?: CertificateFiles | 'websocket',
): Promise<Link> {
  const file = join(import.meta.dirname, '..', 'dev', 'delay-proxy.ts');
  const asked = ['--target', new URL(databaseUrl).host, '--delay', String(LINK_MS / 2)];
  if (farSide === 'websocket') asked.push('--speaks', farSide);
  else if (farSide) asked.push('--cert', farSide.cert, '--key', farSide.key);
  // The channel carries nothing: its end tells the link that this process is gone.
  const child = spawn(process.execPath, [file, ...asked], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  const [line] = (await Promise.race([
    once(child.stdout as Readable, 'data'),
    once(child, 'exit').then(([code]) => Promise.reject(new Error(`the link ended (${code})`))),
  ])) as [Buffer];
  const { port } = JSON.parse(line.toString()) as { port: number };
  return { port, pid: child.pid ?? 0, close: () => ended(child) };
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  await exit;
}

/** The same database by way of a link. */
export function through(databaseUrl: string, link: Link, host = '127.0.0.1'): string {
  const url = new URL(databaseUrl);
  url.hostname = host;
  url.port = String(link.port);
  return url.href;
}

/** What a bare statement takes on the link, by the median of many: the unit of the goals. */
export async function measureRoundTrip(databaseUrl: string): Promise<number> {
  return withClient(databaseUrl, async (client) => {
    const times: number[] = [];
    for (let count = 0; count < 60; count += 1) {
      const begun = performance.now();
      await client.query({ name: 'one', text: 'select 1' });
      times.push(performance.now() - begun);
    }
    const sorted = times.slice(10).sort((one, other) => one - other);
    return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  });
}
