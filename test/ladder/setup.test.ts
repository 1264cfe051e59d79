import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chess } from '../../src/games/chess.ts';
import { scEvo } from '../../src/games/sc-evo.ts';
import { checkSetup, type SetupForm, type SetupProblem } from '../../src/ladder/setup.ts';
import { draws } from '../draws.ts';

const form: SetupForm = {
  displayName: 'Flash',
  battleTag: 'Flash#1234',
  alternateNames: ['', ''],
  country: 'KR',
  region: 'korea-japan',
};

/** Each problem in few words. */
function problemsOf(told: Partial<SetupForm>, game: typeof scEvo | typeof chess = scEvo): readonly string[] {
  const checked = checkSetup({ ...form, ...told }, game);
  return checked.ok ? [] : checked.problems.map(inWords);
}

function inWords(problem: SetupProblem): string {
  if (problem.problem === 'same') return `${problem.field} same as ${problem.as}`;
  return `${problem.field} ${problem.problem}`;
}

describe('a display name', () => {
  test.for([
    { name: 'Abc', problems: [] },
    { name: 'Ab', problems: ['length'] },
    { name: 'Abcdefghijkl', problems: [] },
    { name: 'Abcdefghijklm', problems: ['length'] },
    { name: '', problems: ['missing'] },
    { name: '   ', problems: ['missing'] },
    { name: '  Flash  ', problems: [] },
    { name: 'Fla sh', problems: ['letters'] },
    { name: 'Flash1', problems: ['letters'] },
    { name: 'F_sh', problems: ['letters'] },
    { name: 'F1', problems: ['length', 'letters'] },
    { name: '이영호', problems: [] },
    { name: '이영호'.normalize('NFD'), problems: [] },
    { name: '曹操', problems: ['length'] },
    { name: 'Бисер', problems: [] },
    { name: 'مريم', problems: [] }, // from right to left
    { name: 'नमस्ते', problems: [] }, // letters with vowel signs: four, as a reader counts
    { name: 'a\u0301e\u0301', problems: ['length'] }, // two letters with marks
    { name: 'x\u0302y\u0302z\u0302', problems: [] }, // no form of their own in one character
    { name: `abc${'\u0302'.repeat(6)}`, problems: ['letters'] }, // marks piled up
    { name: 'abc😀', problems: ['letters'] },
    { name: '\u202eabc', problems: ['letters'] }, // turns what follows round
    { name: 'ab\u200dc', problems: ['letters'] },
    { name: '\u3164\u3164\u3164', problems: ['letters'] }, // letters that show nothing
    { name: 'abc\u3164', problems: ['letters'] },
    { name: 'abc\ufe0f', problems: ['letters'] }, // a mark that shows nothing
    { name: 'abc\u034f', problems: ['letters'] },
    { name: 'abc\0', problems: ['letters'] },
  ])('%j', ({ name, problems }) => {
    expect(problemsOf({ displayName: name })).toEqual(problems.map((problem) => `displayName ${problem}`));
  });
});

describe('an alternate name', () => {
  test.for([
    { name: '', problems: [] },
    { name: '  ', problems: [] },
    { name: 'No. 1!', problems: [] },
    { name: 'ab', problems: ['length'] },
    { name: '1234567890123', problems: ['length'] },
    { name: '👨‍👩‍👧👍🏽🇰🇷', problems: [] }, // three, as a reader counts
    { name: '👨‍👩‍👧👍🏽', problems: ['length'] },
    { name: '❤️❤️❤️', problems: [] },
    { name: 'می‌خواهم', problems: [] }, // Persian, with a non-joiner
    { name: 'ab\u202ec', problems: ['letters'] },
    { name: 'abc\u200b', problems: ['letters'] },
    { name: '\u3164\u3164\u3164', problems: ['letters'] },
    { name: '\u2800\u2800\u2800', problems: ['letters'] },
    { name: '\u200d\u200d\u200d', problems: ['length'] },
    { name: `abc${'\u0302'.repeat(6)}`, problems: ['letters'] },
  ])('%j', ({ name, problems }) => {
    for (const [place, names] of (
      [
        [name, ''],
        ['', name],
      ] as const
    ).entries()) {
      expect(problemsOf({ alternateNames: names })).toEqual(
        problems.map((problem) => `alternateName${place + 1} ${problem}`),
      );
    }
  });
});

describe('a BattleTag', () => {
  test.for([
    { tag: 'F#123', problems: [] },
    { tag: 'Abcdefghijkl#123456789012', problems: [] },
    { tag: 'Abcdefghijklm#1234', problems: ['form'] },
    { tag: 'Flash#12', problems: ['form'] },
    { tag: 'Flash#1234567890123', problems: ['form'] },
    { tag: '#1234', problems: ['form'] },
    { tag: 'Flash', problems: ['form'] },
    { tag: 'Flash#12#34', problems: ['form'] },
    { tag: 'Flash#12a4', problems: ['form'] },
    { tag: 'Flash#١٢٣٤', problems: ['form'] },
    { tag: 'Fla sh#1234', problems: ['form'] },
    { tag: 'Бисер#1234', problems: [] },
    { tag: '이영호#1234'.normalize('NFD'), problems: [] },
    { tag: '', problems: ['missing'] },
  ])('%j', ({ tag, problems }) => {
    expect(problemsOf({ battleTag: tag })).toEqual(problems.map((problem) => `battleTag ${problem}`));
  });

  test('is not asked for in a game without one', () => {
    const checked = checkSetup({ ...form, battleTag: 'whatever' }, chess);
    expect(checked.ok && checked.setup.battleTag).toBeNull();
  });
});

describe('names that are the same', () => {
  test.for([
    { display: 'Flash', names: ['flash', ''], problems: ['alternateName1 same as displayName'] },
    { display: 'Flash', names: ['', 'ＦＬＡＳＨ'], problems: ['alternateName2 same as displayName'] },
    { display: 'Flash', names: ['Bisu', 'BISU'], problems: ['alternateName2 same as alternateName1'] },
    {
      display: 'Flash',
      names: ['flash', 'FLASH'],
      problems: ['alternateName1 same as displayName', 'alternateName2 same as displayName'],
    },
    { display: 'Flash', names: ['', ''], problems: [] },
    { display: 'Flash', names: ['Bisu', 'Jaedong'], problems: [] },
  ] as const)('$display and $names', ({ display, names, problems }) => {
    expect(problemsOf({ displayName: display, alternateNames: names })).toEqual(problems);
  });
});

test.for([
  { country: 'KR', problems: [] },
  { country: 'XX', problems: [] },
  { country: 'ZZ', problems: [] },
  { country: 'QQ', problems: ['country missing'] },
  { country: 'kr', problems: ['country missing'] },
  { country: null, problems: ['country missing'] },
])('the country $country', ({ country, problems }) => {
  expect(problemsOf({ country })).toEqual(problems);
});

test.for([
  { region: 'africa', problems: [] },
  { region: 'atlantis', problems: ['region missing'] },
  { region: null, problems: ['region missing'] },
])('the region $region', ({ region, problems }) => {
  expect(problemsOf({ region })).toEqual(problems);
});

test('everything that is wrong is said at once, with its numbers, in the order of the form', () => {
  const checked = checkSetup(
    {
      displayName: 'F1',
      battleTag: 'Flash',
      alternateNames: ['ab', 'AB'],
      country: null,
      region: 'atlantis',
    },
    scEvo,
  );
  expect(checked).toEqual({
    ok: false,
    problems: [
      { field: 'displayName', problem: 'length', least: 3, most: 12 },
      { field: 'displayName', problem: 'letters' },
      { field: 'battleTag', problem: 'form', mostName: 12, leastDigits: 3, mostDigits: 12 },
      { field: 'alternateName1', problem: 'length', least: 3, most: 12 },
      { field: 'alternateName2', problem: 'length', least: 3, most: 12 },
      { field: 'alternateName2', problem: 'same', as: 'alternateName1' },
      { field: 'country', problem: 'missing' },
      { field: 'region', problem: 'missing' },
    ],
  });
});

test('what is kept is tidied, has its key, and no gap between optional names', () => {
  const checked = checkSetup(
    {
      ...form,
      displayName: ' A\u030Angstro\u0308m ',
      battleTag: ' Flash#1234 ',
      alternateNames: ['  ', ' No.   1 '],
    },
    scEvo,
  );
  expect(checked).toEqual({
    ok: true,
    setup: {
      displayName: 'Ångström',
      displayNameKey: 'ångström',
      battleTag: 'Flash#1234',
      alternateNames: ['No. 1', null],
      country: 'KR',
      region: 'korea-japan',
    },
  });
});

test('what was kept can be filled in again, and is kept as it is', () => {
  const name = fc.string({ unit: 'grapheme', maxLength: 14 });
  fc.assert(
    fc.property(name, name, name, (displayName, one, other) => {
      const checked = checkSetup({ ...form, displayName, alternateNames: [one, other] }, scEvo);
      if (!checked.ok) return;
      const { setup } = checked;
      const again = checkSetup(
        {
          ...form,
          displayName: setup.displayName,
          alternateNames: [setup.alternateNames[0] ?? '', setup.alternateNames[1] ?? ''],
        },
        scEvo,
      );
      expect(again).toEqual(checked);
    }),
    draws(300, 12),
  );
});
