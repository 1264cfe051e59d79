// What stands in the composer, as values: a line of text, or a command with the options that are being filled in.
import type { Callable, KnownOption } from './callable.ts';
import type { FilledOption } from './filled-option.ts';

export interface TextDraft {
  readonly kind: 'text';
  readonly text: string;
}

export interface CommandDraft {
  readonly kind: 'command';
  readonly callable: Callable;
  /** The required ones, and those that were added, in the order of the line. */
  readonly filled: readonly FilledOption[];
}

export type Draft = TextDraft | CommandDraft;

/** The place behind the options, where another one is begun. */
export const REST = -1;

export const EMPTY: TextDraft = { kind: 'text', text: '' };

export function begun(callable: Callable): CommandDraft {
  const filled = callable.options.filter(({ required }) => required).map(blank);
  return { kind: 'command', callable, filled };
}

function blank(option: KnownOption): FilledOption {
  return { option, text: '', picked: null };
}

/** Optional ones that are not in the line yet. */
export function remaining({ callable, filled }: CommandDraft): readonly KnownOption[] {
  return callable.options.filter((option) => !filled.some((each) => each.option === option));
}

export function withOption(draft: CommandDraft, option: KnownOption): CommandDraft {
  return { ...draft, filled: [...draft.filled, blank(option)] };
}

function withoutOption(draft: CommandDraft, place: number): CommandDraft {
  return { ...draft, filled: draft.filled.filter((_, index) => index !== place) };
}

/** What stands before an empty place goes: an option that need not be, in the end the command itself. */
export function takenBack(
  draft: CommandDraft,
  focused: number,
): { readonly draft: Draft; readonly focused: number } {
  const { filled, callable } = draft;
  const last = filled.length - 1;
  if (focused === REST && last >= 0) return { draft, focused: last };
  const each = filled[focused];
  if (each !== undefined && !each.option.required)
    return { draft: withoutOption(draft, focused), focused: REST };
  if (focused > 0) return { draft, focused: focused - 1 };
  return { draft: { kind: 'text', text: `/${callable.label}` }, focused: REST };
}

export function typedInto(
  draft: CommandDraft,
  place: number,
  change: Pick<FilledOption, 'text' | 'picked'>,
): CommandDraft {
  return {
    ...draft,
    filled: draft.filled.map((each, index) => (index === place ? { ...each, ...change } : each)),
  };
}

/** The same command among others: in another language, or for another reader; null where it is not among them. */
export function boundTo(
  { callable: old, filled }: CommandDraft,
  callables: readonly Callable[],
): CommandDraft | null {
  const path = pathOf(old);
  const callable = callables.find((each) => pathOf(each) === path);
  if (callable === undefined) return null;
  const bound = filled.flatMap((each) => {
    const option = callable.options.find(({ name }) => name === each.option.name);
    return option ? [{ ...each, option }] : [];
  });
  return { kind: 'command', callable, filled: bound };
}

function pathOf({ command, steps }: Callable): string {
  return [command, ...steps.map(({ name }) => name)].join(' ');
}

/** A whole line as it may be pasted, `/profile player:Foo`; null while it names no command for certain. */
export function commandOf(line: string, callables: readonly Callable[]): CommandDraft | null {
  const text = line.replace(/^\s*\//, '');
  if (text === line) return null;
  const [callable] = callables
    .filter(({ label }) => text.toLowerCase().startsWith(`${label.toLowerCase()} `))
    .toSorted((one, other) => other.label.length - one.label.length);
  if (callable === undefined) return null;
  return filledFrom(text.slice(callable.label.length + 1), begun(callable));
}

function filledFrom(text: string, draft: CommandDraft): CommandDraft {
  const { options } = draft.callable;
  const names = options.map(({ label }) => label.replaceAll(/[$()*+./?[\\\]^{|}]/g, '\\$&')).join('|');
  if (names === '') return draft;
  const pieces = [...text.matchAll(new RegExp(`(?:^|\\s)(${names}):`, 'giu'))];
  return pieces.reduce((made, piece, index) => {
    const option = options.find(({ label }) => label.toLowerCase() === piece[1]?.toLowerCase());
    if (option === undefined) return made;
    const value = text.slice(piece.index + piece[0].length, pieces[index + 1]?.index ?? text.length).trim();
    const has = made.filled.some((each) => each.option === option);
    const wide = has ? made : withOption(made, option);
    const place = wide.filled.findIndex((each) => each.option === option);
    return typedInto(wide, place, { text: value, picked: null });
  }, draft);
}
