// Messages of PostgreSQL's protocol as bytes, made by hand.
import { packedColumn } from '../../dev/packed-row.ts';

export function message(type: string, ...body: (Uint8Array | string)[]): Buffer {
  const bytes = Buffer.concat(body.map((part) => Buffer.from(part as string)));
  const head = Buffer.alloc(5);
  head.write(type);
  head.writeInt32BE(bytes.length + 4, 1);
  return Buffer.concat([head, bytes]);
}

export function int16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(value);
  return bytes;
}

export function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

export const dataRow = (row: readonly (string | null)[]) =>
  message('D', int16(row.length), ...row.map(packedColumn));
export const READY = message('Z', 'I');
