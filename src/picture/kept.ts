// The pictures last drawn in this isolate: who looks twice, or leafs through a history, has it drawn once.
import type { RatingSeries } from '../ladder/rating-course.ts';
import { type PictureFaction, ratingPicture } from './rating-picture.ts';

/** Ten kilobytes each, or so. */
const KEPT = 100;

type Picture = ReturnType<typeof ratingPicture>;

/** By all that is drawn; the one that nobody has asked for the longest comes first. */
const pictures = new Map<string, Picture>();

/** As `ratingPicture`; the bytes are not to be changed. */
export function keptPicture(
  series: readonly RatingSeries[],
  factions: readonly PictureFaction[],
  locale: string,
): Picture {
  const key = JSON.stringify([locale, factions[0]?.id, series]);
  const known = pictures.get(key);
  const picture = known === undefined ? ratingPicture(series, factions, locale) : known;
  pictures.delete(key);
  pictures.set(key, picture);
  const [oldest] = pictures.keys();
  if (pictures.size > KEPT && oldest !== undefined) pictures.delete(oldest);
  return picture;
}
