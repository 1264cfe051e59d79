// The Worker under `wrangler dev`, as a process group of its own: started, watched, told the time once a minute as
// Cloudflare's cron would, and stopped whole.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { hyperdriveEnvironment, wranglerFile } from './hyperdrive-binding.ts';
import { Obstacle } from './obstacle.ts';
import { commandOf, gone, isAlive, markOf, type ProcessMark, signalTo } from './process.ts';
import { checkout, envFile, type Variables } from './variables.ts';
import { wranglerProgram } from './wrangler.ts';

/** Where wrangler answers what Cloudflare's clock would call. */
const CRON_PATH = '/cdn-cgi/local/scheduled';
const MINUTE_MS = 60_000;
const READY_LIMIT_MS = 90_000;

export interface WorkerProcess {
  readonly mark: ProcessMark;
  /** Resolves when it ends, by itself or not. */
  readonly ended: Promise<void>;
  /** Waits until it answers GET /health; returns null when well, or what it says is wrong. */
  ready(): Promise<string | null>;
  stop(): Promise<void>;
}

export interface WorkerSettings {
  readonly port: number;
  readonly variables: Variables;
  /** The file of the Worker, where it is not the one of wrangler.toml. */
  readonly entry?: string;
  /** Where what must not be on a command line is written. */
  readonly data: string;
  /** Takes each line it writes. */
  readonly output: (line: string) => void;
}

export function startWorker({ port, variables, entry, data, output }: WorkerSettings): WorkerProcess {
  const secrets = join(data, 'worker.env');
  writeFileSync(secrets, envFile(variables), { mode: 0o600 });
  const child = spawn(
    process.execPath,
    [
      wranglerProgram(),
      'dev',
      ...(entry === undefined ? [] : [entry]),
      '--local',
      '--ip=127.0.0.1',
      `--port=${port}`,
      '--inspector-port=0',
      '--show-interactive-dev-session=false',
      `--config=${wranglerFile(variables, data)}`,
      `--env-file=${secrets}`,
      `--persist-to=${join(data, 'wrangler')}`,
    ],
    {
      cwd: checkout,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        ...hyperdriveEnvironment(variables),
        WRANGLER_SEND_METRICS: 'false',
        WRANGLER_HIDE_BANNER: 'true',
        WRANGLER_LOG_PATH: join(data, 'wrangler-logs'),
        // It keeps a folder of its own in the user's home otherwise, and ends where there is no home to be written.
        XDG_CONFIG_HOME: data,
        FORCE_COLOR: '0',
      },
    },
  );
  const { pid } = child;
  const mark = pid === undefined ? null : markOf(pid);
  if (!mark)
    throw new Obstacle('wrangler could not be started: is node_modules whole? Remove it and start again.');
  for (const stream of [child.stdout, child.stderr]) createInterface(stream).on('line', output);
  const ended = once(child, 'close').then(() => {});
  const clock = setInterval(() => tick(port, output), MINUTE_MS);
  ended.then(() => clearInterval(clock));

  return {
    mark,
    ended,
    ready: () => healthy(port, child),
    async stop() {
      clearInterval(clock);
      await stopGroup(mark);
    },
  };
}

/** Stops a Worker's whole group, which may have outlived its leader. */
export async function stopGroup(leader: ProcessMark): Promise<void> {
  let members: readonly ProcessMark[] = [];
  // Looked for anew each time: whoever is told to end may just have begun another.
  for (const signal of ['SIGTERM', 'SIGKILL', 'SIGKILL'] as const) {
    // Only what is seen to be ours: the group of one who is known, and members that run out of this checkout.
    const isKnown = [leader, ...members].some(isAlive);
    members = groupMembers(leader.pid).filter((mark) => isKnown || commandOf(mark.pid)?.includes(checkout));
    for (const { pid } of members) signalTo(pid, signal);
    await Promise.all(members.map((mark) => gone(mark, 3_000)));
  }
}

async function healthy(port: number, child: ChildProcess): Promise<string | null> {
  const end = performance.now() + READY_LIMIT_MS;
  let said = 'it does not answer';
  while (performance.now() < end) {
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new Obstacle('wrangler ended before the Worker answered: see above.');
    }
    try {
      const response = await fetch(`http://127.0.0.1:${port}/health`, {
        signal: AbortSignal.timeout(10_000),
      });
      if (response.ok) return null;
      said = `${response.status} ${(await response.text()).slice(0, 500)}`;
      // A Worker that says what is wrong runs; a moment later it may be well (a database still starting, say).
      if (performance.now() > end - READY_LIMIT_MS + 15_000) return said;
    } catch {
      // Not listening yet.
    }
    await sleep(100);
  }
  return said;
}

async function tick(port: number, output: (line: string) => void): Promise<void> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}${CRON_PATH}?cron=*+*+*+*+*`);
    if (!response.ok) output(`[wrangler:warn] the minute's cron ended with ${response.status}`);
  } catch {
    // Stopping, or being built anew: the next minute comes.
  }
}

/** Marks of the processes in a group. */
function groupMembers(group: number): ProcessMark[] {
  if (process.platform !== 'linux') {
    const leader = markOf(group);
    return leader ? [leader] : [];
  }
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && groupOf(name) === group)
    .flatMap((name) => markOf(Number(name)) ?? []);
}

/** proc(5): the group is the third field after the command's closing parenthesis. */
function groupOf(pid: string): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2]);
  } catch {
    return Number.NaN;
  }
}
