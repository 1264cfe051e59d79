// The bytes of a running session: messages are found however they are cut, and texts survive in every script.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packedColumn } from '../../dev/packed-row.ts';
import { MessageReader, readError, statementMessages } from '../../src/postgres/messages.ts';
import { columnsOf, rawRow } from '../../src/postgres/raw-row.ts';
import { dataRow, int16, int32, message, READY } from './server-messages.ts';

test('rows are found wherever the chunks end', () => {
  const column = fc.option(fc.string({ unit: 'grapheme', maxLength: 300 }), { nil: null });
  const rows = fc.array(fc.array(column, { maxLength: 6 }), { maxLength: 6 });
  fc.assert(
    fc.property(rows, fc.array(fc.nat(500), { maxLength: 12 }), (given, sizes) => {
      const found: (readonly (string | null)[])[] = [];
      const reader = new MessageReader((type, bytes, from, to) => {
        if (type === 'D') found.push(columnsOf(rawRow(bytes, from, to)));
      });
      let rest = Buffer.concat([...given.map(dataRow), READY]);
      for (const size of sizes) {
        reader.read(rest.subarray(0, size));
        rest = rest.subarray(size);
      }
      reader.read(rest);
      expect(found).toEqual(given);
    }),
  );
});

test('what says that it is shorter than a length is nothing of PostgreSQL’s', () => {
  const reader = new MessageReader(() => {});
  expect(() => reader.read(Buffer.from([0x44, 0, 0, 0, 0, 0, 0]))).toThrow(/this is no PostgreSQL/);
});

test('parameters are written as PostgreSQL reads them', () => {
  const lists = [['a"b', 'c\\d'], [1, 2], ['', null, 'null', '{,}'], []];
  const parameters = ['Zoë 한국 \u{1F600}', null, 7, true, ...lists, 'x'.repeat(1_000)];
  const bytes = statementMessages({ name: 'näme', text: '', parameters, resend: false }, false);
  const texts = [
    'Zoë 한국 \u{1F600}',
    null,
    '7',
    'true',
    '{"a\\"b","c\\\\d"}',
    '{"1","2"}',
    '{"",NULL,"null","{,}"}',
    '{}',
    'x'.repeat(1_000),
  ];
  const bind = message('B', '\0näme\0', int16(0), int16(texts.length), ...texts.map(packedColumn), int16(0));
  const execute = message('E', '\0', int32(0));
  expect(Buffer.from(bytes)).toEqual(Buffer.concat([bind, execute]));
});

test.each([
  ['invalid input syntax for type bigint: "4711"', 'invalid input syntax for type bigint…'],
  ['value "4711" is out of range for type bigint', 'value …'],
  ['ungültige Eingabesyntax für Typ bigint: »4711«', 'ungültige Eingabesyntax für Typ bigint…'],
  ['Wert »4711« ist außerhalb des Bereichs', 'Wert …'],
  ['la valeur « 4711 » est en dehors des limites', 'la valeur …'],
  ['invalid byte sequence for encoding "UTF8": 0x47\n4711', 'invalid byte sequence for encoding …'],
])('of what is wrong with a value, the value is not told: %s', (said, told) => {
  const bytes = Buffer.from(`SERROR\0VERROR\0C22P02\0M${said}\0\0`);
  expect(readError(bytes, 0, bytes.length).message).toBe(told);
});

test('an error of a server that speaks another language has its severity in English', () => {
  const bytes = Buffer.from('SFATAL-FEHLER\0VFATAL\0C57P01\0MBeendet wegen Administratorbefehl\0\0');
  expect(readError(bytes, 0, bytes.length)).toEqual({
    severity: 'FATAL',
    sqlstate: '57P01',
    message: 'Beendet wegen Administratorbefehl',
  });
});
