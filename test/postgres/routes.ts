// The ways to PostgreSQL that the contract holds for, each as the settings of a Worker; all of them reach it by
// way of a proxy that counts and fails on purpose.
import { type RunningWorker, runWorker } from '../../dev/running-worker.ts';
import { webSocketProxy } from '../../dev/websocket-proxy.ts';
import { type WireProxy, wireProxy } from '../../dev/wire-proxy.ts';
import type { WorkerBundle } from '../../dev/worker-bundle.ts';
import type { PoolFigures } from '../../src/postgres/pool-figures.ts';
import type { Asked } from './asked.ts';

export const ROUTES = ['pool over tcp', 'pool over websocket', 'hyperdrive'] as const;
export type Route = (typeof ROUTES)[number];

export interface Result {
  readonly value?: unknown;
  readonly reason?: string;
  readonly sqlstate?: string | null;
  readonly statement?: string | null;
  readonly message?: string;
  readonly error?: string;
}

export interface Probe {
  readonly wire: WireProxy;
  readonly worker: RunningWorker;
  ask(asked: Asked): Promise<{
    results: Result[];
    meter: { roundTrips: number; waitingMs: number; databaseMs: number; cold: boolean };
  }>;
  /** Of one statement. */
  run(statement: string, ...given: (string | number | null)[]): Promise<Result>;
  figures(): Promise<PoolFigures[]>;
  close(): Promise<void>;
}

export async function probe(
  route: Route,
  databaseUrl: string,
  bundle: Pick<WorkerBundle, 'path'>,
): Promise<Probe> {
  const target = new URL(databaseUrl);
  const wire = await wireProxy({ target: { host: target.hostname, port: Number(target.port) } });
  const through = new URL(databaseUrl);
  through.port = String(wire.port);
  const address = { host: '127.0.0.1', port: wire.port };
  const allowed = [{ named: `127.0.0.1:${wire.port}`, target: address }];
  const sockets = route === 'pool over websocket' ? await webSocketProxy({ allowed }) : null;
  const worker = await runWorker({
    bundle,
    variables: {
      ENVIRONMENT: 'development',
      DISCORD_PUBLIC_KEY: 'a1'.repeat(32),
      DATABASE_URL: through.href,
      DATABASE_ROUTE: route === 'hyperdrive' ? 'hyperdrive' : 'pool',
      POOL_MIN: '2',
      POOL_MAX: '3',
      ...(sockets && { POOL_TRANSPORT: 'websocket', POOL_WEBSOCKET_PROXY: `127.0.0.1:${sockets.port}/v2` }),
    },
    ...(route === 'hyperdrive' && { hyperdriveUrl: through.href }),
  });
  const ask: Probe['ask'] = async (asked) => {
    const response = await fetch(worker.url, { method: 'POST', body: JSON.stringify(asked) });
    if (!response.ok) throw new Error(await response.text());
    return response.json() as ReturnType<Probe['ask']>;
  };
  return {
    wire,
    worker,
    ask,
    async run(statement, ...given) {
      const [result] = (await ask({ calls: [{ statement, given }] })).results;
      return result ?? {};
    },
    async figures() {
      const response = await fetch(`${worker.url}/figures`);
      return response.json() as ReturnType<Probe['figures']>;
    },
    async close() {
      await worker.stop();
      await sockets?.close();
      await wire.close();
    },
  };
}
