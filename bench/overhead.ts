// What this project costs itself, without a database: signed /help, 50 at once, against the same reply by two
// libraries for the same purpose. In turns, since a machine is not equally quick all the time.
import type { KeyObject } from 'node:crypto';
import { commandInteraction } from '../dev/signed-client.ts';
import { commandRequests, signed } from './interactions.ts';
import { median } from './latencies.ts';
import type { Stage } from './stage.ts';
import { watchUsage } from './usage.ts';
import { type BenchWorker, startWorker } from './workerd.ts';

const CONNECTIONS = 50;
/** Many and short: so a minute in which the machine is slower is shared by all, and not one's own. */
const ROUNDS = 16;
const WARM_UP_MS = 300;
const MEASURE_MS = 800;
const USERS = 500;

export const CONTENDERS = ['edge-ladder', 'help-discord-hono', 'help-slash-create'] as const;
export type Contender = (typeof CONTENDERS)[number];

export interface MeasuredOverhead {
  readonly contenders: readonly {
    readonly name: Contender;
    readonly title: string;
    /** Of each round; all contenders have as many. */
    readonly rounds: readonly number[];
    /** Medians of the rounds. */
    readonly perSecond: number;
    readonly p50: number;
    /** Processor time of workerd for one request; null where the system tells none. */
    readonly processorMs: number | null;
  }[];
}

const TITLES: Readonly<Record<Contender, string>> = {
  'edge-ladder': 'Edge Ladder',
  'help-discord-hono': 'discord-hono',
  'help-slash-create': 'slash-create',
};

export async function measureOverhead(
  stage: Stage,
  report: (line: string) => void,
): Promise<MeasuredOverhead> {
  const { publicKey, privateKey } = stage.key;
  const users = Array.from({ length: USERS }, (_, index) => String(300_000_000_000_000_000n + BigInt(index)));
  const requests = commandRequests(privateKey, users, 'help');
  const variables = { DISCORD_PUBLIC_KEY: publicKey, DISCORD_APPLICATION_ID: '1175000000000000001' };
  const workers = new Map<Contender, BenchWorker>();
  try {
    // /help asks no database: the address leads nowhere.
    const own = {
      ...variables,
      ENVIRONMENT: 'production',
      DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
    };
    const first = await startWorker({ entry: 'edge-ladder', variables: own });
    workers.set('edge-ladder', first);
    const help = JSON.stringify(await helpOf(first, privateKey));
    for (const entry of CONTENDERS) {
      if (!workers.has(entry))
        workers.set(entry, await startWorker({ entry, variables: { ...variables, HELP: help } }));
    }
    const rounds = new Map(
      CONTENDERS.map((name) => [name, [] as { perSecond: number; p50: number; ms: number | null }[]]),
    );
    for (let round = 0; round < ROUNDS; round += 1) {
      // To and fro: none is always the one that comes after another.
      const turn = round % 2 === 0 ? [...workers] : [...workers].reverse();
      for (const [name, worker] of turn) {
        const usage = watchUsage({ workerd: worker.pid });
        const load = await stage.generator.run({
          port: worker.port,
          requests,
          expected: '"embeds"',
          connections: CONNECTIONS,
          warmUpMs: WARM_UP_MS,
          measureMs: MEASURE_MS,
        });
        const share = usage()?.own['workerd'];
        const ms = share === undefined ? null : (share * 1_000) / load.perSecond;
        rounds.get(name)?.push({ perSecond: load.perSecond, p50: load.p50, ms });
      }
    }
    const contenders = CONTENDERS.map((name) => {
      const measured = rounds.get(name) ?? [];
      const known = measured.flatMap(({ ms }) => (ms === null ? [] : [ms]));
      return {
        name,
        title: TITLES[name],
        rounds: measured.map(({ perSecond }) => perSecond),
        perSecond: median(measured.map(({ perSecond }) => perSecond)),
        p50: median(measured.map(({ p50 }) => p50)),
        processorMs: known.length === 0 ? null : median(known),
      };
    });
    for (const { title, perSecond, p50, processorMs } of contenders) {
      report(
        `  ${title}: ${perSecond.toFixed(0)}/s, median ${p50.toFixed(1)} ms, ${processorMs?.toFixed(3) ?? '?'} ms of processor time each`,
      );
    }
    return { contenders };
  } finally {
    for (const worker of workers.values()) await worker.stop();
  }
}

/** The text of the reply, which the others are to give as well. */
async function helpOf(worker: BenchWorker, key: KeyObject): Promise<unknown> {
  const { headers, body } = signed(key, commandInteraction({ id: '300000000000000000' }, 'help'));
  const response = await fetch(`http://127.0.0.1:${worker.port}/interactions`, {
    method: 'POST',
    headers,
    body,
  });
  const reply = (await response.json()) as { data: { embeds: unknown; allowed_mentions: unknown } };
  const { embeds, allowed_mentions } = reply.data;
  return { embeds, allowed_mentions };
}
