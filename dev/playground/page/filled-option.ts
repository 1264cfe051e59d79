// An option as it is being filled in: what was typed or picked, the value it stands for, and what is wrong with it.
import type { SentOption } from '../../sent-interaction.ts';
import type { OfferedChoice, Person } from '../protocol.ts';
import type { KnownOption } from './callable.ts';
import { peopleMatching } from './names.ts';

export interface FilledOption {
  readonly option: KnownOption;
  readonly text: string;
  /** What was picked for that text, where it was. */
  readonly picked: OfferedChoice | null;
}

const OPTION = { string: 3, integer: 4, boolean: 5, user: 6, number: 10 } as const;

const BOOLEANS: readonly OfferedChoice[] = [
  { name: 'True', value: 'true' },
  { name: 'False', value: 'false' },
];
const SHOWN = 25;

export type Read = { readonly value: string | number | boolean } | { readonly problem: string };

/** What can be picked for what is typed, without asking the bot. */
export function offers({ option, text }: FilledOption, people: readonly Person[]): readonly OfferedChoice[] {
  if (option.type === OPTION.user) {
    return peopleMatching(people, text)
      .slice(0, SHOWN)
      .map(({ id, name }) => ({ name: `@${name}`, value: id }));
  }
  const all = option.type === OPTION.boolean ? BOOLEANS : option.choices;
  const wanted = text.trim().toLowerCase();
  return all.filter(({ name }) => name.toLowerCase().includes(wanted)).slice(0, SHOWN);
}

export function readOption(filled: FilledOption, people: readonly Person[]): Read {
  const { option, picked } = filled;
  const text = filled.text.trim();
  if (picked !== null) {
    return { value: option.type === OPTION.boolean ? picked.value === 'true' : picked.value };
  }
  if (text === '') return { problem: 'This option needs a value.' };
  if (option.type === OPTION.user) return readPerson(text, people);
  if (option.type === OPTION.boolean || option.choices.length > 0) {
    const found = offers({ ...filled, text: '' }, people).find(
      ({ name }) => name.toLowerCase() === text.toLowerCase(),
    );
    if (found === undefined) return { problem: 'Choose one of the list.' };
    return { value: option.type === OPTION.boolean ? found.value === 'true' : found.value };
  }
  if (option.type === OPTION.integer || option.type === OPTION.number) return readNumber(text, option);
  return readText(text, option);
}

function readPerson(text: string, people: readonly Person[]): Read {
  const id = /^(?:<@!?)?(\d{15,20})>?$/.exec(text)?.[1];
  if (id !== undefined) return { value: id };
  const wanted = text.replace(/^@/, '').toLowerCase();
  const found = people.find(({ name }) => name.toLowerCase() === wanted);
  return found ? { value: found.id } : { problem: 'Choose a member of the list.' };
}

function readNumber(text: string, { type, minValue, maxValue }: KnownOption): Read {
  const number = Number(text);
  if (!Number.isFinite(number)) return { problem: 'Type a number.' };
  if (type === OPTION.integer && !Number.isSafeInteger(number)) return { problem: 'Type a whole number.' };
  if (minValue !== null && number < minValue) return { problem: `At least ${minValue}.` };
  if (maxValue !== null && number > maxValue) return { problem: `At most ${maxValue}.` };
  return { value: number };
}

function readText(text: string, { minLength, maxLength }: KnownOption): Read {
  if (minLength !== null && text.length < minLength) return { problem: `At least ${minLength} characters.` };
  if (maxLength !== null && text.length > maxLength) return { problem: `At most ${maxLength} characters.` };
  return { value: text };
}

/** Whether nothing limits what may be typed but its length. */
export function takesAnyText({ autocomplete, choices, type }: KnownOption): boolean {
  return !autocomplete && choices.length === 0 && type !== OPTION.user && type !== OPTION.boolean;
}

/** All of them as they are sent; null as long as one is wrong or missing. */
export function sentOptions(
  filled: readonly FilledOption[],
  people: readonly Person[],
): readonly SentOption[] | null {
  const read = filled.map((each) => ({ ...each, read: readOption(each, people) }));
  if (read.some(({ read: result }) => 'problem' in result)) return null;
  return read.flatMap(({ option: { name, type }, read: result }) =>
    'value' in result ? [{ name, type, value: result.value }] : [],
  );
}

/** The first that is wrong or missing. */
export function firstProblem(
  filled: readonly FilledOption[],
  people: readonly Person[],
): { readonly place: number; readonly words: string } | null {
  for (const [place, each] of filled.entries()) {
    const read = readOption(each, people);
    if ('problem' in read) return { place, words: `${each.option.label}: ${read.problem}` };
  }
  return null;
}

/** As they are sent while one is typed: what is not right yet is left out. */
export function typedOptions(
  filled: readonly FilledOption[],
  focused: FilledOption,
  people: readonly Person[],
): readonly SentOption[] {
  return filled.flatMap((each): SentOption[] => {
    const { name, type } = each.option;
    if (each === focused) return [{ name, type, value: each.text, focused: true }];
    const read = readOption(each, people);
    return 'value' in read ? [{ name, type, value: read.value }] : [];
  });
}
