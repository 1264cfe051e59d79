// Where a running `npm start` says that it runs: its process, its Worker's, and the port. Others read it to find the
// port; the next start reads it to clear away what a killed one left.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive, type ProcessMark, parseMark } from './process.ts';

export interface Run {
  readonly mark: ProcessMark;
  /** Leads the process group of wrangler and workerd. */
  readonly worker: ProcessMark | null;
  readonly port: number;
  /** The address of the local Discord; null where none runs. */
  readonly discord: string | null;
}

const FILE = 'start.json';

export function writeRun(data: string, run: Run): void {
  mkdirSync(data, { recursive: true });
  writeFileSync(join(data, FILE), JSON.stringify(run));
}

export function removeRun(data: string): void {
  rmSync(join(data, FILE), { force: true });
}

/** The last run that did not take its leave, alive or not. */
export function readRun(data: string): Run | null {
  try {
    const value = JSON.parse(readFileSync(join(data, FILE), 'utf8')) as Record<keyof Run, unknown>;
    const mark = parseMark(JSON.stringify(value.mark));
    if (!mark || typeof value.port !== 'number') return null;
    return {
      mark,
      worker: parseMark(JSON.stringify(value.worker)),
      port: value.port,
      discord: typeof value.discord === 'string' ? value.discord : null,
    };
  } catch {
    return null;
  }
}

/** The `npm start` that runs now; null when none does. */
export function currentRun(data: string): Run | null {
  const run = readRun(data);
  return run && isAlive(run.mark) ? run : null;
}
