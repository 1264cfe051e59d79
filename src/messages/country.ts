// Countries in the reader's language: their names, from the runtime and for the two answers that are no country from
// the dictionary; which of them a reader means by what he types; and in which order he looks for them.
import { countryCodes, countryOfOtherCode, isCountryCode } from '../ladder/country.ts';
import { wordsFor } from './languages/index.ts';

/** The code itself when it is none we know. */
export function countryName(code: string, locale: string): string {
  const { country } = wordsFor(locale);
  if (code === 'XX') return country.notRepresenting;
  if (code === 'ZZ') return country.other;
  if (!isCountryCode(code)) return code;
  const key = `${locale} ${code}`;
  let name = asked.get(key);
  if (name === undefined) {
    name = regionNames(locale).of(code) ?? code;
    asked.set(key, name);
  }
  return name;
}

export interface NamedCountry {
  readonly code: string;
  readonly name: string;
  /** The name as it is searched. */
  readonly key: string;
}

/** All that a player may choose, in the order of their names. */
export function countriesByName(locale: string): readonly NamedCountry[] {
  let countries = countriesByLocale.get(locale);
  if (!countries) {
    const { compare } = new Intl.Collator(locale);
    countries = countryCodes
      .map((code) => {
        const name = countryName(code, locale);
        return { code, name, key: keyOf(name, locale) };
      })
      .sort((one, other) => compare(one.name, other.name));
    countriesByLocale.set(locale, countries);
  }
  return countries;
}

/**
 * For autocomplete, which shows but the first of them: the one that would be taken, those whose name begins with what was
 * typed, those that have it in their name.
 */
export function countriesLike(typed: string, locale: string): readonly { name: string; value: string }[] {
  const wanted = keyOf(typed.trim(), locale);
  const named = countryNamed(typed.trim(), locale);
  const tests: readonly ((country: NamedCountry) => boolean)[] = [
    ({ code }) => code === named,
    ({ key }) => key.startsWith(wanted),
    ({ key }) => key.includes(wanted),
  ];
  const found = new Set(tests.flatMap((test) => countriesByName(locale).filter(test)));
  return [...found].map(({ code, name }) => ({ name, value: code }));
}

/** A code as autocomplete gives it, or a name as a reader types it; undefined when it is neither. */
export function countryNamed(typed: string, locale: string): string | undefined {
  const code = typed.toUpperCase();
  if (isCountryCode(code)) return code;
  const wanted = keyOf(typed, locale);
  const named = countriesByName(locale).find(({ key }) => key === wanted);
  // The name before: what is a longer code may be the name of another country.
  return named?.code ?? countryOfOtherCode(code);
}

/**
 * Without regard to case, and to accents, which not every keyboard has: Türkiye is found as turkiye. Marks of other
 * scripts stay: without them, Tonga would be Togo in Hindi.
 */
function keyOf(text: string, locale: string): string {
  return text
    .toLocaleLowerCase(locale)
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f]/g, '');
}

// Sorting them takes a millisecond.
const countriesByLocale = new Map<string, readonly NamedCountry[]>();

// Asking the runtime takes longer than the rest of a profile's message.
const asked = new Map<string, string>();

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
