// What Discord is told of the commands, and whether it knows it already. Commands are registered in bulk and only
// when something differs: an overwrite makes every client fetch its list again.
import type {
  APIApplicationCommandBasicOption,
  APIApplicationCommandOption,
  APIApplicationCommandSubcommandOption,
  RESTPutAPIApplicationCommandsJSONBody,
} from 'discord-api-types/v10';
import type {
  Command,
  Described,
  NumberOption,
  Option,
  OptionChoice,
  Subcommand,
  SubcommandGroup,
} from './command.ts';
import { OPTION_TYPES } from './options.ts';

export type CommandData = RESTPutAPIApplicationCommandsJSONBody[number];

const CONTEXTS = { guild: 0, direct: 1, 'private-channel': 2 } as const;
const GUILD_INSTALL = 0;

/** The body of the bulk overwrite. A command of one guild has no contexts: Discord ignores them there. */
export function registrationData<Context>(
  commands: readonly Command<Context>[],
  scope: 'global' | 'guild' = 'global',
): CommandData[] {
  return commands.map((command) => {
    const { contexts = ['guild', 'direct'], defaultMemberPermissions } = command;
    return {
      type: 1,
      ...described(command),
      options: topOptions(command),
      default_member_permissions: defaultMemberPermissions?.toString() ?? null,
      ...(scope === 'global' && {
        contexts: contexts.map((context) => CONTEXTS[context]),
        integration_types: [GUILD_INSTALL],
      }),
    };
  });
}

function topOptions<Context>(command: Command<Context>): APIApplicationCommandOption[] {
  if (command.subcommands !== undefined) return command.subcommands.map(subcommandData);
  return command.options?.map(optionData) ?? [];
}

function described({ name, nameLocalizations, description, descriptionLocalizations }: Described) {
  return {
    name,
    description,
    ...(nameLocalizations && { name_localizations: nameLocalizations }),
    ...(descriptionLocalizations && { description_localizations: descriptionLocalizations }),
  };
}

function subcommandData<Context>(
  child: Subcommand<Context> | SubcommandGroup<Context>,
): APIApplicationCommandOption {
  if (!('subcommands' in child)) return leafData(child);
  return { type: 2, ...described(child), options: child.subcommands.map(leafData) };
}

function leafData<Context>(child: Subcommand<Context>): APIApplicationCommandSubcommandOption {
  return { type: 1, ...described(child), options: child.options?.map(optionData) ?? [] };
}

function optionData(option: Option): APIApplicationCommandBasicOption {
  const base = { ...described(option), ...(option.required && { required: true }) };
  switch (option.type) {
    case 'string':
      return {
        type: OPTION_TYPES.string,
        ...base,
        ...(option.minLength !== undefined && { min_length: option.minLength }),
        ...(option.maxLength !== undefined && { max_length: option.maxLength }),
        ...suggestions<string>(option),
      };
    case 'integer':
      return { type: OPTION_TYPES.integer, ...base, ...bounds(option), ...suggestions<number>(option) };
    case 'number':
      return { type: OPTION_TYPES.number, ...base, ...bounds(option), ...suggestions<number>(option) };
    default:
      return { type: OPTION_TYPES[option.type], ...base };
  }
}

function bounds({ minValue, maxValue }: NumberOption) {
  return {
    ...(minValue !== undefined && { min_value: minValue }),
    ...(maxValue !== undefined && { max_value: maxValue }),
  };
}

function suggestions<Value>(option: {
  readonly choices?: readonly OptionChoice<Value>[];
  readonly autocomplete?: boolean;
}): { autocomplete: true } | { choices?: { name: string; value: Value }[] } {
  if (option.autocomplete) return { autocomplete: true };
  if (option.choices === undefined) return {};
  return {
    choices: option.choices.map(({ name, nameLocalizations, value }) => ({
      name,
      value,
      ...(nameLocalizations && { name_localizations: nameLocalizations }),
    })),
  };
}

/** Names of what a registration would change. */
export interface RegistrationChanges {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

export function registrationChanges(
  present: readonly unknown[],
  wanted: readonly CommandData[],
): RegistrationChanges {
  const before = byName(present);
  const after = byName(wanted);
  const names = [...after.keys()];
  return {
    added: names.filter((name) => !before.has(name)),
    changed: names.filter((name) => before.has(name) && before.get(name) !== after.get(name)),
    removed: [...before.keys()].filter((name) => !after.has(name)),
  };
}

/** Whether Discord would know the same commands from both, in whatever order and whatever it adds of its own. */
export function sameRegistration(present: readonly unknown[], wanted: readonly CommandData[]): boolean {
  const { added, changed, removed } = registrationChanges(present, wanted);
  return added.length + changed.length + removed.length === 0;
}

/** Each command in one canonical text. A command's name is unique per type only. */
function byName(commands: readonly unknown[]): Map<string, string> {
  const texts = new Map<string, string>();
  for (const command of commands) {
    if (!isObject(command)) continue;
    const { type = 1, name } = command;
    const key = type === 1 ? String(name) : `${name} (type ${type})`;
    texts.set(key, JSON.stringify(canonical(command, COMMAND_KEYS)));
  }
  return texts;
}

const TEXT_KEYS = ['type', 'name', 'name_localizations', 'description', 'description_localizations'];
const COMMAND_KEYS = [...TEXT_KEYS, 'options', 'default_member_permissions', 'contexts', 'integration_types'];
const OPTION_KEYS = [
  ...TEXT_KEYS,
  'options',
  'required',
  'choices',
  'autocomplete',
  'channel_types',
  'min_value',
  'max_value',
  'min_length',
  'max_length',
];
const CHOICE_KEYS = ['name', 'name_localizations', 'value'];

/**
 * The keys that count, in one order. Whether Discord writes out a default (false, null, an empty list or map,
 * installation in guilds only) or leaves it away makes no difference.
 */
function canonical(value: Record<string, unknown>, keys: readonly string[]): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const key of keys) {
    const field = value[key];
    if (isDefault(key, field)) continue;
    if (key === 'options') result[key] = canonicalList(field, OPTION_KEYS);
    else if (key === 'choices') result[key] = canonicalList(field, CHOICE_KEYS);
    else if (key.endsWith('_localizations') && isObject(field)) result[key] = Object.entries(field).sort();
    else if (Array.isArray(field)) result[key] = [...field].sort();
    else result[key] = field;
  }
  return result;
}

function canonicalList(list: unknown, keys: readonly string[]): unknown {
  return Array.isArray(list) ? list.filter(isObject).map((item) => canonical(item, keys)) : list;
}

function isDefault(key: string, field: unknown): boolean {
  if (field === undefined || field === null) return true;
  // A choice's value may be false of nature: 0 and the empty string are values.
  if (field === false) return true;
  if (key === 'integration_types') return JSON.stringify(field) === JSON.stringify([GUILD_INSTALL]);
  if (key === 'type') return false;
  if (Array.isArray(field)) return field.length === 0;
  return isObject(field) && Object.keys(field).length === 0;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
