// A checkout of its own, as a fresh clone is once npm has installed: with all that the project is run by, and nothing
// made yet.
import { cpSync, mkdtempSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const HERE = join(import.meta.dirname, '..');
const PARTS = [
  'src',
  'assets',
  'dev',
  'scripts',
  'migrations',
  'package.json',
  'tsconfig.json',
  'wrangler.toml',
  '.dev.vars.example',
];

/** Returns its folder, which is for whoever asks to remove. */
export function copiedCheckout(name: string): string {
  const root = mkdtempSync(join(tmpdir(), `edge-ladder-${name}-`));
  for (const part of PARTS) cpSync(join(HERE, part), join(root, part), { recursive: true });
  symlinkSync(join(HERE, 'node_modules'), join(root, 'node_modules'));
  return root;
}
