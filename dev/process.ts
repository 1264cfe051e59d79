// Processes by pid, safely: a pid is used again by the system, so every pid kept on disk is kept with the time its
// process started, and nothing is signalled before both are seen to match.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

export interface ProcessMark {
  readonly pid: number;
  /** When it started, in the system's own words; only ever compared. */
  readonly started: string;
}

/** The mark of a living process; null when there is none by that pid, or only its zombie, without a thread. */
export function markOf(pid: number): ProcessMark | null {
  const started = process.platform === 'linux' ? startedOnLinux(pid) : ask('lstart', pid);
  return started === null ? null : { pid, started };
}

export function isAlive(mark: ProcessMark): boolean {
  return markOf(mark.pid)?.started === mark.started;
}

/** The command line of a process, its words separated by spaces; null when there is none. */
export function commandOf(pid: number): string | null {
  if (process.platform !== 'linux') return ask('command', pid);
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim() || null;
  } catch {
    return null;
  }
}

/** A mark as it stands in a file; null when it is not one (cut short by a crash, say). */
export function parseMark(text: string): ProcessMark | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || !('pid' in value) || !('started' in value))
      return null;
    const { pid, started } = value;
    return typeof pid === 'number' && typeof started === 'string' ? { pid, started } : null;
  } catch {
    return null;
  }
}

/** Sends the signals one after the other, each given its time, until the process is gone; says whether it is. */
export async function stop(
  mark: ProcessMark,
  steps: readonly (readonly [signal: NodeJS.Signals, graceMs: number])[],
): Promise<boolean> {
  for (const [signal, graceMs] of steps) {
    if (!isAlive(mark)) return true;
    signalTo(mark.pid, signal);
    if (await gone(mark, graceMs)) return true;
  }
  return !isAlive(mark);
}

/** Waits until the process is gone; false when `withinMs` was not enough. */
export async function gone(mark: ProcessMark, withinMs: number): Promise<boolean> {
  const end = performance.now() + withinMs;
  while (isAlive(mark)) {
    if (performance.now() > end) return false;
    await sleep(20);
  }
  return true;
}

/** Sends a signal; a process that ended meanwhile is no error. */
export function signalTo(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

// proc(5): the command in parentheses may hold anything, so the fields are counted from the last parenthesis:
// state is the first after it, the start time (in clock ticks since boot) the twentieth.
function startedOnLinux(pid: number): string | null {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  } catch {
    return null;
  }
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const isEnding = fields[0] === 'Z' || fields[0] === 'X';
  return isEnding && !hasThreads(pid) ? null : (fields[19] ?? null);
}

/** Whether others than its first thread are left: as long as they are, so are its memory and its ports. */
function hasThreads(pid: number): boolean {
  try {
    return readdirSync(`/proc/${pid}/task`).length > 1;
  } catch {
    return false;
  }
}

function ask(column: 'lstart' | 'command', pid: number): string | null {
  try {
    return (
      execFileSync('ps', ['-ww', '-o', `${column}=`, '-p', String(pid)], { encoding: 'utf8' }).trim() || null
    );
  } catch {
    return null;
  }
}
