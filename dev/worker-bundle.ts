// The production bundle, made by wrangler itself, and run on workerd directly: for tests and benchmarks, which want
// the Worker and not the development server around it.
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { convertV4MiniflareOptions, Miniflare } from 'miniflare';
import { wranglerProgram } from './wrangler.ts';

const ROOT = resolve(import.meta.dirname, '..');
/** What the bundle's own build leaves beside it, for Cloudflare to serve; as in wrangler.toml, a test compares them. */
export const ASSETS = { directory: 'dist/site', workerFirst: ['/*', '!/assets/*'] } as const;
/** As in wrangler.toml; a test compares them. */
export const COMPATIBILITY = { date: '2026-11-01', flags: ['nodejs_compat'] } as const;

export interface WorkerBundle {
  /** The one module. */
  readonly path: string;
  /** What wrangler printed: sizes and bindings. */
  readonly report: string;
  remove(): Promise<void>;
}

/**
 * Bundles as `wrangler deploy` would, without deploying; another entry than the Worker's own serves tests. Into a new
 * folder, unless one is named.
 */
export async function bundleWorker(entry = 'src/worker.ts', into?: string): Promise<WorkerBundle> {
  const folder = into ?? (await mkdtemp(join(tmpdir(), 'edge-ladder-bundle-')));
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [wranglerProgram(), 'deploy', entry, '--dry-run', '--outdir', folder],
    { cwd: ROOT, env: { ...process.env, WRANGLER_SEND_METRICS: 'false', NO_COLOR: '1' } },
  );
  return {
    path: join(folder, `${basename(entry, '.ts')}.js`),
    report: stdout,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

export interface RunningWorker {
  readonly url: string;
  /** Structured lines that the Worker has logged, oldest first. */
  readonly log: readonly LogLine[];
  /** Wakes one of its objects, as the Worker does after an interaction. */
  wake(object: 'matchmaker' | 'courier'): Promise<void>;
  stop(): Promise<void>;
}

export interface LogLine {
  readonly level: string;
  readonly event: string;
  readonly [field: string]: unknown;
}

export interface WorkerSettings {
  readonly bundle: Pick<WorkerBundle, 'path'>;
  readonly variables: Readonly<Record<string, string>>;
  /** For the binding HYPERDRIVE. */
  readonly hyperdriveUrl?: string;
  /** Whether the files of pages are served too, as they are in production. */
  readonly assets?: boolean;
  /** How often one address may ask the API in a minute; without it nobody counts. */
  readonly apiLimit?: number;
  /** And for pages. */
  readonly pagesLimit?: number;
}

export async function runWorker({
  bundle,
  variables,
  hyperdriveUrl,
  assets = false,
  apiLimit,
  pagesLimit,
}: WorkerSettings): Promise<RunningWorker> {
  const log: LogLine[] = [];
  // Options in the form of Miniflare 4, which is the documented one.
  const options = convertV4MiniflareOptions({
    modules: true,
    scriptPath: bundle.path,
    // workerd names modules by their path below this; a path that leads out of it stops it.
    modulesRoot: dirname(bundle.path),
    compatibilityDate: COMPATIBILITY.date,
    compatibilityFlags: [...COMPATIBILITY.flags],
    host: '127.0.0.1',
    port: 0,
    bindings: { ...variables },
    durableObjects: {
      CONNECTION_POOL: { className: 'ConnectionPool', useSQLite: true },
      MATCHMAKER: { className: 'Matchmaker', useSQLite: true },
      COURIER: { className: 'Courier', useSQLite: true },
    },
    ...(hyperdriveUrl !== undefined && { hyperdrives: { HYPERDRIVE: hyperdriveUrl } }),
    ...(assets && {
      assets: {
        binding: 'ASSETS',
        directory: join(ROOT, ASSETS.directory),
        run_worker_first: [...ASSETS.workerFirst],
        routerConfig: { has_user_worker: true },
      },
    }),
    ratelimits: {
      ...(apiLimit !== undefined && { API_RATE_LIMIT: limitOf('1', apiLimit) }),
      ...(pagesLimit !== undefined && { PAGES_RATE_LIMIT: limitOf('2', pagesLimit) }),
    },
    // GET /cdn-cgi/local/scheduled?time=… fires the cron trigger, as Cloudflare's clock does.
    unsafeTriggerHandlers: true,
    handleStructuredLogs: ({ message }) => keep(log, message),
  });
  const worker = new Miniflare(options);
  const url = await worker.ready;
  // Kept while they answer: naming one holds up this whole process until the runtime has answered.
  const objects = new Map<string, Promise<{ wake(): Promise<void> }>>();
  const named = async (object: string) => {
    const namespace = await worker.getDurableObjectNamespace(object.toUpperCase());
    return namespace.getByName(object) as unknown as { wake(): Promise<void> };
  };
  return {
    url: url.origin,
    log,
    async wake(object) {
      const known = objects.get(object) ?? named(object);
      objects.set(object, known);
      try {
        await (await known).wake();
      } catch (error) {
        objects.delete(object);
        throw error;
      }
    },
    stop: () => worker.dispose(),
  };
}

function limitOf(namespace_id: string, limit: number) {
  return { namespace_id, simple: { limit, period: 60 } } as const;
}

function keep(log: LogLine[], message: string): void {
  try {
    log.push(JSON.parse(message));
  } catch {
    log.push({ level: 'raw', event: 'output', message });
  }
}
