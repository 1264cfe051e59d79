// How large a picture is, as Discord tells it of a PNG that somebody attaches.

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

const SIGNATURE = '\x89PNG\r\n\x1a\n';
/** The first chunk is the header: its length and name, then both sizes. */
const HEADER_NAME = 12;
const SIZES = 16;

/** Null for what is no PNG. */
export function pngSize(bytes: Uint8Array): PictureSize | null {
  if (bytes.length < SIZES + 8) return null;
  const latin1 = (from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to));
  if (latin1(0, 8) !== SIGNATURE || latin1(HEADER_NAME, SIZES) !== 'IHDR') return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return { width: view.getUint32(SIZES), height: view.getUint32(SIZES + 4) };
}
