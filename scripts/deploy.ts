// `npm run deploy`: brings the schema up to date, deploys the Worker, tells Discord the commands; in this order,
// because a schema may run ahead of its Worker, and no command may run ahead of either. Whatever is missing for any
// of the three is said before the first. `--dry-run` builds and compares, and changes nothing anywhere.
import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';
import { Obstacle, runCommand } from '../dev/obstacle.ts';
import { steps } from '../dev/steps.ts';
import { checkout, DEVELOPMENT_APPLICATION_ID, readVariables, type Variables } from '../dev/variables.ts';
import { wranglerProgram } from '../dev/wrangler.ts';
import { printableTarget, readAddress } from './database-target.ts';
import { migrate } from './migrate.ts';
import { type RegistrationTarget, register, registrationTarget } from './register.ts';

/**
 * Settings of this one installation that are no secrets: what is set of them goes along with the Worker. Secrets are
 * Cloudflare's to keep, and what is the same for most installations stands in wrangler.toml.
 */
const OWN_SETTINGS = [
  'DISCORD_APPLICATION_ID',
  'DISCORD_API_URL',
  'OWNER_ID',
  'STAFF_CHANNEL_ID',
  'MATCH_CHANNEL_ID',
  'GAME',
  'WAVE_SECONDS',
] as const;

async function main(): Promise<number> {
  const { dryRun, file } = readArguments();
  const variables = readVariables({ environment: process.env, file });
  if (dryRun) await rehearse(variables);
  else await deploy(variables);
  return 0;
}

async function deploy(variables: Variables): Promise<void> {
  const target = registrationTarget(variables, null);
  const databaseUrl = remoteDatabase(variables);
  requireDiscord(variables);
  const step = steps(console.log);
  await step.run(`migrating ${printableTarget(databaseUrl)}`, (report) =>
    orElse(migrate(databaseUrl, report), 'Nothing was deployed.'),
  );
  await step.run('deploying the Worker', () =>
    orElse(
      wranglerDeploy(ownSettings(variables)),
      'The schema is up to date; the Worker that ran before still runs.',
    ),
  );
  await step.run('registering the commands', (report) =>
    orElse(register(target, report), 'The Worker is deployed; `npm run register` does what is left.'),
  );
}

async function rehearse(variables: Variables): Promise<void> {
  const step = steps(console.log);
  await step.run('building the Worker, deploying nothing', () =>
    wranglerDeploy(['--dry-run', ...ownSettings(variables)]),
  );
  const missing: string[] = [];
  attempt(() => remoteDatabase(variables), missing);
  attempt(() => requireDiscord(variables), missing);
  const target = attempt(() => registrationTarget(variables, null), missing);
  if (target) await compare(target);
  for (const line of missing) console.log(`before the real one: ${line}`);

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

/** The same, with a failure's Obstacle followed by how things stand after it. */
async function orElse<Value>(work: Promise<Value>, standing: string): Promise<Value> {
  try {
    return await work;
  } catch (error) {
    throw error instanceof Obstacle ? new Obstacle(`${error.message}\n${standing}`, { cause: error }) : error;
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

function ownSettings(variables: Variables): readonly string[] {
  return OWN_SETTINGS.flatMap((name) => {
    const value = variables[name] ?? '';
    const isNone = value === '' || value === DEVELOPMENT_APPLICATION_ID;
    return isNone ? [] : ['--var', `${name}:${value}`];
  });
}

async function wranglerDeploy(options: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, [wranglerProgram(), 'deploy', ...options], {
    cwd: checkout,
    stdio: 'inherit',
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (code === 0) return;
  throw new Obstacle(
    'wrangler could not deploy, see above. Not logged in? `npx wrangler login`, or set CLOUDFLARE_API_TOKEN.',
  );
}

const USAGE = 'usage: npm run deploy [-- --dry-run] [--env-file FILE]';

function readArguments(): { dryRun: boolean; file: string | undefined } {
  try {
    const options = {
      'dry-run': { type: 'boolean', default: false },
      'env-file': { type: 'string' },
    } as const;
    const { values } = parseArgs({ args: process.argv.slice(2), options });
    return { dryRun: values['dry-run'], file: values['env-file'] };
  } catch (cause) {
    throw new Obstacle(USAGE, { cause });
  }
}

if (import.meta.main) await runCommand(main, USAGE);
