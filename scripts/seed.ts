// `npm run db:seed -- --players N`: fills the database with a believable season of any size, the same for the same
// seed (times apart, which count back from now). All or nothing; what was there goes only when told so, and another
// machine's database is written to only when that is named.
import { performance } from 'node:perf_hooks';
import type { Client } from 'pg';
import { type Call, type Command, runCommand } from '../dev/command.ts';
import { gameOf } from '../dev/game.ts';
import { Obstacle } from '../dev/obstacle.ts';
import { readVariables } from '../dev/variables.ts';
import { games } from '../src/games/index.ts';
import type { Game } from '../src/ladder/game.ts';
import { advisedCommand } from './advised-command.ts';
import { connected, knownAdvice, messageOf } from './database-advice.ts';
import { newClient, openTarget, printableTarget } from './database-target.ts';
import { readArguments, USAGE } from './seed/arguments.ts';
import { Branches, begin } from './seed/branches.ts';
import { Chance } from './seed/chance.ts';
import { requireConsent } from './seed/consent.ts';
import { demonstrationPlayers } from './seed/demonstration.ts';
import { endSessions, onInterruption } from './seed/interruption.ts';
import { loadSeason, type SeedResult, TABLES } from './seed/load.ts';

export { demonstrationPlayers } from './seed/demonstration.ts';

/** Up to so many players the result is checked, which takes as long as loading it. */
const CHECKED_PLAYERS = 50_000;

/** By SQLSTATE, what a database has not that is behind in migrations: a table, a column, a function. */
const LACKS: Readonly<Record<string, string>> = {
  '42P01': 'has no tables yet',
  '42703': 'lacks migrations',
  '42883': 'lacks migrations',
};

export interface SeedOptions {
  readonly players: number;
  /** The first there is, unless it is named. */
  readonly game?: Game;
  readonly seed?: number;
  /** Times count back from it. */
  readonly now?: Date;
  /** Throws away what is there. */
  readonly replace?: boolean;
  readonly report?: (line: string) => void;
  /** What `--env-file` named: where the URL is from. */
  readonly file?: string | undefined;
  /** Has its seed given up by calling what it is given, until it is called off itself: nothing is written then. */
  readonly interruption?: typeof onInterruption;
}

export async function seed(url: string, options: SeedOptions): Promise<SeedResult> {
  const { players, game = games[0], now = new Date(), replace = false, report = () => {} } = options;
  const least = Object.keys(demonstrationPlayers).length;
  if (!Number.isInteger(players) || players < least) {
    throw new Obstacle(`A season needs at least ${least} players: the first ones are for demonstration.`);
  }
  const client = await connected(url);
  let branches = Branches.none();
  let isInterrupted = false;
  const callOff = options.interruption?.(() => {
    isInterrupted = true;
    endSessions(() => newClient(url), [client, ...branches.all.map((branch) => branch.client)]);
  });
  try {
    await begin(client);
    await client.query('lock table players in access exclusive mode');
    const untouched = await isUntouched(client);
    if (!replace && !untouched) {
      throw new Obstacle(
        `${printableTarget(url)} holds players or seasons already: --replace throws all of them away.`,
      );
    }
    const trusted = await isSuperuser(client);
    if (untouched && trusted) branches = await Branches.open(() => newClient(url));
    const chance = new Chance(options.seed ?? 1);
    const result = await loadSeason(client, { players, game, chance, now, report, branches, trusted });
    if (players <= CHECKED_PLAYERS) await check(client);
    await client.query('commit');
    callOff?.();
    report('tidying');
    await client.query(`vacuum ${TABLES.join(', ')}`);
    return result;
  } catch (error) {
    await client.query('rollback').catch(() => {});
    await branches.abandon();
    if (isInterrupted) throw new Obstacle(`Stopped: ${printableTarget(url)} is as it was.`, { cause: error });
    const { code = '' } = error as { code?: string };
    const lack = LACKS[code];
    if (lack !== undefined) {
      const advice = advisedCommand('db:migrate', options.file);
      throw new Obstacle(`${printableTarget(url)} ${lack}: ${advice}`, { cause: error });
    }
    const advice = knownAdvice(error);
    if (advice === null) throw error;
    throw new Obstacle(`${printableTarget(url)}: ${messageOf(error)}. ${advice}`, { cause: error });
  } finally {
    callOff?.();
    await branches.close();
    await client.end();
  }
}

/** Whether nobody has begun a ladder there: loading a season would cost nobody anything. */
export async function isUntouched(client: Client): Promise<boolean> {
  const { rowCount } = await client.query(
    '(select from players limit 1) union all (select from seasons limit 1)',
  );
  return rowCount === 0;
}

async function isSuperuser(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ super: boolean }>(
    'select rolsuper as super from pg_roles where rolname = current_user',
  );
  return rows[0]?.super ?? false;
}

async function check(client: Client): Promise<void> {
  const { rows } = await client.query<{ subject: string; subject_id: string; fault: string }>(
    'select * from ladder_faults() limit 5',
  );
  const found = rows.map((row) => `${row.subject} ${row.subject_id} ${row.fault}`);
  if (found.length > 0) throw new Error(`the season contradicts the rules:\n${found.join('\n')}`);
}

async function main({ args, environment, print }: Call): Promise<number> {
  const { yesInto, ...options } = readArguments(args);
  const { file } = options;
  const variables = readVariables({ environment, file });
  const game = gameOf(variables);
  // A deployment's file that does not say is production's, as for the Worker.
  const production = (variables['ENVIRONMENT'] || 'production') === 'production';
  const target = await openTarget({ environment, print }, file);
  const started = performance.now();
  const seconds = () => `${((performance.now() - started) / 1000).toFixed(1).padStart(6)} s`;
  try {
    await requireConsent(target.url, { yesInto, emptied: options.replace ? TABLES : [], production });
    const made = await seed(target.url, {
      ...options,
      game,
      interruption: onInterruption,
      report: (line) => print(`${seconds()}  ${line}`),
    });
    const count = (number: number) => number.toLocaleString('en-US');
    print(
      `${seconds()}  done: ${count(made.players)} players, ${count(made.standings)} standings, ${count(made.matches)} matches`,
    );
    for (const { id, name, state } of Object.values(demonstrationPlayers)) {
      print(`${' '.repeat(10)}${id}  ${name ?? '-'} (${state})`);
    }
  } finally {
    await target.close();
  }
  return 0;
}

export const command: Command = { usage: USAGE, main };

if (import.meta.main) await runCommand(command);
