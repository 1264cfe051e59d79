// What is deployed has neither the playground nor the key that it signs with: the bundle of the tests, which is made as
// for a deployment, in a checkout in which `npm start` has been, is searched, source map and all.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { type DevelopmentKey, readDevelopmentKey } from '../../../dev/development-key.ts';
import { bundleOf } from '../../bundle-of.ts';

/** Of the entry, of what lies behind it, and of the files' names in the source map; libraries say "playground" too. */
const WORDS = [
  'playground/worker.ts',
  'x-playground',
  'PLAYGROUND_URL',
  'PLAYGROUND_PASS',
  'development-key',
  'discord-message',
];
const LIMIT_MS = 60_000;

function keyOf(checkout: string): DevelopmentKey {
  const key = readDevelopmentKey(join(checkout, '.data'));
  if (key === null) throw new Error(`${checkout} has no key`);
  return key;
}

function filesIn(folder: string): string {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true });
  return files
    .filter((file) => file.isFile())
    .map((file) => readFileSync(join(file.parentPath, file.name), 'latin1'))
    .join('\n');
}

/** The key's halves as they might be written down: as text, as bytes, in a list of numbers. */
function keyForms({ privateKey, publicKey }: DevelopmentKey): Readonly<Record<string, string>> {
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const seed = Buffer.from(privateKey.export({ format: 'jwk' }).d ?? '', 'base64url');
  const open = Buffer.from(publicKey, 'hex');
  const forms = { private: seed, public: open, der: privateKey.export({ type: 'pkcs8', format: 'der' }) };
  const written = Object.entries(forms).flatMap(([name, bytes]) => [
    [`${name} hex`, bytes.toString('hex')],
    [`${name} HEX`, bytes.toString('hex').toUpperCase()],
    // Without its last letters, which depend on what follows.
    [`${name} base64`, bytes.toString('base64').replace(/.?=*$/, '')],
    [`${name} base64url`, bytes.toString('base64url').slice(0, -1)],
    [`${name} bytes`, bytes.toString('latin1')],
    [`${name} numbers`, [...bytes].join(',')],
    [`${name} spaced numbers`, [...bytes].join(', ')],
  ]);
  return { pem: (pem.split('\n')[1] ?? pem).trim(), ...Object.fromEntries(written) };
}

function traces(text: string, forms: ReturnType<typeof keyForms>): readonly string[] {
  const words = WORDS.filter((word) => text.includes(word));
  const found = Object.entries(forms).filter(([, form]) => text.includes(form));
  return [...words, ...found.map(([name]) => name)];
}

test('the production bundle has neither the playground nor its key', () => {
  const text = filesIn(dirname(inject('bundlePath')));
  expect(text.length).toBeGreaterThan(100_000);
  expect(traces(text, keyForms(keyOf(inject('bundledCheckout'))))).toEqual([]);
});

test('where they are, they are found', { timeout: LIMIT_MS }, async () => {
  const forms = keyForms(keyOf(inject('bundledCheckout')));
  const { folder } = await bundleOf('dev/playground/worker.ts');
  expect(traces(filesIn(folder), forms)).toEqual(
    expect.arrayContaining(['playground/worker.ts', 'x-playground', 'PLAYGROUND_URL', 'PLAYGROUND_PASS']),
  );
  for (const [name, form] of Object.entries(forms)) {
    expect(form.length, name).toBeGreaterThan(20);
    expect(traces(`var it = "${form}";`, forms), name).toContain(name);
  }
});
