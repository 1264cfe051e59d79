// Who a page is made for: his language, and everything that is written differently in each. Dates are UTC, because
// who reads a kept page may be anywhere.
import type { Game } from '../ladder/game.ts';
import { countryName } from '../messages/country.ts';
import { regionName } from '../messages/region.ts';
import { percent, signed, wholeNumber } from '../messages/words.ts';
import { languageNamed, negotiated } from './language.ts';
import type { Language, Words } from './words/index.ts';

export type Query = Readonly<Record<string, string | number | null | undefined>>;

/** A language without forms of its own for a number has them all alike. */
export interface Plural {
  readonly one: (count: string) => string;
  readonly other: (count: string) => string;
}

export interface Reader {
  readonly language: Language;
  readonly words: Words;
  readonly game: Game;
  /** All that pages depend on of a reader, in few letters. */
  readonly key: string;
  /** An address of ours, which keeps the language where it was chosen by address. */
  link(path: string, query?: Query): string;
  number(value: number): string;
  /** A change: +17, −3, 0. */
  signed(value: number): string;
  /** A share of one: 61%. */
  percent(share: number): string;
  /** With its unit, in words: 45 seconds. */
  unit(value: number, unit: 'second' | 'minute' | 'hour' | 'day'): string;
  /** In the form that the number takes in this language. */
  plural(forms: Plural, value: number): string;
  country(code: string): string;
  /** Null for one that the game does not have. */
  region(id: string | null): string | null;
  /** Names, by the ids of the game's data; the id itself where the data has lost it. */
  faction(id: string): string;
  map(id: string): string;
  server(id: string): string;
  /** `Nov 25, 2026`. */
  day(at: Date): string;
  /** Without the year, where that is plain at `now`: `Nov 25`. */
  recentDay(at: Date, now: Date): string;
  /** With the time of day. */
  moment(at: Date): string;
  /** Short: Nov, Mon. */
  month(at: Date): string;
  weekday(at: Date): string;
}

export function readerOf(
  game: Game,
  asked: { readonly lang: string | undefined; readonly acceptLanguage: string | undefined },
): Reader {
  const chosen = languageNamed(asked.lang);
  const language = chosen ?? negotiated(asked.acceptLanguage);
  const { locale, tag, words } = language;
  const nameIn = (list: readonly { readonly id: string; readonly name: string }[]) => (id: string) =>
    list.find((one) => one.id === id)?.name ?? id;
  return {
    language,
    words,
    game,
    key: chosen ? `${tag}!` : tag,
    link: (path, query = {}) => address(path, chosen ? { lang: tag, ...query } : query),
    number: (value) => wholeNumber(value, locale),
    // The minus sign is as wide as the plus, and read as one.
    signed: (value) => signed(value, locale).replace('-', '−'),
    percent: (share) => percent(share, locale),
    unit: (value, unit) => unitFormat(locale, unit).format(value),
    plural: ({ one, other }, value) =>
      (pluralRules(locale).select(value) === 'one' ? one : other)(wholeNumber(value, locale)),
    region: (id) => regionName(id, game, locale),
    country: (code) => countryName(code, locale),
    faction: nameIn(game.factions),
    map: nameIn(game.maps),
    server: nameIn(game.servers),
    day: (at) => dateFormat(locale, 'day').format(at),
    recentDay: (at, now) =>
      dateFormat(locale, Math.abs(now.getTime() - at.getTime()) < PLAIN_YEAR_MS ? 'recent' : 'day').format(
        at,
      ),
    moment: (at) => dateFormat(locale, 'moment').format(at),
    month: (at) => dateFormat(locale, 'month').format(at),
    weekday: (at) => dateFormat(locale, 'weekday').format(at),
  };
}

/** Parameters without a value are left out, so that each page has one address. */
export function address(path: string, query: Query): string {
  const set = Object.entries(query).flatMap(([name, value]) =>
    value === null || value === undefined || value === '' ? [] : [[name, String(value)]],
  );
  return set.length === 0 ? path : `${path}?${new URLSearchParams(set)}`;
}

/** Somewhat less than a year: further back a day and a month could be of either. */
const PLAIN_YEAR_MS = 300 * 86_400_000;

const DATES = {
  day: { dateStyle: 'medium', timeZone: 'UTC' },
  moment: { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23', timeZone: 'UTC' },
  recent: { month: 'short', day: 'numeric', timeZone: 'UTC' },
  month: { month: 'short', timeZone: 'UTC' },
  weekday: { weekday: 'short', timeZone: 'UTC' },
} as const satisfies Readonly<Record<string, Intl.DateTimeFormatOptions>>;

// Making one costs a hundred times what using it does; locales are ours, and few.
const dateFormats = new Map<string, Intl.DateTimeFormat>();
const unitFormats = new Map<string, Intl.NumberFormat>();
const rules = new Map<string, Intl.PluralRules>();

function dateFormat(locale: string, style: keyof typeof DATES): Intl.DateTimeFormat {
  return once(dateFormats, `${locale} ${style}`, () => new Intl.DateTimeFormat(locale, DATES[style]));
}

function unitFormat(locale: string, unit: string): Intl.NumberFormat {
  const options = { style: 'unit', unit, unitDisplay: 'long' } as const;
  return once(unitFormats, `${locale} ${unit}`, () => new Intl.NumberFormat(locale, options));
}

function pluralRules(locale: string): Intl.PluralRules {
  return once(rules, locale, () => new Intl.PluralRules(locale));
}

function once<Value>(made: Map<string, Value>, key: string, make: () => Value): Value {
  let value = made.get(key);
  if (value === undefined) {
    value = make();
    made.set(key, value);
  }
  return value;
}
