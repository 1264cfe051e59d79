import { describe, expect, test } from 'vitest';
import { countryCodes } from '../../src/ladder/country.ts';
import { countryName } from '../../src/messages/country.ts';

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
