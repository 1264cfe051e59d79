// What nobody else has caught: the reader is given a reference, the log the cause.
import { Hono } from 'hono/tiny';
import { expect, test } from 'vitest';
import { siteFailure } from '../../src/web/failure.ts';

test('a fault has a reference that stands in the log, and nothing else', async () => {
  const lines: unknown[] = [];
  const site = new Hono();
  const inner = new Hono();
  inner.get('/', () => {
    throw new Error('a secret');
  });
  site.onError(
    siteFailure({
      log: { debugging: false, write: (...line) => lines.push(line) },
      told: (error) => ({ error: String(error) }),
    }),
  );
  site.route('/', inner);
  const response = await site.request('/');
  const text = await response.text();
  const reference = /: ([0-9a-f]{8})$/.exec(text)?.[1];
  expect([response.status, response.headers.get('cache-control')]).toEqual([500, 'no-store']);
  expect(text).not.toContain('secret');
  expect(lines).toEqual([['error', 'site.failure', { reference, error: 'Error: a secret' }]]);
});
