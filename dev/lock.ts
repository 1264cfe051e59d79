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
  const holder = read(file);
  if (holder === null || !isAlive(holder)) rmSync(file, { force: true });
  return false;
}

function read(file: string) {
  try {
    return parseMark(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
