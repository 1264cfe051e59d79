// The ladder as `npm start` runs it, for whoever plays it in the playground: the development entry on workerd, the playground's server, the local
// Discord, a seeded database. The waves come every two seconds.
import { Client } from 'pg';
import { type DevelopmentKey, newKey } from '../dev/development-key.ts';
import { gameOf } from '../dev/game.ts';
import { type LocalDiscord, localDiscord } from '../dev/local-discord.ts';
import { openPlayground } from '../dev/playground/open.ts';
import type { Playground } from '../dev/playground/server.ts';
import { bundleWorker, type RunningWorker, runWorker } from '../dev/worker-bundle.ts';
import { seed } from '../scripts/seed.ts';
import { createDatabase } from './database.ts';

const WAVE_SECONDS = 2;
/** A machine that does many things at once is no Discord. */
const LIMIT_MS = 20_000;

export interface PlayingLadder extends AsyncDisposable {
  readonly url: string;
  readonly worker: RunningWorker;
  readonly discord: LocalDiscord;
  readonly operator: Client;
  readonly playground: Playground;
  readonly key: DevelopmentKey;
}

export async function playingLadder(): Promise<PlayingLadder> {
  await using open = new AsyncDisposableStack();
  const database = await createDatabase();
  open.defer(() => database.drop());
  const key = newKey();
  const settings = {
    ENVIRONMENT: 'development',
    DISCORD_PUBLIC_KEY: key.publicKey,
    DATABASE_URL: database.url,
    WAVE_SECONDS: String(WAVE_SECONDS),
  };
  const game = gameOf(settings);
  await seed(database.url, { players: 30, game });
  const operator = new Client(database.url);
  await operator.connect();
  open.defer(() => operator.end());
  // Those of the made-up season who wait would be paired with ours.
  await operator.query('delete from places where match_id is null');
  const discord = await localDiscord(settings);
  if (discord === null) throw new Error('there is no local Discord');
  open.defer(() => discord.close());
  let url = '';
  const playground = await openPlayground({
    discord,
    game,
    databaseUrl: database.url,
    workerUrl: () => url,
    key,
    limitMs: LIMIT_MS,
  });
  open.defer(() => playground.close());
  const bundle = await bundleWorker('dev/playground/worker.ts');
  open.defer(() => bundle.remove());
  const variables = { ...settings, ...discord.variables, ...playground.variables };
  const worker = await runWorker({ bundle, variables });
  open.defer(() => worker.stop());
  url = worker.url;
  const opened = open.move();
  return {
    url,
    worker,
    discord,
    operator,
    playground,
    key,
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}
