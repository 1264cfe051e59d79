// One install at a time: two commands that begin together on a fresh clone would take each other's files away. Plain
// JavaScript, since there is nothing else yet.
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Longer than any install; what is older was left, whoever has that process id by now. */
const LEFT_AFTER_MS = 15 * 60_000;
const LOOK_MS = 200;

/** Runs `work` while `file` says so; `waits` is called once where another process is at it. */
export async function inTurn(file, work, waits) {
  mkdirSync(dirname(file), { recursive: true });
  for (let looks = 0; !taken(file); looks += 1) {
    if (looks === 0) waits();
    await sleep(LOOK_MS);
  }
  const release = () => rmSync(file, { force: true });
  // A failed install ends the process.
  process.on('exit', release);
  await work();
  process.off('exit', release);
  release();
}

function taken(file) {
  if (isLeft(file)) rmSync(file, { force: true });
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

function isLeft(file) {
  try {
    const holder = Number(readFileSync(file, 'utf8'));
    if (Date.now() - statSync(file).mtimeMs > LEFT_AFTER_MS) return true;
    // Nothing is in it yet, for the moment after it was made.
    if (holder > 0) process.kill(holder, 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}
