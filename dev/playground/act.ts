// What somebody does in a pane, as Discord would pass it on: a signed interaction to the Worker's /interactions, whose
// answer the local Discord shows. What Discord itself would not let through fails here, too.
import type { KeyObject } from 'node:crypto';
import type { APIModalInteractionResponseCallbackData } from 'discord-api-types/v10';
import * as v from 'valibot';
import { isSnowflake } from '../../src/discord/snowflake.ts';
import { checkResponse } from '../discord-api/response.ts';
import type { Json, KeptMessage, UploadedFile } from '../discord-server/message.ts';
import type { DiscordServer } from '../discord-server.ts';
import { REPLY } from '../interact/session.ts';
import { Obstacle } from '../obstacle.ts';
import {
  type Answer,
  autocompleteInteraction,
  commandInteraction,
  componentInteraction,
  modalInteraction,
  type Sender,
  type SentInteraction,
  type SentMessage,
  type SentOption,
  signedClient,
} from '../signed-client.ts';
import type { Happenings } from './happenings.ts';
import type { Act, Cost, OfferedChoice, Outcome, Person } from './protocol.ts';

/** As long as Discord waits. */
const LIMIT_MS = 3_000;

const value = v.union([v.string(), v.number(), v.boolean()]);
const optionSchema: v.GenericSchema<SentOption> = v.looseObject({
  name: v.string(),
  type: v.number(),
  value: v.optional(value),
  focused: v.optional(v.boolean()),
  options: v.optional(v.array(v.lazy(() => optionSchema))),
}) as v.GenericSchema<SentOption>;

const snowflake = v.pipe(v.string(), v.check(isSnowflake));
const acting = { as: snowflake, channelId: v.nullable(snowflake), locale: v.string() };
const actSchema = v.variant('kind', [
  v.object({
    ...acting,
    kind: v.picklist(['command', 'autocomplete']),
    name: v.string(),
    options: v.array(optionSchema),
  }),
  v.object({
    ...acting,
    kind: v.literal('component'),
    messageId: snowflake,
    customId: v.string(),
    values: v.optional(v.array(v.string())),
  }),
  v.object({
    ...acting,
    kind: v.literal('modal'),
    customId: v.string(),
    fields: v.record(v.string(), v.string()),
    messageId: v.optional(snowflake),
  }),
]);

/** Null for what is none. */
export function readAct(json: unknown): Act | null {
  const { success, output } = v.safeParse(actSchema, json);
  return success ? (output as Act) : null;
}

export interface ActSettings {
  readonly discord: DiscordServer;
  readonly happenings: Happenings;
  readonly people: readonly Person[];
  readonly applicationId: string;
  readonly key: KeyObject;
  /** The Worker's address, asked for when something is done. */
  readonly workerUrl: () => string;
  /** How long the Worker may take; as long as Discord waits unless told. */
  readonly limitMs?: number;
}

export function actor(settings: ActSettings): (act: Act) => Promise<Outcome> {
  const { discord, happenings, people, applicationId, key, workerUrl, limitMs = LIMIT_MS } = settings;
  function senderOf({ as, channelId, locale }: Act): Sender {
    const person = people.find(({ id }) => id === as);
    return {
      id: as,
      locale,
      applicationId,
      direct: channelId === null,
      channelId: channelId ?? discord.direct(as).id,
      ...(person && {
        username: person.name.toLowerCase().replaceAll(/[^a-z0-9_.]/g, '_'),
        globalName: person.name,
        permissions: BigInt(person.permissions),
      }),
    };
  }

  /** The message that is clicked, as long as it stands and he sees it. */
  function clicked(sender: Sender, messageId: string): KeptMessage {
    const channel = discord.channels().find(({ id }) => id === sender.channelId);
    const message = channel?.messages.find(({ id }) => id === messageId);
    if (message === undefined || (message.onlyFor !== null && message.onlyFor !== sender.id)) {
      throw new Obstacle('There is no such message any more.');
    }
    return message;
  }

  function interactionOf(act: Act, sender: Sender): SentInteraction {
    switch (act.kind) {
      case 'command':
        return commandInteraction(sender, act.name, act.options);
      case 'autocomplete':
        return autocompleteInteraction(sender, act.name, act.options);
      case 'component': {
        const message = clicked(sender, act.messageId);
        const type = pressableType(message.json, act.customId);
        const { customId, values } = act;
        return componentInteraction(sender, sentMessage(message), {
          customId,
          type,
          ...(values && { values }),
        });
      }
      case 'modal': {
        const message = act.messageId === undefined ? undefined : clicked(sender, act.messageId);
        return modalInteraction(sender, act.customId, act.fields, message && sentMessage(message));
      }
    }
  }

  async function perform(act: Act): Promise<Outcome> {
    const sent = interactionOf(act, senderOf(act));
    discord.beginInteraction(sent);
    const client = signedClient({ url: workerUrl(), privateKey: key, limitMs });
    const answer = await client.send(sent);
    if (answer.status !== 200) return { kind: 'failed', reason: refused(answer) };
    const files = await Promise.all((answer.files ?? []).map(uploaded));
    const complaints = checkResponse(
      answer.body,
      files.map(({ name }) => name),
    );
    if (complaints.length > 0)
      return { kind: 'failed', reason: `Discord would refuse the answer: ${complaints.join('; ')}` };
    const response = answer.body as Json;
    const cost = { ...costOf(answer), ...(response['type'] === REPLY.deferred && { lateMs: null }) };
    const cause = { userId: act.as, command: act.kind === 'command' ? commandName(act) : null };
    happenings.during({ cause, cost }, () => discord.answerInteraction(sent.token, response, files));
    return { kind: 'answered', cost, ...shownAtOnce(response) };
  }

  return (act) =>
    perform(act).catch((error: unknown): Outcome => {
      if (error instanceof Obstacle) return { kind: 'failed', reason: error.message };
      throw error;
    });
}

/** A modal and choices are shown to the one who asked, and stay nowhere. */
function shownAtOnce({ type, data }: Json): Partial<Extract<Outcome, { kind: 'answered' }>> {
  if (type === REPLY.modal) return { modal: data as APIModalInteractionResponseCallbackData };
  if (type === REPLY.choices) return { choices: (data as { choices: readonly OfferedChoice[] }).choices };
  return {};
}

/** With its sub-command: `admin season close`. */
function commandName({
  name,
  options,
}: {
  readonly name: string;
  readonly options: readonly SentOption[];
}): string {
  const [inner] = options;
  if (inner?.options === undefined) return name;
  return `${name} ${commandName({ name: inner.name, options: inner.options })}`;
}

function sentMessage({ id, json }: KeptMessage): SentMessage {
  return { id, data: json, answers: null };
}

/** Discord's number of its kind. */
function pressableType(message: Json, customId: string): number {
  const rows = (message['components'] ?? []) as readonly { readonly components: readonly Json[] }[];
  const component = rows.flatMap(({ components }) => components).find(({ custom_id: id }) => id === customId);
  if (component === undefined || component['disabled'] === true)
    throw new Obstacle('That cannot be pressed any more.');
  return Number(component['type']);
}

async function uploaded(file: File): Promise<UploadedFile> {
  return { name: file.name, type: file.type, bytes: new Uint8Array(await file.arrayBuffer()) };
}

function costOf({ ms, timing }: Answer): Cost {
  return {
    ms,
    workerMs: timing?.totalMs ?? null,
    databaseMs: timing?.databaseMs ?? null,
    roundTrips: timing?.roundTrips ?? null,
    cold: timing?.cold ?? null,
  };
}

function refused({ status, body }: Answer): string {
  const said = typeof body === 'string' ? body.slice(0, 300) : JSON.stringify(body);
  if (status === 401) {
    return 'The Worker refused the signature: DISCORD_PUBLIC_KEY in .dev.vars is not the development key’s. Empty it and start again.';
  }
  return status === 503
    ? `The Worker is not well: ${said}. npm run doctor says what to do.`
    : `The Worker answered ${status}: ${said}`;
}
