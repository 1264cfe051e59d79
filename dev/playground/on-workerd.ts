// The playground on workerd itself, without the development server around it: for tests and for pictures.
import { type DevelopmentKey, newKey } from '../development-key.ts';
import { gameOf } from '../game.ts';
import { type LocalDiscord, localDiscord } from '../local-discord.ts';
import { type RunningWorker, runWorker } from '../running-worker.ts';
import { bundleWorker, type WorkerBundle } from '../worker-bundle.ts';
import { openPlayground } from './open.ts';
import type { Playground } from './server.ts';

/** A machine that does many things at once is no Discord. */
const LIMIT_MS = 20_000;

export interface ServedPlayground extends AsyncDisposable {
  readonly url: string;
  readonly worker: RunningWorker;
  readonly discord: LocalDiscord;
  readonly playground: Playground;
  readonly key: DevelopmentKey;
}

export async function servePlayground({
  databaseUrl,
  waveSeconds,
  bundle: made,
}: {
  readonly databaseUrl: string;
  readonly waveSeconds: number;
  /** Where it is made already. */
  readonly bundle?: Pick<WorkerBundle, 'path'>;
}): Promise<ServedPlayground> {
  await using open = new AsyncDisposableStack();
  const key = newKey();
  const settings = {
    ENVIRONMENT: 'development',
    DISCORD_PUBLIC_KEY: key.publicKey,
    DATABASE_URL: databaseUrl,
    WAVE_SECONDS: String(waveSeconds),
  };
  const discord = await localDiscord(settings);
  if (discord === null) throw new Error('there is no local Discord');
  open.defer(() => discord.close());
  let url = '';
  const playground = await openPlayground({
    discord,
    game: gameOf(settings),
    databaseUrl,
    workerUrl: () => url,
    key,
    limitMs: LIMIT_MS,
  });
  open.defer(() => playground.close());
  const bundle = made ?? (await ownBundle(open));
  const variables = { ...settings, ...discord.variables, ...playground.variables };
  const worker = await runWorker({ bundle, variables });
  open.defer(() => worker.stop());
  url = worker.url;
  const opened = open.move();
  return { url, worker, discord, playground, key, [Symbol.asyncDispose]: () => opened.disposeAsync() };
}

async function ownBundle(open: AsyncDisposableStack): Promise<WorkerBundle> {
  const bundle = await bundleWorker('dev/playground/worker.ts');
  open.defer(() => bundle.remove());
  return bundle;
}
