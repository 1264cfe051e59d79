// A row as the server sends it, uncut: it crosses from the connection to whoever asked as one text, is compared as one,
// and is taken apart only where somebody reads it. Each column on its own would cost all of them more than its bytes.
import { Buffer } from 'node:buffer';

/**
 * A text, for this file alone: the columns of a DataRow, a letter for each byte, in the order of the select list, each
 * with its length before it. Two are the same row where they are `===`.
 */
export interface RawRow {
  readonly length: number;
  readonly cut: never;
}

/** An int32; -1 stands for null. */
const LENGTH_BYTES = 4;
const NULL = '\xff'.repeat(LENGTH_BYTES);
/** Of a DataRow, before its columns. */
const COUNT_BYTES = 2;
const BEYOND_ASCII = /[\x80-\xff]/;
/** What is cut of a text may keep all of it in memory: of a longer one, columns are copied. */
const COPIED_ABOVE_BYTES = 1_000;

/** Of a DataRow whose body stands in `bytes` from `from` to `to`. */
export function rawRow(bytes: Buffer, from: number, to: number): RawRow {
  return asRow(bytes.toString('latin1', from + COUNT_BYTES, to));
}

/** In PostgreSQL's text format. */
export function columnsOf(row: RawRow): readonly (string | null)[] {
  const text = asText(row);
  const columns: (string | null)[] = [];
  for (let at = 0; at < text.length; at = endOf(text, at)) {
    const value = text.slice(at + LENGTH_BYTES, endOf(text, at));
    if (lengthAt(text, at) < 0) columns.push(null);
    else if (BEYOND_ASCII.test(value)) columns.push(Buffer.from(value, 'latin1').toString());
    else columns.push(text.length > COPIED_ABOVE_BYTES ? copied(value) : value);
  }
  return columns;
}

/** The first column, where it is a number. */
export function firstNumber(row: RawRow): number {
  const text = asText(row);
  return Number(text.slice(LENGTH_BYTES, endOf(text, 0)));
}

export function afterFirst(row: RawRow): RawRow {
  const text = asText(row);
  return asRow(text.slice(endOf(text, 0)));
}

/** The same, with nulls in place of what comes after so many columns. */
export function withNullsAfter(row: RawRow, columns: number, nulls: number): RawRow {
  const text = asText(row);
  let at = 0;
  for (let column = 0; column < columns; column += 1) at = endOf(text, at);
  return asRow(copied(text.slice(0, at) + NULL.repeat(nulls)));
}

/** Where the column ends whose length stands at `at`. */
function endOf(text: string, at: number): number {
  return at + LENGTH_BYTES + Math.max(0, lengthAt(text, at));
}

function lengthAt(text: string, at: number): number {
  const byte = (place: number) => text.charCodeAt(at + place);
  return (byte(0) << 24) | (byte(1) << 16) | (byte(2) << 8) | byte(3);
}

function copied(text: string): string {
  return Buffer.from(text, 'latin1').toString('latin1');
}

function asRow(text: string): RawRow {
  return text as unknown as RawRow;
}

function asText(row: RawRow): string {
  return row as unknown as string;
}
