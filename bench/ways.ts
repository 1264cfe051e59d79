// /profile by each way to the database, over a link of 40 ms: alone, 50 at once, 200 at once. The ways differ in
// nothing but the way: statement, signature check and message are the same.

import type { Load, LoadAsked } from './generator.ts';
import { activePlayers, commandRequests } from './interactions.ts';
import { type Database, type Link, measureRoundTrip, openDelay, type Stage, through } from './stage.ts';
import { type Usage, watchUsage } from './usage.ts';
import { type BenchWorker, type BenchWorkerOptions, startWorker } from './workerd.ts';

const PLAYERS = 20_000;
const CONNECTIONS = 5;
const WARM_UP_MS = 1_500;
const MEASURE_MS = 6_000;
/**
 * Before anything counts, so that the compilers of JavaScript are done with it: who comes alone goes another way than who
 * comes with others, and over the link so seldom that it would take a quarter of a minute. Four at once are mostly alone.
 */
const COMPILED_BY = [
  { atOnce: 20, ms: 3_000 },
  { atOnce: 4, ms: 6_000 },
] as const;
/** Of one core: what others may take before a row is measured again. */
const TOLERATED = 0.15;
const REPEATS = 2;

export interface Way {
  readonly name: WayName;
  readonly title: string;
  readonly crowds: readonly (50 | 200)[];
}

export const WAYS = [
  { name: 'cold-per-query', title: 'new TLS connection per query, two queries', crowds: [50] },
  { name: 'cold-per-request', title: 'new TLS connection per request', crowds: [50] },
  { name: 'classic-pool', title: 'classic pool: 5 connections, one borrower each', crowds: [50] },
  { name: 'tcp', title: 'Edge Ladder over TCP, 5 connections', crowds: [50, 200] },
  { name: 'websocket', title: 'Edge Ladder over WebSocket, 5 connections', crowds: [50, 200] },
] as const satisfies readonly { name: string; title: string; crowds: readonly (50 | 200)[] }[];

export type WayName = 'cold-per-query' | 'cold-per-request' | 'classic-pool' | 'tcp' | 'websocket';

export interface MeasuredLoad extends Omit<Load, 'times'> {
  readonly atOnce: number;
  /** Of the link, right before and after: how long that takes is not the same in every minute of a shared machine. */
  readonly roundTripMs: number;
  /** Median and 99th percentile in round trips of the link. */
  readonly p50Trips: number;
  readonly p99Trips: number;
  readonly usage: Usage | null;
}

export interface MeasuredWay {
  readonly name: WayName;
  readonly title: string;
  readonly loads: readonly MeasuredLoad[];
}

export interface WaysOptions {
  readonly stage: Stage;
  readonly report: (line: string) => void;
  readonly only: readonly WayName[];
}

export async function measureWays({ stage, report, only }: WaysOptions): Promise<readonly MeasuredWay[]> {
  const database = await stage.database(PLAYERS);
  const users = await activePlayers(database);
  const requests = commandRequests(stage.key.privateKey, users, 'profile');
  const measured: MeasuredWay[] = [];
  const opened: Link[] = [];
  const kept = (link: Link) => {
    opened.push(link);
    return link;
  };
  try {
    const plain = kept(await openDelay(database.url));
    const secure = kept(await openDelay(database.url, stage.certificate));
    const links = { plain, secure, sockets: kept(await openDelay(database.url, 'websocket')) };
    for (const way of WAYS) {
      if (!only.includes(way.name)) continue;
      report(way.title);
      measured.push(await measureWay(way, { stage, database, links, requests, report }));
    }
  } finally {
    for (const link of opened.reverse()) await link.close();
  }
  return measured;
}

interface Setting {
  readonly stage: Stage;
  readonly database: Database;
  readonly links: Links;
  readonly requests: readonly string[];
  readonly report: (line: string) => void;
}

interface Links {
  readonly plain: Link;
  readonly secure: Link;
  readonly sockets: Link;
}

async function measureWay(way: Way, setting: Setting): Promise<MeasuredWay> {
  const { report } = setting;
  const worker = await startWorker(workerOf(way.name, setting));
  try {
    for (const { atOnce, ms } of COMPILED_BY) {
      await setting.stage.generator.run({
        ...asked(worker, setting),
        connections: atOnce,
        warmUpMs: 0,
        measureMs: ms,
      });
    }
    const loads: MeasuredLoad[] = [];
    for (const atOnce of [1, ...way.crowds]) {
      const load = await leastDisturbed(() => measureLoad(way, worker, atOnce, setting), report);
      loads.push(load);
      report(`  ${describeLoad(load)}`);
    }
    return { name: way.name, title: way.title, loads };
  } finally {
    await worker.stop();
  }
}

function asked(worker: BenchWorker, { requests }: Setting): LoadAsked {
  return {
    port: worker.port,
    requests,
    expected: '"embeds"',
    connections: 1,
    warmUpMs: WARM_UP_MS,
    measureMs: MEASURE_MS,
  };
}

async function measureLoad(
  { name }: Way,
  worker: BenchWorker,
  atOnce: number,
  setting: Setting,
): Promise<MeasuredLoad> {
  const { stage, database, links } = setting;
  const linkTakes = () => measureRoundTrip(through(database.url, links.plain));
  const before = await linkTakes();
  const usage = watchUsage({
    workerd: worker.pid,
    postgres: stage.pids.postgres,
    link: linkOf(name, links).pid,
    generator: stage.generator.pid,
  });
  const { times: _, ...load } = await stage.generator.run({ ...asked(worker, setting), connections: atOnce });
  const used = usage();
  const roundTripMs = (before + (await linkTakes())) / 2;
  const trips = { p50Trips: load.p50 / roundTripMs, p99Trips: load.p99 / roundTripMs };
  return { atOnce, roundTripMs, ...load, ...trips, usage: used };
}

function linkOf(name: WayName, { plain, secure, sockets }: Links): Link {
  if (name.startsWith('cold')) return secure;
  return name === 'websocket' ? sockets : plain;
}

/** Measured again, a few times at most, while somebody else keeps the machine busy; the quietest counts. */
async function leastDisturbed(
  measure: () => Promise<MeasuredLoad>,
  report: (line: string) => void,
): Promise<MeasuredLoad> {
  let best = await measure();
  for (let again = 0; again < REPEATS && disturbance(best) > TOLERATED; again += 1) {
    report(`  others took ${(disturbance(best) * 100).toFixed(0)} % of a core: once more`);
    const next = await measure();
    if (disturbance(next) < disturbance(best)) best = next;
  }
  return best;
}

function disturbance({ usage }: MeasuredLoad): number {
  return usage?.others ?? 0;
}

function describeLoad({ atOnce, p50, p99, p50Trips, p99Trips, perSecond, usage }: MeasuredLoad): string {
  const trips = (ms: number, count: number) => `${ms.toFixed(1)} ms (${count.toFixed(2)} round trips)`;
  const times = `median ${trips(p50, p50Trips)}, p99 ${trips(p99, p99Trips)}`;
  const busy = Object.entries({ ...usage?.own, ...(usage && { others: usage.others }) })
    .map(([name, share]) => `${name} ${(share * 100).toFixed(0)} %`)
    .join(', ');
  return `${atOnce} at once: ${times}, ${perSecond.toFixed(0)}/s${busy === '' ? '' : `; of one core: ${busy}`}`;
}

function workerOf(name: WayName, { stage, database, links }: Setting): BenchWorkerOptions {
  const variables = { DISCORD_PUBLIC_KEY: stage.key.publicKey };
  const own = {
    ...variables,
    ENVIRONMENT: 'production',
    DATABASE_URL: through(database.url, links.plain),
    // All of them from the start, as the classic pool has them.
    POOL_MIN: String(CONNECTIONS),
    POOL_MAX: String(CONNECTIONS),
  };
  switch (name) {
    case 'cold-per-query':
    case 'cold-per-request':
      return {
        entry: name,
        trusted: stage.certificate.pem,
        variables: {
          ...variables,
          DATABASE_URL: through(database.url, links.secure, 'localhost'),
          DATABASE_TLS: 'true',
        },
      };
    case 'classic-pool':
      return {
        entry: 'classic-pool',
        variables: { ...variables, DATABASE_URL: through(database.url, links.plain), DATABASE_TLS: 'false' },
      };
    case 'tcp':
      return { entry: 'edge-ladder', variables: { ...own, POOL_TRANSPORT: 'tcp' } };
    case 'websocket':
      return {
        entry: 'edge-ladder',
        variables: {
          ...own,
          DATABASE_URL: database.url,
          POOL_TRANSPORT: 'websocket',
          POOL_WEBSOCKET_PROXY: `127.0.0.1:${links.sockets.port}/v2`,
        },
      };
  }
}
