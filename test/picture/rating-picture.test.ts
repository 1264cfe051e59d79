// The picture as a real decoder sees it: size, ground, lines where the ratings are, names and numbers that are there.
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { lineColour } from '../../src/chart/line-colour.ts';
import { scEvo } from '../../src/games/sc-evo.ts';
import { keptPicture } from '../../src/picture/kept.ts';
import { PICTURE_SIZE, ratingPicture } from '../../src/picture/rating-picture.ts';
import { textWidth } from '../../src/picture/text.ts';

const { width, height } = PICTURE_SIZE;
const GROUND = '#2b2d31';
const day = (number: number) => Date.UTC(2026, 9, number);
const rising = {
  faction: 'sc2-zerg',
  points: Array.from({ length: 21 }, (_, place) => ({ at: day(1 + place), rating: 1500 + 10 * place })),
};
const level = {
  faction: 'bw-terran',
  points: [
    { at: day(1), rating: 1600 },
    { at: day(11), rating: 1600 },
  ],
};

async function decoded(bytes: Uint8Array | null) {
  expect(bytes).not.toBeNull();
  const { data, info } = await sharp(bytes ?? new Uint8Array())
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  expect({ width: info.width, height: info.height }).toEqual(PICTURE_SIZE);
  return (x: number, y: number) => `#${data.subarray((y * width + x) * info.channels).toString('hex', 0, 3)}`;
}

type Pixels = Awaited<ReturnType<typeof decoded>>;

/** Where a colour is, in a column. */
function heights(pixels: Pixels, x: number, colour: string): readonly number[] {
  return Array.from({ length: height }, (_, y) => y).filter((y) => pixels(x, y) === colour);
}

function columns(pixels: Pixels, colour: string): readonly number[] {
  return Array.from({ length: width }, (_, x) => x).filter((x) => heights(pixels, x, colour).length > 0);
}

const colourOf = (faction: string) => lineColour(scEvo.factions.findIndex(({ id }) => id === faction)).onDark;

test('a rating that rises is a line that rises, in its faction’s colour, as thick all along', async () => {
  const pixels = await decoded(ratingPicture([rising], scEvo.factions, 'en-US'));
  const colour = colourOf('sc2-zerg');
  const all = columns(pixels, colour);
  // The name stands to the right of the line.
  const plot = all.filter((x) => x < width - textWidth('SC2 Zerg') - 40);
  expect(plot.length).toBe((plot.at(-1) ?? 0) - (plot[0] ?? 0) + 1);
  const middles = plot.map((x) => {
    const there = heights(pixels, x, colour);
    return there.reduce((sum, y) => sum + y, 0) / there.length;
  });
  expect(middles[0]).toBeGreaterThan(height - 120);
  expect(middles.at(-1)).toBeLessThan(60);
  for (let place = 20; place < middles.length - 20; place += 10) {
    expect(middles[place + 10]).toBeLessThan(middles[place] ?? 0);
  }
  const thickness = plot.slice(20, -20).map((x) => heights(pixels, x, colour).length);
  expect(Math.max(...thickness)).toBeLessThan(10);
});

test('a rating that is not played goes on, fainter', async () => {
  const pixels = await decoded(ratingPicture([rising, level], scEvo.factions, 'en-US'));
  const colour = colourOf('bw-terran');
  const bright = columns(pixels, colour).filter((x) => x < 560);
  const line = heights(pixels, bright[40] ?? 0, colour)[1] ?? 0;
  // The middle of the plot is where it was last played; beyond is neither ground nor the full colour.
  const beyond = pixels((bright.at(-1) ?? 0) + 100, line);
  expect(beyond).not.toBe(GROUND);
  expect(beyond).not.toBe(colour);
});

test('the ground is its own: every edge pixel is opaque and alike', async () => {
  const bytes = ratingPicture([rising], scEvo.factions, 'en-US');
  const { hasAlpha } = await sharp(bytes ?? new Uint8Array()).metadata();
  expect(hasAlpha).toBe(false);
  const pixels = await decoded(bytes);
  for (let x = 0; x < width; x += 1) expect([pixels(x, 0), pixels(x, height - 1)]).toEqual([GROUND, GROUND]);
});

test('ratings, dates and names are written, none beyond the edge', async () => {
  const pixels = await decoded(ratingPicture([rising, level], scEvo.factions, 'en-US'));
  const written = (fromX: number, toX: number, fromY: number, toY: number) => {
    let count = 0;
    for (let x = fromX; x < toX; x += 1)
      for (let y = fromY; y < toY; y += 1) if (pixels(x, y) !== GROUND) count += 1;
    return count;
  };
  expect(written(0, 60, 0, height)).toBeGreaterThan(500);
  expect(written(60, width, height - 40, height)).toBeGreaterThan(500);
  expect(written(0, 4, 0, height) + written(width - 4, width, 0, height)).toBe(0);
});

test('long names, names in other letters and many factions leave room for the lines', async () => {
  const factions = Array.from({ length: 12 }, (_, place) => ({
    id: String(place),
    name: place === 0 ? 'Ünïcödé 저그 with a very very long name indeed' : `Faction ${place}`,
  }));
  const series = factions.map(({ id }, place) => ({
    faction: id,
    points: rising.points.map(({ at, rating }) => ({ at, rating: rating + 5 * place })),
  }));
  await decoded(ratingPicture(series, factions, 'ko'));
});

test('less than two points are no picture', () => {
  expect(ratingPicture([], scEvo.factions, 'en-US')).toBeNull();
  expect(ratingPicture([{ ...level, points: level.points.slice(0, 1) }], scEvo.factions, 'en-US')).toBeNull();
});

test('drawn once for a version, and anew for another, for other factions or another order of dates', () => {
  const first = keptPicture('1', [rising], scEvo.factions, 'en-US');
  expect(keptPicture('1', [rising], scEvo.factions, 'en-US')).toBe(first);
  expect(keptPicture('1', [rising], scEvo.factions, 'ko')).toBe(first);
  expect(keptPicture('2', [rising], scEvo.factions, 'en-US')).not.toBe(first);
  expect(keptPicture('1', [rising], scEvo.factions, 'de')).not.toBe(first);
  expect(keptPicture('1', [level], scEvo.factions, 'en-US')).not.toBe(first);
});

test('what was drawn before leaves nothing behind', () => {
  const once = ratingPicture([level], scEvo.factions, 'en-US');
  const many = scEvo.factions.map(({ id }, place) => ({
    faction: id,
    points: rising.points.map(({ at, rating }) => ({ at, rating: rating + 37 * place })),
  }));
  // As one value: what differs among thousands of bytes tells nobody anything.
  const isOnce = (picture: Uint8Array | null) => Buffer.from(once ?? []).equals(picture ?? new Uint8Array());
  expect(isOnce(ratingPicture(many, scEvo.factions, 'en-US'))).toBe(false);
  expect(isOnce(ratingPicture([level], scEvo.factions, 'en-US'))).toBe(true);
});
