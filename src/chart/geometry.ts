// Where everything of a chart of ratings stands, in the units of its size; whoever draws it, as pixels or as SVG,
// only follows. The horizontal is time, the vertical is rating.
import { type DateTick, dateTicks } from './date-scale.ts';
import { ratingScale } from './rating-scale.ts';
import { type RatingSeries, thinned } from './series.ts';

export interface ChartSize {
  readonly width: number;
  readonly height: number;
  /** Kept free around the plot, for labels. */
  readonly margin: Readonly<Record<'top' | 'right' | 'bottom' | 'left', number>>;
  /** At least this far from one tick to the next. */
  readonly tickGap: { readonly rating: number; readonly date: number };
}

export interface Place {
  readonly x: number;
  readonly y: number;
}

export interface Chart {
  readonly plot: Readonly<Record<'left' | 'top' | 'right' | 'bottom', number>>;
  /** The moments of its left and right edge. */
  readonly from: number;
  readonly to: number;
  readonly ratingTicks: readonly { readonly rating: number; readonly y: number }[];
  readonly dateTicks: readonly (DateTick & { readonly x: number })[];
  readonly lines: readonly ChartLine[];
}

export interface ChartLine {
  readonly faction: string;
  readonly places: readonly Place[];
  /** The newest. */
  readonly end: Place & { readonly rating: number };
}

/** What happened within one moment still needs a width. */
const LEAST_SPAN_MS = 2 * 3_600_000;

/** Null: fewer than two points in all, which is no course of anything. */
export function ratingChart(series: readonly RatingSeries[], size: ChartSize): Chart | null {
  const all = series.flatMap(({ points }) => points);
  if (all.length < 2) return null;
  const { width, height, margin, tickGap } = size;
  const plot = {
    left: margin.left,
    top: margin.top,
    right: width - margin.right,
    bottom: height - margin.bottom,
  };
  const across = plot.right - plot.left;
  const down = plot.bottom - plot.top;

  const [first, last] = ends(all.map(({ at }) => at));
  const widened = Math.max(0, LEAST_SPAN_MS - (last - first)) / 2;
  const [from, to] = [first - widened, last + widened];
  const scale = ratingScale(
    ...ends(all.map(({ rating }) => rating)),
    Math.max(2, Math.floor(down / tickGap.rating) + 1),
  );
  const x = (at: number) => plot.left + (across * (at - from)) / (to - from);
  const y = (rating: number) => plot.bottom - (down * (rating - scale.from)) / (scale.to - scale.from);

  return {
    plot,
    from,
    to,
    ratingTicks: scale.ticks.map((rating) => ({ rating, y: y(rating) })),
    dateTicks: dateTicks(from, to, Math.max(1, Math.floor(across / tickGap.date))).map((tick) => ({
      ...tick,
      x: x(tick.at),
    })),
    lines: series.flatMap(({ faction, points }) => {
      // Of more than two points a column none is seen.
      const places = thinned(points, Math.max(4, Math.floor(across))).map(({ at, rating }) => ({
        x: x(at),
        y: y(rating),
      }));
      const newest = points.at(-1);
      const end = places.at(-1);
      return newest && end ? [{ faction, places, end: { ...end, rating: newest.rating } }] : [];
    }),
  };
}

function ends(values: readonly number[]): [number, number] {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return [least, most];
}

/** Places for labels beside what they name: `gap` apart at least, within the bounds, and moved as little as may be. */
export function spread(
  wanted: readonly number[],
  { gap, from, to }: { readonly gap: number; readonly from: number; readonly to: number },
): readonly number[] {
  const order = wanted.map((_, place) => place).sort((one, other) => at(wanted, one) - at(wanted, other));
  const given = [...wanted];
  let least = from;
  for (const place of order) {
    given[place] = Math.max(at(given, place), least);
    least = at(given, place) + gap;
  }
  let most = Math.max(to, from + gap * (wanted.length - 1));
  for (const place of order.reverse()) {
    given[place] = Math.min(at(given, place), most);
    most = at(given, place) - gap;
  }
  return given;
}

function at(values: readonly number[], place: number): number {
  return values[place] ?? Number.NaN;
}
