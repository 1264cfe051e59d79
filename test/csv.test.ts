// Tables as text: what a spreadsheet reads back, and what it must not run.
import { expect, test } from 'vitest';
import { csvText } from '../src/csv.ts';

test('lines end as RFC 4180 says', () => {
  expect(csvText(['a', 'b'], [['Zoë', '夏']])).toBe('a,b\r\nZoë,夏\r\n');
});

test.each([
  ['a,b', '"a,b"'],
  ['say "so"', '"say ""so"""'],
  ['two\nlines', '"two\nlines"'],
  ['-20', '-20'],
  ['', ''],
  ['=1+1', "'=1+1"],
  ['+1', "'+1"],
  ['@sum', "'@sum"],
  ['-2+3', "'-2+3"],
  ['\n=1', `"'\n=1"`],
  ['=a,"b"', `"'=a,""b"""`],
])('the cell %j', (cell, written) => {
  expect(csvText(['a'], [[cell]])).toBe(`a\r\n${written}\r\n`);
});
