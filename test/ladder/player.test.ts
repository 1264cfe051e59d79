import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MOST_NAME_POINTS, nameBeginning, nameKey, soughtKey } from '../../src/ladder/player.ts';
import { draws } from '../draws.ts';

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
      draws(600),
    );
  });
});

test.each([
  ['a name', 'Ünique', 'ünique'],
  [
    'the longest there can be, outside the basic plane',
    '𐐀'.repeat(MOST_NAME_POINTS),
    '𐐨'.repeat(MOST_NAME_POINTS),
  ],
  ['one whose letter is eighteen in the key', 'ﷺ', nameKey('ﷺ')],
  ['nothing', '', null],
  ['what vanishes', '\0', null],
  ['the key of who was forgotten', ' 200000000000000001', null],
  ['what is longer than any key', 'a'.repeat(577), null],
])('what is sought by %s', (_, typed, key) => {
  expect(soughtKey(typed)).toBe(key);
});

test('every key of the longest name may be asked about', () => {
  const key = nameKey('ﷺ'.repeat(MOST_NAME_POINTS));
  expect(soughtKey(key)).toBe(key);
});

test.each([
  ['marks sent apart from their letters', 'e\u0301'.repeat(MOST_NAME_POINTS), 'é'.repeat(MOST_NAME_POINTS)],
  ['more than a name has, whole', '𐐀'.repeat(40), '𐐀'.repeat(MOST_NAME_POINTS)],
  ['spaces around', '  ab ', 'ab'],
])('the beginning of a name: %s', (_, typed, beginning) => {
  expect(nameBeginning(typed)).toBe(beginning);
});
