// Interactions as Discord sends them, with every field its documentation names, so that what works against these
// works against Discord. Plain JSON values; signed-client.ts sends them.

/** Who acts, and where. */
export interface Sender {
  /** Discord user id. */
  readonly id: string;
  readonly username?: string;
  readonly globalName?: string | null;
  /** In the bot's direct messages instead of a server. */
  readonly direct?: boolean;
  readonly locale?: string;
  /** Discord's bits of what a member may do. */
  readonly permissions?: bigint;
  readonly applicationId?: string;
  readonly guildId?: string;
  readonly channelId?: string;
}

export interface SentOption {
  readonly name: string;
  readonly type: number;
  readonly value?: string | number | boolean;
  readonly focused?: boolean;
  /** Those of a sub-command or a group. */
  readonly options?: readonly SentOption[];
}

export type SentInteraction = Readonly<Record<string, unknown>> & {
  readonly id: string;
  readonly type: number;
  readonly token: string;
};

/** The body of a reply: what a message carries. */
export type MessageData = Readonly<Record<string, unknown>>;

/** A message that carries components, as Discord sends it along with a click. */
export interface SentMessage {
  readonly id: string;
  readonly data: MessageData;
  /** The interaction it answers; null: none, the bot wrote it unasked, and `data` is all of it. */
  readonly answers: { readonly id: string; readonly userId: string; readonly command: string } | null;
}

const INTERACTION = { ping: 1, command: 2, component: 3, autocomplete: 4, modal: 5 } as const;
const OPTION_USER = 6;
const DISCORD_EPOCH_MS = 1_420_070_400_000n;

/** Send messages, embed links and the like: what a member may do where nothing was forbidden. */
export const MEMBER_PERMISSIONS = 2_251_799_813_685_247n & ~0x2000_0028n;
const APPLICATION_PERMISSIONS = 562_949_953_601_536n;
const GUILD_ID = '1175000000000000100';
const CHANNEL_ID = '1175000000000000101';
const DIRECT_CHANNEL_ID = '1175000000000000102';
const COMMAND_ID = '1175000000000000103';
const APPLICATION_ID = '1175000000000000001';
const ATTACHMENT_LIMIT_BYTES = 10 * 1024 * 1024;

let lastSnowflake = 0n;

/** A new id of Discord's form: the time in its upper bits, never the same twice in a process. */
export function newSnowflake(now = new Date()): string {
  const earliest = (BigInt(now.getTime()) - DISCORD_EPOCH_MS) << 22n;
  lastSnowflake = earliest > lastSnowflake ? earliest : lastSnowflake + 1n;
  return String(lastSnowflake);
}

export function pingInteraction(sender: Sender): SentInteraction {
  const { id, application_id, token, version } = base(sender, INTERACTION.ping);
  return {
    id,
    application_id,
    token,
    version,
    type: INTERACTION.ping,
    user: userOf(sender),
    entitlements: [],
  };
}

export function commandInteraction(
  sender: Sender,
  name: string,
  options: readonly SentOption[] = [],
): SentInteraction {
  return { ...base(sender, INTERACTION.command), data: commandData(sender, name, options) };
}

/** One of the options is `focused`: the one being typed. */
export function autocompleteInteraction(
  sender: Sender,
  name: string,
  options: readonly SentOption[],
): SentInteraction {
  return { ...base(sender, INTERACTION.autocomplete), data: commandData(sender, name, options) };
}

/** A click on a button, or a choice from a menu when there are `values`. */
export function componentInteraction(
  sender: Sender,
  message: SentMessage,
  component: { readonly customId: string; readonly type?: number; readonly values?: readonly string[] },
): SentInteraction {
  const { customId, values, type = values ? 3 : 2 } = component;
  return {
    ...base(sender, INTERACTION.component),
    data: { custom_id: customId, component_type: type, id: 1, ...(values && { values }) },
    message: messageOf(sender, message),
  };
}

/** A modal sent in, each field within its label as those of this application are; `fields` by their custom ids. */
export function modalInteraction(
  sender: Sender,
  customId: string,
  fields: Readonly<Record<string, string>>,
  message?: SentMessage,
): SentInteraction {
  const components = Object.entries(fields).map(([id, value], index) => ({
    type: 18,
    id: 2 * index + 1,
    component: { type: 4, id: 2 * index + 2, custom_id: id, value },
  }));
  return {
    ...base(sender, INTERACTION.modal),
    data: { custom_id: customId, components },
    ...(message && { message: messageOf(sender, message) }),
  };
}

function base(sender: Sender, type: number) {
  const { direct = false, locale = 'en-US', applicationId = APPLICATION_ID } = sender;
  const id = newSnowflake();
  const user = userOf(sender);
  const channelId = sender.channelId ?? (direct ? DIRECT_CHANNEL_ID : CHANNEL_ID);
  const guildId = sender.guildId ?? GUILD_ID;
  const place = direct
    ? {
        channel: { id: channelId, type: 1, flags: 0, last_message_id: null, recipients: [user] },
        user,
        context: 1,
        authorizing_integration_owners: { '0': '0' },
      }
    : {
        guild: { id: guildId, locale: 'en-US', features: [] },
        guild_id: guildId,
        guild_locale: 'en-US',
        channel: {
          id: channelId,
          type: 0,
          name: 'ladder',
          guild_id: guildId,
          position: 0,
          flags: 0,
          nsfw: false,
          parent_id: null,
          topic: null,
          rate_limit_per_user: 0,
          last_message_id: null,
          permissions: String(sender.permissions ?? MEMBER_PERMISSIONS),
        },
        member: {
          user,
          nick: null,
          avatar: null,
          banner: null,
          roles: [],
          joined_at: '2024-01-01T00:00:00.000000+00:00',
          premium_since: null,
          communication_disabled_until: null,
          deaf: false,
          mute: false,
          pending: false,
          flags: 0,
          unusual_dm_activity_until: null,
          permissions: String(sender.permissions ?? MEMBER_PERMISSIONS),
        },
        context: 0,
        authorizing_integration_owners: { '0': guildId },
      };
  return {
    id,
    application_id: applicationId,
    type,
    token: `development-${id}`,
    version: 1,
    ...place,
    channel_id: channelId,
    locale,
    app_permissions: String(APPLICATION_PERMISSIONS),
    entitlements: [],
    entitlement_sku_ids: [],
    attachment_size_limit: ATTACHMENT_LIMIT_BYTES,
  };
}

export function userOf({ id, username = `player_${id.slice(-4)}`, globalName = null }: Sender) {
  return {
    id,
    username,
    global_name: globalName,
    discriminator: '0',
    avatar: null,
    avatar_decoration_data: null,
    collectibles: null,
    primary_guild: null,
    clan: null,
    public_flags: 0,
  };
}

function commandData(sender: Sender, name: string, options: readonly SentOption[]) {
  const users = userOptions(options).map((id) => [id, userOf({ id })] as const);
  return {
    id: COMMAND_ID,
    type: 1,
    name,
    ...(options.length > 0 && { options }),
    ...(users.length > 0 && { resolved: { users: Object.fromEntries(users) } }),
    ...(!sender.direct && { guild_id: sender.guildId ?? GUILD_ID }),
  };
}

function userOptions(options: readonly SentOption[]): string[] {
  return options.flatMap(({ type, value, options: inner = [] }) => [
    ...(type === OPTION_USER ? [String(value)] : []),
    ...userOptions(inner),
  ]);
}

function messageOf(sender: Sender, { id, data, answers }: SentMessage) {
  const { direct = false, applicationId = APPLICATION_ID } = sender;
  if (answers === null) return { ...data, id };
  const bot = { ...userOf({ id: applicationId, username: 'Edge Ladder' }), bot: true };
  return {
    content: '',
    embeds: [],
    components: [],
    flags: 0,
    ...data,
    id,
    type: 20,
    channel_id: sender.channelId ?? (direct ? DIRECT_CHANNEL_ID : CHANNEL_ID),
    application_id: applicationId,
    webhook_id: applicationId,
    author: bot,
    timestamp: new Date().toISOString(),
    edited_timestamp: null,
    tts: false,
    pinned: false,
    mention_everyone: false,
    mentions: [],
    mention_roles: [],
    attachments: [],
    interaction_metadata: {
      id: answers.id,
      type: INTERACTION.command,
      user: userOf({ ...sender, id: answers.userId }),
      authorizing_integration_owners: direct ? { '0': '0' } : { '0': sender.guildId ?? GUILD_ID },
      name: answers.command,
    },
  };
}
