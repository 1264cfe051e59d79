// Set up for a whole run: the production bundle, made once for a whole run; and a folder for those of other entries, made
// by the first test that wants one (bundle-of.ts).
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { onAbruptEnd } from '../dev/abrupt-end.ts';
import { bundleWorker } from '../dev/worker-bundle.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The Worker as one module, as it would be deployed. */
    bundlePath: string;
    /** What wrangler printed when it made it. */
    bundleReport: string;
    otherBundles: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const others = mkdtempSync(join(tmpdir(), 'edge-ladder-bundles-'));
  const remove = () => rmSync(others, { recursive: true, force: true });
  const forget = onAbruptEnd(remove);
  const bundle = await bundleWorker('src/worker.ts', join(others, 'production'));
  project.provide('bundlePath', bundle.path);
  project.provide('bundleReport', bundle.report);
  project.provide('otherBundles', others);
  return async () => {
    forget();
    remove();
  };
}
