import { expect, test } from 'vitest';
import { lineColour } from '../../src/chart/line-colour.ts';

/** WCAG 2.2, relative luminance and contrast ratio. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((place) => {
    const share = Number.parseInt(colour.slice(place, place + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((left, right) => left - right);
  return (light + 0.05) / (dark + 0.05);
}

test.each(Array.from({ length: 8 }, (_, place) => [place, lineColour(place)] as const))(
  'colour %i can be read on its ground',
  (_, { onDark, onLight }) => {
    for (const ground of ['#2b2d31', '#313338']) expect(contrast(onDark, ground)).toBeGreaterThan(4.5);
    for (const ground of ['#ffffff', '#f6f8fa']) expect(contrast(onLight, ground)).toBeGreaterThan(4.5);
  },
);

test('beyond the last they begin again', () => {
  expect(lineColour(8)).toEqual(lineColour(0));
});
