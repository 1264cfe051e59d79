// `npm run interact -- "/profile player:Foo" --as USER_ID`: a player in a terminal. Signs the interaction with the
// checkout's development key, posts it to the running Worker, prints the reply as a reader sees it and what it cost.
import { styleText } from 'node:util';
import { type Call, runCommand } from './command.ts';
import { readDevelopmentKey } from './development-key.ts';
import { type Arguments, type Press, readArguments, USAGE } from './interact/arguments.ts';
import {
  arrivals,
  type Inbox,
  inboxOf,
  lastOf,
  pressable,
  renderRead,
  sentMessage,
} from './interact/inbox.ts';
import { modalFields, renderMessage } from './interact/message.ts';
import { type Outcome, REPLY, type Session, session } from './interact/session.ts';
import { Obstacle } from './obstacle.ts';
import { type Sender, type SignedClient, signedClient } from './signed-client.ts';
import { dataFolder } from './variables.ts';

const TERMINAL_WIDTH = 100;
/** For what the courier sends at once because of this click. */
const MEANWHILE_MS = 200;
const NO_INBOX =
  'There is no Discord on this machine to read from: npm start runs one where neither DISCORD_BOT_TOKEN nor another DISCORD_API_URL is set.';

await runCommand({ usage: USAGE, main });

async function main({ args: words, environment }: Call): Promise<number> {
  const args = readArguments(words);
  const key = readDevelopmentKey(dataFolder);
  if (!key) throw new Obstacle('There is no development key yet: run npm start once, it makes one.');
  const inbox = args.discord === null ? null : inboxOf(args.discord, args.sender);
  const signed = signedClient({ url: args.url, privateKey: key.privateKey });
  const client = inbox?.witness(signed) ?? signed;
  await client.connect();
  const checked = (outcome: Outcome) => {
    requireReply(outcome, key.publicKey);
    console.log(args.json ? asJson(outcome.answer.body) : described(outcome, args.sender));
  };

  const steps = together(args.presses);
  if (args.text === '') {
    if (inbox === null) throw new Obstacle(NO_INBOX);
    await useInbox(client, inbox, steps, args, checked);
  } else {
    // Read only now: all commands and their words are most of what there is to read.
    const { typedCommand } = await import('./interact/typed-command.ts');
    const typed = typedCommand(args, environment);
    const player = session(client, args.direct && inbox ? await inbox.senderAt() : args.sender);
    checked(args.complete ? await player.complete(typed) : await player.call(typed));
    for (const step of steps) checked(await press(player, step));
  }
  if (inbox !== null && (args.wait || !args.json) && !args.complete) await printArrivals(inbox, args);
  else if (args.wait && inbox === null) throw new Obstacle(NO_INBOX);
  return 0;
}

/** Shows what has come; with something to press, presses it on the newest message that has it. */
async function useInbox(
  client: SignedClient,
  inbox: Inbox,
  steps: readonly (readonly Press[])[],
  { sender, json }: Arguments,
  checked: (outcome: Outcome) => void,
): Promise<void> {
  const messages = await inbox.read();
  const [first] = steps;
  if (first === undefined) {
    const last = lastOf(messages);
    if (json) return console.log(asJson(last.map(({ message }) => message)));
    console.log(
      last.length === 0
        ? 'No messages yet.'
        : last.map((each) => renderRead(each, setting(sender))).join('\n'),
    );
    return;
  }
  const message = pressable(messages, first[0]?.what ?? '');
  const player = session(client, await inbox.senderAt(message));
  player.open(sentMessage(message));
  for (const step of steps) checked(await press(player, step));
}

/** What has come meanwhile; told to wait, what comes next. */
async function printArrivals(inbox: Inbox, { wait, sender, json }: Arguments): Promise<void> {
  if (wait && !json) console.log(styleText('dim', 'Waiting for the next message …\n'));
  else if (!wait) await new Promise((resolve) => setTimeout(resolve, MEANWHILE_MS));
  const fresh = wait ? await arrivals(inbox) : (await inbox.read()).filter((each) => each.fresh);
  for (const each of fresh) console.log(json ? asJson(each.message) : renderRead(each, setting(sender)));
}

function setting({ locale = 'en-US' }: Sender) {
  return { now: new Date(), locale, width: process.stdout.columns ?? TERMINAL_WIDTH };
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

function asJson(value: unknown): string {
  return JSON.stringify(value, null, 2);
}

function described(outcome: Outcome, sender: Sender): string {
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
          ({ label, customId, value }) => `  ${label}: ${value && `${value} `}(--fill "${customId}=…")`,
        );
        return [styleText('bold', String(outcome.data['title'])), ...fields].join('\n');
      }
      default:
        return renderMessage(outcome.data, setting(sender));
    }
  }
}

function choices({ data }: Outcome): string {
  const list = Array.isArray(data['choices'])
    ? (data['choices'] as { name?: unknown; value?: unknown }[])
    : [];
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
