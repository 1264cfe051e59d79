// Settings that contradict each other, and those that give way: what is wrong is said in a sentence, by its name.
import { expect, test } from 'vitest';
import { readConfiguration } from '../src/configuration.ts';

const GIVEN = {
  DISCORD_PUBLIC_KEY: 'ab'.repeat(32),
  DATABASE_URL: 'postgres://ladder:secret@db.example.net/ladder',
};

const read = (settings: Readonly<Record<string, string>>) => readConfiguration({ ...GIVEN, ...settings });

test('a proxy on this machine before a database elsewhere would send it in plain text', () => {
  const settings = { POOL_TRANSPORT: 'websocket', POOL_WEBSOCKET_PROXY: '127.0.0.1:5488/v1' };
  expect(read(settings)).toEqual({
    ok: false,
    problems: [
      { name: 'POOL_WEBSOCKET_PROXY', message: expect.stringMatching(/^(?!.*example).*not be encrypted/) },
    ],
  });
  expect(read({ ...settings, POOL_WEBSOCKET_PROXY: 'proxy.example.net/v1' }).ok).toBe(true);
  expect(read({ ...settings, DATABASE_URL: 'postgres://ladder@127.0.0.1/ladder' }).ok).toBe(true);
});

test.each([
  [{ POOL_MAX: '1' }, { min: 1, max: 1 }],
  [
    { POOL_MIN: '4', POOL_MAX: '3' },
    { min: 3, max: 3 },
  ],
  [{}, { min: 2, max: 5 }],
])('%j: %j connections', (settings, pool) => {
  expect(read(settings)).toMatchObject({ ok: true, configuration: { database: { pool } } });
});

test.each([
  ['DATABASE_URL', ''],
  ['DISCORD_PUBLIC_KEY', ''],
  ['POOL_MAX', '6'],
  ['POOL_MAX', '0'],
  ['OWNER_ID', 'me'],
  ['ENVIRONMENT', 'staging'],
  ['DISCORD_PUBLIC_KEY', '0'.repeat(64)],
  ['GAME', 'go'],
])('%s=%s is named, and only it', (name, value) => {
  const answer = read({ [name]: value });
  expect(answer).toEqual({
    ok: false,
    problems: [{ name, message: expect.stringMatching(new RegExp(`^${name} `)) }],
  });
});

test.each(['0', '-1', '1.5', '100000', 'soon'])('WAVE_SECONDS=%s: what it may be is said', (value) => {
  const message = 'WAVE_SECONDS must be a whole number of seconds from 1 to 99999, or empty.';
  expect(read({ WAVE_SECONDS: value })).toEqual({ ok: false, problems: [{ name: 'WAVE_SECONDS', message }] });
});
