// Set up for a whole run: the production bundle, made once for a whole run; and a folder for those of other entries, made
// by the first test that wants one (bundle-of.ts). It is made in a checkout in which `npm start` has been, with the key
// that this leaves there, so that a test can search what would be deployed for it.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { onAbruptEnd } from '../dev/abrupt-end.ts';
import { prepareVariables } from '../dev/variables.ts';
import { bundleWorker } from '../dev/worker-bundle.ts';
import { copiedCheckout } from './copied-checkout.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The Worker as one module, as it would be deployed. */
    bundlePath: string;
    /** What wrangler printed when it made it. */
    bundleReport: string;
    /** The checkout that it was made in. */
    bundledCheckout: string;
    otherBundles: string;
  }
}

const HERE = join(import.meta.dirname, '..');

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const others = mkdtempSync(join(tmpdir(), 'edge-ladder-bundles-'));
  const checkout = copiedCheckout('bundled');
  const remove = () => {
    for (const folder of [others, checkout]) rmSync(folder, { recursive: true, force: true });
  };
  const forget = onAbruptEnd(remove);
  prepareVariables({ environment: {}, root: checkout }, () => {});
  // The files that go along with the bundle are served from this checkout.
  mkdirSync(join(HERE, 'dist'), { recursive: true });
  symlinkSync(join(HERE, 'dist'), join(checkout, 'dist'));
  const bundle = await bundleWorker('src/worker.ts', {
    root: checkout,
    into: join(others, 'production'),
    // Where nobody has a home, as in many a container.
    environment: { ...process.env, HOME: '/dev/null' },
  });
  project.provide('bundlePath', bundle.path);
  project.provide('bundleReport', bundle.report);
  project.provide('bundledCheckout', checkout);
  project.provide('otherBundles', others);
  return async () => {
    forget();
    remove();
  };
}
