// workerd by itself, the runtime that Cloudflare runs Workers on: a process on a configuration of its own, in Cap'n
// Proto's text. Loopback only, nothing kept on a disk; it ends with the process that started it.
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { onAbruptEnd } from './abrupt-end.ts';

const COMPLAINTS_LIMIT = 2_000;

export interface WorkerdOptions {
  readonly configuration: string;
  /** What the configuration embeds is named from here. */
  readonly folder: string;
  /** The sockets it names; each at a port that the system chooses. */
  readonly sockets: readonly string[];
  readonly args?: readonly string[];
  /** Takes each line of what it writes; otherwise that goes nowhere. */
  readonly output?: (line: string) => void;
}

export interface Workerd {
  readonly pid: number;
  /** Of a socket. */
  port(socket: string): number;
  stop(): Promise<void>;
}

const running = new Set<ChildProcess>();
let forget = () => {};

export async function startWorkerd(options: WorkerdOptions): Promise<Workerd> {
  const { configuration, folder, sockets, args = [], output } = options;
  const file = join(folder, `${randomBytes(6).toString('hex')}.capnp`);
  await writeFile(file, configuration);
  // Descriptor 3 is where workerd says which ports it was given.
  const child = spawn(workerdProgram(), ['serve', file, '--experimental', '--control-fd=3', ...args], {
    stdio: ['ignore', output ? 'pipe' : 'ignore', 'pipe', 'pipe'],
  });
  if (running.size === 0) watch();
  running.add(child);
  const exit = once(child, 'exit').finally(() => {
    running.delete(child);
    if (running.size === 0) forget();
  });
  // Kept for the case that it ends: read it must be, or workerd would stop at a full pipe.
  let complaints = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    complaints = (complaints + text).slice(-COMPLAINTS_LIMIT);
  });
  if (output) {
    for (const stream of [child.stdout, child.stderr]) {
      if (stream) createInterface(stream).on('line', output);
    }
  }
  const stop = async () => {
    // It has nothing to keep.
    child.kill('SIGKILL');
    await exit;
  };
  try {
    const ports = await Promise.race([
      listeningPorts(child.stdio[3] as Readable, sockets),
      exit.then(([code]) => Promise.reject(new Error(`workerd ended (${code}): ${complaints}`))),
    ]);
    return { pid: child.pid ?? 0, port: (socket) => ports.get(socket) ?? 0, stop };
  } catch (error) {
    await stop();
    throw error;
  } finally {
    await rm(file, { force: true });
  }
}

/** Until all have ended. Whoever started this process may be killed, and it with him, too soon to hear of it otherwise. */
function watch(): void {
  const callOff = onAbruptEnd(endAll);
  process.once('disconnect', endAll);
  forget = () => {
    callOff();
    process.off('disconnect', endAll);
  };
}

function endAll(): void {
  for (const one of running) one.kill('SIGKILL');
}

/** The program that wrangler brings. */
function workerdProgram(): string {
  const require = createRequire(createRequire(import.meta.url).resolve('miniflare'));
  const { default: program } = require('workerd') as { default: string };
  return program;
}

async function listeningPorts(control: Readable, sockets: readonly string[]): Promise<Map<string, number>> {
  const ports = new Map<string, number>();
  for await (const line of createInterface(control)) {
    const message = JSON.parse(line) as { event: string; socket?: string; port?: number };
    if (message.event === 'listen' && message.socket && message.port) ports.set(message.socket, message.port);
    if (sockets.every((socket) => ports.has(socket))) return ports;
  }
  throw new Error('workerd does not listen');
}
