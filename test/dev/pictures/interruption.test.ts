// What becomes of all that pictures are made with when whoever makes them ends it: as Ctrl-C does, which reaches the
// programs that it has started as well.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findChromium } from '../../../dev/chromium.ts';

const LIMIT_MS = 60_000;
const ROOT = join(import.meta.dirname, '../../..');

const found = findChromium();
const name = 'missing' in found ? `nothing is left (skipped: ${found.missing})` : 'nothing is left';

test.skipIf('missing' in found)(name, { timeout: LIMIT_MS }, async () => {
  const temporary = mkdtempSync(join(tmpdir(), 'edge-ladder-interrupted-'));
  chmodSync(temporary, 0o755); // the user PostgreSQL runs as has to get through
  const child = spawn(process.execPath, [join(ROOT, 'dev/pictures.ts')], {
    cwd: ROOT,
    detached: true,
    env: { ...process.env, TMPDIR: temporary },
    // The channel is that of scripts/run.mjs.
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  let output = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    const hadBegun = output.includes('Starting PostgreSQL');
    output += text;
    if (!hadBegun && output.includes('Starting PostgreSQL') && child.pid) process.kill(-child.pid, 'SIGINT');
  });
  const [code] = await once(child, 'close');
  const left = readdirSync(temporary);
  rmSync(temporary, { recursive: true });
  expect([code, left]).toEqual([130, []]);
  expect(output).not.toContain('Filling in');
});
