// `npm run deploy`: brings the schema up to date, deploys the Worker, tells Discord the commands; in this order,
// because a schema may run ahead of its Worker, and no command may run ahead of either. Whatever is missing for any
// of the three is said before the first. `--dry-run` builds and compares, and changes nothing anywhere.
import { parseArgs } from 'node:util';
import { type Call, type Command, runCommand } from '../dev/command.ts';
import { Obstacle } from '../dev/obstacle.ts';
import { steps } from '../dev/steps.ts';
import { readVariables, settingNames, type Variables } from '../dev/variables.ts';
import { advisedCommand } from './advised-command.ts';
import { printableTarget, readAddress } from './database-target.ts';
import { deployedSettings } from './deployed-settings.ts';
import { migrate } from './migrate.ts';
import { type RegistrationTarget, register, registrationTarget } from './register.ts';
import { wranglerDeploy } from './wrangler-deploy.ts';
import { readWranglerFile } from './wrangler-file.ts';

async function main(call: Call): Promise<number> {
  const { environment, print } = call;
  const { dryRun, file } = readArguments(call.args);
  const variables = readVariables({ environment, file });
  const wrangler = readWranglerFile();
  const settings = deployedSettings({ variables, environment, file, names: settingNames(), wrangler });
  for (const line of settings.notes) print(line);
  const options = Object.entries(settings.variables).flatMap(([name, value]) => [
    '--var',
    `${name}:${value}`,
  ]);
  if (dryRun) await rehearse(call, variables, options, settings.obstacles);
  else if (settings.obstacles.length > 0) throw new Obstacle(settings.obstacles.join('\n'));
  else await deploy(call, variables, options, advisedCommand('register', file));
  return 0;
}

async function deploy(
  { print, complain }: Call,
  variables: Variables,
  options: readonly string[],
  registering: string,
): Promise<void> {
  const target = registrationTarget(variables, null);
  const databaseUrl = remoteDatabase(variables);
  requireDiscord(variables);
  const step = steps(print);
  await step.run(`migrating ${printableTarget(databaseUrl)}`, (report) =>
    orElse(migrate(databaseUrl, report), 'Nothing was deployed.', complain),
  );
  await step.run('deploying the Worker', () =>
    orElse(
      wranglerDeploy(options),
      'The schema is up to date. Unless wrangler says above that it uploaded the Worker, the one before still runs; the commands are as before. Run this again.',
      complain,
    ),
  );
  await step.run('registering the commands', (report) =>
    orElse(
      register(target, report),
      `The Worker is deployed; \`${registering}\` does what is left.`,
      complain,
    ),
  );
}

async function rehearse(
  { print }: Call,
  variables: Variables,
  options: readonly string[],
  obstacles: readonly string[],
): Promise<void> {
  const step = steps(print);
  await step.run('building the Worker, deploying nothing', () => wranglerDeploy(['--dry-run', ...options]));
  const missing = [...obstacles];
  attempt(() => remoteDatabase(variables), missing);
  attempt(() => requireDiscord(variables), missing);
  const target = attempt(() => registrationTarget(variables, null), missing);
  for (const line of missing) print(`before the real one: ${line}`);
  if (target) await compare(target);

  async function compare(found: RegistrationTarget): Promise<void> {
    await step.run('comparing the commands', (report) => register(found, report, { dryRun: true }));
  }
}

/** The value, or nothing and what stands in its way. */
function attempt<Value>(read: () => Value, obstacles: string[]): Value | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Obstacle)) throw error;
    obstacles.push(error.message);
    return undefined;
  }
}

/** The same; of a failure it is said how things stand after it. */
async function orElse<Value>(
  work: Promise<Value>,
  standing: string,
  complain: Call['complain'],
): Promise<Value> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Obstacle) throw new Obstacle(`${error.message}\n${standing}`, { cause: error });
    complain(standing);
    throw error;
  }
}

/** The database that the deployed Worker will use: it has to be set, and to be somewhere else than here. */
function remoteDatabase({ DATABASE_URL: url }: Variables): string {
  if (!url) {
    throw new Obstacle('DATABASE_URL is empty: set it to the database that the deployed Worker will use.');
  }
  const { host, tls } = readAddress(url);
  // TLS is asked of every host that is not this machine.
  if (!tls) throw new Obstacle(`DATABASE_URL is on ${host}, where a deployed Worker cannot reach it.`);
  return url;
}

/** Where the deployed Worker sends its bot's token: never anywhere in plain text, as to a stand-in on this machine. */
function requireDiscord({ DISCORD_API_URL: url }: Variables): void {
  if (url && !url.startsWith('https://')) {
    throw new Obstacle(
      `DISCORD_API_URL is ${url}, which a deployed Worker would send its token to: empty it, or use https.`,
    );
  }
}

const USAGE = 'usage: npm run deploy [-- --dry-run] [--env-file FILE]';

function readArguments(args: readonly string[]): { dryRun: boolean; file: string | undefined } {
  try {
    const options = {
      'dry-run': { type: 'boolean', default: false },
      'env-file': { type: 'string' },
    } as const;
    const { values } = parseArgs({ args, options });
    return { dryRun: values['dry-run'], file: values['env-file'] };
  } catch (cause) {
    throw new Obstacle(USAGE, { cause });
  }
}

export const command: Command = { usage: USAGE, main };

if (import.meta.main) await runCommand(command);
