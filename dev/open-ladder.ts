// What runs once `npm start` has a database with a schema: a Discord of this machine, the playground and the Worker; and
// what its reader is told then.
import type { Game } from '../src/ladder/game.ts';
import type { Call } from './command.ts';
import type { DevelopmentKey } from './development-key.ts';
import { handMatch, handMatchInstructions } from './hand-match.ts';
import { instructions } from './instructions.ts';
import { localDiscord } from './local-discord.ts';
import { openPlayground } from './playground/open.ts';
import { appointStaff } from './playground/people.ts';
import { closedPlayground } from './playground/server.ts';
import type { ProcessMark } from './process.ts';
import { writeRun } from './run-file.ts';
import type { Steps } from './steps.ts';
import { dataFolder, type Variables } from './variables.ts';
import { outputFilter } from './worker-output.ts';
import { startWorker, type WorkerProcess } from './worker-process.ts';

export interface LadderToOpen extends Pick<Call, 'print' | 'complain'> {
  /** Takes how each thing that was opened is closed again. */
  readonly open: AsyncDisposableStack;
  readonly run: Steps['run'];
  /** Of the command itself. */
  readonly mark: ProcessMark;
  readonly port: number;
  readonly verbose: boolean;
  readonly variables: Variables;
  readonly key: DevelopmentKey;
  readonly game: Game;
  /** The database's. */
  readonly url: string;
}

/** Gives the Worker, once all is said. */
export async function openLadder(ladder: LadderToOpen): Promise<WorkerProcess> {
  const { open, run, print, complain, mark, port, verbose, variables, key, game, url } = ladder;
  const discord = await localDiscord(variables, ({ route, complaints }) =>
    complain(`Discord should never be sent this (${route}): ${complaints.join('; ')}`),
  );
  if (discord !== null) open.defer(() => discord.close());
  const isDevelopment = variables['ENVIRONMENT'] === 'development';
  if (discord !== null && !variables['DATABASE_URL']) await appointStaff(url, discord.ownerId);
  const workerUrl = () => `http://127.0.0.1:${port}`;
  const applicationId = variables['DISCORD_APPLICATION_ID'];
  const play =
    discord === null
      ? await closedPlayground()
      : await openPlayground({ discord, game, databaseUrl: url, workerUrl, key, applicationId });
  open.defer(() => play.close());
  const filter = outputFilter({ verbose, json: !process.stdout.isTTY });
  const worker = await run('Starting the Worker', async () => {
    const started = startWorker({
      port,
      variables: { ...variables, ...discord?.variables, ...play.variables, DATABASE_URL: url },
      // What is not for development is run as it is deployed.
      ...(isDevelopment && { entry: 'dev/playground/worker.ts' }),
      data: dataFolder,
      output(line) {
        const shown = filter.line(line);
        if (shown !== null) print(shown);
      },
    });
    open.defer(() => started.stop());
    writeRun(dataFolder, { mark, worker: started.mark, port, discord: discord?.address ?? null });
    const fault = await started.ready();
    if (fault !== null)
      complain(`The Worker runs, but is not well: ${fault}\n\`npm run doctor\` says what to do.`);
    return started;
  });
  const signs = variables['DISCORD_PUBLIC_KEY']?.toLowerCase() === key.publicKey;
  const match = discord === null ? null : await handMatch(url, game);
  const byHand = match === null ? null : handMatchInstructions(match, game.factions);
  print(instructions({ port, signs, plays: discord !== null, isDevelopment, byHand }));
  if (discord !== null) print(`The owner of this ladder, who may do everything, is ${discord.ownerId}.\n`);
  return worker;
}
