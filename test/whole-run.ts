// Vitest's global set-up: what a whole run has once. Certificates come first, since every process reads as it starts whom
// it trusts; PostgreSQL and the bundle are then made beside each other.
import type { TestProject } from 'vitest/node';
import postgresServer from './postgres-server.ts';
import trustedCertificates from './trusted-certificates.ts';
import workerBundle from './worker-bundle-once.ts';

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const forget = trustedCertificates(project);
  const made = await Promise.allSettled([postgresServer(project), workerBundle(project)]);
  const remove = async () => {
    for (const one of made) if (one.status === 'fulfilled') await one.value();
    forget();
  };
  for (const one of made) {
    if (one.status === 'fulfilled') continue;
    await remove();
    throw one.reason;
  }
  return remove;
}
