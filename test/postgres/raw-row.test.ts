// Rows as the server sends them: whatever is cut from them is what their columns are.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packedRow } from '../../dev/packed-row.ts';
import { afterFirst, columnsOf, firstNumber, withNullsAfter } from '../../src/postgres/raw-row.ts';

// Long ones too, whose length has letters beyond ASCII.
const column = fc.option(fc.string({ unit: 'grapheme', maxLength: 400 }), { nil: null });

test('a row has the columns that it was made of, and another without its first or its last', () => {
  fc.assert(
    fc.property(fc.array(column, { maxLength: 8 }), fc.nat(8), (columns, nulls) => {
      const row = packedRow(columns);
      expect(columnsOf(row)).toEqual(columns);
      const kept = columns.slice(0, nulls);
      expect(columnsOf(withNullsAfter(row, kept.length, 2))).toEqual([...kept, null, null]);
      if (columns.length > 0) expect(columnsOf(afterFirst(row))).toEqual(columns.slice(1));
    }),
  );
});

test('a row without its last columns is the one that the server sends when they are null', () => {
  expect(withNullsAfter(packedRow(['a', null, 'long', 'more']), 2, 2)).toBe(
    packedRow(['a', null, null, null]),
  );
});

test('whose a row is stands before it', () => {
  expect(firstNumber(packedRow(['1']))).toBe(1);
  expect(firstNumber(packedRow(['12', 'a', null]))).toBe(12);
});
