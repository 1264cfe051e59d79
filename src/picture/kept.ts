// The pictures last drawn in this isolate: who looks twice, or leafs through a history, has it drawn once.
import type { RatingSeries } from '../ladder/rating-course.ts';
import { type PictureFaction, ratingPicture } from './rating-picture.ts';

/** With their keys; an isolate has 128 MB for everything. Some thousand pictures. */
const KEPT_BYTES = 16_000_000;

type Picture = ReturnType<typeof ratingPicture>;

/** By all that is drawn; the one that nobody has asked for the longest comes first. */
const pictures = new Map<string, Picture>();
let keptBytes = 0;

/** As `ratingPicture`; the bytes are not to be changed. */
export function keptPicture(
  series: readonly RatingSeries[],
  factions: readonly PictureFaction[],
  locale: string,
): Picture {
  const key = JSON.stringify([locale, factions[0]?.id, series]);
  const known = pictures.get(key);
  if (known !== undefined) {
    pictures.delete(key);
    pictures.set(key, known);
    return known;
  }
  const picture = ratingPicture(series, factions, locale);
  pictures.set(key, picture);
  keptBytes += sizeOf(key, picture);
  for (const [oldest, dropped] of pictures) {
    if (keptBytes <= KEPT_BYTES) break;
    pictures.delete(oldest);
    keptBytes -= sizeOf(oldest, dropped);
  }
  return picture;
}

function sizeOf(key: string, picture: Picture): number {
  return key.length + (picture?.length ?? 0);
}
