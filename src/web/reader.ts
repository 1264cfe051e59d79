// Who a page is made for: his language, and everything that is written differently in each. Dates are UTC, because
// who reads a kept page may be anywhere.
import type { Game } from '../ladder/game.ts';
import { countryName } from '../messages/country.ts';
import { signed, wholeNumber } from '../messages/words.ts';
import { languageNamed, negotiated } from './language.ts';
import type { Language, Words } from './words/index.ts';

export type Query = Readonly<Record<string, string | number | null | undefined>>;

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
  country(code: string): string;
  /** Names, by the ids of the game's data; the id itself where the data has lost it. */
  faction(id: string): string;
  map(id: string): string;
  server(id: string): string;
  /** `Nov 25, 2026`. */
  day(at: Date): string;
  /** With the time of day. */
  moment(at: Date): string;
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
    country: (code) => countryName(code, locale),
    faction: nameIn(game.factions),
    map: nameIn(game.maps),
    server: nameIn(game.servers),
    day: (at) => dateFormat(locale, 'day').format(at),
    moment: (at) => dateFormat(locale, 'moment').format(at),
  };
}

/** Parameters without a value are left out, so that each page has one address. */
export function address(path: string, query: Query): string {
  const set = Object.entries(query).flatMap(([name, value]) =>
    value === null || value === undefined || value === '' ? [] : [[name, String(value)]],
  );
  return set.length === 0 ? path : `${path}?${new URLSearchParams(set)}`;
}

const DATES = {
  day: { dateStyle: 'medium', timeZone: 'UTC' },
  moment: { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23', timeZone: 'UTC' },
} as const satisfies Readonly<Record<string, Intl.DateTimeFormatOptions>>;

// Making one costs a hundred times what using it does; locales are ours, and few.
const dateFormats = new Map<string, Intl.DateTimeFormat>();

function dateFormat(locale: string, style: keyof typeof DATES): Intl.DateTimeFormat {
  const key = `${locale} ${style}`;
  let format = dateFormats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(locale, DATES[style]);
    dateFormats.set(key, format);
  }
  return format;
}
