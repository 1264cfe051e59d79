// The pictures last drawn in this isolate: who looks twice, or leafs through a history, has it drawn once.
import { dateOrder } from '../chart/date-scale.ts';
import { Kept } from '../kept.ts';
import type { RatingSeries } from '../ladder/rating-course.ts';
import { type PictureFaction, ratingPicture } from './rating-picture.ts';

/** An isolate has 128 MB for everything. Several hundred pictures. */
const KEPT_BYTES = 6_000_000;

const pictures = new Kept<{ readonly bytes: ReturnType<typeof ratingPicture> }>(
  KEPT_BYTES,
  ({ bytes }) => bytes?.length ?? 0,
);

/** As `ratingPicture`; the bytes are not to be changed. `version`: no other series of these factions ever have it. */
export function keptPicture(
  version: string,
  series: readonly RatingSeries[],
  factions: readonly PictureFaction[],
  locale: string,
): ReturnType<typeof ratingPicture> {
  const key = [dateOrder(locale), version, ...series.map(({ faction }) => faction)].join(' ');
  const known = pictures.get(key);
  if (known !== undefined) return known.bytes;
  const bytes = ratingPicture(series, factions, locale);
  pictures.set(key, { bytes });
  return bytes;
}
