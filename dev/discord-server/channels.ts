// The channels and what stands in them. Knows who may write where, and that a nonce makes one message, once.
import { newSnowflake } from '../sent-interaction.ts';
import type { Watchers } from './event.ts';
import { faults } from './fault.ts';
import {
  editedMessage,
  type Json,
  type KeptMessage,
  type MessageBirth,
  newMessage,
  otherUser,
  type UploadedFile,
} from './message.ts';

export interface KeptChannel {
  readonly id: string;
  readonly name: string;
  /** Whom the bot writes to here, in a channel of direct messages. */
  readonly recipientId: string | null;
  /** Those that stand, oldest first. */
  readonly messages: readonly KeptMessage[];
}

interface OpenChannel extends KeptChannel {
  messages: KeptMessage[];
}

export interface Channels {
  /** Throws Unknown Channel, or Missing Access where the bot is kept out. */
  reach(channelId: string): KeptChannel;
  find(channelId: string): KeptChannel | null;
  all(): readonly KeptChannel[];
  /** A channel of the server; the one that is there already, when it is. */
  add(channelId: string, name: string): KeptChannel;
  /** The direct messages with a user, opened at the first need. */
  direct(userId: string): KeptChannel;
  remove(channelId: string): void;
  /** Keeps the bot out: Missing Access. */
  close(channelId: string): void;
  /** The user takes no messages from the bot any more. */
  refuseDirect(userId: string): void;
  allowDirect(userId: string): void;
  create(
    channel: KeptChannel,
    body: Json,
    files: readonly UploadedFile[],
    more?: Partial<MessageBirth>,
  ): KeptMessage;
  message(channel: KeptChannel, messageId: string): KeptMessage;
  edit(channel: KeptChannel, messageId: string, body: Json, files: readonly UploadedFile[]): KeptMessage;
  delete(channel: KeptChannel, messageId: string): void;
  /** The message that this nonce made in the last minutes, wherever it was. */
  byNonce(nonce: string): { readonly channel: KeptChannel; readonly message: KeptMessage } | null;
  accepts(channel: KeptChannel): boolean;
}

/** "The past few minutes", says Discord's documentation. */
const NONCE_LIFE_MS = 3 * 60_000;

export function channelsOf(settings: {
  readonly applicationId: string;
  readonly filesUrl: () => string;
  readonly now: () => number;
  readonly watchers: Watchers;
}): Channels {
  const { applicationId, filesUrl, now, watchers } = settings;
  const channels = new Map<string, OpenChannel>();
  const directByUser = new Map<string, string>();
  const closed = new Set<string>();
  const refusing = new Set<string>();
  const nonces = new Map<
    string,
    { readonly untilMs: number; readonly channelId: string; readonly messageId: string }
  >();

  function open(channel: OpenChannel): KeptChannel {
    channels.set(channel.id, channel);
    watchers.tell({ kind: 'channel-opened', channel });
    return channel;
  }

  /** The place of a message; throws Unknown Message. */
  function place(channel: KeptChannel, messageId: string) {
    const { messages } = channels.get(channel.id) ?? { messages: [] };
    const index = messages.findIndex(({ id }) => id === messageId);
    const message = messages[index];
    if (message === undefined) throw faults.unknownMessage();
    return { messages, index, message };
  }

  const birth = (channel: KeptChannel) => ({
    channelId: channel.id,
    applicationId,
    filesUrl: filesUrl(),
    now: new Date(now()),
  });

  return {
    reach(channelId) {
      const channel = channels.get(channelId);
      if (channel === undefined) throw faults.unknownChannel();
      if (closed.has(channelId)) throw faults.missingAccess();
      return channel;
    },
    find: (channelId) => channels.get(channelId) ?? null,
    all: () => [...channels.values()],
    add(channelId, name) {
      return channels.get(channelId) ?? open({ id: channelId, name, recipientId: null, messages: [] });
    },
    direct(userId) {
      const known = channels.get(directByUser.get(userId) ?? '');
      if (known) return known;
      const id = newSnowflake(new Date(now()));
      directByUser.set(userId, id);
      const { username } = otherUser(userId);
      return open({ id, name: `@${username}`, recipientId: userId, messages: [] });
    },
    remove: (channelId) => void channels.delete(channelId),
    close: (channelId) => void closed.add(channelId),
    refuseDirect: (userId) => void refusing.add(userId),
    allowDirect: (userId) => void refusing.delete(userId),
    accepts: ({ recipientId }) => recipientId === null || !refusing.has(recipientId),
    create(channel, body, files, more = {}) {
      const message = newMessage(body, files, {
        id: newSnowflake(new Date(now())),
        ...birth(channel),
        ...more,
      });
      channels.get(channel.id)?.messages.push(message);
      const { nonce } = body;
      if (nonce !== undefined && nonce !== null) {
        const untilMs = now() + NONCE_LIFE_MS;
        nonces.set(String(nonce), { untilMs, channelId: channel.id, messageId: message.id });
      }
      watchers.tell({ kind: 'message-created', channel, message });
      return message;
    },
    message: (channel, messageId) => place(channel, messageId).message,
    edit(channel, messageId, body, files) {
      const { messages, index, message } = place(channel, messageId);
      const edited = editedMessage(message, body, files, birth(channel));
      messages[index] = edited;
      watchers.tell({ kind: 'message-edited', channel, message: edited });
      return edited;
    },
    delete(channel, messageId) {
      const { messages, index, message } = place(channel, messageId);
      messages.splice(index, 1);
      watchers.tell({ kind: 'message-deleted', channel, message });
    },
    byNonce(nonce) {
      const used = nonces.get(nonce);
      if (used === undefined || now() >= used.untilMs) return null;
      const channel = channels.get(used.channelId);
      const message = channel?.messages.find(({ id }) => id === used.messageId);
      return channel && message ? { channel, message } : null;
    },
  };
}
