// Workers under test, bundled as for production and run on workerd alone, each in a process of its own: no development
// server before them, and what they log goes nowhere.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { bundleWorker, COMPATIBILITY, type WorkerBundle } from '../dev/worker-bundle.ts';

export type EntryName =
  | 'edge-ladder'
  | 'cold-per-query'
  | 'cold-per-request'
  | 'classic-pool'
  | 'help-discord-hono'
  | 'help-slash-create';

type Bundle = Pick<WorkerBundle, 'path' | 'remove'>;

const COMPLAINTS_LIMIT = 2_000;
const ROOT = join(import.meta.dirname, '..');

/** Edge Ladder itself, or one of the Workers it is compared with. */
async function bundleEntry(entry: EntryName): Promise<Bundle> {
  if (entry === 'edge-ladder') return bundleWorker();
  const folder = await mkdtemp(join(tmpdir(), 'edge-ladder-bench-bundle-'));
  const wrangler = join(ROOT, 'node_modules', 'wrangler', 'bin', 'wrangler.js');
  const config = join(import.meta.dirname, 'workers', 'wrangler.toml');
  await promisify(execFile)(
    process.execPath,
    [wrangler, 'deploy', `bench/workers/${entry}.ts`, '--config', config, '--dry-run', '--outdir', folder],
    { cwd: ROOT, env: { ...process.env, WRANGLER_SEND_METRICS: 'false', NO_COLOR: '1' } },
  );
  return {
    path: join(folder, `${entry}.js`),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
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
  const config = join(dirname(bundle.path), 'workerd.capnp');
  await writeFile(config, configuration(bundle, options));
  const inspector = options.inspectorPort ? [`--inspector-addr=127.0.0.1:${options.inspectorPort}`] : [];
  // Descriptor 3 is where workerd says which port it was given.
  const child = spawn(workerdProgram(), ['serve', config, '--experimental', '--control-fd=3', ...inspector], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  const exit = once(child, 'exit');
  // Kept for the case that it ends: read it must be, or workerd would stop at a full pipe.
  let complaints = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    complaints = (complaints + text).slice(-COMPLAINTS_LIMIT);
  });
  const stop = async () => {
    child.kill('SIGTERM');
    await exit;
    await bundle.remove();
  };
  try {
    const port = await Promise.race([
      listeningPort(child.stdio[3] as Readable),
      exit.then(([code]) => Promise.reject(new Error(`workerd ended (${code}): ${complaints}`))),
    ]);
    return { port, pid: child.pid ?? 0, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Bindings and classes of the objects that a Worker exports. */
const POOL_OBJECT = [['CONNECTION_POOL', 'ConnectionPool']] as const;
const LADDER_OBJECTS = [...POOL_OBJECT, ['MATCHMAKER', 'Matchmaker'], ['COURIER', 'Courier']] as const;

/** workerd's own form: Cap'n Proto's text, whose strings are written like JSON's. */
function configuration(bundle: Bundle, { entry, variables, trusted }: BenchWorkerOptions): string {
  const text = JSON.stringify;
  const bindings = Object.entries(variables).map(
    ([name, value]) => `(name = ${text(name)}, text = ${text(value)})`,
  );
  const objects = entry === 'edge-ladder' ? LADDER_OBJECTS : entry === 'classic-pool' ? POOL_OBJECT : [];
  for (const [name, className] of objects) {
    bindings.push(`(name = ${text(name)}, durableObjectNamespace = ${text(className)})`);
  }
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "bench", worker = .bench), (name = "internet", network = .network)],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "bench")],
);
const network :Workerd.Network = (
  allow = ["private"],
  tlsOptions = (trustBrowserCas = true, trustedCertificates = [${trusted ? text(trusted) : ''}]),
);
const bench :Workerd.Worker = (
  modules = [(name = ${text(basename(bundle.path))}, esModule = embed ${text(basename(bundle.path))})],
  compatibilityDate = ${text(COMPATIBILITY.date)},
  compatibilityFlags = [${COMPATIBILITY.flags.map((flag) => text(flag)).join(', ')}],
  bindings = [${bindings.join(', ')}],
  durableObjectNamespaces = [${objects
    .map(
      ([, className]) => `(className = ${text(className)}, uniqueKey = ${text(className)}, enableSql = true)`,
    )
    .join(', ')}],
  durableObjectStorage = (inMemory = void),
);
`;
}

/** The program that wrangler brings. */
function workerdProgram(): string {
  const require = createRequire(createRequire(import.meta.url).resolve('miniflare'));
  const { default: program } = require('workerd') as { default: string };
  return program;
}

async function listeningPort(control: Readable): Promise<number> {
  let received = '';
  for await (const chunk of control) {
    received += String(chunk);
    for (const line of received.split('\n').slice(0, -1)) {
      const message = JSON.parse(line) as { event: string; socket?: string; port?: number };
      if (message.event === 'listen' && message.socket === 'http' && message.port) return message.port;
    }
  }
  throw new Error('workerd does not listen');
}
