import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { unstable_getVarsForDev } from 'wrangler';
import { envFile, prepareVariables, readVariables, withValue } from '../../dev/variables.ts';
import { isUsablePublicKey } from '../../src/discord/verify.ts';

const EXAMPLE = `# Explained.
DISCORD_PUBLIC_KEY=
DISCORD_APPLICATION_ID=
DATABASE_URL=
POOL_MAX=5
ENVIRONMENT=development
`;

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'edge-ladder-variables-'));
  writeFileSync(join(root, '.dev.vars.example'), EXAMPLE);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const file = () => join(root, '.dev.vars');
const prepare = (environment: Record<string, string> = {}) =>
  prepareVariables({ root, environment }, () => {});

test.each(['', 'half a k'])('a key file with %j in it is named, and what to do', (left) => {
  prepare();
  const key = join(root, '.data', 'development-key.pem');
  writeFileSync(key, left);
  expect(() => prepare()).toThrow(`${key} holds no key: remove it, and npm start makes another.`);
});

describe('a first start', () => {
  test('makes .dev.vars with the public half of a new key, readable by its owner alone', () => {
    const { variables, key } = prepare();
    expect(isUsablePublicKey(key.publicKey)).toBe(true);
    expect(readFileSync(file(), 'utf8')).toBe(
      EXAMPLE.replace('KEY=', `KEY=${key.publicKey} # made by npm start`),
    );
    expect(variables).toMatchObject({ DISCORD_PUBLIC_KEY: key.publicKey, POOL_MAX: '5', DATABASE_URL: '' });
    for (const secret of [file(), join(root, '.data', 'development-key.pem')]) {
      expect(statSync(secret).mode & 0o777).toBe(0o600);
    }
  });

  test('keeps the key at the next', () => {
    expect(prepare().key.publicKey).toBe(prepare().key.publicKey);
  });

  test('what it wrote follows the key, should that be lost', () => {
    const first = prepare();
    rmSync(join(root, '.data', 'development-key.pem'));
    const second = prepare();
    expect(second.key.publicKey).not.toBe(first.key.publicKey);
    expect(second.variables['DISCORD_PUBLIC_KEY']).toBe(second.key.publicKey);
    expect(readFileSync(file(), 'utf8')).not.toContain(first.key.publicKey);
  });

  test('another value in its place stays, whatever the comment behind it says', () => {
    const { key } = prepare();
    const own = 'ab'.repeat(32);
    const pasted = readFileSync(file(), 'utf8').replace(key.publicKey, own);
    expect(pasted).toContain(`${own} # made by npm start`);
    writeFileSync(file(), pasted);
    for (const lost of [[], ['development-key.pem'], ['']]) {
      for (const name of lost) rmSync(join(root, '.data', name), { recursive: true });
      expect(prepare().variables['DISCORD_PUBLIC_KEY']).toBe(own);
      expect(readFileSync(file(), 'utf8')).toBe(pasted);
    }
  });

  test('with nothing left to tell whose a key is, it stays, and a line says what to do', () => {
    const { key } = prepare();
    rmSync(join(root, '.data'), { recursive: true });
    const lines: string[] = [];
    const { variables } = prepareVariables({ root, environment: {} }, (line) => lines.push(line));
    expect(variables['DISCORD_PUBLIC_KEY']).toBe(key.publicKey);
    expect(lines).toEqual([expect.stringMatching(/kept the DISCORD_PUBLIC_KEY.*npm run interact/)]);
  });

  test('changes nothing that is set', () => {
    const written = `DISCORD_PUBLIC_KEY=${'ab'.repeat(32)}\nPOOL_MAX=3 # few\n`;
    writeFileSync(file(), written);
    expect(prepare().variables).toMatchObject({ DISCORD_PUBLIC_KEY: 'ab'.repeat(32), POOL_MAX: '3' });
    expect(readFileSync(file(), 'utf8')).toBe(written);
  });

  test('writes no key where the environment names one', () => {
    const given = 'cd'.repeat(32);
    expect(prepare({ DISCORD_PUBLIC_KEY: given }).variables['DISCORD_PUBLIC_KEY']).toBe(given);
    expect(readFileSync(file(), 'utf8')).toBe(EXAMPLE);
  });
});

test('the environment wins over the file, the file over the default', () => {
  writeFileSync(file(), 'POOL_MAX=3\nEXTRA=file\n');
  const read = (environment: Record<string, string>) => readVariables({ root, environment });
  expect(read({})).toMatchObject({ POOL_MAX: '3', EXTRA: 'file', ENVIRONMENT: 'development' });
  expect(read({ POOL_MAX: '4', EXTRA: 'given' })).toMatchObject({ POOL_MAX: '4', EXTRA: 'given' });
  expect(read({ POOL_MAX: '' })).toMatchObject({ POOL_MAX: '3' });
  expect(read({ HOME: '/somewhere' })).not.toHaveProperty('HOME');
});

test('the mark of its encoding that some editors begin a file with is no part of the first name', () => {
  writeFileSync(file(), '\uFEFFDISCORD_PUBLIC_KEY=\nPOOL_MAX=3\n');
  const { key } = prepare();
  expect(readFileSync(file(), 'utf8')).toBe(
    `DISCORD_PUBLIC_KEY=${key.publicKey} # made by npm start\nPOOL_MAX=3\n`,
  );
  writeFileSync(file(), '\uFEFFDATABASE_URL=postgres://me@127.0.0.1/mine\n');
  expect(readVariables({ root, environment: {} })['DATABASE_URL']).toBe('postgres://me@127.0.0.1/mine');
});

test.each([
  ['an empty one', 'A=1\nNAME=\nB=2\n', 'A=1\nNAME=x\nB=2\n'],
  ['one with spaces', 'NAME = \n', 'NAME=x\n'],
  ['an absent one', 'A=1', 'A=1\nNAME=x\n'],
  ['not one that is commented out', '# NAME=\n', '# NAME=\nNAME=x\n'],
  ['not one whose name ends alike', 'MY_NAME=\n', 'MY_NAME=\nNAME=x\n'],
])('sets %s', (_case, text, expected) => {
  expect(withValue(text, 'NAME', 'x')).toBe(expected);
});

test('wrangler reads every value as it was', () => {
  const variables = {
    PLAIN: 'value',
    EMPTY: '',
    DOLLAR: 'postgres://u:pa$$word$HOME$x@host/db',
    QUOTES: `it's "so"`,
    HASH: 'a # b',
    SPACES: '  kept  ',
    BACKSLASH: 'a\\nb',
  };
  const written = join(root, 'worker.env');
  writeFileSync(written, envFile(variables));
  const bindings = unstable_getVarsForDev(undefined, [written], {}, undefined, true);
  const read = Object.entries(bindings).map(([name, binding]) => [
    name,
    'value' in binding ? binding.value : null,
  ]);
  expect(Object.fromEntries(read)).toEqual(variables);
});
