// Whether Discord would accept a registration: the bulk overwrite of an application's commands.
import * as spec from 'discord-api-spec/zod';
import { checkChoiceTexts } from './choice.ts';
import {
  asLines,
  type Complain,
  type Complaint,
  checkSchema,
  checkUnique,
  complaintsOf,
  isBlank,
  type Json,
  list,
  object,
  wire,
  within,
} from './complaint.ts';

const COMMANDS = 100;
/** Names, descriptions and choice values of one command, together. */
const COMMAND_LENGTH = 8000;

/** The body of the bulk overwrite of commands. */
export function checkCommands(body: unknown): string[] {
  return asLines(commandComplaints(body));
}

export function commandComplaints(body: unknown): Complaint[] {
  return complaintsOf((complain) => {
    const commands = list(wire(body));
    if (!Array.isArray(body)) complain('', 'the body is a list');
    if (commands.length > COMMANDS) complain('', `${commands.length} commands, at most ${COMMANDS}`);
    checkUnique(commands, 'name', '', complain);
    commands.forEach((command, index) => {
      const path = `[${index}]`;
      checkSchema(
        spec.ApplicationCommandUpdateRequestSchema,
        withNumericRights(command),
        within(path, complain),
      );
      checkDescribed(command, path, complain);
      checkOptions(command, path, 0, complain);
      const length = commandLength(command);
      if (length > COMMAND_LENGTH) complain(path, `${length} characters in all, at most ${COMMAND_LENGTH}`);
    });
  });
}

/** Rights are text in Discord's documentation and in what it gives back, a number in its description; it takes both. */
function withNumericRights(command: Json): Json {
  const rights = command.default_member_permissions;
  return typeof rights === 'string' && /^\d+$/.test(rights)
    ? { ...command, default_member_permissions: Number(rights) }
    : command;
}

// Discord's own pattern for the names of commands and options, which are in lower case besides.
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const LOCALES = new Set(
  (
    'id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th ' +
    'zh-CN ja zh-TW ko'
  ).split(' '),
);

function checkDescribed(item: Json, path: string, complain: Complain): void {
  const localized = object(item.name_localizations);
  for (const name of [item.name, ...Object.values(localized)]) {
    const text = String(name);
    if (!NAME.test(text) || text !== text.toLowerCase()) complain(path, `"${text}" cannot be a name`);
  }
  if (isBlank(item.description)) complain(path, 'a description is needed');
  for (const locale of [...Object.keys(localized), ...Object.keys(object(item.description_localizations))]) {
    if (!LOCALES.has(locale)) complain(path, `no locale is called "${locale}"`);
  }
}

const isNesting = (option: Json) => option.type === 1 || option.type === 2;

function checkOptions(parent: Json, path: string, depth: number, complain: Complain): void {
  const options = list(parent.options);
  checkUnique(options, 'name', path, complain);
  if (options.some(isNesting) && !options.every(isNesting)) complain(path, 'options beside sub-commands');
  const firstOptional = options.findIndex((option) => option.required !== true);
  if (firstOptional >= 0 && options.slice(firstOptional).some((option) => option.required === true)) {
    complain(path, 'a required option after one that is not');
  }
  if (parent.type === 2 && depth > 0 && options.length === 0) complain(path, 'a group without sub-commands');
  options.forEach((option, index) => {
    const inner = `${path}.options.${index}`;
    checkDescribed(option, inner, complain);
    if (option.type === 2 && depth > 0) complain(inner, 'a group within another');
    if (option.type === 1 && parent.type === 1 && depth > 0) complain(inner, 'a sub-command within another');
    if (isNesting(option)) checkOptions(option, inner, depth + 1, complain);
    const choices = list(option.choices);
    if (choices.length > 0 && option.autocomplete === true) complain(inner, 'choices and autocomplete');
    checkUnique(choices, 'name', inner, complain);
    checkUnique(choices, 'value', inner, complain);
    checkChoiceTexts(choices, `${inner}.choices`, complain);
  });
}

/** Documented: of a text that is translated, the longest counts. */
function commandLength(item: Json): number {
  const own =
    longest(item.name, item.name_localizations) +
    longest(item.description, item.description_localizations) +
    longest(item.value, null);
  const children = [...list(item.options), ...list(item.choices)];
  return children.reduce((sum, child) => sum + commandLength(child), own);
}

function longest(text: unknown, translations: unknown): number {
  const texts = [text, ...Object.values(object(translations))];
  return Math.max(...texts.map((each) => (typeof each === 'string' ? each.length : 0)));
}
