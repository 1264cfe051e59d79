// A lock held by a process, as a file: one at a time starts or stops what is shared. A holder that was killed holds
// nothing.
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Obstacle } from './obstacle.ts';
import { isAlive, markOf, parseMark } from './process.ts';

/** Runs `work` while holding the lock; waits `withinMs` for another holder. */
export async function withLock<Result>(
  file: string,
  withinMs: number,
  work: () => Promise<Result>,
): Promise<Result> {
  const end = performance.now() + withinMs;
  while (!taken(file)) {
    if (performance.now() > end)
      throw new Obstacle(`Another command holds ${file}: wait for it, or stop it.`);
    await sleep(50);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

function taken(file: string): boolean {
  const own = `${file}.${process.pid}`;
  writeFileSync(own, JSON.stringify(markOf(process.pid)));
  try {
    // A hard link appears whole or not at all, so nobody ever reads half a mark.
    linkSync(own, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(own, { force: true });
  }
  if (isLeft(file)) clear(file);
  return false;
}

/**
 * One at a time, looking once more: what was left is perhaps cleared by somebody else by now, and the lock held again.
 * Who clears holds a lock as well, and may be killed; nobody is likely to be killed while clearing that.
 */
function clear(file: string): void {
  const clearing = `${file}.clearing`;
  const isLast = file.endsWith('.clearing');
  if (!isLast && !taken(clearing)) return;
  try {
    if (isLeft(file)) rmSync(file, { force: true });
  } finally {
    if (!isLast) rmSync(clearing, { force: true });
  }
}

/** By a holder that was killed. */
function isLeft(file: string): boolean {
  const holder = read(file);
  return holder === null || !isAlive(holder);
}

function read(file: string) {
  try {
    return parseMark(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
