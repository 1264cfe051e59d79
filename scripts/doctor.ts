// `npm run doctor`: settings, database, Worker, Discord: one line each, and what to do about those that fail. Only
// reads, but for the embedded database: where that is the one in use it is started if need be, and stopped again.
// `--deep` also checks the ladder against its rules. Ends with 1 when any fails.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Call, type Command, runCommand } from '../dev/command.ts';
import { openDatabase } from '../dev/database.ts';
import { Obstacle } from '../dev/obstacle.ts';
import { DEFAULT_PORT, portIn } from '../dev/port.ts';
import { currentRun } from '../dev/run-file.ts';
import { checkout, dataFolder, readVariables, settingNames, type Variables } from '../dev/variables.ts';
import { webAddress } from '../dev/web-address.ts';
import { databaseFindings } from './doctor/database.ts';
import { discordFindings } from './doctor/discord.ts';
import { type Finding, note, printed } from './doctor/finding.ts';
import { checkSettings } from './doctor/settings.ts';
import { workerFindings } from './doctor/worker.ts';
import { readWranglerFile, withVars } from './wrangler-file.ts';

const USAGE = 'usage: npm run doctor [-- --url https://…] [--env-file FILE] [--deep]';
// The Worker of this machine is not the one that such a file is for.
const UNASKED = note('Worker', 'not asked', '--url https://… asks the one that is deployed.');

async function main({ args, environment, print }: Call): Promise<number> {
  const { url, named, file, deep } = readArguments(args, environment);
  const own = readVariables({ environment, file });
  // Such a file is a deployment's, whose Worker has wrangler.toml's beside it.
  const variables = file === undefined ? own : withVars(own, readWranglerFile());
  if (file === undefined && isUntouched(variables)) {
    print('Nothing is made yet: npm start makes settings and database.');
    return 1;
  }
  let fails = false;
  const show = (findings: readonly Finding[]) => {
    for (const finding of findings) print(printed(finding));
    fails ||= findings.some(({ state }) => state === 'failing');
  };

  const embedded =
    file === undefined && variables['DATABASE_URL'] === '' && variables['ENVIRONMENT'] === 'development';
  const database = embedded ? await openDatabase({ report: print }) : null;
  try {
    const databaseUrl = database?.url ?? variables['DATABASE_URL'] ?? '';
    const { findings, configuration, wrong } = checkSettings(
      { ...variables, DATABASE_URL: databaseUrl, ...bindings(variables) },
      file ?? '.dev.vars',
    );
    show(findings);
    show(unknownSettings(own));
    if (configuration !== null) {
      if (!wrong.has('DATABASE_URL'))
        show(await databaseFindings(configuration.database, databaseUrl, { deep, file }));
      show(url === null ? [UNASKED] : await workerFindings(url, configuration.statusToken, { named }));
      if (!wrong.has('DISCORD_API_URL') && !wrong.has('DISCORD_BOT_TOKEN'))
        show(await discordFindings(configuration));
    }
  } finally {
    await database?.close();
  }
  return fails ? 1 : 0;
}

interface Arguments {
  readonly url: string | null;
  /** The address was given, and is no guess. */
  readonly named: boolean;
  readonly file: string | undefined;
  readonly deep: boolean;
}

function readArguments(args: readonly string[], environment: Call['environment']): Arguments {
  let values: { url?: string; 'env-file'?: string; deep?: boolean };
  try {
    ({ values } = parseArgs({
      args,
      options: { url: { type: 'string' }, 'env-file': { type: 'string' }, deep: { type: 'boolean' } },
    }));
  } catch (cause) {
    throw new Obstacle(`${(cause as Error).message}\n${USAGE}`, { cause });
  }
  const { url, 'env-file': file, deep = false } = values;
  const named = url === undefined ? null : webAddress(url);
  return {
    url: named ?? (file === undefined ? localWorker(environment) : null),
    named: named !== null,
    file,
    deep,
  };
}

function localWorker(environment: Call['environment']): string {
  return `http://127.0.0.1:${portIn(environment) ?? currentRun(dataFolder)?.port ?? DEFAULT_PORT}`;
}

/** A fresh clone, where nobody has set anything either. */
function isUntouched({ DATABASE_URL, DISCORD_PUBLIC_KEY }: Variables): boolean {
  return !existsSync(join(checkout, '.dev.vars')) && DATABASE_URL === '' && DISCORD_PUBLIC_KEY === '';
}

/** What nobody reads: perhaps the name of one that is meant is not quite right. */
function unknownSettings(variables: Variables): readonly Finding[] {
  const known = new Set(settingNames());
  const unknown = Object.keys(variables).filter((name) => !known.has(name));
  if (unknown.length === 0) return [];
  return [
    note(
      'configuration',
      `no settings of Edge Ladder: ${unknown.join(', ')}`,
      'Those that there are stand in .dev.vars.example.',
    ),
  ];
}

/** Whether the Worker has a HYPERDRIVE binding: `npm start` gives it one, a deployed one has wrangler.toml's. */
function bindings(variables: Variables): { HYPERDRIVE?: object } {
  return readWranglerFile().hasHyperdrive || variables['ENVIRONMENT'] === 'development'
    ? { HYPERDRIVE: {} }
    : {};
}

export const command: Command = { usage: USAGE, main };

if (import.meta.main) await runCommand(command);
