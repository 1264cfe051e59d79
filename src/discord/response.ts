// What may be answered to an interaction, as values, and their one translation to Discord's JSON. Every message
// goes out with no mention allowed unless its maker names some: what players typed can never ping anyone.
import type {
  APIAllowedMentions,
  APIEmbed,
  APIInteractionResponse,
  APIInteractionResponseCallbackData,
} from 'discord-api-types/v10';
import type { MessageComponent, ModalComponent } from './component.ts';
import type { AttachedFile } from './multipart.ts';

export interface MessageContent {
  readonly content?: string;
  readonly embeds?: readonly APIEmbed[];
  readonly components?: readonly MessageComponent[];
  /** Who may be pinged; nobody unless told. */
  readonly allowedMentions?: APIAllowedMentions;
  readonly files?: readonly AttachedFile[];
}

/** A new message. */
export interface MessageReply {
  readonly kind: 'message';
  readonly body: MessageContent;
  /** Seen only by the one who asked. */
  readonly ephemeral: boolean;
}

/** The message that carries the component, changed; what is left out of the body stays as it is. */
export interface UpdateReply {
  readonly kind: 'update';
  readonly body: MessageContent;
  /** What follows where it came too late to be the answer, and was edited in. */
  readonly afterLate?: () => Promise<unknown>;
}

export interface ModalReply {
  readonly kind: 'modal';
  readonly customId: string;
  readonly title: string;
  readonly components: readonly ModalComponent[];
}

export interface Choice {
  readonly name: string;
  readonly value: string | number;
}

export interface ChoicesReply {
  readonly kind: 'choices';
  readonly choices: readonly Choice[];
}

export interface PongReply {
  readonly kind: 'pong';
}

/** "Working on it": the message follows within the 15 minutes that an interaction's token lives. */
export interface DeferredMessageReply {
  readonly kind: 'deferred-message';
  readonly ephemeral: boolean;
}

/** The same without a sign to the reader: the component's message is edited later. */
export interface DeferredUpdateReply {
  readonly kind: 'deferred-update';
}

/** What each kind of handler may answer: a modal cannot follow a modal, autocomplete gives choices only. */
export type CommandReply = MessageReply | ModalReply;
export type ComponentReply = MessageReply | UpdateReply | ModalReply;
export type ModalSubmitReply = MessageReply | UpdateReply;
/** What a handler, whatever its kind, has answered. */
export type HandlerReply = CommandReply | ComponentReply | ModalSubmitReply | ChoicesReply;
export type Reply = HandlerReply | PongReply | DeferredMessageReply | DeferredUpdateReply;

/** A message, private unless `ephemeral: false`. */
export function message(body: MessageContent & { readonly ephemeral?: boolean }): MessageReply {
  const { ephemeral = true, ...content } = body;
  return { kind: 'message', body: content, ephemeral };
}

export function update(body: MessageContent, afterLate?: () => Promise<unknown>): UpdateReply {
  return { kind: 'update', body, ...(afterLate && { afterLate }) };
}

export function modal(definition: Omit<ModalReply, 'kind'>): ModalReply {
  return { kind: 'modal', ...definition };
}

/** Discord shows 25 at most; what is beyond them is left out. */
export function choices(list: readonly Choice[]): ChoicesReply {
  return { kind: 'choices', choices: list.slice(0, 25) };
}

export const PONG: PongReply = { kind: 'pong' };

const EPHEMERAL_FLAG = 64;
const NO_MENTIONS: APIAllowedMentions = { parse: [] };

/** The same as a value. */
export function toWire(reply: Reply): APIInteractionResponse {
  switch (reply.kind) {
    case 'pong':
      return { type: 1 };
    case 'message':
      return { type: 4, data: { ...messageBody(reply.body), ...flags(reply.ephemeral) } };
    case 'deferred-message':
      return { type: 5, data: flags(reply.ephemeral) };
    case 'deferred-update':
      return { type: 6 };
    case 'update':
      return { type: 7, data: messageBody(reply.body) };
    case 'choices':
      return { type: 8, data: { choices: reply.choices.map(({ name, value }) => ({ name, value })) } };
    case 'modal':
      return {
        type: 9,
        data: { custom_id: reply.customId, title: reply.title, components: [...reply.components] },
      };
  }
}

/** Those that go along with the body, which names them. */
export function filesOf(reply: Reply): readonly AttachedFile[] {
  return reply.kind === 'message' || reply.kind === 'update' ? (reply.body.files ?? []) : [];
}

/** The same message as a body for Discord's webhook, where it is sent or edited in later. */
export function messageBody(body: MessageContent): APIInteractionResponseCallbackData {
  return {
    ...(body.content !== undefined && { content: body.content }),
    ...(body.embeds !== undefined && { embeds: [...body.embeds] }),
    ...(body.components !== undefined && { components: [...body.components] }),
    ...(body.files !== undefined && {
      attachments: body.files.map(({ name, description }, place) => ({
        id: String(place),
        filename: name,
        ...(description !== undefined && { description }),
      })),
    }),
    allowed_mentions: body.allowedMentions ?? NO_MENTIONS,
  };
}

/** Absent rather than 0: Discord takes either, a reader of logs only the first. */
export function flags(ephemeral: boolean): { flags?: number } {
  return ephemeral ? { flags: EPHEMERAL_FLAG } : {};
}
