// What can be called by typing a slash: every plain command and every sub-command, as Discord lists them for one reader:
// in his language, and only those that he may see.
import type { SentOption } from '../../sent-interaction.ts';
import type { CommandData } from '../protocol.ts';

/** What is used of an option as Discord is told of it. */
export interface KnownOption {
  readonly name: string;
  /** In the reader's language. */
  readonly label: string;
  readonly description: string;
  readonly type: number;
  readonly required: boolean;
  readonly autocomplete: boolean;
  readonly choices: readonly { readonly name: string; readonly value: string | number }[];
  readonly minValue: number | null;
  readonly maxValue: number | null;
  readonly minLength: number | null;
  readonly maxLength: number | null;
}

export interface Callable {
  /** `admin season close`, in the reader's language. */
  readonly label: string;
  readonly description: string;
  readonly command: string;
  /** Group and sub-command, as Discord sends them. */
  readonly steps: readonly { readonly name: string; readonly type: number }[];
  /** Required ones first, as they are told to Discord. */
  readonly options: readonly KnownOption[];
}

export interface Reader {
  readonly locale: string;
  /** Discord's bits. */
  readonly permissions: bigint;
  /** In the bot's direct messages: nobody is hidden anything there. */
  readonly direct: boolean;
}

type Localized = Readonly<Partial<Record<string, string | null>>> | null | undefined;

/** What of an option's many shapes is looked at. */
interface RawOption {
  readonly type: number;
  readonly name: string;
  readonly name_localizations?: Localized;
  readonly description: string;
  readonly description_localizations?: Localized;
  readonly required?: boolean;
  readonly autocomplete?: boolean;
  readonly choices?: readonly {
    readonly name: string;
    readonly name_localizations?: Localized;
    readonly value: string | number;
  }[];
  readonly options?: readonly RawOption[];
  readonly min_value?: number;
  readonly max_value?: number;
  readonly min_length?: number;
  readonly max_length?: number;
}

const SUBCOMMAND = 1;
const SUBCOMMAND_GROUP = 2;
const ADMINISTRATOR = 0x8n;
const CONTEXT = { guild: 0, direct: 1 } as const;

export function callablesOf(commands: readonly CommandData[], reader: Reader): readonly Callable[] {
  return (commands as readonly (RawOption & CommandData)[])
    .filter((command) => isShown(command, reader))
    .flatMap((command) => leaves(command, reader, []))
    .toSorted((one, other) => one.label.localeCompare(other.label));
}

function isShown(
  { contexts, default_member_permissions: needed }: CommandData,
  { direct, permissions }: Reader,
): boolean {
  const context = direct ? CONTEXT.direct : CONTEXT.guild;
  if (contexts && !contexts.includes(context)) return false;
  if (direct || needed === null || needed === undefined) return true;
  if ((permissions & ADMINISTRATOR) !== 0n) return true;
  // None at all is for administrators alone.
  return BigInt(needed) !== 0n && (permissions & BigInt(needed)) === BigInt(needed);
}

function leaves(raw: RawOption, reader: Reader, above: readonly RawOption[]): readonly Callable[] {
  const inner = raw.options ?? [];
  const path = [...above, raw];
  if (inner.some(({ type }) => type === SUBCOMMAND || type === SUBCOMMAND_GROUP))
    return inner.flatMap((option) => leaves(option, reader, path));
  const { locale } = reader;
  return [
    {
      label: path.map((step) => localized(step.name, step.name_localizations, locale)).join(' '),
      description: localized(raw.description, raw.description_localizations, locale),
      command: path[0]?.name ?? '',
      steps: path.slice(1).map(({ name, type }) => ({ name, type })),
      options: inner.map((option) => knownOption(option, locale)),
    },
  ];
}

function knownOption(raw: RawOption, locale: string): KnownOption {
  return {
    name: raw.name,
    label: localized(raw.name, raw.name_localizations, locale),
    description: localized(raw.description, raw.description_localizations, locale),
    type: raw.type,
    required: raw.required ?? false,
    autocomplete: raw.autocomplete ?? false,
    choices: (raw.choices ?? []).map(({ name, name_localizations: names, value }) => ({
      name: localized(name, names, locale),
      value,
    })),
    minValue: raw.min_value ?? null,
    maxValue: raw.max_value ?? null,
    minLength: raw.min_length ?? null,
    maxLength: raw.max_length ?? null,
  };
}

function localized(text: string, others: Localized, locale: string): string {
  return others?.[locale] ?? text;
}

/** Options as they are sent: inside their sub-command, and that inside its group. */
export function within({ steps }: Pick<Callable, 'steps'>, options: readonly SentOption[]): SentOption[] {
  return steps.reduceRight<SentOption[]>(
    (inner, { name, type }) => [{ name, type, options: inner }],
    [...options],
  );
}

/** Those that begin so come first, then those of which a word does. */
export function matching(callables: readonly Callable[], typed: string): readonly Callable[] {
  const wanted = typed.replace(/^\//, '').trimStart().toLowerCase();
  const rank = ({ label }: Callable) => {
    const own = label.toLowerCase();
    if (own.startsWith(wanted)) return 0;
    if (own.split(' ').some((word) => word.startsWith(wanted.trimEnd()))) return 1;
    return own.includes(wanted.trimEnd()) ? 2 : 3;
  };
  return callables.filter((callable) => rank(callable) < 3).toSorted((one, other) => rank(one) - rank(other));
}
