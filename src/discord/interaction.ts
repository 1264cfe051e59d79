// What Discord asks, as one discriminated union. A kind of interaction that is not known yet is one of the union
// too, so that it can be answered politely. payload.ts makes these of Discord's JSON.
import type { CustomId } from './custom-id.ts';
import type { Fields, Options, User } from './options.ts';

export interface InteractionBase {
  readonly id: string;
  /** Null where the request leaves it out, which only matters to a late edit. */
  readonly applicationId: string | null;
  /** Lets its bearer answer for 15 minutes: never to be logged. */
  readonly token: string;
  readonly user: User;
  /** Null in direct messages, as are `guildLocale` and `permissions`. */
  readonly guildId: string | null;
  readonly channelId: string | null;
  /** The user's language, such as `en-US`. */
  readonly locale: string;
  readonly guildLocale: string | null;
  /** What the user may do in the channel: Discord's bits. */
  readonly permissions: bigint | null;
}

interface SlashInteraction extends InteractionBase {
  readonly command: string;
  /** Sub-command, after its group where it has one; empty for a plain command. */
  readonly path: readonly string[];
  readonly options: Options;
}

export interface CommandInteraction extends SlashInteraction {
  readonly kind: 'command';
}

export interface AutocompleteInteraction extends SlashInteraction {
  readonly kind: 'autocomplete';
  /** The option being typed, as far as it is. */
  readonly focused: { readonly name: string; readonly value: string };
}

/** The message that carries a component. */
export interface ComponentMessage {
  readonly id: string;
  readonly ephemeral: boolean;
  /** Who called the command that it answers. */
  readonly callerId: string | null;
}

export interface ComponentInteraction extends InteractionBase {
  readonly kind: 'component';
  readonly customId: CustomId;
  /** What was chosen from a menu; empty for a button. */
  readonly values: readonly string[];
  readonly message: ComponentMessage | null;
}

export interface ModalInteraction extends InteractionBase {
  readonly kind: 'modal';
  readonly customId: CustomId;
  readonly fields: Fields;
  /** Null unless a component opened the modal. */
  readonly message: ComponentMessage | null;
}

interface PingInteraction {
  readonly kind: 'ping';
}

/** Something Discord sends that this version does not know. */
interface UnknownInteraction {
  readonly kind: 'unknown';
  readonly type: number;
}

/** What a handler of a command answers. */
export type HandledInteraction =
  | CommandInteraction
  | AutocompleteInteraction
  | ComponentInteraction
  | ModalInteraction;
export type Interaction = HandledInteraction | PingInteraction | UnknownInteraction;

/** What was used, for a log: a command and its path, or a component's command and action. */
export function interactionName(interaction: Interaction): string {
  switch (interaction.kind) {
    case 'ping':
      return 'ping';
    case 'unknown':
      return `unknown type ${interaction.type}`;
    case 'command':
    case 'autocomplete':
      return interaction.path.length === 0
        ? `/${interaction.command}`
        : [`/${interaction.command}`, ...interaction.path].join(' ');
    case 'component':
    case 'modal':
      return `${interaction.customId.command}:${interaction.customId.action}`;
  }
}
