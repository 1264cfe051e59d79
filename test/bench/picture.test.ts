// The drawing of the ways, where a way is missing, or is so slow that nothing was answered in time.
import { expect, test } from 'vitest';
import { picture } from '../../bench/picture.ts';
import type { MeasuredLoad, MeasuredWay } from '../../bench/ways.ts';

function load(atOnce: number, p50: number, perSecond: number): MeasuredLoad {
  const times = { count: 100, p50, p99: p50, p50Trips: p50 / 40, p99Trips: p50 / 40 };
  return { atOnce, roundTripMs: 40, ...times, perSecond, generatorShare: 0, usage: null };
}

const slow: MeasuredWay = {
  name: 'cold-per-query',
  title: 'cold',
  loads: [load(1, 60_000, 0), load(50, 90_000, 0)],
};
const own: MeasuredWay = { name: 'tcp', title: 'own', loads: [load(1, 43, 23), load(50, 48, 1_000)] };
const aloneOnly: MeasuredWay = { name: 'websocket', title: 'alone <only>', loads: [load(1, 43, 23)] };

test.each([
  { what: 'all', ways: [slow, own], widths: [400, 2, 2, 400] },
  { what: 'nothing that was answered in time', ways: [slow], widths: [400, 2] },
  { what: 'one that was measured alone only', ways: [own, aloneOnly], widths: [400, 400, 400] },
])('of $what, each bar has a length', ({ ways, widths }) => {
  const drawn = picture(ways);
  expect([...drawn.matchAll(/<rect .* width="([^"]+)"/g)].map(([, width]) => Number(width))).toEqual(widths);
  expect(drawn).not.toMatch(/NaN|Infinity|undefined|<only>/);
});
