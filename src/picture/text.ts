// Text in a picture, in the one size that its letters have.
import { type Canvas, type Point, SHADES } from './canvas.ts';
import { letters } from './letters.ts';

/** Of a line, from the top of the highest letter to the bottom of the lowest. */
export const LINE_HEIGHT = letters.above + letters.below;
/** Of a capital or a digit. */
const CAPITAL_HEIGHT = 16;
/** Letters have this many shades, nothing besides. */
const LETTER_SHADES = 3;

interface Letter {
  readonly width: number;
  /** What is not ground: of each pixel its row, its column and its shade, one after the other. */
  readonly marks: readonly number[];
}

/** Where each letter begins among the shades of all, in pixels. */
const places = new Map<string, { readonly width: number; readonly from: number }>();
let pixels = 0;
for (const [place, character] of [...letters.characters].entries()) {
  const width = letters.widths[place] ?? 0;
  places.set(character, { width, from: pixels });
  pixels += width * LINE_HEIGHT;
}

/** Those that have been drawn: all of them take longer to unpack than a picture to draw. */
const unpacked = new Map<string, Letter>();
let packed: string | undefined;

function letterOf(character: string): Letter {
  const known = unpacked.get(character);
  if (known) return known;
  const place = places.get(character);
  if (place === undefined) return letterOf('?');
  packed ??= atob(letters.shades);
  const { width, from } = place;
  const marks: number[] = [];
  for (let pixel = 0; pixel < width * LINE_HEIGHT; pixel += 1) {
    const next = from + pixel;
    const shade = (packed.charCodeAt(next >> 2) >> (2 * (next & 3))) & 3;
    if (shade === 0) continue;
    marks.push(Math.floor(pixel / width), pixel % width, Math.round((shade * SHADES) / LETTER_SHADES));
  }
  const letter = { width, marks };
  unpacked.set(character, letter);
  return letter;
}

/** Marks above letters are left out, and what has no letter here is a question mark. */
function lettersOf(text: string): readonly Letter[] {
  return Array.from(plain(text), letterOf);
}

function plain(text: string): string {
  return ASCII.test(text) ? text : text.normalize('NFKD').replaceAll(/\p{M}/gu, '');
}

const ASCII = /^[ -~]*$/;

export function textWidth(text: string): number {
  return widthOf(lettersOf(text));
}

function widthOf(written: readonly Letter[]): number {
  return written.reduce((sum, { width }) => sum + width, 0);
}

/** `at`: the left end, or the right one, of the middle of its capitals. */
export function drawText(
  canvas: Canvas,
  ink: number,
  text: string,
  at: Point,
  anchor: 'left' | 'middle' | 'right' = 'left',
): void {
  const shift = { left: 0, middle: 0.5, right: 1 }[anchor];
  const top = Math.round(at.y + CAPITAL_HEIGHT / 2) - letters.above;
  const written = lettersOf(text);
  let left = Math.round(at.x - shift * widthOf(written));
  for (const letter of written) {
    drawLetter(canvas, ink, letter, { x: left, y: top });
    left += letter.width;
  }
}

function drawLetter({ width, height, pixels }: Canvas, ink: number, { marks }: Letter, at: Point): void {
  for (let mark = 0; mark < marks.length; mark += 3) {
    const x = at.x + (marks[mark + 1] ?? 0);
    const y = at.y + (marks[mark] ?? 0);
    if (x < 0 || y < 0 || x >= width || y >= height) continue;
    pixels[y * (width + 1) + 1 + x] = ink * SHADES + (marks[mark + 2] ?? 0);
  }
}
