// Workers under test, bundled as for production and run on workerd alone, each in a process of its own: no development
// server before them, and what they log goes nowhere.
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { bundleWorker, type WorkerBundle } from '../dev/worker-bundle.ts';
import { startWorkerd } from '../dev/workerd.ts';
import { type ObjectBinding, workerdConfiguration } from '../dev/workerd-configuration.ts';

export type EntryName =
  | 'edge-ladder'
  | 'cold-per-query'
  | 'cold-per-request'
  | 'classic-pool'
  | 'help-discord-hono'
  | 'help-slash-create';

type Bundle = Pick<WorkerBundle, 'path' | 'remove'>;

const ROOT = join(import.meta.dirname, '..');

/** Edge Ladder itself, or one of the Workers it is compared with. */
async function bundleEntry(entry: EntryName): Promise<Bundle> {
  if (entry === 'edge-ladder') return bundleWorker();
  const folder = await mkdtemp(join(tmpdir(), 'edge-ladder-bench-bundle-'));
  const wrangler = join(ROOT, 'node_modules', 'wrangler', 'bin', 'wrangler.js');
  const config = join(import.meta.dirname, 'workers', 'wrangler.toml');
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    await promisify(execFile)(
      process.execPath,
      [wrangler, 'deploy', `bench/workers/${entry}.ts`, '--config', config, '--dry-run', '--outdir', folder],
      { cwd: ROOT, env: { ...process.env, WRANGLER_SEND_METRICS: 'false', NO_COLOR: '1' } },
    );
  } catch (error) {
    await remove();
    throw error;
  }
  return { path: join(folder, `${entry}.js`), remove };
}

export interface BenchWorker {
  readonly port: number;
  readonly pid: number;
  stop(): Promise<void>;
}

export interface BenchWorkerOptions {
  readonly entry: EntryName;
  readonly variables: Readonly<Record<string, string>>;
  /** In PEM: what it may trust besides the public authorities. */
  readonly trusted?: string;
  /** Opens workerd's inspector there, for profiles. */
  readonly inspectorPort?: number;
}

export async function startWorker(options: BenchWorkerOptions): Promise<BenchWorker> {
  const bundle = await bundleEntry(options.entry);
  const { inspectorPort, trusted } = options;
  try {
    const workerd = await startWorkerd({
      configuration: workerdConfiguration(
        { path: bundle.path, variables: options.variables, objects: OBJECTS[options.entry] ?? [] },
        { trusted: trusted ? [trusted] : [] },
      ),
      folder: dirname(bundle.path),
      sockets: ['http'],
      args: inspectorPort ? [`--inspector-addr=127.0.0.1:${inspectorPort}`] : [],
    });
    const stop = async () => {
      await workerd.stop();
      await bundle.remove();
    };
    return { port: workerd.port('http'), pid: workerd.pid, stop };
  } catch (error) {
    await bundle.remove();
    throw error;
  }
}

/** Bindings and classes of the objects that a Worker exports. */
const POOL_OBJECT = [['CONNECTION_POOL', 'ConnectionPool']] as const;
const OBJECTS: Partial<Record<EntryName, readonly ObjectBinding[]>> = {
  'edge-ladder': [...POOL_OBJECT, ['MATCHMAKER', 'Matchmaker'], ['COURIER', 'Courier']],
  'classic-pool': POOL_OBJECT,
};
