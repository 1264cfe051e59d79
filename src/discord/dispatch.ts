// From an interaction to the handler that answers it: one map, built from the one list of commands. What nobody
// answers for (an old message's button, a command that was taken away) gets a polite private reply.
import type { Callable, Command, Option } from './command.ts';
import { type HandledInteraction, interactionName } from './interaction.ts';
import { choices, type HandlerReply, type MessageReply } from './response.ts';

/** Where an interaction goes. Errors of the handler come out of `run`; they are caught where it is answered. */
interface Route<Context> {
  /** Whether Discord knows whom to ask: false for the polite reply. */
  readonly known: boolean;
  readonly deferPrivately: boolean;
  run(context: Context): HandlerReply | Promise<HandlerReply>;
}

/** By the interaction's own name, for those who have it already. */
export type Dispatch<Context> = (interaction: HandledInteraction, name?: string) => Route<Context>;

export interface DispatchSettings {
  /** For what this version cannot answer, in the user's language. */
  readonly unknownReply: (interaction: HandledInteraction) => MessageReply;
}

interface Entry<Context> {
  readonly deferPrivately: boolean;
  readonly handle: (
    interaction: HandledInteraction,
    context: Context,
  ) => HandlerReply | Promise<HandlerReply>;
}

/** Throws when two commands bear one name, or an option promises suggestions that nobody computes. */
export function dispatcher<Context>(
  commands: readonly Command<Context>[],
  { unknownReply }: DispatchSettings,
): Dispatch<Context> {
  const entries = new Map<string, Entry<Context>>();
  for (const command of commands) {
    for (const [key, handle] of handlers(command)) {
      if (entries.has(key)) throw new RangeError(`two commands answer for "${key}"`);
      entries.set(key, { deferPrivately: command.deferPrivately ?? true, handle });
    }
  }
  return (interaction, name = interactionName(interaction)) => {
    const entry = entries.get(keyOf(interaction.kind, name));
    return {
      known: entry !== undefined,
      deferPrivately: entry?.deferPrivately ?? true,
      run(context) {
        if (entry !== undefined) return entry.handle(interaction, context);
        return interaction.kind === 'autocomplete' ? choices([]) : unknownReply(interaction);
      },
    };
  };
}

type Kind = HandledInteraction['kind'];
type Handle<Context> = Entry<Context>['handle'];

function keyOf(kind: Kind, name: string): string {
  return `${kind} ${name}`;
}

function* handlers<Context>(command: Command<Context>): Generator<[string, Handle<Context>]> {
  for (const [name, callable] of callables(command)) {
    const { execute, autocomplete } = callable;
    yield [keyOf('command', name), only('command', execute)];
    if (autocomplete) yield [keyOf('autocomplete', name), only('autocomplete', autocomplete)];
    const suggesting = callable.options?.find(
      (option: Option) => 'autocomplete' in option && option.autocomplete,
    );
    if (suggesting && !autocomplete) throw new RangeError(`${name}: nobody completes "${suggesting.name}"`);
  }
  for (const [action, handler] of Object.entries(command.components ?? {})) {
    yield [keyOf('component', `${command.name}:${action}`), only('component', handler)];
  }
  for (const [action, handler] of Object.entries(command.modals ?? {})) {
    yield [keyOf('modal', `${command.name}:${action}`), only('modal', handler)];
  }
}

/** What of a command is called by name, under the name that `interactionName` gives it. */
function* callables<Context>(command: Command<Context>): Generator<[string, Callable<Context>]> {
  if (command.subcommands === undefined) {
    yield [`/${command.name}`, command];
    return;
  }
  for (const child of command.subcommands) {
    if (!('subcommands' in child)) {
      yield [`/${command.name} ${child.name}`, child];
      continue;
    }
    for (const inner of child.subcommands) yield [`/${command.name} ${child.name} ${inner.name}`, inner];
  }
}

/** A handler of one kind, callable with any: its key admits that kind only, and this proves it to the compiler. */
function only<Context, K extends Kind>(
  kind: K,
  handler: (
    interaction: Extract<HandledInteraction, { kind: K }>,
    context: Context,
  ) => HandlerReply | Promise<HandlerReply>,
): Handle<Context> {
  return (interaction, context) => {
    if (!isKind(interaction, kind)) throw new TypeError(`${interaction.kind} sent to a handler of ${kind}`);
    return handler(interaction, context);
  };
}

function isKind<K extends Kind>(
  interaction: HandledInteraction,
  kind: K,
): interaction is Extract<HandledInteraction, { kind: K }> {
  return interaction.kind === kind;
}
