// Discord's JSON, checked and made an Interaction. Only what is used is required, so that a field Discord adds
// or drops elsewhere breaks nothing. Nothing untyped passes beyond this file.
import * as v from 'valibot';
import { parseCustomId } from './custom-id.ts';
import type { ComponentMessage, Interaction, InteractionBase } from './interaction.ts';
import { knownLocale } from './locale.ts';
import { Fields, Options, type OptionValue, type User } from './options.ts';
import { snowflakeSchema, snowflakeTime } from './snowflake.ts';

const userSchema = v.object({
  id: snowflakeSchema,
  username: v.optional(v.string(), ''),
  global_name: v.nullish(v.string()),
});

const baseSchema = {
  id: snowflakeSchema,
  application_id: v.nullish(snowflakeSchema),
  token: v.pipe(v.string(), v.nonEmpty()),
  user: v.nullish(userSchema),
  member: v.nullish(
    v.object({ user: userSchema, permissions: v.optional(v.pipe(v.string(), v.regex(/^\d{1,40}$/)), '0') }),
  ),
  guild_id: v.nullish(snowflakeSchema),
  channel_id: v.nullish(snowflakeSchema),
  locale: v.nullish(v.string()),
  guild_locale: v.nullish(v.string()),
} as const;

type Base = v.InferOutput<v.ObjectSchema<typeof baseSchema, undefined>>;

// An option, a sub-command with options, a group with sub-commands: three levels and no more.
const valueEntries = {
  name: v.string(),
  type: v.number(),
  value: v.optional(v.union([v.string(), v.number(), v.boolean()])),
  focused: v.optional(v.boolean()),
};
const subcommandEntries = { ...valueEntries, options: v.optional(v.array(v.object(valueEntries)), []) };
const optionEntries = { ...valueEntries, options: v.optional(v.array(v.object(subcommandEntries)), []) };

const SLASH_COMMAND = 1;

const slashSchema = v.object({
  ...baseSchema,
  data: v.object({
    name: v.string(),
    type: v.optional(v.number(), SLASH_COMMAND),
    options: v.optional(v.array(v.object(optionEntries)), []),
    resolved: v.optional(v.object({ users: v.optional(v.record(v.string(), userSchema)) })),
  }),
});

const messageSchema = v.nullish(
  v.object({
    id: snowflakeSchema,
    flags: v.nullish(v.number()),
    interaction_metadata: v.nullish(v.object({ user: v.optional(v.object({ id: snowflakeSchema })) })),
  }),
);

const componentSchema = v.object({
  ...baseSchema,
  data: v.object({ custom_id: v.string(), values: v.optional(v.array(v.string()), []) }),
  message: messageSchema,
});

// A field stands alone in a label, or among others in a row; a text between them carries no value.
const fieldEntries = {
  custom_id: v.optional(v.string()),
  value: v.nullish(v.union([v.string(), v.boolean()])),
  values: v.optional(v.array(v.string())),
};

const modalSchema = v.object({
  ...baseSchema,
  data: v.object({
    custom_id: v.string(),
    components: v.optional(
      v.array(
        v.object({
          component: v.optional(v.object(fieldEntries)),
          components: v.optional(v.array(v.object(fieldEntries))),
        }),
      ),
      [],
    ),
  }),
  message: messageSchema,
});

const typeSchema = v.object({ type: v.pipe(v.number(), v.integer()) });

/** Null when the value is no interaction at all. */
export function parseInteraction(json: unknown): Interaction | null {
  const envelope = v.safeParse(typeSchema, json);
  if (!envelope.success) return null;
  const { type } = envelope.output;
  switch (type) {
    case 1:
      return { kind: 'ping' };
    case 2:
    case 4:
      return parseSlash(json, type);
    case 3:
      return parseComponent(json);
    case 5:
      return parseModal(json);
    default:
      return { kind: 'unknown', type };
  }
}

function parseSlash(json: unknown, type: 2 | 4): Interaction | null {
  const parsed = v.safeParse(slashSchema, json);
  if (!parsed.success) return null;
  const { data } = parsed.output;
  // Commands of a user's or a message's context menu share the type, and their names may repeat.
  if (data.type !== SLASH_COMMAND) return { kind: 'unknown', type };
  const base = readBase(parsed.output);
  if (base === null) return null;

  const { path, leaves } = unfold(data.options);
  const users = new Map<string, User>();
  for (const [id, user] of Object.entries(data.resolved?.users ?? {})) users.set(id, readUser(user));
  const options = new Options(readOptions(leaves), users);
  const slash = { ...base, command: data.name, path, options };
  if (type === 2) return { kind: 'command', ...slash };

  const typed = leaves.find((option) => option.focused);
  if (typed === undefined) return null;
  return { kind: 'autocomplete', ...slash, focused: { name: typed.name, value: String(typed.value ?? '') } };
}

function parseComponent(json: unknown): Interaction | null {
  const parsed = v.safeParse(componentSchema, json);
  const base = parsed.success ? readBase(parsed.output) : null;
  if (!parsed.success || base === null) return null;
  const { data, message } = parsed.output;
  return {
    kind: 'component',
    ...base,
    customId: parseCustomId(data.custom_id),
    values: data.values,
    message: readMessage(message),
  };
}

function parseModal(json: unknown): Interaction | null {
  const parsed = v.safeParse(modalSchema, json);
  const base = parsed.success ? readBase(parsed.output) : null;
  if (!parsed.success || base === null) return null;
  const { data, message } = parsed.output;
  const fields = new Map<string, string | readonly string[]>();
  for (const { component, components = [] } of data.components) {
    for (const field of component === undefined ? components : [component]) {
      const value = field.values ?? field.value;
      if (field.custom_id === undefined || value === undefined || value === null) continue;
      fields.set(field.custom_id, typeof value === 'boolean' ? String(value) : value);
    }
  }
  return {
    kind: 'modal',
    ...base,
    customId: parseCustomId(data.custom_id),
    fields: new Fields(fields),
    message: readMessage(message),
  };
}

/** Null when nobody stands behind the interaction. */
function readBase(raw: Base): InteractionBase | null {
  const user = raw.member?.user ?? raw.user;
  if (!user) return null;
  return {
    id: raw.id,
    applicationId: raw.application_id ?? null,
    token: raw.token,
    createdAt: snowflakeTime(raw.id),
    user: readUser(user),
    guildId: raw.guild_id ?? null,
    channelId: raw.channel_id ?? null,
    locale: knownLocale(raw.locale),
    guildLocale: raw.guild_locale ?? null,
    permissions: raw.member ? BigInt(raw.member.permissions) : null,
  };
}

function readUser({ id, username, global_name }: v.InferOutput<typeof userSchema>): User {
  return { id, username, globalName: global_name ?? null };
}

const EPHEMERAL_BIT = 64;

function readMessage(raw: v.InferOutput<typeof messageSchema>): ComponentMessage | null {
  if (!raw) return null;
  return {
    id: raw.id,
    ephemeral: ((raw.flags ?? 0) & EPHEMERAL_BIT) !== 0,
    callerId: raw.interaction_metadata?.user?.id ?? null,
  };
}

type Leaf = v.InferOutput<v.ObjectSchema<typeof valueEntries, undefined>>;

const SUBCOMMAND = 1;
const SUBCOMMAND_GROUP = 2;

/** A sub-command comes as the only option, its own options inside it; a group holds one sub-command. */
function unfold(options: v.InferOutput<typeof slashSchema>['data']['options']): {
  path: string[];
  leaves: readonly Leaf[];
} {
  const [outer] = options;
  if (outer?.type === SUBCOMMAND) return { path: [outer.name], leaves: outer.options };
  const inner = outer?.options[0];
  if (outer?.type === SUBCOMMAND_GROUP && inner) {
    return { path: [outer.name, inner.name], leaves: inner.options };
  }
  return { path: [], leaves: options };
}

function readOptions(leaves: readonly Leaf[]): Map<string, OptionValue> {
  const values = new Map<string, OptionValue>();
  for (const { name, type, value } of leaves) if (value !== undefined) values.set(name, { type, value });
  return values;
}
