// Reads a command as one types it into Discord: `/command sub-command option:value other:"two words"`, against the
// very data that Discord is told, so that names, types and choices are checked as Discord checks them.
import type { CommandData } from '../../src/discord/registration.ts';
import { isSnowflake } from '../../src/discord/snowflake.ts';
import { Obstacle } from '../obstacle.ts';
import type { SentOption } from '../sent-interaction.ts';

export interface TypedCommand {
  readonly name: string;
  readonly options: readonly SentOption[];
}

/** What is used here of an option as Discord is told of it. */
interface KnownOption {
  readonly name: string;
  readonly type: number;
  readonly required?: boolean;
  readonly autocomplete?: boolean;
  readonly choices?: readonly { readonly name: string; readonly value: string | number }[];
  readonly options?: readonly KnownOption[];
}

const SUBCOMMAND = 1;
const SUBCOMMAND_GROUP = 2;

/** `complete`: the last option is still being typed. */
export function parseCommandLine(
  text: string,
  commands: readonly CommandData[],
  { complete = false } = {},
): TypedCommand {
  const { word: name, rest } = firstWord(text.trim().replace(/^\//, ''));
  const command = commands.find((candidate) => candidate.name === name && (candidate.type ?? 1) === 1);
  if (!command) throw new Obstacle(`There is no /${name}. There are: ${listed(commands, '/')}`);
  const known = 'options' in command ? ((command.options ?? []) as readonly KnownOption[]) : [];
  return { name, options: parseLevel(`/${name}`, rest, known, complete) };
}

function parseLevel(
  path: string,
  text: string,
  known: readonly KnownOption[],
  complete: boolean,
): SentOption[] {
  const isFamily = known.some(({ type }) => type === SUBCOMMAND || type === SUBCOMMAND_GROUP);
  if (!isFamily) return parseOptions(path, text, known, complete);
  const { word, rest } = firstWord(text);
  const child = known.find(({ name }) => name === word);
  if (!child) throw new Obstacle(`${path} needs one of: ${listed(known)}`);
  const options = parseLevel(`${path} ${word}`, rest, child.options ?? [], complete);
  return [{ name: child.name, type: child.type, options }];
}

function parseOptions(
  path: string,
  text: string,
  known: readonly KnownOption[],
  complete: boolean,
): SentOption[] {
  const typed = splitOptions(path, text, known);
  const given = typed.map(({ option, value }, index): SentOption => {
    const { name, type } = option;
    if (!complete || index < typed.length - 1) return { name, type, value: readValue(path, option, value) };
    if (!option.autocomplete) throw new Obstacle(`${path} ${name}: has no autocomplete`);
    return { name, type, value, focused: true };
  });
  if (complete && given.length === 0) {
    throw new Obstacle(
      `Name the option to complete, such as ${path} ${known.find((o) => o.autocomplete)?.name ?? 'option'}:`,
    );
  }
  const missing = complete
    ? []
    : known.filter(({ name, required }) => required && !given.some((o) => o.name === name));
  if (missing.length > 0) throw new Obstacle(`${path} needs ${listed(missing, '', ':')}`);
  return given;
}

/** As in Discord's composer a value runs up to the next option's name; quotes keep it together. */
function splitOptions(path: string, text: string, known: readonly KnownOption[]) {
  const names = known.map(({ name }) => name);
  const start = new RegExp(`(?:^|\\s)(${names.map(escaped).join('|') || '$^'}):`, 'gu');
  const typed: { option: KnownOption; value: string }[] = [];
  let at = 0;
  const rest = text.trim();
  while (at < rest.length) {
    start.lastIndex = at;
    const found = start.exec(rest);
    const option = known.find(({ name }) => name === found?.[1]);
    if (!found || !option || rest.slice(at, found.index).trim() !== '') {
      const options = known.length === 0 ? 'takes no options' : `takes ${listed(known, '', ':')}`;
      throw new Obstacle(`"${rest.slice(at, found?.index).trim()}" is not understood: ${path} ${options}`);
    }
    const begin = found.index + found[0].length;
    const quoted = /^\s*"((?:[^"\\]|\\.)*)"/u.exec(rest.slice(begin));
    const next = quoted ? null : start.exec(rest);
    const end = quoted ? begin + quoted[0].length : (next?.index ?? rest.length);
    const value = quoted ? (quoted[1] ?? '').replaceAll(/\\(.)/gu, '$1') : rest.slice(begin, end).trim();
    if (typed.some((other) => other.option === option))
      throw new Obstacle(`${path}: ${option.name} is given twice`);
    typed.push({ option, value });
    at = end;
  }
  return typed;
}

function readValue(path: string, option: KnownOption, text: string): string | number | boolean {
  const refuse = (what: string) => new Obstacle(`${path} ${option.name}: takes ${what}, not "${text}"`);
  if (option.choices && option.choices.length > 0) {
    const wanted = text.toLowerCase();
    const choice = option.choices.find(
      ({ name, value }) => name.toLowerCase() === wanted || String(value).toLowerCase() === wanted,
    );
    if (!choice) throw refuse(`one of ${option.choices.map(({ name }) => `"${name}"`).join(', ')}`);
    return choice.value;
  }
  // Discord's numbers of the types.
  switch (option.type) {
    case 4:
      if (!/^-?\d+$/.test(text)) throw refuse('a whole number');
      return Number(text);
    case 10:
      if (text === '' || !Number.isFinite(Number(text))) throw refuse('a number');
      return Number(text);
    case 5:
      if (!/^(true|false)$/i.test(text)) throw refuse('True or False');
      return text.toLowerCase() === 'true';
    case 6:
    case 7:
    case 8:
    case 9: {
      const id = /^(?:<(?:@[!&]?|#))?(\d+)>?$/.exec(text)?.[1];
      if (id === undefined || !isSnowflake(id))
        throw refuse('an id or a mention such as <@100000000000000001>');
      return id;
    }
    default:
      return text;
  }
}

function firstWord(text: string): { word: string; rest: string } {
  const [, word = '', rest = ''] = /^\s*(\S*)\s*([\s\S]*)$/u.exec(text) ?? [];
  return { word, rest };
}

function listed(items: readonly { readonly name: string }[], before = '', after = ''): string {
  return items.map(({ name }) => `${before}${name}${after}`).join(', ');
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
