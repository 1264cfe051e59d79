// A row as the server sends it, made of its columns: for who has them of pg, or makes them up.
import { Buffer } from 'node:buffer';
import { type RawRow, rawRow } from '../src/postgres/raw-row.ts';

/** In PostgreSQL's text format. */
export function packedRow(columns: readonly (string | null)[]): RawRow {
  const count = Buffer.alloc(2);
  count.writeInt16BE(columns.length);
  const body = Buffer.concat([count, ...columns.map(packedColumn)]);
  return rawRow(body, 0, body.length);
}

/** With its length before it, which is -1 for null. */
export function packedColumn(text: string | null): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(text === null ? -1 : Buffer.byteLength(text));
  return Buffer.concat([length, Buffer.from(text ?? '')]);
}
