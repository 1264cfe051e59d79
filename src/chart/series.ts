// Ratings over time, one series a faction, and fewer points of them than there are: as many as can be told apart,
// with the first, the last, and in every stretch of time the highest and the lowest.

import type { RatingPoint } from '../ladder/rating-course.ts';

export type { RatingPoint, RatingSeries } from '../ladder/rating-course.ts';

/** At most `most` of the points, which is at least 4. The highest and the lowest of all are always among them. */
export function thinned(points: readonly RatingPoint[], most: number): readonly RatingPoint[] {
  const [first, last] = [points[0], points.at(-1)];
  if (points.length <= most || !first || !last) return points;
  const stretches = Math.max(1, Math.floor((most - 2) / 2));
  const span = Math.max(1, last.at - first.at);
  const kept: RatingPoint[] = [first];
  let next = 1;
  for (let stretch = 1; stretch <= stretches; stretch += 1) {
    const until = stretch === stretches ? Number.POSITIVE_INFINITY : first.at + (span * stretch) / stretches;
    let [lowest, highest] = [-1, -1];
    for (; next < points.length - 1 && ratingPoint(points, next).at < until; next += 1) {
      const { rating } = ratingPoint(points, next);
      if (lowest < 0 || rating < ratingPoint(points, lowest).rating) lowest = next;
      if (highest < 0 || rating > ratingPoint(points, highest).rating) highest = next;
    }
    if (lowest < 0) continue;
    kept.push(ratingPoint(points, Math.min(lowest, highest)));
    if (lowest !== highest) kept.push(ratingPoint(points, Math.max(lowest, highest)));
  }
  return [...kept, last];
}

function ratingPoint(points: readonly RatingPoint[], place: number): RatingPoint {
  const point = points[place];
  if (point === undefined) throw new RangeError(`no point ${place}`);
  return point;
}
