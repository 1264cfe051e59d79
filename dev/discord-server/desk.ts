// What a reader does at the local Discord, for `npm run interact`: sees what has come for him, and clicks. No part of
// Discord's API, and for this machine alone.
import type { DiscordApi } from './api.ts';
import type { KeptChannel } from './channels.ts';
import type { Json, KeptMessage, UploadedFile } from './message.ts';

export interface ReadMessage {
  readonly channel: { readonly id: string; readonly name: string; readonly direct: boolean };
  readonly message: Json;
  /** He has not seen it, or not as it is now. */
  readonly fresh: boolean;
}

export interface Desk {
  /** The answer to `POST /local/<action>`; undefined for an action there is not. */
  ask(action: string, body: Json, files: readonly UploadedFile[]): unknown;
}

export type MayRead = (channel: KeptChannel, userId: string) => boolean;

export function desk(
  {
    channels,
    interactions,
    answerInteraction,
  }: Pick<DiscordApi, 'channels' | 'interactions' | 'answerInteraction'>,
  mayRead: MayRead,
): Desk {
  /** By reader: how often each message had been edited when he saw it. */
  const seen = new Map<string, Map<string, number>>();

  function seenBy(userId: string): Map<string, number> {
    const own = seen.get(userId) ?? new Map<string, number>();
    seen.set(userId, own);
    return own;
  }

  function see(userId: string, { id, history }: KeptMessage): boolean {
    const own = seenBy(userId);
    const fresh = own.get(id) !== history.length;
    own.set(id, history.length);
    return fresh;
  }

  /** Oldest first. Answers to his own commands are not among them: he has them already. */
  function read(userId: string): readonly ReadMessage[] {
    return channels
      .all()
      .filter((channel) => channel.recipientId === userId || mayRead(channel, userId))
      .flatMap((channel) => channel.messages.map((message) => ({ channel, message })))
      .filter(({ message }) => message.onlyFor === null && message.json['interaction_metadata'] === undefined)
      .toSorted((one, other) => Number(BigInt(one.message.id) - BigInt(other.message.id)))
      .map(({ channel: { id, name, recipientId }, message }) => ({
        channel: { id, name, direct: recipientId !== null },
        message: message.json,
        fresh: see(userId, message),
      }));
  }

  return {
    ask(action, body, files) {
      const user = String(body['user']);
      switch (action) {
        case 'read':
          return { messages: read(user) };
        case 'direct':
          return { channelId: channels.direct(user).id };
        case 'begin':
          interactions.begin(body['interaction'] as Json);
          return {};
        case 'answer': {
          const response = body['response'] as Json;
          const { message, refusals } = answerInteraction(String(body['token']), response, files);
          if (message !== null) see(user, message);
          return { messageId: message?.id ?? null, refusals };
        }
        default:
          return undefined;
      }
    },
  };
}
