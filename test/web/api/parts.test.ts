// The parts of the API that need nobody: cursors, forms, whose requests are counted together, tables.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  matchesCursor,
  readMatchesCursor,
  readSeasonsCursor,
  readStandingsCursor,
  seasonsCursor,
  standingsCursor,
} from '../../../src/web/api/cursor.ts';
import { tableText } from '../../../src/web/api/table.ts';
import { mayAsk, PERIOD_SECONDS, readerKey } from '../../../src/web/rate-limit.ts';

const digits = fc.bigInt({ min: 0n, max: 10n ** 18n - 1n }).map(String);

test('a cursor is read back as it was made, and by its own list alone', () => {
  const key = fc.record({
    rating: fc.nat(2_147_483_647),
    lastPlayedAt: fc.date({
      min: new Date(0),
      max: new Date('9999-12-31T23:59:59.999Z'),
      noInvalidDate: true,
    }),
    id: digits,
  });
  const slug = fc.stringMatching(/^[a-z0-9-]{1,40}$/);
  fc.assert(
    fc.property(slug, key, digits, fc.nat(2_147_483_647), (season, of, match, id) => {
      const text = standingsCursor({ season, key: of });
      expect(text).toMatch(/^[\w-]+$/);
      expect(readStandingsCursor(text)).toEqual({ season, key: of });
      expect(readMatchesCursor(matchesCursor(match))).toBe(match);
      expect(readSeasonsCursor(seasonsCursor(id))).toBe(id);
      expect([
        readMatchesCursor(text),
        readSeasonsCursor(text),
        readStandingsCursor(matchesCursor(match)),
      ]).toEqual([null, null, null]);
    }),
  );
});

test('whatever else is given as a cursor is none', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect([readStandingsCursor(text), readMatchesCursor(text), readSeasonsCursor(text)]).toEqual([
        null,
        null,
        null,
      ]);
    }),
  );
});

test.each([
  [null, 'unknown'],
  ['192.0.2.1', '192.0.2.1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:DB8:0001:0002::1', '2001:db8:1:2'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
  ['2001:db8:1:2:3::', '2001:db8:1:2'],
])('requests from %s are counted as %s', (address, key) => {
  expect(readerKey(address)).toBe(key);
});

test('where counting fails everybody may ask, and the failure is told', async () => {
  const failure = new Error('the counter is gone');
  const told: unknown[] = [];
  const limiter = { limit: () => Promise.reject(failure) };
  expect(await mayAsk(limiter, new Headers(), (error) => told.push(error))).toBe(true);
  expect(told).toEqual([failure]);
});

test('a table has a line for each row: nothing is empty, lists stand in one cell, what is nested by its path', () => {
  const rows = [
    { name: '=1+1', of: { rating: -20 }, form: ['win', 'loss'], open: false },
    { name: 'a, "b"', of: null, form: [], open: null },
  ];
  expect(tableText(['name', 'of.rating', 'form', 'open'], rows)).toBe(
    'name,of.rating,form,open\r\n\'=1+1,-20,win loss,false\r\n"a, ""b""",,,\r\n',
  );
});

test('who is refused is told to wait as long as the limits of wrangler.toml last', () => {
  const text = readFileSync(resolve(import.meta.dirname, '../../../wrangler.toml'), 'utf8');
  const limits = text.matchAll(/^name = "(\w+)"\n.*\nsimple = \{ limit = \d+, period = (\d+) \}$/gm);
  expect([...limits].map(([, name, period]) => [name, period])).toEqual([
    ['API_RATE_LIMIT', String(PERIOD_SECONDS)],
    ['PAGES_RATE_LIMIT', String(PERIOD_SECONDS)],
  ]);
});
