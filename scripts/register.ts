// `npm run register`: tells Discord the commands, in one overwrite, and only when it knows others. For all servers,
// or with `--guild ID` for one, where they appear at once. `--dry-run` says what would change and changes nothing.
import { parseArgs } from 'node:util';
import { type Call, type Command, runCommand } from '../dev/command.ts';
import { gameOf } from '../dev/game.ts';
import { Obstacle } from '../dev/obstacle.ts';
import { DEVELOPMENT_APPLICATION_ID, readVariables, type Variables } from '../dev/variables.ts';
import { commandsFor } from '../src/commands/index.ts';
import { type CommandData, registrationChanges, registrationData } from '../src/discord/registration.ts';
import { DiscordFailure, discordRest, type Rest } from '../src/discord/rest.ts';
import { isSnowflake } from '../src/discord/snowflake.ts';
import { isHeaderText } from '../src/header-text.ts';
import type { Game } from '../src/ladder/game.ts';

/** Whose commands, where, and with which credentials. */
export interface RegistrationTarget {
  readonly applicationId: string;
  readonly botToken: string;
  /** Without a slash at the end. */
  readonly apiUrl: string;
  /** Null for all servers. */
  readonly guildId: string | null;
  /** Whose factions and ranks the options offer. */
  readonly game: Game;
}

const WHERE: Variables = {
  DISCORD_APPLICATION_ID: 'Developer Portal -> your application -> General Information -> Application ID',
  DISCORD_BOT_TOKEN: 'Developer Portal -> your application -> Bot -> Reset Token',
};

/** The target that is configured; throws an Obstacle that says where to find what is missing. */
export function registrationTarget(variables: Variables, guildId: string | null): RegistrationTarget {
  const missing = Object.keys(WHERE).filter(
    (name) => !variables[name] || variables[name] === DEVELOPMENT_APPLICATION_ID,
  );
  if (missing.length > 0) {
    const places = missing.map((name) => `${name} (${WHERE[name]})`);
    throw new Obstacle(
      `not set, in the environment, .dev.vars or the file of --env-file: ${places.join(' and ')}`,
    );
  }
  const { DISCORD_APPLICATION_ID = '', DISCORD_BOT_TOKEN = '', DISCORD_API_URL } = variables;
  const applicationId = DISCORD_APPLICATION_ID.trim();
  if (!isSnowflake(applicationId)) {
    throw new Obstacle(
      `DISCORD_APPLICATION_ID must be a Discord id, digits only: ${WHERE['DISCORD_APPLICATION_ID']}`,
    );
  }
  const botToken = DISCORD_BOT_TOKEN.trim();
  if (!isHeaderText(botToken)) {
    throw new Obstacle(`DISCORD_BOT_TOKEN is no token, copy it anew: ${WHERE['DISCORD_BOT_TOKEN']}`);
  }
  return {
    applicationId,
    botToken,
    apiUrl: (DISCORD_API_URL || 'https://discord.com/api/v10').replace(/\/+$/, ''),
    guildId,
    game: gameOf(variables),
  };
}

/** Compares with what Discord has, and overwrites it where it differs; says in one line what changed. */
export async function register(
  target: RegistrationTarget,
  report: (line: string) => void,
  { dryRun = false, list = commandData(target) }: { dryRun?: boolean; list?: readonly CommandData[] } = {},
): Promise<void> {
  const { applicationId: application, guildId: guild } = target;
  const rest = discordRest({ baseUrl: target.apiUrl, botToken: target.botToken });
  const place = guild === null ? '' : '/guilds/{guild}';
  const route = `/applications/{application}${place}/commands`;
  const parameters = { application, ...(guild !== null && { guild }) };
  try {
    const present = await presentCommands(rest, route, parameters);
    const { added, changed, removed } = registrationChanges(present, list);
    const changes = Object.entries({ added, changed, removed }).filter(([, names]) => names.length > 0);
    if (changes.length === 0) {
      report(`Discord knows all ${list.length} commands already: nothing to do`);
      return;
    }
    if (!dryRun) await rest({ method: 'PUT', route, parameters, body: list });
    const words = changes.map(([change, names]) => `${change} ${names.map((name) => `/${name}`).join(' ')}`);
    report(`${dryRun ? 'would be registered' : 'registered'}: ${words.join(', ')}`);
  } catch (error) {
    throw error instanceof DiscordFailure ? new Obstacle(adviceOn(error, target), { cause: error }) : error;
  }
}

function commandData({ guildId, game }: RegistrationTarget): CommandData[] {
  return registrationData(commandsFor(game), guildId === null ? 'global' : 'guild');
}

async function presentCommands(rest: Rest, route: string, parameters: Record<string, string>) {
  // Without this, translations are left away and each would seem to differ.
  const query = { with_localizations: 'true' };
  const present = await rest({ method: 'GET', route, parameters, query });
  if (!Array.isArray(present))
    throw new Obstacle('DISCORD_API_URL does not lead to Discord: no list of commands came.');
  return present as readonly unknown[];
}

function adviceOn(error: DiscordFailure, { applicationId, apiUrl, guildId }: RegistrationTarget): string {
  switch (error.status) {
    case null:
      return `${apiUrl} cannot be reached (${error.message}): check the network, and DISCORD_API_URL.`;
    case 401:
      return 'Discord does not accept DISCORD_BOT_TOKEN: reset it in the Developer Portal under Bot, and set the new one.';
    case 403:
    case 404:
      return guildId === null
        ? `DISCORD_BOT_TOKEN is not that of application ${applicationId}: check DISCORD_APPLICATION_ID.`
        : `the bot is not in server ${guildId}, or DISCORD_APPLICATION_ID is not its application: invite it first.`;
    case 429:
      return 'Discord asks to wait: too much was asked of it. Try again in some minutes.';
    default:
      return error.status >= 500
        ? `${error.message}: Discord is not well. Try again in some minutes.`
        : error.message;
  }
}

async function main({ args, environment, print }: Call): Promise<number> {
  const { guild, dryRun, file } = readArguments(args);
  const target = registrationTarget(readVariables({ environment, file }), guild);
  await register(target, print, { dryRun });
  return 0;
}

const USAGE = 'usage: npm run register [-- --guild SERVER_ID] [--dry-run] [--env-file FILE]';

interface Arguments {
  readonly guild: string | null;
  readonly dryRun: boolean;
  readonly file: string | undefined;
}

function readArguments(args: readonly string[]): Arguments {
  try {
    const { values } = parseArgs({
      args,
      options: {
        guild: { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
        'env-file': { type: 'string' },
      },
    });
    if (values.guild !== undefined && !isSnowflake(values.guild)) throw new Obstacle(USAGE);
    return { guild: values.guild ?? null, dryRun: values['dry-run'], file: values['env-file'] };
  } catch (cause) {
    throw new Obstacle(USAGE, { cause });
  }
}

export const command: Command = { usage: USAGE, main };

if (import.meta.main) await runCommand(command);
