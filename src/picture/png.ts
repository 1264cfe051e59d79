// A canvas as a PNG file: W3C's Portable Network Graphics, third edition; one byte a pixel, a palette, no filter.
import { constants, crc32, deflateSync } from 'node:zlib';
import type { Canvas } from './canvas.ts';

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const BIT_DEPTH = 8;
const INDEXED = 3;
/** Even grounds and thin lines are runs of one byte: looking for more takes three times as long and saves a fifth. */
const COMPRESSION = { level: 3, strategy: constants.Z_RLE } as const;

export function png({ width, height, pixels, palette }: Canvas): Uint8Array<ArrayBuffer> {
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header.set([BIT_DEPTH, INDEXED], 8);
  const chunks = [
    chunk('IHDR', header),
    chunk('PLTE', Uint8Array.from(palette.flat())),
    chunk('IDAT', deflateSync(pixels, COMPRESSION)),
    chunk('IEND', new Uint8Array()),
  ];
  const file = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, SIGNATURE.length));
  file.set(SIGNATURE);
  let offset = SIGNATURE.length;
  for (const part of chunks) {
    file.set(part, offset);
    offset += part.length;
  }
  return file;
}

/** Length, name, data, and the check of name and data. */
function chunk(name: string, data: Uint8Array): Uint8Array {
  const part = new Uint8Array(12 + data.length);
  const view = new DataView(part.buffer);
  view.setUint32(0, data.length);
  for (let place = 0; place < 4; place += 1) part[4 + place] = name.charCodeAt(place);
  part.set(data, 8);
  view.setUint32(8 + data.length, crc32(part.subarray(4, 8 + data.length)));
  return part;
}
