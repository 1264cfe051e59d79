import { expect, test } from 'vitest';
import { instructions } from '../../dev/instructions.ts';

const said = (change: object) =>
  instructions({ port: 8787, isDevelopment: true, plays: true, signs: true, byHand: 'by hand', ...change });

test.each([
  ['by itself', {}, [true, true, true, true]],
  ['with a Discord that is not its own', { plays: false, byHand: null }, [true, false, true, false]],
  ['with the key of somebody else', { signs: false }, [true, false, false, false]],
  ['in production', { isDevelopment: false, plays: false, byHand: null }, [false, false, true, false]],
])('what is said to work does, %s', (_, change, expected) => {
  const text = said(change);
  expect([
    text.includes("The ladder's own pages"),
    text.includes('/playground'),
    text.includes('npm run interact -- "/profile"'),
    text.includes('by hand'),
  ]).toEqual(expected);
  expect(text).toContain('Edge Ladder runs at http://127.0.0.1:8787.');
});
