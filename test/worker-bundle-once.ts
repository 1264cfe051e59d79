// Vitest's global set-up: the production bundle, made once for a whole run.
import type { TestProject } from 'vitest/node';
import { bundleWorker } from '../dev/worker-bundle.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The Worker as one module, as it would be deployed. */
    bundlePath: string;
    /** What wrangler printed when it made it. */
    bundleReport: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const bundle = await bundleWorker();
  project.provide('bundlePath', bundle.path);
  project.provide('bundleReport', bundle.report);
  return () => bundle.remove();
}
