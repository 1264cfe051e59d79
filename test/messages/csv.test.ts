// Tables as CSV files: what a spreadsheet reads back, and what it must not run.
import { expect, test } from 'vitest';
import { csvFile } from '../../src/messages/csv.ts';

function text(...cells: readonly string[]): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(csvFile('x.csv', ['a'], [cells]).bytes);
}

test('lines end as RFC 4180 says, after a mark that it is UTF-8', () => {
  expect(text('Zoë', '夏')).toBe('\ufeffa\r\nZoë,夏\r\n');
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
  ['=a,"b"', `"'=a,""b"""`],
])('the cell %j', (cell, written) => {
  expect(text(cell)).toBe(`\ufeffa\r\n${written}\r\n`);
});
