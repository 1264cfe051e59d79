// The production bundle, made by wrangler itself, and what wrangler.toml says of how it is run: for tests, pictures and
// benchmarks, which want the Worker and not the development server around it.
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { promisify } from 'node:util';
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
 * Bundles as `wrangler deploy` would, without deploying; another entry than the Worker's own serves tests, and so does
 * another checkout than this. Into a new folder, unless one is named.
 */
export async function bundleWorker(
  entry = 'src/worker.ts',
  {
    root = ROOT,
    into,
    environment = process.env,
  }: { readonly root?: string; readonly into?: string; readonly environment?: NodeJS.ProcessEnv } = {},
): Promise<WorkerBundle> {
  const folder = into ?? (await mkdtemp(join(tmpdir(), 'edge-ladder-bundle-')));
  const remove = () => rm(folder, { recursive: true, force: true });
  // wrangler has a folder of its own in the user's home otherwise, and ends where there is no home to be written.
  const own = join(folder, 'wrangler');
  try {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [wranglerProgram(), 'deploy', entry, '--dry-run', '--outdir', folder],
      {
        cwd: root,
        env: { ...environment, WRANGLER_SEND_METRICS: 'false', NO_COLOR: '1', XDG_CONFIG_HOME: own },
      },
    );
    return { path: join(folder, `${basename(entry, '.ts')}.js`), report: stdout, remove };
  } catch (error) {
    // What was there before is not this one's to take away.
    if (into === undefined) await remove();
    throw error;
  } finally {
    await rm(own, { recursive: true, force: true });
  }
}
