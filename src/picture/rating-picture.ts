// Ratings over time as a PNG: a line a faction with its name at the end, the rating's scale, dates. On a ground of its
// own, that of Discord's dark theme, so that it looks the same and is as easily read in a light one. Larger than it
// is shown, for screens with fine pixels.
import { dateLabel } from '../chart/date-scale.ts';
import { type Chart, ratingChart, spread } from '../chart/geometry.ts';
import { lineColour } from '../chart/line-colour.ts';
import type { RatingSeries } from '../ladder/rating-course.ts';
import {
  type Canvas,
  type Colour,
  fillRectangle,
  mixed,
  newCanvas,
  type Point,
  strokeLine,
} from './canvas.ts';
import { png } from './png.ts';
import { drawText, LINE_HEIGHT, textWidth } from './text.ts';

export const PICTURE_SIZE = { width: 720, height: 300 } as const;

const GROUND: Colour = [0x2b, 0x2d, 0x31];
const TEXT: Colour = [0xdb, 0xde, 0xe1];
const GRID: Colour = mixed(GROUND, TEXT, 0.18);
const INK = { grid: 0, text: 1, lines: 2 } as const;
/** Distance of labels from what they belong to, and of everything from the edge. */
const GAP = 12;
const LINE_RADIUS = 2;
const END_RADIUS = 4.5;
/** Of a line that goes on without a match. */
const FAINT = 3;
const TICK_GAP = { rating: 54, date: 120 } as const;
/** A column of labels wider than this would leave no room for what they name. */
const LABEL_WIDTH = 200;

export interface PictureFaction {
  readonly id: string;
  readonly name: string;
}

/** Null: fewer than two points, which is no course. The factions are all of the game's, in its order. */
export function ratingPicture(
  series: readonly RatingSeries[],
  factions: readonly PictureFaction[],
  locale: string,
): Uint8Array<ArrayBuffer> | null {
  const chart = ratingChart(series, sizeFor(series, factions));
  if (chart === null) return null;
  const inks = chart.lines.map(({ faction }) => colourOf(placeOf(faction, factions)));
  const canvas = newCanvas(PICTURE_SIZE.width, PICTURE_SIZE.height, GROUND, [GRID, TEXT, ...inks]);
  drawScales(canvas, chart, locale);
  drawLines(canvas, chart);
  drawNames(canvas, chart, factions);
  return png(canvas);
}

function sizeFor(series: readonly RatingSeries[], factions: readonly PictureFaction[]) {
  const widest = Math.max(0, ...series.map(({ faction }) => textWidth(nameOf(faction, factions))));
  const highest = Math.max(...series.flatMap(({ points }) => points.map(({ rating }) => rating)), 1_000);
  return {
    ...PICTURE_SIZE,
    margin: {
      top: GAP + LINE_HEIGHT / 2,
      right: Math.min(LABEL_WIDTH, widest) + 2 * GAP + END_RADIUS,
      bottom: 2 * GAP + LINE_HEIGHT,
      left: textWidth(String(highest)) + 2 * GAP,
    },
    tickGap: TICK_GAP,
  };
}

function drawScales(canvas: Canvas, { plot, ratingTicks, dateTicks }: Chart, locale: string): void {
  const [left, right, bottom] = [Math.round(plot.left), Math.round(plot.right), Math.round(plot.bottom)];
  for (const { rating, y } of ratingTicks) {
    const line = Math.round(y);
    fillRectangle(canvas, INK.grid, { x: left, y: line - 1 }, { x: right, y: line + 1 });
    drawText(canvas, INK.text, String(rating), { x: left - GAP, y }, 'right');
  }
  for (const tick of dateTicks) {
    const x = Math.round(tick.x);
    fillRectangle(canvas, INK.grid, { x: x - 1, y: bottom }, { x: x + 1, y: bottom + GAP / 2 });
    const label = dateLabel(tick, locale);
    const half = textWidth(label) / 2;
    const middle = Math.min(Math.max(tick.x, half), canvas.width - GAP - half);
    drawText(canvas, INK.text, label, { x: middle, y: bottom + GAP + LINE_HEIGHT / 2 }, 'middle');
  }
}

/** The best rating last, above the others. */
function drawLines(canvas: Canvas, { plot, lines }: Chart): void {
  const order = lines.map((_, place) => place).reverse();
  for (const place of order) {
    const line = lines[place];
    if (line === undefined) continue;
    const ink = INK.lines + place;
    const edge: Point = { x: plot.right, y: line.end.y };
    if (line.end.x < plot.right) strokeLine(canvas, ink, [line.end, edge], LINE_RADIUS - 1, FAINT);
    strokeLine(canvas, ink, line.places, LINE_RADIUS);
    strokeLine(canvas, ink, [line.end], END_RADIUS);
  }
}

function drawNames(canvas: Canvas, { plot, lines }: Chart, factions: readonly PictureFaction[]): void {
  const bounds = { gap: LINE_HEIGHT, from: plot.top, to: plot.bottom };
  const heights = spread(
    lines.map(({ end }) => end.y),
    bounds,
  );
  lines.forEach(({ faction }, place) => {
    const y = heights[place] ?? 0;
    drawText(canvas, INK.lines + place, nameOf(faction, factions), { x: plot.right + GAP, y });
  });
}

function placeOf(faction: string, factions: readonly PictureFaction[]): number {
  return Math.max(
    0,
    factions.findIndex(({ id }) => id === faction),
  );
}

function nameOf(faction: string, factions: readonly PictureFaction[]): string {
  return factions.find(({ id }) => id === faction)?.name ?? faction;
}

function colourOf(place: number): Colour {
  const { onDark } = lineColour(place);
  const part = (from: number) => Number.parseInt(onDark.slice(from, from + 2), 16);
  return [part(1), part(3), part(5)];
}
