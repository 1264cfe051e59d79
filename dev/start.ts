// `npm start`: the whole of Edge Ladder on this machine, from nothing: settings, database, schema, a demonstration
// season (in development, where there is nothing yet), the Worker. Stops all of it when told to; the data is there next time.

import { once } from 'node:events';
import { createServer } from 'node:net';
import { parseArgs } from 'node:util';
import { printableTarget } from '../scripts/database-target.ts';
import { checkSettings } from '../scripts/doctor/settings.ts';
import { migrate } from '../scripts/migrate.ts';
import { seed } from '../scripts/seed.ts';
import { type Call, runCommand } from './command.ts';
import { openDatabase } from './database.ts';
import { gameOf } from './game.ts';
import { Obstacle } from './obstacle.ts';
import { DEFAULT_PORT, portIn } from './port.ts';
import { isAlive, markOf } from './process.ts';
import { readRun, removeRun, writeRun } from './run-file.ts';
import { seasonObjection } from './season-objection.ts';
import { steps } from './steps.ts';
import { dataFolder, prepareVariables, type Variables } from './variables.ts';
import { stopGroup } from './worker-process.ts';

const USAGE = `usage: [PORT=${DEFAULT_PORT}] npm start [-- --verbose]`;
const DEMONSTRATION_PLAYERS = 400;
const DEMONSTRATION_SEED = 1;

await runCommand({ usage: USAGE, main });
// A step that was cut short may have left something to wait for; nobody does.
process.exit();

async function main({ args, environment, print, complain }: Call): Promise<number> {
  const { verbose, port } = readArguments(args, environment);
  const stopped = stopSignal();
  await clearEarlierRun();
  await requireFree(port);
  const mark = markOf(process.pid);
  if (!mark) throw new Error('this process cannot be found');
  writeRun(dataFolder, { mark, worker: null, port, discord: null });
  // Whatever was opened is closed again, in the opposite order, however this ends.
  await using open = new AsyncDisposableStack();
  open.defer(() => removeRun(dataFolder));

  const { run } = steps(print);
  const finished = (async () => {
    const { variables, key } = prepareVariables({ environment }, print);
    requireRight(variables);
    const game = gameOf(variables);
    const url =
      variables['DATABASE_URL'] ||
      (await run('Starting PostgreSQL', async (report) => {
        const opening = openDatabase({ report });
        // Before it is open already, so that stopping in between leaves nothing running.
        open.defer(() =>
          opening.then(
            (database) => database.close(),
            () => {},
          ),
        );
        const database = await opening;
        return database.url;
      }));
    await run(`Migrating ${printableTarget(url)}`, (report) => migrate(url, report));
    const objection = await seasonObjection(variables['ENVIRONMENT'], url, DEMONSTRATION_PLAYERS);
    if (objection !== null) {
      print(`No demonstration season: ${objection}.`);
    } else {
      await run(`Filling in a demonstration season of ${DEMONSTRATION_PLAYERS} players`, () =>
        seed(url, {
          players: DEMONSTRATION_PLAYERS,
          game,
          seed: DEMONSTRATION_SEED,
          now: new Date(),
          report: () => {},
        }),
      );
    }
    // Read only now: all that the bot says and all that Discord takes, most of what there is to read. A start that finds
    // something in its way has said so long before.
    const { openLadder } = await import('./open-ladder.ts');
    const worker = await openLadder({
      open,
      run,
      print,
      complain,
      mark,
      port,
      verbose,
      variables,
      key,
      game,
      url,
    });
    await worker.ended;
    throw new Obstacle('The Worker ended by itself: see above.');
  })();
  // Told to stop, what was under way may fail in any manner: nobody waits for it any more.
  finished.catch(() => {});
  await Promise.race([stopped, finished]);
  print('Stopping …');
  return 0;
}

function readArguments(
  args: readonly string[],
  environment: Call['environment'],
): { verbose: boolean; port: number } {
  let values: { verbose?: boolean };
  try {
    ({ values } = parseArgs({ args, options: { verbose: { type: 'boolean' } } }));
  } catch (cause) {
    throw new Obstacle(`${(cause as Error).message}\n${USAGE}`, { cause });
  }
  return { verbose: values.verbose ?? false, port: portIn(environment) ?? DEFAULT_PORT };
}

/** Resolves when this command is told to stop, or when the one that started it is gone. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    // Kept listening: the same signal may come from the terminal and from a parent process, and must not cut short
    // the stopping.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
    process.on('disconnect', () => resolve());
  });
}

async function clearEarlierRun(): Promise<void> {
  const earlier = readRun(dataFolder);
  if (!earlier) return;
  if (isAlive(earlier.mark)) {
    throw new Obstacle(
      `Edge Ladder runs already from this folder: http://127.0.0.1:${earlier.port} (process ${earlier.mark.pid}).`,
    );
  }
  if (earlier.worker) await stopGroup(earlier.worker);
  removeRun(dataFolder);
}

async function requireFree(port: number): Promise<void> {
  const server = createServer();
  server.listen({ host: '127.0.0.1', port });
  try {
    await once(server, 'listening');
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') {
      throw new Obstacle(
        `Port ${port} is taken by another program: stop that, or use another, say PORT=${port + 1} npm start`,
        { cause },
      );
    }
    if (code === 'EACCES')
      throw new Obstacle(`Port ${port} is not for ordinary users: use PORT=${DEFAULT_PORT} npm start`, {
        cause,
      });
    throw cause;
  }
  server.close();
}

/** Settings that the Worker would refuse: said before anything is started. */
function requireRight(variables: Variables): void {
  const embedded = 'postgres://postgres@127.0.0.1/edge_ladder';
  // The binding is given to it.
  const settings = { ...variables, DATABASE_URL: variables['DATABASE_URL'] || embedded, HYPERDRIVE: {} };
  const wrong = checkSettings(settings, '.dev.vars').findings.filter(({ state }) => state === 'failing');
  if (wrong.length === 0) return;
  const lines = wrong.map(({ finding }) => finding);
  throw new Obstacle(`${lines.join('\n')}\nSet it in .dev.vars, or in the environment, which wins.`);
}
