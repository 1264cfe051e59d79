import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dateLabel, dateTicks } from '../../src/chart/date-scale.ts';

const ms = (iso: string) => Date.parse(iso);

test.each([
  [
    'hours of an evening',
    '2026-11-25T18:10Z',
    '2026-11-25T22:20Z',
    ['19:00 UTC', '20:00 UTC', '21:00 UTC', '22:00 UTC'],
  ],
  [
    'a night says where the next day begins',
    '2026-11-25T20:30Z',
    '2026-11-26T02:30Z',
    ['21:00 UTC', '11/26'],
  ],
  ['days', '2026-11-20T12:00Z', '2026-11-24T12:00Z', ['11/21', '11/22', '11/23', '11/24']],
  ['Mondays', '2026-11-01T12:00Z', '2026-11-27T12:00Z', ['11/2', '11/9', '11/16', '11/23']],
  ['months', '2026-08-12T00:00Z', '2026-11-25T00:00Z', ['2026-09', '2026-10', '2026-11']],
  ['quarters', '2026-01-01T00:00Z', '2026-12-25T00:00Z', ['2026-01', '2026-04', '2026-07', '2026-10']],
  ['years', '2022-06-01T00:00Z', '2026-01-02T00:00Z', ['2023', '2024', '2025', '2026']],
])('%s', (_, from, to, labels) => {
  const ticks = dateTicks(ms(from), ms(to), 4);
  expect(ticks.map((tick) => dateLabel(tick, 'en-US'))).toEqual(labels);
});

test('never more than there is room for, all within, evenly from the left to the right', () => {
  const moment = fc.integer({ min: ms('2000-01-01'), max: ms('2100-01-01') });
  fc.assert(
    fc.property(moment, moment, fc.integer({ min: 1, max: 12 }), (one, other, most) => {
      const [from, to] = [Math.min(one, other), Math.max(one, other)];
      const ticks = dateTicks(from, to, most).map(({ at }) => at);
      expect(ticks.length).toBeLessThanOrEqual(most);
      for (const at of ticks) expect(at >= from && at <= to).toBe(true);
      expect(ticks).toEqual([...new Set(ticks)].sort((left, right) => left - right));
    }),
  );
});

test.each([
  ['en-US', '11/25'],
  ['en-GB', '25/11'],
  ['de', '25.11.'],
  ['es-ES', '25/11'],
  ['ko', '11/25'],
  ['zh-CN', '11/25'],
])('a day in %s: %s', (locale, label) => {
  expect(dateLabel({ at: ms('2026-11-25'), unit: 'day' }, locale)).toBe(label);
});

const LOCALES =
  'bg cs da de el en-GB en-US es-419 es-ES fi fr hi hr hu id it ja ko lt nl no pl pt-BR ro ru sv-SE th tr uk vi zh-CN zh-TW';

test.each(LOCALES.split(' '))('day and month stand as %s has them', (locale) => {
  const parts = new Intl.DateTimeFormat(locale, { month: 'numeric', day: 'numeric' }).formatToParts(0);
  const order = parts.map(({ type }) => type).filter((type) => type !== 'literal');
  const label = dateLabel({ at: ms('2026-11-25'), unit: 'day' }, locale);
  expect(label.startsWith('11') ? ['month', 'day'] : ['day', 'month']).toEqual(order);
});
