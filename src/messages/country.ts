// The name of a country in the reader's language: from the runtime, and from the dictionary for the two answers
// that are no country.
import { isCountryCode } from '../ladder/country.ts';
import { wordsFor } from './languages/index.ts';

/** The code itself when it is none we know. */
export function countryName(code: string, locale: string): string {
  const { country } = wordsFor(locale);
  if (code === 'XX') return country.notRepresenting;
  if (code === 'ZZ') return country.other;
  if (!isCountryCode(code)) return code;
  return regionNames(locale).of(code) ?? code;
}

// Making one costs a hundred times what asking it does.
const namesByLocale = new Map<string, Intl.DisplayNames>();

function regionNames(locale: string): Intl.DisplayNames {
  let names = namesByLocale.get(locale);
  if (!names) {
    names = new Intl.DisplayNames([locale, 'en'], { type: 'region' });
    namesByLocale.set(locale, names);
  }
  return names;
}
