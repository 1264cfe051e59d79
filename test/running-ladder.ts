// The whole of it, running: a seeded database, the production Worker on workerd, and a signed client. Every reply
// is held against Discord's own description and limits before a test sees it.
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { Client } from 'pg';
import { expect, inject } from 'vitest';
import { checkResponse } from '../dev/discord-api/response.ts';
import { gameOf } from '../dev/game.ts';
import { type RunningWorker, runWorker } from '../dev/running-worker.ts';
import {
  type Answer,
  autocompleteInteraction,
  commandInteraction,
  componentInteraction,
  modalInteraction,
  newSnowflake,
  type Sender,
  type SentInteraction,
  type SentMessage,
  type SentOption,
  signedClient,
} from '../dev/signed-client.ts';
import { type WireProxy, wireProxy } from '../dev/wire-proxy.ts';
import { demonstrationPlayers } from '../scripts/seed.ts';
import { seededDatabase } from './seeded-database.ts';

export const players = demonstrationPlayers;

export interface Shown {
  readonly type: number;
  readonly data?: {
    readonly content?: string;
    readonly flags?: number;
    readonly embeds?: readonly Embed[];
    readonly components?: readonly { readonly components: readonly Component[] }[];
    readonly choices?: readonly { readonly name: string; readonly value: string }[];
    readonly allowed_mentions?: unknown;
    readonly attachments?: readonly {
      readonly id: string;
      readonly filename: string;
      readonly description?: string;
    }[];
    /** Of a modal. */
    readonly custom_id?: string;
    readonly title?: string;
  };
}

interface Embed {
  readonly title?: string;
  readonly description?: string;
  readonly fields?: readonly { readonly name: string; readonly value: string }[];
  readonly footer?: { readonly text: string };
  readonly image?: { readonly url: string };
}

export interface Component {
  readonly custom_id: string;
  readonly label?: string;
  readonly disabled?: boolean;
  readonly options?: readonly {
    readonly label: string;
    readonly value: string;
    readonly default?: boolean;
  }[];
}

export interface RunningLadder {
  readonly worker: RunningWorker;
  readonly wire: WireProxy;
  readonly operator: Client;
  /** For connections besides the operator's. */
  readonly databaseUrl: string;
  /** Of the key pair whose public half the Worker knows. */
  readonly privateKey: KeyObject;
  /** One's own words, as they are: for requests no client of Discord would send. */
  send(interaction: SentInteraction): Promise<Answer>;
  /** `name`: a sub-command's stands after its command's, as in `admin season close`. */
  command(as: string | Sender, name: string, options?: GivenOptions): Promise<Reply>;
  complete(as: string, name: string, option: string, typed: string): Promise<Reply>;
  /** Another Worker on the same database: what the one before had in memory, or in its objects, is gone. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export class Reply {
  readonly shown: Shown;
  readonly answer: Answer;
  readonly #ladder: Pick<RunningLadder, 'send'>;
  readonly #message: SentMessage;
  readonly #as: Sender;
  readonly #command: string;
  /** The message whose button opened this modal. */
  readonly #opener: SentMessage | undefined;

  constructor(
    ladder: Pick<RunningLadder, 'send'>,
    as: Sender,
    command: string,
    answer: Answer,
    opener?: SentMessage,
  ) {
    this.#opener = opener;
    this.answer = answer;
    this.shown = answer.body as Shown;
    this.#ladder = ladder;
    this.#as = as;
    this.#command = command;
    this.#message = {
      id: newSnowflake(),
      data: { ...this.shown.data },
      answers: { id: newSnowflake(), userId: as.id, command },
    };
  }

  get text(): string {
    const { content, embeds = [] } = this.shown.data ?? {};
    const parts = embeds.flatMap(({ title, description, fields = [], footer }) => [
      title,
      description,
      ...fields.flatMap(({ name, value }) => [name, value]),
      footer?.text,
    ]);
    return [content, ...parts].filter(Boolean).join('\n');
  }

  get lines(): readonly string[] {
    return (this.shown.data?.embeds?.[0]?.description ?? '').split('\n').filter(Boolean);
  }

  get components(): readonly Component[] {
    return (this.shown.data?.components ?? []).flatMap(({ components }) => components);
  }

  /** The component whose label begins so, or whose custom id names this action. */
  component(which: string): Component {
    const found = this.components.find(
      ({ label, custom_id }) => label?.startsWith(which) || custom_id.split(':')[1] === which,
    );
    if (!found) throw new Error(`no component ${which} in ${JSON.stringify(this.components)}`);
    return found;
  }

  click(which: string, values?: readonly string[], as: Sender = this.#as): Promise<Reply> {
    return this.use(this.component(which).custom_id, values, as);
  }

  async use(customId: string, values?: readonly string[], as: Sender = this.#as): Promise<Reply> {
    const sent = componentInteraction(as, this.#message, { customId, ...(values && { values }) });
    return checked(this.#ladder, as, this.#command, await this.#ladder.send(sent), this.#message);
  }

  /** What a modal has in its fields, by their custom ids; undefined where nothing is filled in. */
  get fields(): Readonly<Record<string, string | undefined>> {
    const labels = (this.shown.data?.components ?? []) as readonly unknown[] as readonly {
      readonly component: { readonly custom_id: string; readonly value?: string };
    }[];
    return Object.fromEntries(labels.map(({ component }) => [component.custom_id, component.value]));
  }

  /** Sends the modal in. */
  async submit(fields: Readonly<Record<string, string>>, as: Sender = this.#as): Promise<Reply> {
    const customId = this.shown.data?.custom_id ?? '';
    const sent = modalInteraction(as, customId, fields, this.#opener);
    return checked(this.#ladder, as, this.#command, await this.#ladder.send(sent));
  }
}

function checked(
  ladder: Pick<RunningLadder, 'send'>,
  as: Sender,
  command: string,
  answer: Answer,
  opener?: SentMessage,
): Reply {
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  const files = (answer.files ?? []).map(({ name }) => name);
  expect(checkResponse(answer.body, files)).toEqual([]);
  return new Reply(ladder, as, command, answer, opener);
}

/** A user is named by `{ user: id }`. */
export type GivenOptions = Readonly<
  Record<string, string | number | boolean | { readonly user: string } | undefined>
>;

const TYPES = { subcommand: 1, group: 2, string: 3, number: 4, boolean: 5, user: 6 } as const;

function sentOptions(options: GivenOptions): readonly SentOption[] {
  return Object.entries(options).flatMap(([name, value]): readonly SentOption[] => {
    if (value === undefined) return [];
    if (typeof value === 'object') return [{ name, value: value.user, type: TYPES.user }];
    return [{ name, value, type: TYPES[typeof value as 'string' | 'number' | 'boolean'] }];
  });
}

/** A sub-command comes as the only option of its command, or of its group. */
function addressed(name: string, options: readonly SentOption[]): [string, readonly SentOption[]] {
  const [command = '', ...path] = name.split(' ');
  const inner = path.reduceRight<readonly SentOption[]>(
    (within, part, place) => [
      { name: part, type: place === path.length - 1 ? TYPES.subcommand : TYPES.group, options: within },
    ],
    options,
  );
  return [command, inner];
}

export async function runningLadder({
  players: count = 300,
  variables = {},
  assets = false,
  apiLimit,
}: {
  /** A season of another size is made anew: 30, 120 and 300 are there, and 40 of chess. */
  players?: number;
  /** With the files that pages load. */
  assets?: boolean;
  /** How often one address may ask the API in a minute. */
  apiLimit?: number;
  variables?: Readonly<Record<string, string>>;
} = {}): Promise<RunningLadder> {
  const database = await seededDatabase({ players: count, game: gameOf(variables) });
  const operator = new Client(database.url);
  await operator.connect();
  const target = new URL(database.url);
  const wire = await wireProxy({ target: { host: target.hostname, port: Number(target.port) } });
  const through = new URL(database.url);
  through.port = String(wire.port);
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const settings = {
    bundle: { path: inject('bundlePath') },
    assets,
    ...(apiLimit !== undefined && { apiLimit }),
    variables: {
      ENVIRONMENT: 'development',
      DISCORD_PUBLIC_KEY: publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('hex'),
      DATABASE_URL: through.href,
      ...variables,
    },
  };
  let worker = await runWorker(settings);
  let client = signedClient({ url: worker.url, privateKey });
  const ladder = { send: (interaction: SentInteraction) => client.send(interaction) };
  return {
    get worker() {
      return worker;
    },
    wire,
    operator,
    databaseUrl: database.url,
    privateKey,
    send: ladder.send,
    async command(as, name, options = {}) {
      const sender = typeof as === 'string' ? { id: as } : as;
      const sent = commandInteraction(sender, ...addressed(name, sentOptions(options)));
      return checked(ladder, sender, name, await ladder.send(sent));
    },
    async complete(as, name, option, typed) {
      const typing = { name: option, type: TYPES.string, value: typed, focused: true };
      const sent = autocompleteInteraction({ id: as }, ...addressed(name, [typing]));
      return checked(ladder, { id: as }, name, await client.send(sent));
    },
    async restart() {
      await worker.stop();
      worker = await runWorker(settings);
      client = signedClient({ url: worker.url, privateKey });
    },
    async close() {
      await worker.stop();
      await wire.close();
      await operator.end();
      await database.drop();
    },
  };
}
