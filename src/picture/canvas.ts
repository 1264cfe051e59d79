// A picture of few colours while it is drawn: one byte a pixel, its place in the palette. Each colour is there in
// several shades between the ground and itself, for edges that are smooth.

/** Shades of a colour, the last of them the colour itself. */
export const SHADES = 7;

export type Colour = readonly [red: number, green: number, blue: number];

export interface Canvas {
  readonly width: number;
  readonly height: number;
  /** Each row begins with a byte that is no pixel, as PNG has it: what comes after `at(x, y)` is to the right of it. */
  readonly pixels: Uint8Array<ArrayBuffer>;
  readonly palette: readonly Colour[];
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export function newCanvas(width: number, height: number, ground: Colour, inks: readonly Colour[]): Canvas {
  const palette = [ground, ...inks.flatMap((ink) => shadesOf(ground, ink))];
  if (palette.length > 256) throw new RangeError('more colours than a palette holds');
  return { width, height, pixels: new Uint8Array((width + 1) * height), palette };
}

function shadesOf(ground: Colour, ink: Colour): Colour[] {
  return Array.from({ length: SHADES }, (_, place) => mixed(ground, ink, (place + 1) / SHADES));
}

/** So much of the second. */
export function mixed(one: Colour, other: Colour, share: number): Colour {
  const part = (from: number, to: number) => Math.round(from + (to - from) * share);
  return [part(one[0], other[0]), part(one[1], other[1]), part(one[2], other[2])];
}

/** `ink`: its place among those of the canvas. From one corner to the other, the second not included. */
export function fillRectangle(
  { width, pixels }: Canvas,
  ink: number,
  from: Point,
  to: Point,
  shade = SHADES,
): void {
  const value = ink * SHADES + shade;
  for (let y = from.y; y < to.y; y += 1) {
    pixels.fill(value, y * (width + 1) + 1 + from.x, y * (width + 1) + 1 + to.x);
  }
}

/** Lines with round ends and corners, one point after the other; a single point is a disc. */
export function strokeLine(
  canvas: Canvas,
  ink: number,
  points: readonly Point[],
  radius: number,
  darkest = SHADES,
): void {
  const [first] = points;
  if (first === undefined) return;
  if (points.length === 1) strokeSegment(canvas, ink, first, first, radius, darkest);
  let before = first;
  for (const point of points.slice(1)) {
    strokeSegment(canvas, ink, before, point, radius, darkest);
    before = point;
  }
}

/**
 * A pixel is as dark as the share of it that is within the radius of the segment, nearly. The one loop that a picture's
 * time goes into: numbers alone, since an array made for each pixel costs more than all else.
 */
function strokeSegment(
  { width, height, pixels }: Canvas,
  ink: number,
  from: Point,
  to: Point,
  radius: number,
  darkest: number,
): void {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const squared = dx * dx + dy * dy;
  // Row by row, and in a row no further than the line is wide there.
  const reach = radius + 0.5;
  const outer = reach * reach;
  const inner = (radius - 0.5) * (radius - 0.5);
  const top = Math.max(0, Math.floor(Math.min(from.y, to.y) - reach));
  const bottom = Math.min(height - 1, Math.ceil(Math.max(from.y, to.y) + reach));
  const left = Math.min(from.x, to.x) - reach;
  const right = Math.max(from.x, to.x) + reach;
  const slope = dy === 0 ? 0 : dx / dy;
  const across = dy === 0 ? Number.POSITIVE_INFINITY : reach * Math.sqrt(1 + slope * slope);
  const base = ink * SHADES;
  for (let y = top; y <= bottom; y += 1) {
    const centre = from.x + (y - from.y) * slope;
    const first = Math.max(0, Math.floor(Math.max(left, centre - across)));
    const last = Math.min(width - 1, Math.ceil(Math.min(right, centre + across)));
    const row = y * (width + 1) + 1;
    for (let x = first; x <= last; x += 1) {
      const part = squared === 0 ? 0 : ((x - from.x) * dx + (y - from.y) * dy) / squared;
      const on = Math.min(1, Math.max(0, part));
      const offX = from.x + on * dx - x;
      const offY = from.y + on * dy - y;
      const off = offX * offX + offY * offY;
      if (off >= outer) continue;
      const shade = off <= inner ? darkest : Math.round((reach - Math.sqrt(off)) * darkest);
      const there = pixels[row + x] ?? 0;
      // Its own edge stays where it is darker; another's line is covered where this one is half there.
      const isOwn = there > base && there <= base + SHADES;
      const covers = isOwn ? shade > there - base : there <= SHADES ? shade > 0 : 2 * shade >= darkest;
      if (covers) pixels[row + x] = base + shade;
    }
  }
}
