// `npm run interact -- "/profile player:Foo" --as USER_ID`: a player in a terminal. Signs the interaction with the
// checkout's development key, posts it to the running Worker, prints the reply as a reader sees it and what it cost.
import { parseArgs, styleText } from 'node:util';
import { commandsFor } from '../src/commands/index.ts';
import { registrationData } from '../src/discord/registration.ts';
import { isSnowflake } from '../src/discord/snowflake.ts';
import { dataFolder } from './database.ts';
import { readDevelopmentKey } from './development-key.ts';
import { gameOf } from './game.ts';
import { parseCommandLine } from './interact/command-line.ts';
import { modalFields, renderMessage } from './interact/message.ts';
import { type Outcome, REPLY, type Session, session } from './interact/session.ts';
import { Obstacle, runCommand } from './obstacle.ts';
import { runningPort } from './run-file.ts';
import { type Sender, signedClient } from './signed-client.ts';
import { readVariables } from './variables.ts';

const USAGE = `usage: npm run interact -- "/command option:value" [--as USER_ID]
  --click LABEL|NUMBER    presses a button of the reply; --select OPTION chooses from a menu (both may be repeated)
  --fill FIELD=VALUE      fills in the form that the reply opened (repeated for more fields)
  --complete              lists what autocomplete offers for the last option
  --dm                    in the bot's direct messages; --locale de as a reader of that language
  --json                  prints what was answered as it is; --url http://host:port asks another Worker`;

// A figure of the demonstration season that may do everything a player may.
const DEFAULT_USER = '200000000000000002';
const DEFAULT_PORT = 8787;
const TERMINAL_WIDTH = 100;

type Press = { readonly kind: 'click' | 'select' | 'fill'; readonly what: string };

interface Arguments {
  readonly text: string;
  readonly sender: Sender;
  readonly presses: readonly Press[];
  readonly complete: boolean;
  readonly json: boolean;
  readonly url: string;
}

await runCommand(async () => {
  const args = readArguments();
  const key = readDevelopmentKey(dataFolder);
  if (!key) throw new Obstacle('There is no development key yet: run npm start once, it makes one.');
  const commands = commandsFor(gameOf(readVariables({ environment: process.env })));
  const typed = parseCommandLine(args.text, registrationData(commands), { complete: args.complete });
  const client = signedClient({ url: args.url, privateKey: key.privateKey });
  await client.connect();
  const player = session(client, args.sender);

  const print = (outcome: Outcome) =>
    console.log(args.json ? json(outcome) : described(outcome, args.sender));
  const checked = (outcome: Outcome) => {
    requireReply(outcome, key.publicKey);
    print(outcome);
  };
  checked(args.complete ? await player.complete(typed) : await player.call(typed));
  for (const step of together(args.presses)) checked(await press(player, step));
  return 0;
});

function readArguments(): Arguments {
  const options = {
    as: { type: 'string' },
    click: { type: 'string', multiple: true },
    select: { type: 'string', multiple: true },
    fill: { type: 'string', multiple: true },
    complete: { type: 'boolean' },
    dm: { type: 'boolean' },
    locale: { type: 'string' },
    json: { type: 'boolean' },
    url: { type: 'string' },
    help: { type: 'boolean' },
  } as const;
  let parsed: ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true; tokens: true }>>;
  try {
    parsed = parseArgs({ options, allowPositionals: true, tokens: true });
  } catch (cause) {
    throw new Obstacle(`${(cause as Error).message}\n${USAGE}`, { cause });
  }
  const { values, positionals, tokens } = parsed;
  if (values.help || positionals.length === 0) throw new Obstacle(USAGE);
  const id = values.as ?? DEFAULT_USER;
  if (!isSnowflake(id)) throw new Obstacle(`--as takes a Discord user id (digits alone), not "${id}"`);
  const { DISCORD_APPLICATION_ID: applicationId = '' } = readVariables({ environment: process.env });
  const presses = tokens.flatMap((token): Press[] => {
    if (token.kind !== 'option' || token.value === undefined) return [];
    const { name, value } = token;
    return name === 'click' || name === 'select' || name === 'fill' ? [{ kind: name, what: value }] : [];
  });
  const port = process.env.PORT || runningPort(dataFolder) || DEFAULT_PORT;
  const url = values.url ?? `http://127.0.0.1:${port}`;
  if (!URL.canParse(url))
    throw new Obstacle(`--url takes an address such as http://127.0.0.1:${DEFAULT_PORT}`);
  return {
    text: positionals.join(' '),
    sender: { id, direct: values.dm ?? false, locale: values.locale ?? 'en-US', applicationId },
    presses,
    complete: values.complete ?? false,
    json: values.json ?? false,
    url,
  };
}

/** Fields filled in one after the other belong to one form. */
function together(presses: readonly Press[]): readonly (readonly Press[])[] {
  const steps: Press[][] = [];
  for (const press of presses) {
    const last = steps.at(-1);
    if (press.kind === 'fill' && last?.[0]?.kind === 'fill') last.push(press);
    else steps.push([press]);
  }
  return steps;
}

async function press(player: Session, step: readonly Press[]): Promise<Outcome> {
  const [{ kind, what } = { kind: 'click', what: '' }] = step;
  if (kind === 'fill') return player.fill(step.map((field) => field.what));
  return kind === 'select' ? player.select(what) : player.click(what);
}

function requireReply({ answer, type }: Outcome, publicKey: string): void {
  if (type !== null) return;
  const said = typeof answer.body === 'string' ? answer.body.slice(0, 300) : JSON.stringify(answer.body);
  if (answer.status === 401) {
    throw new Obstacle(
      `The Worker refused the signature: its DISCORD_PUBLIC_KEY is not the development key's. For local play set DISCORD_PUBLIC_KEY=${publicKey} in .dev.vars (or empty it) and start again.`,
    );
  }
  if (answer.status === 503)
    throw new Obstacle(`The Worker is not well: ${said}\nnpm run doctor says what to do.`);
  throw new Obstacle(`The Worker answered ${answer.status}: ${said}`);
}

function json({ answer }: Outcome): string {
  return JSON.stringify(answer.body, null, 2);
}

function described(outcome: Outcome, { locale = 'en-US' }: Sender): string {
  const width = process.stdout.columns ?? TERMINAL_WIDTH;
  const setting = { now: new Date(), locale, width };
  return `${body()}\n${styleText('dim', cost(outcome))}\n`;

  function body(): string {
    switch (outcome.type) {
      case REPLY.deferred:
      case REPLY.deferredUpdate:
        return 'Deferred: the answer will be edited in, through DISCORD_API_URL.';
      case REPLY.choices:
        return choices(outcome);
      case REPLY.modal: {
        const fields = modalFields(outcome.data).map(
          ({ label, customId }) => `  ${label}: (--fill "${customId}=…")`,
        );
        return [styleText('bold', String(outcome.data.title)), ...fields].join('\n');
      }
      default:
        return renderMessage(outcome.data, setting);
    }
  }
}

function choices({ data }: Outcome): string {
  const list = Array.isArray(data.choices) ? (data.choices as { name?: unknown; value?: unknown }[]) : [];
  if (list.length === 0) return 'No choices.';
  return list
    .map(({ name, value }) => `  ${name}${name === value ? '' : styleText('dim', ` = ${value}`)}`)
    .join('\n');
}

/** One line: what the reader waited, and for what. */
function cost({ answer: { ms, timing } }: Outcome): string {
  const parts = [`${ms.toFixed(1)} ms`];
  if (timing) {
    const { totalMs, databaseMs, waitingMs, roundTrips, cold } = timing;
    if (totalMs !== null) parts.push(`Worker ${totalMs.toFixed(1)} ms`);
    if (roundTrips !== null) parts.push(`${roundTrips} database round trip${roundTrips === 1 ? '' : 's'}`);
    if (databaseMs !== null) parts.push(`database ${databaseMs.toFixed(1)} ms`);
    if (waitingMs !== null) parts.push(`waiting ${waitingMs.toFixed(1)} ms`);
    parts.push(cold ? 'cold' : 'warm');
  }
  return parts.join(' · ');
}
