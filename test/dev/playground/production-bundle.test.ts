// What is deployed has neither the playground nor the key that it signs with: a checkout in which `npm start` has been
// is bundled as for a deployment, and searched, source map and all.
import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DevelopmentKey } from '../../../dev/development-key.ts';
import { prepareVariables } from '../../../dev/variables.ts';
import { wranglerProgram } from '../../../dev/wrangler.ts';
import { bundleOf } from '../../bundle-of.ts';

/** What a checkout has once it is used, and its history. */
const LEFT_OUT = ['.git', '.data', '.dev.vars', '.wrangler', 'node_modules', 'dist'];
/** Of the entry, of what lies behind it, and of the files' names in the source map; libraries say "playground" too. */
const WORDS = [
  'playground/worker.ts',
  'x-playground',
  'PLAYGROUND_URL',
  'PLAYGROUND_PASS',
  'development-key',
  'discord-message',
];
const LIMIT_MS = 120_000;
const here = join(import.meta.dirname, '../../..');

let root: string;
let key: DevelopmentKey;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'edge-ladder-bundle-'));
  for (const part of readdirSync(here)) {
    if (!LEFT_OUT.includes(part)) cpSync(join(here, part), join(root, part), { recursive: true });
  }
  symlinkSync(join(here, 'node_modules'), join(root, 'node_modules'));
  ({ key } = prepareVariables({ environment: {}, root }, () => {}));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Everything that wrangler would upload. */
async function bundled(): Promise<string> {
  const out = mkdtempSync(join(root, 'out-'));
  await promisify(execFile)(process.execPath, [wranglerProgram(), 'deploy', '--dry-run', '--outdir', out], {
    cwd: root,
    env: { ...process.env, WRANGLER_SEND_METRICS: 'false', NO_COLOR: '1' },
  });
  return filesIn(out);
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

function traces(text: string): readonly string[] {
  const words = WORDS.filter((word) => text.includes(word));
  const forms = Object.entries(keyForms(key)).filter(([, form]) => text.includes(form));
  return [...words, ...forms.map(([name]) => name)];
}

test('the production bundle has neither the playground nor its key', { timeout: LIMIT_MS }, async () => {
  const text = await bundled();
  expect(text.length).toBeGreaterThan(100_000);
  expect(traces(text)).toEqual([]);
});

test('where they are, they are found', { timeout: LIMIT_MS }, async () => {
  const { folder } = await bundleOf('dev/playground/worker.ts');
  expect(traces(filesIn(folder))).toEqual(
    expect.arrayContaining(['playground/worker.ts', 'x-playground', 'PLAYGROUND_URL', 'PLAYGROUND_PASS']),
  );
  for (const [name, form] of Object.entries(keyForms(key))) {
    expect(form.length, name).toBeGreaterThan(20);
    expect(traces(`var it = "${form}";`), name).toContain(name);
  }
});
