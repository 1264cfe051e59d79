// The ladder as `npm start` runs it, for whoever plays it in the playground: on workerd, with a seeded database. The
// waves come every two seconds.
import { Client } from 'pg';
import { type ServedPlayground, servePlayground } from '../dev/playground/on-workerd.ts';
import { games } from '../src/games/index.ts';
import { bundleOf } from './bundle-of.ts';
import { seededDatabase } from './seeded-database.ts';

const WAVE_SECONDS = 2;

export interface PlayingLadder extends ServedPlayground {
  readonly operator: Client;
}

export async function playingLadder(): Promise<PlayingLadder> {
  await using open = new AsyncDisposableStack();
  const database = await seededDatabase({ players: 120, game: games[0] });
  open.defer(() => database.drop());
  const operator = new Client(database.url);
  await operator.connect();
  open.defer(() => operator.end());
  // Those of the made-up season who wait would be paired with ours.
  await operator.query('delete from places where match_id is null');
  const bundle = await bundleOf('dev/playground/worker.ts');
  const served = open.use(
    await servePlayground({ databaseUrl: database.url, waveSeconds: WAVE_SECONDS, bundle }),
  );
  const opened = open.move();
  return { ...served, operator, [Symbol.asyncDispose]: () => opened.disposeAsync() };
}
