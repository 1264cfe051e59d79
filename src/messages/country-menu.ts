// A menu of countries. Discord shows 25 choices at a time and there are ten times as many: the first page has those
// that the reader probably looks for, the others all of them in the order of their names, and a second menu chooses
// the page. Two picks lead to any country.
import { countryFlag } from '../ladder/country.ts';
import { countriesByName, countryName } from './country.ts';
import { wordsFor } from './languages/index.ts';
import { likelyCountries } from './likely-country.ts';

const CHOICES = 25;
/** The answers that are no country: always among the likely ones, at the end. */
const NO_COUNTRY = ['XX', 'ZZ'];

export interface MenuChoice {
  readonly label: string;
  readonly value: string;
  readonly emoji?: string;
  readonly selected: boolean;
}

/** The countries of a page; 0 and whatever there is not: the likely ones, `chosen` first. */
export function countryChoices(page: number, chosen: string | null, locale: string): readonly MenuChoice[] {
  const codes = pagesOf(locale)[page - 1]?.map(({ code }) => code) ?? likelyOnes(chosen, locale);
  return codes.map((code) => ({
    label: countryName(code, locale).slice(0, 100),
    value: code,
    emoji: countryFlag(code),
    selected: code === chosen,
  }));
}

/** The pages there are; the value of each is its number. */
export function countryPages(page: number, locale: string): readonly MenuChoice[] {
  const { likelyCountries: likely, countriesBetween } = wordsFor(locale).setup;
  const labels = pagesOf(locale).map((countries) =>
    countriesBetween(countries[0]?.name ?? '', countries.at(-1)?.name ?? ''),
  );
  return [likely, ...labels].map((label, number) => ({
    label: label.slice(0, 100),
    value: String(number),
    selected: number === page,
  }));
}

function likelyOnes(chosen: string | null, locale: string): readonly string[] {
  const codes = [...(chosen === null ? [] : [chosen]), ...likelyCountries(locale)];
  const countries = [...new Set(codes)].filter((code) => !NO_COUNTRY.includes(code));
  return [...countries.slice(0, CHOICES - NO_COUNTRY.length), ...NO_COUNTRY];
}

/** All countries, in pages as long as each other. */
function pagesOf(locale: string) {
  const countries = countriesByName(locale);
  const length = Math.ceil(countries.length / Math.ceil(countries.length / CHOICES));
  return Array.from({ length: Math.ceil(countries.length / length) }, (_, page) =>
    countries.slice(page * length, (page + 1) * length),
  );
}
