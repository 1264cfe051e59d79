// The bundle of another entry than the Worker's own, made once for a whole run: by the first test file that wants it,
// while others wait. wrangler takes three seconds for each.
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { inject } from 'vitest';
import { withLock } from '../dev/lock.ts';
import { bundleWorker } from '../dev/worker-bundle.ts';

const LIMIT_MS = 60_000;

export async function bundleOf(
  entry: 'dev/playground/worker.ts' | 'test/postgres/probe-worker.ts',
): Promise<{ readonly path: string; readonly folder: string }> {
  const folder = join(inject('otherBundles'), entry.replaceAll('/', '-'));
  const path = join(folder, `${basename(entry, '.ts')}.js`);
  await withLock(`${folder}.lock`, LIMIT_MS, async () => {
    if (!existsSync(path)) await bundleWorker(entry, folder);
  });
  return { path, folder };
}
