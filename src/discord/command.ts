// A command is one object: what Discord shows of it and what answers it, from the slash to its last button. One
// list of such objects gives dispatch, autocomplete, registration and help. The types forbid wrong replies.
import type { Locale } from 'discord-api-types/v10';
import type {
  AutocompleteInteraction,
  CommandInteraction,
  ComponentInteraction,
  ModalInteraction,
} from './interaction.ts';
import type { ChoicesReply, CommandReply, ComponentReply, ModalSubmitReply } from './response.ts';

type Localizations = Readonly<Partial<Record<`${Locale}`, string>>>;

export interface Described {
  /** Lower case, 32 characters at most. */
  readonly name: string;
  readonly nameLocalizations?: Localizations;
  /** 100 characters at most. */
  readonly description: string;
  readonly descriptionLocalizations?: Localizations;
}

export interface OptionChoice<Value> {
  readonly name: string;
  readonly nameLocalizations?: Localizations;
  readonly value: Value;
}

interface OptionBase extends Described {
  readonly required?: boolean;
}

/** Either a fixed list of choices, or one computed while the user types. */
type Suggestions<Value> =
  | { readonly choices?: readonly OptionChoice<Value>[]; readonly autocomplete?: false }
  | { readonly choices?: never; readonly autocomplete: true };

export type StringOption = OptionBase & {
  readonly type: 'string';
  readonly minLength?: number;
  readonly maxLength?: number;
} & Suggestions<string>;

export type NumberOption = OptionBase & {
  readonly type: 'integer' | 'number';
  readonly minValue?: number;
  readonly maxValue?: number;
} & Suggestions<number>;

interface PlainOption extends OptionBase {
  readonly type: 'boolean' | 'user' | 'channel' | 'role' | 'mentionable';
}

export type Option = StringOption | NumberOption | PlainOption;

type Awaitable<Value> = Value | Promise<Value>;
type Handler<Interaction, Context, Reply> = (interaction: Interaction, context: Context) => Awaitable<Reply>;

/** What is called by its name: a plain command, or one sub-command. */
export interface Callable<Context> {
  /** Required ones first: Discord refuses another order. */
  readonly options?: readonly Option[];
  readonly execute: Handler<CommandInteraction, Context, CommandReply>;
  /** Answers for every option with `autocomplete`; `interaction.focused` says which is being typed. */
  readonly autocomplete?: Handler<AutocompleteInteraction, Context, ChoicesReply>;
}

export interface Subcommand<Context> extends Described, Callable<Context> {}

export interface SubcommandGroup<Context> extends Described {
  readonly subcommands: readonly Subcommand<Context>[];
}

interface CommandBase<Context> extends Described {
  /** Who sees it in a server, as Discord's bits; everyone unless told, 0n for administrators only. */
  readonly defaultMemberPermissions?: bigint;
  /** Where it can be called: in servers and in the bot's direct messages unless told. */
  readonly contexts?: readonly ('guild' | 'direct' | 'private-channel')[];
  /** Whether a late answer is kept private; true unless told. Discord wants to know before the answer is. */
  readonly deferPrivately?: boolean;
  /** Buttons and menus, by the action in their custom id. */
  readonly components?: Readonly<Record<string, Handler<ComponentInteraction, Context, ComponentReply>>>;
  /** Submitted modals, by the action in their custom id. */
  readonly modals?: Readonly<Record<string, Handler<ModalInteraction, Context, ModalSubmitReply>>>;
}

export interface PlainCommand<Context> extends CommandBase<Context>, Callable<Context> {
  readonly subcommands?: never;
}

interface CommandFamily<Context> extends CommandBase<Context> {
  readonly subcommands: readonly (Subcommand<Context> | SubcommandGroup<Context>)[];
  readonly execute?: never;
}

export type Command<Context> = PlainCommand<Context> | CommandFamily<Context>;
