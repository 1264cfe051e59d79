import { describe, expect, test } from 'vitest';
import { countryCodes, countryFlag, countryName, isCountryCode } from '../../src/ladder/country.ts';

test('the codes are those of ISO 3166-1 and the two that are no country', () => {
  expect(countryCodes).toHaveLength(249 + 2);
  expect(new Set(countryCodes).size).toBe(countryCodes.length);
  for (const code of countryCodes) expect(code).toMatch(/^[A-Z]{2}$/);
});

test.for([
  ['KR', true],
  ['XX', true],
  ['ZZ', true],
  ['EU', false],
  ['SU', false],
  ['kr', false],
  ['', false],
  ['constructor', false],
] as const)('%s may be chosen: %s', ([code, chosen]) => {
  expect(isCountryCode(code)).toBe(chosen);
});

describe('name', () => {
  test.for([
    ['KR', 'en-US', 'South Korea'],
    ['KR', 'de', 'Südkorea'],
    ['KR', 'ko', '대한민국'],
    ['XX', 'en-US', 'Not representing'],
    ['ZZ', 'de', 'Other'],
    ['EU', 'en-US', 'EU'],
  ] as const)('of %s in %s: %s', ([code, locale, name]) => {
    expect(countryName(code, locale)).toBe(name);
  });

  test('is there for every country', () => {
    for (const code of countryCodes) expect(countryName(code, 'en-US')).not.toBe(code);
  });
});

test.for([
  ['KR', '🇰🇷'],
  ['DE', '🇩🇪'],
  ['XX', '🏳️'],
  ['ZZ', '🌐'],
  ['EU', ''],
] as const)('the flag of %s: %s', ([code, flag]) => {
  expect(countryFlag(code)).toBe(flag);
});
