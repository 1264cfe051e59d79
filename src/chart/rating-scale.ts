// A scale for ratings: whole numbers that are easily read, and a range that ends on two of them.

export interface RatingScale {
  readonly from: number;
  readonly to: number;
  /** From the lowest to the highest, the ends included. */
  readonly ticks: readonly number[];
}

/** Less than this between the ends would make mountains of a single match. */
const LEAST_SPAN = 40;

/** At most `most` ticks, which is at least 2; around both ratings. */
export function ratingScale(lowest: number, highest: number, most: number): RatingScale {
  const missing = Math.max(0, LEAST_SPAN - (highest - lowest)) / 2;
  const bottom = Math.max(0, lowest - missing);
  const top = Math.max(highest + missing, bottom + LEAST_SPAN);
  for (const step of steps()) {
    const from = Math.floor(bottom / step) * step;
    const count = Math.ceil((top - from) / step) + 1;
    if (count > most) continue;
    const ticks = Array.from({ length: count }, (_, place) => from + place * step);
    return { from, to: from + (count - 1) * step, ticks };
  }
  throw new RangeError('ratings without an end');
}

/** 5, 10, 20, 50, 100, … */
function* steps(): Generator<number> {
  for (let power = 1; Number.isSafeInteger(power * 50); power *= 10) {
    yield power * 5;
    yield power * 10;
    yield power * 20;
  }
}
