// What `npm run interact` is told on its command line.
import { parseArgs } from 'node:util';
import { isSnowflake } from '../../src/discord/snowflake.ts';
import { Obstacle } from '../obstacle.ts';
import { DEFAULT_PORT, portIn } from '../port.ts';
import { currentRun } from '../run-file.ts';
import type { Sender } from '../signed-client.ts';
import { dataFolder, readVariables } from '../variables.ts';
import { webAddress } from '../web-address.ts';

export const USAGE = `usage: npm run interact -- "/command option:value" [--as USER_ID]
       npm run interact -- --inbox [--as USER_ID]    what the bot has written to that player
  --click LABEL|NUMBER    presses a button of the reply, or with --inbox of the newest message that has it; --select OPTION or MENU=OPTION,OPTION chooses from a menu (both may be repeated)
  --fill FIELD=VALUE      fills in the form that the reply opened (repeated for more fields)
  --complete              lists what autocomplete offers for the last option
  --dm                    in the bot's direct messages; --locale de as a reader of that language
  --wait                  waits for the next message of the bot and prints it
  --json                  prints what was answered as it is; --url http://host:port asks another Worker`;

// A figure of the demonstration season that may do everything a player may.
const DEFAULT_USER = '200000000000000002';

export type Press = { readonly kind: 'click' | 'select' | 'fill'; readonly what: string };

export interface Arguments {
  /** Empty: no command, the inbox alone. */
  readonly text: string;
  readonly sender: Sender;
  readonly presses: readonly Press[];
  readonly complete: boolean;
  readonly wait: boolean;
  readonly direct: boolean;
  /** The address of the local Discord; null where none runs. */
  readonly discord: string | null;
  readonly json: boolean;
  readonly url: string;
}

export function readArguments(typed: readonly string[]): Arguments {
  const options = {
    as: { type: 'string' },
    click: { type: 'string', multiple: true },
    select: { type: 'string', multiple: true },
    fill: { type: 'string', multiple: true },
    complete: { type: 'boolean' },
    dm: { type: 'boolean' },
    locale: { type: 'string' },
    inbox: { type: 'boolean' },
    wait: { type: 'boolean' },
    json: { type: 'boolean' },
    url: { type: 'string' },
  } as const;
  let parsed: ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true; tokens: true }>>;
  try {
    parsed = parseArgs({ args: [...typed], options, allowPositionals: true, tokens: true });
  } catch (cause) {
    throw new Obstacle(`${(cause as Error).message}\n${USAGE}`, { cause });
  }
  const { values, positionals, tokens } = parsed;
  if (positionals.length > 0 === (values.inbox ?? false)) throw new Obstacle(USAGE);
  const id = values.as ?? DEFAULT_USER;
  if (!isSnowflake(id)) throw new Obstacle(`--as takes a Discord user id (digits alone), not "${id}"`);
  const locale = values.locale ?? 'en-US';
  if (!isLocale(locale)) throw new Obstacle(`--locale takes a language such as de or en-US, not "${locale}"`);
  const { DISCORD_APPLICATION_ID: applicationId = '' } = readVariables({ environment: process.env });
  const presses = tokens.flatMap((token): Press[] => {
    if (token.kind !== 'option' || token.value === undefined) return [];
    const { name, value } = token;
    return name === 'click' || name === 'select' || name === 'fill' ? [{ kind: name, what: value }] : [];
  });
  const run = currentRun(dataFolder);
  const port = portIn(process.env) ?? run?.port ?? DEFAULT_PORT;
  const url = webAddress(values.url ?? `http://127.0.0.1:${port}`);
  return {
    text: positionals.join(' '),
    sender: { id, direct: values.dm ?? false, locale, applicationId },
    presses,
    complete: values.complete ?? false,
    wait: values.wait ?? false,
    direct: values.dm ?? false,
    // That of the Worker that is asked, and of no other.
    discord: values.url === undefined && port === run?.port ? run.discord : null,
    json: values.json ?? false,
    url,
  };
}

function isLocale(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text).length === 1;
  } catch {
    return false;
  }
}
