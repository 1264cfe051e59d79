// Set up for a whole run: the production bundle, made once for a whole run; and a folder for those of other entries, made
// by the first test that wants one (bundle-of.ts).
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
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
  const bundle = await bundleWorker();
  project.provide('bundlePath', bundle.path);
  project.provide('bundleReport', bundle.report);
  const others = mkdtempSync(join(tmpdir(), 'edge-ladder-bundles-'));
  project.provide('otherBundles', others);
  return async () => {
    rmSync(others, { recursive: true, force: true });
    await bundle.remove();
  };
}
