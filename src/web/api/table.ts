// A reply as a table: a line for each of its items, under the names that the same values have in JSON.
import { csvText } from '../../csv.ts';

export const CSV_TYPE = 'text/csv; charset=utf-8; header=present';

/** Columns are paths within a row; what is null is empty, and what is a list stands in one cell, with spaces between. */
export function tableText(columns: readonly string[], rows: readonly object[]): string {
  const paths = columns.map((column) => column.split('.'));
  return csvText(
    columns,
    rows.map((row) => paths.map((path) => cell(path.reduce<unknown>(property, row)))),
  );
}

function property(value: unknown, name: string): unknown {
  return (value as Readonly<Record<string, unknown>> | null)?.[name];
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  return Array.isArray(value) ? value.join(' ') : String(value);
}
