// The types of a result's columns. Every value crosses the wire as PostgreSQL's text format and is decoded
// here, so that all routes give the same values and a test can compare each statement with the schema.
import { parse as parseArray } from 'postgres-array';

/** How one column is read: `oids` are the PostgreSQL types it accepts, `decode` takes the text format. */
export interface Column<Value> {
  readonly oids: readonly number[];
  readonly decode: (text: string | null) => Value;
}

export type Columns = Readonly<Record<string, Column<unknown>>>;

/** The decoded row of a set of columns. */
export type Row<Shape extends Columns> = {
  readonly [Key in keyof Shape]: Shape[Key] extends Column<infer Value> ? Value : never;
};

function column<Value>(oids: readonly number[], read: (text: string) => Value): Column<Value> {
  return {
    oids,
    decode(value) {
      if (value === null) throw new TypeError('null in a column that is declared not null');
      return read(value);
    },
  };
}

// OIDs: PostgreSQL's catalogue pg_type, fixed since the types exist.
export const boolean = column([16], (value) => value === 't');
/** int8, as a decimal string: a Discord id does not fit a JavaScript number. */
export const bigint = column([20], (value) => value);
/** int2 or int4. */
export const integer = column([21, 23], Number);
/** text, varchar, bpchar. */
export const text = column([25, 1042, 1043], (value) => value);
/** Text that is one of a closed list. */
export function oneOf<const Value extends string>(values: readonly Value[]): Column<Value> {
  return column(text.oids, (value) => {
    const found = values.find((candidate) => candidate === value);
    if (found === undefined) throw new TypeError(`not one of ${values.join(', ')}`);
    return found;
  });
}
export const timestamp = column([1184], readTimestamp);
/** text[] without nulls. */
export const texts = column([1009], (value) => parseArray(value));
/** The same column, null allowed. */
export function nullable<Value>(of: Column<Value>): Column<Value | null> {
  return { oids: of.oids, decode: (value) => (value === null ? null : of.decode(value)) };
}

/** PostgreSQL's ISO output ("2026-11-23 17:53:00.123+00") as a Date; sessions run in UTC or name their offset. */
function readTimestamp(value: string): Date {
  const iso = value.replace(' ', 'T');
  const date = new Date(/[+-]\d\d$/.test(iso) ? `${iso}:00` : iso);
  if (Number.isNaN(date.getTime())) throw new TypeError(`not a timestamp that a Date can hold: ${value}`);
  return date;
}

/**
 * A list within a row: json, an array with an array for each row of it, whose values are in the order of the columns.
 * So one statement can give several lists. 64-bit ids go in as text: JSON's numbers would not hold them.
 */
export function listOf<const Shape extends Columns>(columns: Shape): Column<readonly Row<Shape>[]> {
  const entries = Object.entries<Column<unknown>>(columns);
  return column([114, 3802], (value) => {
    const rows: unknown = JSON.parse(value);
    if (!Array.isArray(rows)) throw new TypeError('not a list');
    return rows.map((row: unknown) => {
      if (!Array.isArray(row) || row.length !== entries.length)
        throw new TypeError('not a row of its columns');
      const made: Record<string, unknown> = {};
      entries.forEach(([key, { decode }], place) => {
        made[key] = decode(asText(row[place]));
      });
      return made as Row<Shape>;
    });
  });
}

/** As PostgreSQL's text format has it. */
function asText(value: unknown): string | null {
  if (value === null) return null;
  return typeof value === 'boolean' ? (value ? 't' : 'f') : String(value);
}
