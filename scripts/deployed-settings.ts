// Which settings go along with a deployment: those of the file that was named and of the environment, over the [vars]
// of wrangler.toml. Nothing that is set is passed over in silence, and secrets never go: they are Cloudflare's to keep.
import { DEVELOPMENT_APPLICATION_ID, type Variables } from '../dev/variables.ts';
import { checkSettings } from './doctor/settings.ts';
import type { WranglerFile } from './wrangler-file.ts';

const SECRETS: ReadonlySet<string> = new Set([
  'DISCORD_PUBLIC_KEY',
  'DISCORD_BOT_TOKEN',
  'DATABASE_URL',
  'STATUS_TOKEN',
]);

/** Of one installation alone: these go along from .dev.vars as well, whose other settings are for `npm start`. */
const OWN: ReadonlySet<string> = new Set([
  'DISCORD_APPLICATION_ID',
  'DISCORD_API_URL',
  'OWNER_ID',
  'STAFF_CHANNEL_ID',
  'MATCH_CHANNEL_ID',
  'GAME',
  'WAVE_SECONDS',
]);

export interface Sources {
  /** All that is set, the environment over the file. */
  readonly variables: Variables;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Undefined: .dev.vars. */
  readonly file: string | undefined;
  /** Every setting that there is. */
  readonly names: readonly string[];
  readonly wrangler: WranglerFile;
}

export interface DeployedSettings {
  /** What wrangler.toml does not say itself. */
  readonly variables: Variables;
  /** For the operator: what wins over wrangler.toml, and what stays here. */
  readonly notes: readonly string[];
  /** With these the Worker would not do what was set. */
  readonly obstacles: readonly string[];
}

export function deployedSettings(sources: Sources): DeployedSettings {
  const { variables, environment, file, names, wrangler } = sources;
  const chosen: Record<string, string> = {};
  const notes: string[] = [];
  for (const name of names) {
    const value = variables[name] ?? '';
    const standing = wrangler.vars[name];
    if (SECRETS.has(name) || name === 'ENVIRONMENT' || value === '' || value === standing) continue;
    if (value === DEVELOPMENT_APPLICATION_ID) continue;
    const there = standing === undefined ? '' : `; wrangler.toml says "${standing}"`;
    if (file !== undefined || OWN.has(name) || environment[name]) {
      chosen[name] = value;
      if (there !== '') notes.push(`${name}="${value}" goes along${there}`);
    } else {
      notes.push(
        `${name}="${value}" does not go along: .dev.vars is for npm start${there}. Set it there, or in a file for --env-file`,
      );
    }
  }
  const unknown = Object.keys(variables).filter((name) => !names.includes(name));
  if (file !== undefined && unknown.length > 0)
    notes.push(`no settings of Edge Ladder, and left alone: ${unknown.join(', ')}`);
  return { variables: chosen, notes, obstacles: obstacles(sources, chosen) };
}

function obstacles({ variables, file, wrangler }: Sources, chosen: Variables): readonly string[] {
  const found = wrangler.unquoted.map(
    (name) => `${name} in wrangler.toml needs quotes around its value: the Worker takes text alone.`,
  );
  const { ENVIRONMENT: environment = '', DISCORD_PUBLIC_KEY: key } = variables;
  const deployed = wrangler.vars['ENVIRONMENT'] ?? 'production';
  if (file !== undefined && environment !== '' && environment !== deployed) {
    found.push(
      `ENVIRONMENT is ${environment}, and wrangler.toml deploys for ${deployed}: set ENVIRONMENT=${deployed} in ${file}.`,
    );
  }
  const settings = {
    ...wrangler.vars,
    ...chosen,
    DATABASE_URL: variables['DATABASE_URL'],
    // Cloudflare has it: a deployment needs none.
    DISCORD_PUBLIC_KEY: key || 'ab'.repeat(32),
    ...(wrangler.hasHyperdrive && { HYPERDRIVE: {} }),
  };
  const { findings } = checkSettings(settings, file ?? '.dev.vars');
  const wrong = findings.filter(({ state }) => state === 'failing').map(({ finding }) => finding);
  // Of the database more is asked than that it can be read.
  return [...found, ...wrong.filter((message) => !message.startsWith('DATABASE_URL '))];
}
