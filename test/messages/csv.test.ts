// Tables as files of a message: what a spreadsheet reads back.
import { expect, test } from 'vitest';
import { csvFile } from '../../src/messages/csv.ts';

test('a file begins with a mark that it is UTF-8', () => {
  const { name, type, bytes } = csvFile('x.csv', ['a'], [['Zoë,夏']]);
  expect([name, type]).toEqual(['x.csv', 'text/csv; charset=utf-8']);
  expect(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)).toBe('\ufeffa\r\n"Zoë,夏"\r\n');
});
