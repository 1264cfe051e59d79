// What the page and its server tell each other, as JSON. Types alone, for a file of which each has its own half.
import type {
  APIMessage,
  APIModalInteractionResponseCallbackData,
  RESTPutAPIApplicationCommandsJSONBody,
} from 'discord-api-types/v10';
import type { SentOption } from '../sent-interaction.ts';

export type CommandData = RESTPutAPIApplicationCommandsJSONBody[number];

/** Someone to be in a pane. */
export interface Person {
  readonly id: string;
  /** As Discord shows it; on the ladder he may be called something else. */
  readonly name: string;
  readonly kind: 'staff' | 'newcomer' | 'figure' | 'player';
  /** What is special about him, in a few words. */
  readonly note: string;
  /** Discord's bits of what a member may do in the server. */
  readonly permissions: string;
}

export interface Channels {
  /** Where commands are typed. */
  readonly ladder: string;
  readonly matches: string;
  readonly staff: string;
}

/** Two who are paired at the next wave, when each joins with this faction. */
export interface HandPair {
  readonly ids: readonly [string, string];
  readonly factions: readonly [string, string];
}

/** What holds as long as the server runs. */
export interface Setting {
  readonly bot: { readonly id: string; readonly name: string };
  readonly people: readonly Person[];
  readonly channels: Channels;
  readonly commands: readonly CommandData[];
  readonly pair: HandPair | null;
}

/** What an answer took; null where the Worker did not say. */
export interface Cost {
  readonly ms: number;
  readonly workerMs: number | null;
  readonly databaseMs: number | null;
  readonly roundTrips: number | null;
  readonly cold: boolean | null;
  /** Of an answer that was put off: until it was there, null while it is not. Undefined for all others. */
  readonly lateMs?: number | null;
}

/** To whose doing a message is the answer. */
export interface Cause {
  readonly userId: string;
  /** Null where it was no command. */
  readonly command: string | null;
}

export interface ShownMessage {
  readonly channelId: string;
  readonly message: APIMessage;
  /** Seen by this user alone. */
  readonly onlyFor: string | null;
  readonly cause: Cause | null;
  /** Of the answer that made it as it is, where it was one. */
  readonly cost: Cost | null;
}

export interface ShownChannel {
  readonly id: string;
  /** Whose direct messages with the bot these are. */
  readonly recipientId: string | null;
}

/** What is pushed to the page. */
export type Happening =
  | {
      readonly kind: 'state';
      readonly channels: readonly ShownChannel[];
      readonly messages: readonly ShownMessage[];
    }
  | { readonly kind: 'channel'; readonly channel: ShownChannel }
  | { readonly kind: 'message'; readonly shown: ShownMessage }
  | { readonly kind: 'gone'; readonly channelId: string; readonly messageId: string };

/** Who does something, and where. */
interface Acting {
  readonly as: string;
  /** Null in the bot's direct messages. */
  readonly channelId: string | null;
  readonly locale: string;
}

export type Act = Acting &
  (
    | {
        readonly kind: 'command' | 'autocomplete';
        readonly name: string;
        /** One of them is focused, for autocomplete. */
        readonly options: readonly SentOption[];
      }
    | {
        readonly kind: 'component';
        readonly messageId: string;
        readonly customId: string;
        /** Of a menu. */
        readonly values?: readonly string[] | undefined;
      }
    | {
        readonly kind: 'modal';
        readonly customId: string;
        readonly fields: Readonly<Record<string, string>>;
        /** The message whose component opened it. */
        readonly messageId?: string | undefined;
      }
  );

export interface OfferedChoice {
  readonly name: string;
  readonly value: string | number;
}

export type Outcome =
  | {
      readonly kind: 'answered';
      readonly cost: Cost;
      readonly modal?: APIModalInteractionResponseCallbackData;
      readonly choices?: readonly OfferedChoice[];
    }
  /** Discord would show that the interaction failed; the reason is for the developer. */
  | { readonly kind: 'failed'; readonly reason: string };
