// Interactions that were sent to the application, and what their webhooks may do: once answered, for 15 minutes, the
// reply can be read, edited, taken back and followed up, by the interaction's token alone.
import { EPHEMERAL, LOADING } from '../discord-api/message.ts';
import type { Channels, KeptChannel } from './channels.ts';
import { faults } from './fault.ts';
import { checkBody, type Json, type KeptMessage, otherUser, type UploadedFile } from './message.ts';

const TOKEN_LIFE_MS = 15 * 60_000;
const TYPE_REPLY_TO_COMMAND = 20;
const TYPE_REPLY = 19;

/** Discord's numbers of the answers that leave a message behind. */
const ANSWER = { message: 4, deferred: 5, deferredUpdate: 6, update: 7 } as const;

/** Which answers Discord takes to which kind of interaction; a form is followed by no other form. */
const ANSWERS_TO: Readonly<Record<number, readonly number[]>> = {
  1: [1],
  2: [4, 5, 9],
  3: [4, 5, 6, 7, 9],
  4: [8],
  5: [4, 5, 6, 7],
};

interface OpenInteraction {
  readonly id: string;
  readonly userId: string;
  readonly channel: KeptChannel;
  readonly sentAtMs: number;
  readonly kind: number;
  /** The message that carries the component which was used. */
  readonly sourceId: string | null;
  /** The message that the answer made or changed. */
  originalId: string | null;
  readonly followUpIds: Set<string>;
  answered: boolean;
}

export interface Interactions {
  /** An interaction as it is sent to the application: from here on its token lives. */
  begin(interaction: Json): void;
  /** Why Discord would not take an answer of this kind to that interaction. */
  objections(token: string, response: Json): readonly string[];
  /**
   * What the application answered to it; the message that was made or changed, if there is one. Throws what keeps
   * Discord from doing it, and the interaction is as unanswered as before.
   */
  answer(token: string, response: Json, files?: readonly UploadedFile[]): KeptMessage | null;
  get(token: string, messageId: string): KeptMessage;
  edit(token: string, messageId: string, body: Json, files: readonly UploadedFile[]): KeptMessage;
  delete(token: string, messageId: string): void;
  followUp(token: string, body: Json, files: readonly UploadedFile[]): KeptMessage;
}

export function interactionsOf(channels: Channels, now: () => number): Interactions {
  const open = new Map<string, OpenInteraction>();

  /** Throws as Discord does: no such webhook before the answer, a dead token after its time. */
  function live(token: string): OpenInteraction {
    const interaction = open.get(token);
    if (interaction === undefined) throw faults.deadToken();
    if (now() - interaction.sentAtMs >= TOKEN_LIFE_MS) throw faults.deadToken();
    if (!interaction.answered) throw faults.unknownWebhook();
    return interaction;
  }

  function sentAs(token: string): OpenInteraction {
    const interaction = open.get(token);
    if (interaction === undefined) throw new Error('an answer to an interaction that was never sent');
    return interaction;
  }

  /** A webhook knows its own messages, and none of the others in the channel. */
  function messageOf({ originalId, followUpIds, channel }: OpenInteraction, messageId: string): KeptMessage {
    const id = messageId === '@original' ? originalId : messageId;
    if (id === null || (id !== originalId && !followUpIds.has(id))) throw faults.unknownMessage();
    return channels.message(channel, id);
  }

  function reply(interaction: OpenInteraction, body: Json, files: readonly UploadedFile[], type: number) {
    const flags = Number(body['flags'] ?? 0);
    return channels.create(interaction.channel, body, files, {
      onlyFor: (flags & EPHEMERAL) === 0 ? null : interaction.userId,
      more: {
        type,
        interaction_metadata: {
          id: interaction.id,
          type: interaction.kind,
          user: otherUser(interaction.userId),
          authorizing_integration_owners: {},
          ...(interaction.kind === 3 && { interacted_message_id: interaction.sourceId }),
        },
      },
    });
  }

  function isLoading(message: KeptMessage): boolean {
    return (Number(message.json['flags']) & LOADING) !== 0;
  }

  return {
    begin(sent) {
      const { id, token, type, channel_id: channelId } = sent;
      const user = (sent['user'] ?? (sent['member'] as Json | undefined)?.['user']) as Json;
      const channel = channels.add(
        String(channelId),
        String((sent['channel'] as Json | undefined)?.['name'] ?? 'direct'),
      );
      open.set(String(token), {
        id: String(id),
        userId: String(user['id']),
        channel,
        sentAtMs: now(),
        kind: Number(type),
        sourceId: sent['message'] === undefined ? null : String((sent['message'] as Json)['id']),
        originalId: null,
        followUpIds: new Set(),
        answered: false,
      });
    },
    objections(token, { type }) {
      const { kind, sourceId } = sentAs(token);
      const updates = type === ANSWER.update || type === ANSWER.deferredUpdate;
      const fits = ANSWERS_TO[kind]?.includes(Number(type)) && (sourceId !== null || !updates);
      const from = sourceId === null ? ' without a message' : '';
      return fits ? [] : [`type: ${type} answers no interaction of type ${kind}${from}`];
    },
    answer(token, { type, data = {} }, files = []) {
      const interaction = sentAs(token);
      const body = data as Json;
      const replyType = interaction.kind === 2 ? TYPE_REPLY_TO_COMMAND : TYPE_REPLY;
      let message: KeptMessage | null = null;
      if (type === ANSWER.message) message = reply(interaction, body, files, replyType);
      if (type === ANSWER.deferred) {
        message = reply(interaction, { flags: Number(body['flags'] ?? 0) | LOADING }, [], replyType);
      }
      if ((type === ANSWER.update || type === ANSWER.deferredUpdate) && interaction.sourceId !== null) {
        const source = channels.message(interaction.channel, interaction.sourceId);
        message =
          type === ANSWER.update ? channels.edit(interaction.channel, source.id, body, files) : source;
      }
      interaction.answered = true;
      interaction.originalId = message?.id ?? null;
      return message;
    },
    get: (token, messageId) => messageOf(live(token), messageId),
    edit(token, messageId, body, files) {
      const interaction = live(token);
      const message = messageOf(interaction, messageId);
      checkBody(body, 'webhook-edit', files);
      return channels.edit(interaction.channel, message.id, body, files);
    },
    delete(token, messageId) {
      const interaction = live(token);
      channels.delete(interaction.channel, messageOf(interaction, messageId).id);
    },
    followUp(token, body, files) {
      const interaction = live(token);
      checkBody(body, 'webhook-message', files);
      const original = interaction.channel.messages.find(({ id }) => id === interaction.originalId);
      // Documented: the first message after "thinking" takes its place.
      if (original && isLoading(original)) {
        return channels.edit(interaction.channel, original.id, body, files);
      }
      const message = reply(interaction, body, files, TYPE_REPLY);
      interaction.followUpIds.add(message.id);
      return message;
    },
  };
}
