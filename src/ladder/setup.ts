// What a player tells of himself when he sets himself up, and the rules for it. Says everything that is wrong at once,
// so that a form is not sent back for one thing at a time.
import { isCountryCode } from './country.ts';
import type { Game } from './game.ts';
import { type Length, MOST_NAME_POINTS, nameKey } from './player.ts';

/** As typed; what is optional may be empty. */
export interface SetupForm {
  readonly displayName: string;
  readonly battleTag: string;
  readonly alternateNames: readonly [string, string];
  /** Null: not chosen yet. */
  readonly country: string | null;
  readonly region: string | null;
}

/** As it is kept. */
export interface Setup {
  readonly displayName: string;
  readonly displayNameKey: string;
  /** Null in a game without one. */
  readonly battleTag: string | null;
  /** Those given, without gaps. */
  readonly alternateNames: readonly [string | null, string | null];
  readonly country: string;
  readonly region: string;
}

export type SetupField =
  | 'displayName'
  | 'battleTag'
  | 'alternateName1'
  | 'alternateName2'
  | 'country'
  | 'region';

export type SetupProblem = { readonly field: SetupField } & (
  | { readonly problem: 'length'; readonly least: number; readonly most: number }
  /** Of a display name: something that is no letter. Of another: something that cannot be seen. */
  | { readonly problem: 'letters' }
  /** Of a BattleTag: name#digits. */
  | {
      readonly problem: 'form';
      readonly mostName: number;
      readonly leastDigits: number;
      readonly mostDigits: number;
    }
  | { readonly problem: 'same'; readonly as: SetupField }
  | { readonly problem: 'missing' }
);

export type CheckedSetup =
  | { readonly ok: true; readonly setup: Setup }
  | { readonly ok: false; readonly problems: readonly SetupProblem[] };

export function checkSetup(
  form: SetupForm,
  { names, regions }: Pick<Game, 'names' | 'regions'>,
): CheckedSetup {
  const { displayName, battleTag, alternate1, alternate2 } = read(form, names);
  const { country, region } = form;
  const countryKnown = country !== null && isCountryCode(country);
  const regionKnown = region !== null && regions.some(({ id }) => id === region);
  const problems: SetupProblem[] = [
    ...typedProblems(form, names),
    ...(countryKnown ? [] : [{ field: 'country', problem: 'missing' } as const]),
    ...(regionKnown ? [] : [{ field: 'region', problem: 'missing' } as const]),
  ];
  if (problems.length > 0 || !countryKnown || !regionKnown) return { ok: false, problems };
  const [given1 = null, given2 = null] = [alternate1, alternate2].filter((name) => name !== '');
  return {
    ok: true,
    setup: {
      displayName,
      displayNameKey: nameKey(displayName),
      battleTag,
      alternateNames: [given1, given2],
      country,
      region,
    },
  };
}

/** What is wrong with what was typed; country and region are chosen afterwards. */
export function typedProblems(form: SetupForm, names: Game['names']): readonly SetupProblem[] {
  const { displayName, battleTag, alternate1, alternate2 } = read(form, names);
  return [
    ...displayProblems(displayName, names.display),
    ...(battleTag === null ? [] : battleTagProblems(battleTag, names.battleTag)),
    ...alternateProblems('alternateName1', alternate1, names.alternate),
    ...alternateProblems('alternateName2', alternate2, names.alternate),
    ...sameProblems({ displayName, alternateName1: alternate1, alternateName2: alternate2 }),
  ];
}

/** How much is kept of what was typed into a field before it passes, in UTF-16 units: twice what can pass at all. */
export const TYPED_LENGTH = 100;

/**
 * As it is kept until it is confirmed: fit for PostgreSQL, and without what the game does not ask for. The rules say
 * of it what they say of what was typed.
 */
export function tidyForm(form: SetupForm, { battleTag }: Game['names']): SetupForm {
  const kept = (typed: string) =>
    tidy(typed.replaceAll('\0', '').toWellFormed()).slice(0, TYPED_LENGTH).toWellFormed();
  const [one, other] = form.alternateNames;
  return {
    ...form,
    displayName: kept(form.displayName),
    battleTag: battleTag ? kept(form.battleTag) : '',
    alternateNames: [kept(one), kept(other)],
  };
}

function read(form: SetupForm, names: Game['names']) {
  return {
    displayName: tidy(form.displayName),
    battleTag: names.battleTag ? tidy(form.battleTag) : null,
    alternate1: tidy(form.alternateNames[0]),
    alternate2: tidy(form.alternateNames[1]),
  };
}

/** One spelling for what looks the same. */
function tidy(typed: string): string {
  return typed.normalize('NFC').trim().replaceAll(/\s+/gu, ' ');
}

let letters: Intl.Segmenter | undefined;

/** In letters, as a reader counts them. */
function lengthOf(name: string): number {
  // Making it is a tenth of an isolate's start, and few isolates see a name.
  letters ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  return [...letters.segment(name)].length;
}

function isWithin(name: string, { least, most }: Length): boolean {
  const length = lengthOf(name);
  return length >= least && length <= most && [...name].length <= MOST_NAME_POINTS;
}

function lengthProblems(field: SetupField, name: string, length: Length): readonly SetupProblem[] {
  return isWithin(name, length) ? [] : [{ field, problem: 'length', ...length }];
}

/**
 * Letters of any script, with the marks that belong to them; no more marks than any script piles up. Some that Unicode
 * calls letters or marks (Hangul fillers, variation selectors) show nothing: two names could look the same.
 */
const onlyLetters = /^(?:(?!\p{DI})\p{L}(?:(?!\p{DI})\p{M}){0,4})*$/u;

function displayProblems(name: string, length: Length): readonly SetupProblem[] {
  const field = 'displayName';
  if (name === '') return [{ field, problem: 'missing' }];
  const wrong = onlyLetters.test(name) ? [] : [{ field, problem: 'letters' } as const];
  return [...lengthProblems(field, name, length), ...wrong];
}

/** All that can be seen, and the joiners that some scripts, and emoji, are not written without. U+2800 is an empty symbol. */
const seen =
  /^(?:(?:(?![\p{DI}\u2800])[\p{L}\p{N}\p{P}\p{S} ]|\u200c|\u200d|\ufe0f)(?:(?!\p{DI})\p{M}){0,4})*$/u;

function alternateProblems(field: SetupField, name: string, length: Length): readonly SetupProblem[] {
  if (name === '') return [];
  const wrong = seen.test(name) ? [] : [{ field, problem: 'letters' } as const];
  return [...lengthProblems(field, name, length), ...wrong];
}

function battleTagProblems(tag: string, rule: Game['names']['battleTag']): readonly SetupProblem[] {
  const field = 'battleTag';
  if (rule === null) return [];
  if (tag === '') return [{ field, problem: 'missing' }];
  const [, name = '', digits = ''] = /^([\p{L}\p{N}\p{M}]+)#([0-9]+)$/u.exec(tag) ?? [];
  const fits =
    isWithin(name, rule.name) && digits.length >= rule.digits.least && digits.length <= rule.digits.most;
  if (fits) return [];
  const {
    name: { most: mostName },
    digits: { least: leastDigits, most: mostDigits },
  } = rule;
  return [{ field, problem: 'form', mostName, leastDigits, mostDigits }];
}

function sameProblems(
  names: Readonly<Record<'displayName' | 'alternateName1' | 'alternateName2', string>>,
): readonly SetupProblem[] {
  const problems: SetupProblem[] = [];
  const before: { field: SetupField; key: string }[] = [];
  for (const field of ['displayName', 'alternateName1', 'alternateName2'] as const) {
    const key = nameKey(names[field]);
    if (key === '') continue;
    const same = before.find((earlier) => earlier.key === key);
    if (same) problems.push({ field, problem: 'same', as: same.field });
    before.push({ field, key });
  }
  return problems;
}
