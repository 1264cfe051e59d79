import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { withLock } from '../../dev/lock.ts';
import { Obstacle } from '../../dev/obstacle.ts';
import { markOf } from '../../dev/process.ts';

/** What a killed process leaves: its pid may be another's by now, its start is not. */
const DEAD = JSON.stringify({ pid: process.pid, started: 'long ago' });
const ALIVE = JSON.stringify(markOf(process.pid));

let folder: string;
let lock: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'edge-ladder-lock-'));
  lock = join(folder, 'lock');
});
afterEach(() => rmSync(folder, { recursive: true }));

test('one at a time, and free again whatever becomes of the work', async () => {
  const seen: string[] = [];
  const first = withLock(lock, 5_000, async () => {
    seen.push('first in');
    await new Promise((resolve) => setTimeout(resolve, 60));
    seen.push('first out');
    throw new Error('broke');
  });
  const second = withLock(lock, 5_000, async () => seen.push('second'));
  await expect(first).rejects.toThrow('broke');
  await second;
  expect(seen).toEqual(['first in', 'first out', 'second']);
  expect(existsSync(lock)).toBe(false);
});

test.each([
  { left: 'of a process that was killed', mark: DEAD },
  { left: 'that was cut short', mark: '{"pid":' },
])('a lock $left is cleared', async ({ mark }) => {
  writeFileSync(lock, mark);
  expect(await withLock(lock, 5_000, async () => 'done')).toBe('done');
});

test('nobody clears what somebody else is clearing: that one may hold the lock by now', async () => {
  writeFileSync(lock, DEAD);
  writeFileSync(`${lock}.clearing`, ALIVE);
  await expect(withLock(lock, 120, async () => 'done')).rejects.toThrow(Obstacle);
  expect(existsSync(lock)).toBe(true);
});

test('who was killed while clearing holds up nobody', async () => {
  writeFileSync(lock, DEAD);
  writeFileSync(`${lock}.clearing`, DEAD);
  expect(await withLock(lock, 5_000, async () => 'done')).toBe('done');
});
