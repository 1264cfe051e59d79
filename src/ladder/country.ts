// Countries: ISO 3166-1 codes, from the package that follows the standard, and their flags. Two answers are no country:
// players may keep theirs to themselves.
import { iso31661Alpha2ToAlpha3 } from 'iso-3166/1-a2-to-1-a3.js';

/** XX: not representing. ZZ: other. Both codes are left free for such use by ISO 3166-1. */
const notCountries: ReadonlyMap<string, string> = new Map([
  ['XX', '🏳️'],
  ['ZZ', '🌐'],
]);

/** All codes a player may choose: the countries in the order of their codes, then the two that are none. */
export const countryCodes: readonly string[] = [
  ...Object.keys(iso31661Alpha2ToAlpha3).sort(),
  ...notCountries.keys(),
];

const known: ReadonlySet<string> = new Set(countryCodes);

export function isCountryCode(code: string): boolean {
  return known.has(code);
}

/** By its code of three letters, or by UK, which ISO 3166-1 keeps for the country that goes by it. */
export function countryOfOtherCode(other: string): string | undefined {
  return other === 'UK' ? 'GB' : countryCodes.find((code) => iso31661Alpha2ToAlpha3[code] === other);
}

/** The flag as an emoji: Unicode writes it as the two letters of the code, from an alphabet of its own. */
export function countryFlag(code: string): string {
  const other = notCountries.get(code);
  if (other) return other;
  if (!known.has(code)) return '';
  const REGIONAL_INDICATOR_A = 0x1f1e6;
  return String.fromCodePoint(...[...code].map((letter) => REGIONAL_INDICATOR_A + letter.charCodeAt(0) - 65));
}
