// Who was busy while something was measured: processor time by process, from Linux's /proc, and how much of it others
// took, who have nothing to do with the bench. Elsewhere nothing is known.
import { readdirSync, readFileSync } from 'node:fs';

export interface Usage {
  /** Shares of one core, by name. */
  readonly own: Readonly<Record<string, number>>;
  /** Of one core: everything on the machine that is not named. */
  readonly others: number;
}

// proc(5): clock ticks, 100 a second on every Linux that Node runs on.
const TICK_MS = 10;

/** Starts to watch; the returned function says what each took since. Children count with their parent, ended ones too. */
export function watchUsage(pids: Readonly<Record<string, number>>): () => Usage | null {
  const before = measure(pids);
  const begun = performance.now();
  return () => {
    const after = measure(pids);
    if (before === null || after === null) return null;
    const passed = performance.now() - begun;
    const own = Object.fromEntries(
      Object.entries(after.own).map(([name, ms]) => [
        name,
        Math.max(0, ms - (before.own[name] ?? 0)) / passed,
      ]),
    );
    const ours = Object.values(own).reduce((sum, share) => sum + share, 0);
    return { own, others: Math.max(0, (after.allMs - before.allMs) / passed - ours) };
  };
}

interface Measured {
  readonly own: Readonly<Record<string, number>>;
  readonly allMs: number;
}

function measure(pids: Readonly<Record<string, number>>): Measured | null {
  if (process.platform !== 'linux') return null;
  const processes = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readProcess(Number(name)));
  const own = Object.fromEntries(
    Object.entries(pids).map(([name, pid]) => [
      name,
      processes
        .filter((process) => process.pid === pid || process.parent === pid)
        .reduce((sum, process) => sum + process.ms + (process.pid === pid ? process.endedMs : 0), 0),
    ]),
  );
  // Of all cores together: user, nice, system, idle, waiting for a disk, interrupts, soft interrupts.
  const [, ...ticks] =
    /^cpu +.*/.exec(readFileSync('/proc/stat', 'latin1'))?.[0].split(/ +/).map(Number) ?? [];
  const [user = 0, nice = 0, system = 0, , , interrupts = 0, softInterrupts = 0] = ticks;
  return { own, allMs: (user + nice + system + interrupts + softInterrupts) * TICK_MS };
}

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly ms: number;
  /** Of the children that have ended: sessions of PostgreSQL, say. */
  readonly endedMs: number;
}

function readProcess(pid: number): Process[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The name in parentheses may hold anything: fields are counted from the last parenthesis.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [parent = 0, user = 0, system = 0, endedUser = 0, endedSystem = 0] = [1, 11, 12, 13, 14].map(
      (place) => Number(fields[place]),
    );
    return [{ pid, parent, ms: (user + system) * TICK_MS, endedMs: (endedUser + endedSystem) * TICK_MS }];
  } catch {
    return [];
  }
}
