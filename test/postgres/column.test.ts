// A list within a row, as json_agg(json_build_array(…)) makes it.
import { expect, test } from 'vitest';
import { bigint, boolean, integer, listOf, nullable, text, timestamp } from '../../src/postgres/column.ts';

const list = listOf({ id: bigint, name: nullable(text), count: integer, open: boolean, at: timestamp });

test('is read by its columns, in their order', () => {
  expect(
    list.decode(
      '[["9007199254740993", null, 3, true, "2026-11-25T12:00:00.123+00:00"], ["1", "x", 0, false, "2026-11-25T12:00:00+00:00"]]',
    ),
  ).toEqual([
    { id: '9007199254740993', name: null, count: 3, open: true, at: new Date('2026-11-25T12:00:00.123Z') },
    { id: '1', name: 'x', count: 0, open: false, at: new Date('2026-11-25T12:00:00Z') },
  ]);
  expect(list.decode('[]')).toEqual([]);
});

test.each([
  [null, /null/],
  ['{}', /not a list/],
  ['[1]', /not a row/],
  ['[["1", "x", 0, true]]', /not a row/],
  ['[[null, "x", 0, true, "2026-11-25T12:00:00+00:00"]]', /null/],
])('%j is refused', (value, why) => {
  expect(() => list.decode(value)).toThrow(why);
});
