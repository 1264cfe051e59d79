import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { outputFilter } from '../../dev/worker-output.ts';

function shown(lines: readonly string[], verbose = false): string[] {
  const filter = outputFilter({ verbose });
  return lines.flatMap((line) => {
    const text = filter.line(line);
    return text === null ? [] : [stripVTControlCharacters(text).trim()];
  });
}

test('the Worker’s log lines are short, debug ones only on request', () => {
  const lines = [
    '{"level":"info","event":"interaction","interaction":"1","command":"/profile","totalMs":12,"deferred":false}',
    '{"level":"debug","event":"pool.borrowed","lane":2}',
    '{"level":"error","event":"interaction","interaction":"1","reference":"abc"}',
  ];
  expect(shown(lines)).toEqual([
    'interaction  command=/profile  totalMs=12',
    'interaction  interaction=1  reference=abc',
  ]);
  expect(shown(lines, true)).toContain('pool.borrowed  lane=2');
});

test('where a program reads them they stay what they are', () => {
  const line = '{"level":"info","event":"interaction","interaction":"1","deferred":false}';
  const filter = outputFilter({ verbose: false, json: true });
  expect(filter.line(line)).toBe(line);
  expect(filter.line('{"level":"debug","event":"pool.borrowed","lane":2}')).toBeNull();
});

test('wrangler’s warnings and errors are shown whole, its other words not at all', () => {
  expect(
    shown([
      '⎔ Starting local server...',
      '[wrangler:info] Ready on http://127.0.0.1:8787',
      '[wrangler:info] GET /health 200 OK (5ms)',
      '▲ [WARNING] Something is deprecated',
      '',
      '  in wrangler.toml',
      '',
      'Using secrets defined in .data/worker.env',
      '✘ [ERROR] Could not resolve "x"',
      '    src/worker.ts:1:7',
    ]),
  ).toEqual([
    '▲ [WARNING] Something is deprecated',
    'in wrangler.toml',
    '✘ [ERROR] Could not resolve "x"',
    'src/worker.ts:1:7',
  ]);
});

test('warnings about which nothing can be done are left out', () => {
  expect(
    shown([
      '▲ [WARNING] Unable to fetch the `Request.cf` object! Falling back to a default placeholder...',
      '  Error: getaddrinfo ENOTFOUND workers.cloudflare.com',
      '      at GetAddrInfoReqWrap.onlookupall',
      'Error: getaddrinfo ENOTFOUND workers.cloudflare.com',
      '    at GetAddrInfoReqWrap.onlookupall',
    ]),
  ).toEqual([]);
});
