// Discord's JSON, checked and made an Interaction. Only what is used is required, so that a field Discord adds
// or drops elsewhere breaks nothing. Nothing untyped passes beyond this file.
import { parseCustomId } from './custom-id.ts';
import type { ComponentMessage, Interaction, InteractionBase } from './interaction.ts';
import { knownLocale } from './locale.ts';
import { Fields, Options, type OptionValue, type User } from './options.ts';
import { isSnowflake } from './snowflake.ts';
import { boolean, FormFault, list, nullable, number, object, type Raw, text } from './untyped.ts';

const SLASH_COMMAND = 1;

/** Null when the value is no interaction at all. */
export function parseInteraction(json: unknown): Interaction | null {
  try {
    return readInteraction(object(json));
  } catch (error) {
    if (error instanceof FormFault) return null;
    throw error;
  }
}

function readInteraction(raw: Raw): Interaction {
  const type = number(raw['type']);
  switch (type) {
    case 1:
      return { kind: 'ping' };
    case 2:
    case 4:
      return readSlash(raw, type);
    case 3:
      return readComponent(raw);
    case 5:
      return readModal(raw);
    default:
      if (!Number.isInteger(type)) throw new FormFault('no type');
      return { kind: 'unknown', type };
  }
}

function readSlash(raw: Raw, type: 2 | 4): Interaction {
  const base = readBase(raw);
  const data = object(raw['data']);
  const command = text(data['name']);
  const { path, leaves } = unfold(list(data['options'], readOption));
  const options = new Options(valuesOf(leaves), readUsers(data['resolved']));
  // Commands of a user's or a message's context menu share the type, and their names may repeat.
  if (data['type'] !== undefined && number(data['type']) !== SLASH_COMMAND) return { kind: 'unknown', type };
  if (type === 2) return { ...base, kind: 'command', command, path, options };

  const typed = leaves.find((option) => option.focused);
  if (typed === undefined) throw new FormFault('nothing is typed');
  const focused = { name: typed.name, value: String(typed.value ?? '') };
  return { ...base, kind: 'autocomplete', command, path, options, focused };
}

function readComponent(raw: Raw): Interaction {
  const base = readBase(raw);
  const { custom_id, values } = object(raw['data']);
  return {
    ...base,
    kind: 'component',
    customId: parseCustomId(text(custom_id)),
    values: list(values, text),
    message: nullable(raw['message'], readMessage),
  };
}

function readModal(raw: Raw): Interaction {
  const base = readBase(raw);
  const { custom_id, components } = object(raw['data']);
  const fields = new Map<string, string | readonly string[]>();
  for (const field of list(components, readFields).flat()) {
    const { id, value } = field;
    if (id !== null && value !== null) fields.set(id, value);
  }
  return {
    ...base,
    kind: 'modal',
    customId: parseCustomId(text(custom_id)),
    fields: new Fields(fields),
    message: nullable(raw['message'], readMessage),
  };
}

/** What all have in common; put first where it is spread, which the engine then copies as a whole. Somebody stands behind every interaction. */
function readBase(raw: Raw): InteractionBase {
  const member = nullable(raw['member'], object);
  return {
    id: snowflake(raw['id']),
    applicationId: nullable(raw['application_id'], snowflake),
    token: token(raw['token']),
    user: readUser(member === null ? raw['user'] : member['user']),
    guildId: nullable(raw['guild_id'], snowflake),
    channelId: nullable(raw['channel_id'], snowflake),
    locale: knownLocale(nullable(raw['locale'], text)),
    guildLocale: nullable(raw['guild_locale'], text),
    permissions: member === null ? null : permissions(member['permissions']),
  };
}

function snowflake(value: unknown): string {
  const id = text(value);
  if (!isSnowflake(id)) throw new FormFault('not a Discord id');
  return id;
}

function token(value: unknown): string {
  const given = text(value);
  if (given === '') throw new FormFault('no token');
  return given;
}

function permissions(value: unknown): bigint {
  if (value === undefined) return 0n;
  const bits = text(value);
  if (!/^\d{1,40}$/.test(bits)) throw new FormFault('no permissions');
  return BigInt(bits);
}

function readUser(value: unknown): User {
  const { id, username, global_name } = object(value);
  return {
    id: snowflake(id),
    username: username === undefined ? '' : text(username),
    globalName: nullable(global_name, text),
  };
}

/** Those whom options name. */
function readUsers(resolved: unknown): Map<string, User> {
  const users = new Map<string, User>();
  const named = resolved === undefined ? undefined : object(resolved)['users'];
  if (named === undefined) return users;
  for (const [id, user] of Object.entries(object(named))) users.set(id, readUser(user));
  return users;
}

const EPHEMERAL_BIT = 64;

function readMessage(value: unknown): ComponentMessage {
  const { id, flags, interaction_metadata } = object(value);
  const user = nullable(interaction_metadata, object)?.['user'];
  return {
    id: snowflake(id),
    ephemeral: ((nullable(flags, number) ?? 0) & EPHEMERAL_BIT) !== 0,
    callerId: user === undefined ? null : snowflake(object(user)['id']),
  };
}

interface Leaf {
  readonly name: string;
  readonly type: number;
  readonly value: OptionValue['value'] | undefined;
  readonly focused: boolean;
  /** Of a sub-command or a group. */
  readonly options: readonly Leaf[];
}

// An option, a sub-command with options, a group with sub-commands: three levels and no more.
function readOption(value: unknown): Leaf {
  return option(value, list(object(value)['options'], readSubcommand));
}

function readSubcommand(value: unknown): Leaf {
  return option(value, list(object(value)['options'], readLeaf));
}

function readLeaf(value: unknown): Leaf {
  return option(value, []);
}

function option(given: unknown, options: readonly Leaf[]): Leaf {
  const { name, type, value, focused } = object(given);
  return {
    name: text(name),
    type: number(type),
    value: value === undefined ? undefined : optionValue(value),
    focused: focused !== undefined && boolean(focused),
    options,
  };
}

function optionValue(value: unknown): OptionValue['value'] {
  return typeof value === 'string' || typeof value === 'number' ? value : boolean(value);
}

const SUBCOMMAND = 1;
const SUBCOMMAND_GROUP = 2;

/** A sub-command comes as the only option, its own options inside it; a group holds one sub-command. */
function unfold(options: readonly Leaf[]): { path: string[]; leaves: readonly Leaf[] } {
  const [outer] = options;
  if (outer?.type === SUBCOMMAND) return { path: [outer.name], leaves: outer.options };
  const inner = outer?.options[0];
  if (outer?.type === SUBCOMMAND_GROUP && inner) {
    return { path: [outer.name, inner.name], leaves: inner.options };
  }
  return { path: [], leaves: options };
}

function valuesOf(leaves: readonly Leaf[]): Map<string, OptionValue> {
  const values = new Map<string, OptionValue>();
  for (const { name, type, value } of leaves) if (value !== undefined) values.set(name, { type, value });
  return values;
}

interface Field {
  readonly id: string | null;
  readonly value: string | readonly string[] | null;
}

/** A field stands alone in a label, or among others in a row; a text between them carries no value. */
function readFields(value: unknown): Field[] {
  const { component, components } = object(value);
  const among = list(components, readField);
  return component === undefined ? among : [readField(component)];
}

function readField(value: unknown): Field {
  const raw = object(value);
  const id = raw['custom_id'] === undefined ? null : text(raw['custom_id']);
  const typed = nullable(raw['value'], (given) => (typeof given === 'boolean' ? String(given) : text(given)));
  return { id, value: raw['values'] === undefined ? typed : list(raw['values'], text) };
}
