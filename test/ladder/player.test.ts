import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nameKey } from '../../src/ladder/player.ts';

describe('the key of a name', () => {
  test.for([
    ['Flash', 'FLASH'],
    ['Ångström', 'A\u030Angstro\u0308m'], // letters with combining marks
    ['Straße', 'STRASSE'],
    ['STRAẞE', 'Straße'],
    ['ΣΑΣ', 'σας'],
    ['ΣΑΣ', 'σασ'],
    ['Ｆｌａｓｈ', 'flash'], // full width
    ['이영호', '이영호'.normalize('NFD')],
    ['Бисер', 'БИСЕР'],
  ] as const)('%s is that of %s', ([name, other]) => {
    expect(nameKey(name)).toBe(nameKey(other));
  });

  test.for([
    ['Flash', 'Flush'],
    ['O', '0'],
    ['Muller', 'Müller'],
  ] as const)('%s is not that of %s', ([name, other]) => {
    expect(nameKey(name)).not.toBe(nameKey(other));
  });

  test('begins with the key of its beginning', () => {
    const letters = fc.array(fc.constantFrom(...'abzXYZäßñΣΑςσжЩ이영曹操ИЙ'), {
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(letters, fc.nat(12), (name, length) => {
        expect(nameKey(name.join(''))).toSatisfy((key: string) =>
          key.startsWith(nameKey(name.slice(0, length).join(''))),
        );
      }),
    );
  });

  test('is its own key', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        expect(nameKey(nameKey(name))).toBe(nameKey(name));
      }),
      { numRuns: 2000 },
    );
  });
});
