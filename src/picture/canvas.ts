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

/** One for all: to have another made for each picture takes as long as to draw its lines. */
let pixels = new Uint8Array();

/** Whoever had the canvas before has it no more. */
export function newCanvas(width: number, height: number, ground: Colour, inks: readonly Colour[]): Canvas {
  const palette = [ground, ...inks.flatMap((ink) => shadesOf(ground, ink))];
  if (palette.length > 256) throw new RangeError('more colours than a palette holds');
  const size = (width + 1) * height;
  if (pixels.length === size) pixels.fill(0);
  else pixels = new Uint8Array(size);
  return { width, height, pixels, palette };
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
 * time goes into: numbers alone, and a root only where the segment ends.
 */
function strokeSegment(
  { width, height, pixels }: Canvas,
  ink: number,
  from: Point,
  to: Point,
  radius: number,
  darkest: number,
): void {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  // Its direction; a single point has any.
  const stepX = length === 0 ? 1 : (to.x - from.x) / length;
  const stepY = length === 0 ? 0 : (to.y - from.y) / length;
  // Row by row, and in a row no further than the line is wide there.
  const reach = radius + 0.5;
  const inner = radius - 0.5;
  const top = Math.max(0, Math.floor(Math.min(from.y, to.y) - reach));
  const bottom = Math.min(height - 1, Math.ceil(Math.max(from.y, to.y) + reach));
  const left = Math.min(from.x, to.x) - reach;
  const right = Math.max(from.x, to.x) + reach;
  const slope = stepY === 0 ? 0 : stepX / stepY;
  const across = stepY === 0 ? Number.POSITIVE_INFINITY : reach / Math.abs(stepY);
  const base = ink * SHADES;
  for (let y = top; y <= bottom; y += 1) {
    const centre = from.x + (y - from.y) * slope;
    const first = Math.max(0, Math.floor(Math.max(left, centre - across)));
    const last = Math.min(width - 1, Math.ceil(Math.min(right, centre + across)));
    const row = y * (width + 1) + 1;
    // How far along the segment, and how far beside it.
    let along = (first - from.x) * stepX + (y - from.y) * stepY;
    let beside = (first - from.x) * stepY - (y - from.y) * stepX;
    for (let x = first; x <= last; x += 1, along += stepX, beside += stepY) {
      const beyond = along < 0 ? along : along > length ? along - length : 0;
      const off = beyond === 0 ? Math.abs(beside) : Math.sqrt(beyond * beyond + beside * beside);
      if (off >= reach) continue;
      const shade = off <= inner ? darkest : Math.round((reach - off) * darkest);
      const there = pixels[row + x] ?? 0;
      // Its own edge stays where it is darker; another's line is covered where this one is half there.
      const isOwn = there > base && there <= base + SHADES;
      const covers = isOwn ? shade > there - base : there <= SHADES ? shade > 0 : 2 * shade >= darkest;
      if (covers) pixels[row + x] = base + shade;
    }
  }
}
