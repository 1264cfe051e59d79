// A ladder to take pictures of: PostgreSQL in a temporary folder with the demonstration season, and the production
// Worker on workerd. Gone without a trace when it is disposed of.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '../../scripts/migrate.ts';
import { seed } from '../../scripts/seed.ts';
import { openDatabase } from '../database.ts';
import { newKey } from '../development-key.ts';
import { runWorker } from '../running-worker.ts';
import { type SignedClient, signedClient } from '../signed-client.ts';
import type { Steps } from '../steps.ts';
import { bundleWorker } from '../worker-bundle.ts';

const PLAYERS = 400;
const SEED = 1;

export interface DemonstrationLadder extends AsyncDisposable {
  readonly client: SignedClient;
  /** Of its Worker. */
  readonly url: string;
  readonly databaseUrl: string;
}

export async function demonstrationLadder({ run }: Steps, now: Date): Promise<DemonstrationLadder> {
  await using open = new AsyncDisposableStack();
  const data = mkdtempSync(join(tmpdir(), 'edge-ladder-pictures-'));
  open.defer(() => rmSync(data, { recursive: true, force: true }));
  chmodSync(data, 0o755); // the user PostgreSQL runs as has to get through
  const database = await run('Starting PostgreSQL', () => openDatabase({ data }));
  open.defer(() => database.close());
  await run(`Filling in a season of ${PLAYERS} players`, async () => {
    await migrate(database.url, () => {});
    await seed(database.url, { players: PLAYERS, seed: SEED, now });
  });
  const { publicKey, privateKey } = newKey();
  const worker = await run('Starting the Worker', async () => {
    const bundle = await bundleWorker();
    open.defer(() => bundle.remove());
    const variables = {
      ENVIRONMENT: 'development',
      DISCORD_PUBLIC_KEY: publicKey,
      DATABASE_URL: database.url,
    };
    return runWorker({ bundle, variables, assets: true });
  });
  open.defer(() => worker.stop());
  const opened = open.move();
  return {
    url: worker.url,
    client: signedClient({ url: worker.url, privateKey }),
    databaseUrl: database.url,
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}
