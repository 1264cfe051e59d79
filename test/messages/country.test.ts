import { describe, expect, test } from 'vitest';
import { countryCodes } from '../../src/ladder/country.ts';
import { countriesLike, countryName, countryNamed } from '../../src/messages/country.ts';

describe('name', () => {
  test.for([
    ['KR', 'en-US', 'South Korea'],
    ['KR', 'de', 'Südkorea'],
    ['KR', 'ko', '대한민국'],
    ['XX', 'en-US', 'Not representing'],
    ['ZZ', 'de', 'Anderes'],
    ['EU', 'en-US', 'EU'],
  ] as const)('of %s in %s: %s', ([code, locale, name]) => {
    expect(countryName(code, locale)).toBe(name);
  });

  test('is there for every country', () => {
    for (const code of countryCodes) expect(countryName(code, 'en-US')).not.toBe(code);
  });
});

describe('what is typed', () => {
  test.for([
    ['turkiye', 'en-US', 'TR'],
    ['Cote d’Ivoire', 'en-US', 'CI'],
    ['ÅLAND ISLANDS', 'en-US', 'AX'],
    ['Osterreich', 'de', 'AT'],
    ['iran', 'tr', 'IR'],
    ['kr', 'en-US', 'KR'],
    ['USA', 'en-US', 'US'],
    ['UK', 'en-US', 'GB'],
    // Russia, in Vietnamese; NGA is Nigeria.
    ['Nga', 'vi', 'RU'],
    // Tonga, in Hindi, and no mark away from Togo.
    ['टोंगा', 'hi', 'TO'],
    ['EU', 'en-US', undefined],
    ['', 'en-US', undefined],
  ] as const)('%s in %s: %s', ([typed, locale, code]) => {
    expect(countryNamed(typed, locale)).toBe(code);
  });
});

describe('suggestions', () => {
  const suggested = (typed: string, locale: string) => countriesLike(typed, locale).map(({ name }) => name);

  test('need no marks', () => {
    expect(suggested('turk', 'en-US')).toEqual(['Türkiye', 'Turkmenistan', 'Turks & Caicos Islands']);
  });

  test('begin with the one that would be taken, then those that begin so', () => {
    expect(suggested('UK', 'en-US')).toEqual(['United Kingdom', 'Ukraine']);
    expect(suggested(' ni ', 'en-US').slice(0, 4)).toEqual(['Nicaragua', 'Niger', 'Nigeria', 'Niue']);
  });

  test.each(['en-US', 'de', 'pl', 'ko'])('in %s have among the first 25 whatever has that code', (locale) => {
    for (const code of countryCodes) {
      const shown = countriesLike(code, locale).slice(0, 25);
      expect(shown.map(({ value }) => value)).toContain(code);
    }
  });
});
