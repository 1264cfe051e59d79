// The bundle of another entry than the Worker's own, made once for a whole run: by the first test file that wants it,
// while others wait. By esbuild, as wrangler would, which takes ten times as long for what it does besides.
import { existsSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { basename, join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { inject } from 'vitest';
import { withLock } from '../dev/lock.ts';
import { readSection } from '../scripts/wrangler-file.ts';

const LIMIT_MS = 60_000;
const ROOT = join(import.meta.dirname, '..');

export async function bundleOf(
  entry: 'dev/playground/worker.ts' | 'test/postgres/probe-worker.ts',
): Promise<{ readonly path: string; readonly folder: string }> {
  const folder = join(inject('otherBundles'), entry.replaceAll('/', '-'));
  const path = join(folder, `${basename(entry, '.ts')}.js`);
  await withLock(`${folder}.lock`, LIMIT_MS, async () => {
    if (!existsSync(path)) await bundle(entry, path);
  });
  return { path, folder };
}

async function bundle(entry: string, outfile: string): Promise<void> {
  await build({
    absWorkingDir: ROOT,
    entryPoints: [entry],
    outfile,
    bundle: true,
    format: 'esm',
    target: 'es2024',
    sourcemap: true,
    conditions: ['workerd', 'worker', 'browser'],
    mainFields: ['browser', 'module', 'main'],
    external: ['node:*', 'cloudflare:*'],
    alias: aliases(),
    plugins: [NODE_COMPATIBILITY],
    logLevel: 'warning',
  });
}

function aliases(): Record<string, string> {
  const { values } = readSection(readFileSync(join(ROOT, 'wrangler.toml'), 'utf8'), 'alias');
  return Object.fromEntries(Object.entries(values).map(([name, path]) => [name, join(ROOT, path)]));
}

/** What Node has is the runtime's, whether it is asked for by its old name or by `require`. */
const NODE_COMPATIBILITY: Plugin = {
  name: 'node compatibility',
  setup({ onResolve, onLoad }) {
    const names = builtinModules.filter((name) => !name.startsWith('_'));
    onResolve({ filter: new RegExp(`^(node:)?(${names.join('|')})$`) }, ({ path, kind }) => {
      const name = `node:${path.replace('node:', '')}`;
      return kind === 'require-call' ? { path: name, namespace: 'required' } : { path: name, external: true };
    });
    onLoad({ filter: /^/, namespace: 'required' }, ({ path }) => ({
      contents: `import it from '${path}'; module.exports = it;`,
    }));
  },
};
