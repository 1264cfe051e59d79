// What can be picked where one types in the composer, and what the list says when there is nothing.
import type { OfferedChoice, Person } from '../protocol.ts';
import { type Callable, type KnownOption, matching } from './callable.ts';
import { type CommandDraft, type Draft, remaining } from './draft.ts';
import { type FilledOption, offers, takesAnyText } from './filled-option.ts';
import type { PopupItem } from './popup.ts';

export interface Typing {
  readonly draft: Draft;
  /** The place among the options that is typed in; behind them all is none. */
  readonly focused: number;
  /** What is typed behind them. */
  readonly rest: string;
  readonly callables: readonly Callable[];
  readonly people: readonly Person[];
  /** What the bot has offered; null while it is asked. */
  readonly offered: readonly OfferedChoice[] | null;
}

export interface Suggestion extends PopupItem {
  readonly pick:
    | { readonly callable: Callable }
    | { readonly option: KnownOption }
    | { readonly choice: OfferedChoice };
}

export function suggestions(typing: Typing): readonly Suggestion[] {
  const { draft, callables } = typing;
  const current = currentOption(typing);
  if (draft.kind === 'command')
    return current === undefined ? optionsLeft(draft, typing) : choices(current, typing);
  if (!draft.text.startsWith('/')) return [];
  return matching(callables, draft.text).map((callable) => ({
    label: `/${callable.label}`,
    detail: callable.options.map(({ label, required }) => (required ? label : `${label}?`)).join('  '),
    description: callable.description,
    pick: { callable },
  }));
}

/** The option that is being typed in. */
export function currentOption({ draft, focused }: Typing): FilledOption | undefined {
  return draft.kind === 'command' ? draft.filled[focused] : undefined;
}

function optionsLeft(draft: CommandDraft, { rest }: Typing): readonly Suggestion[] {
  const typed = rest.trim().toLowerCase();
  return remaining(draft)
    .filter(({ label }) => label.toLowerCase().startsWith(typed))
    .map((option) => ({
      label: option.label,
      detail: '',
      description: option.description,
      pick: { option },
    }));
}

function choices(current: FilledOption, { offered, people }: Typing): readonly Suggestion[] {
  // What was picked needs no list any more.
  if (current.picked !== null) return [];
  const all = current.option.autocomplete ? (offered ?? []) : offers(current, people);
  return all.map((choice) => ({ label: choice.name, detail: '', description: '', pick: { choice } }));
}

export function listTitle(typing: Typing): string {
  if (typing.draft.kind === 'text') return 'Commands';
  const option = currentOption(typing)?.option;
  return option === undefined ? 'Optional options' : `${option.label}: ${option.description}`;
}

/** What a list without anything in it says; null where there is no need of one. */
export function emptyWords(typing: Typing): string | null {
  const { draft, offered } = typing;
  if (draft.kind === 'text') return draft.text.startsWith('/') ? 'No command is called so.' : null;
  const current = currentOption(typing);
  if (current === undefined || current.picked !== null) return null;
  if (current.option.autocomplete && offered === null) return 'Loading options …';
  return takesAnyText(current.option) ? 'Type a value.' : 'Nothing matches.';
}
