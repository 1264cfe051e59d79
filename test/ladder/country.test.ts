import { expect, test } from 'vitest';
import { countryCodes, countryFlag, isCountryCode } from '../../src/ladder/country.ts';

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

test.for([
  ['KR', '🇰🇷'],
  ['DE', '🇩🇪'],
  ['XX', '🏳️'],
  ['ZZ', '🌐'],
  ['EU', ''],
] as const)('the flag of %s: %s', ([code, flag]) => {
  expect(countryFlag(code)).toBe(flag);
});
