// What stops a development command, said in one line a reader can act on. Thrown where it is found, caught once
// by the command's shell, which prints the message alone: a stack trace would bury it.

import { lostOptions } from './lost-options.ts';

export class Obstacle extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'Obstacle';
  }
}

const HELP = new Set(['--help', '-h']);

/**
 * Runs a command's main function; its number is the exit code. Obstacles become one line, bugs keep their stack.
 * Whoever asks for --help is told the usage, and nothing is done; nor is it where npm kept an option to itself.
 */
export async function runCommand(main: () => Promise<number>, usage?: string): Promise<void> {
  if (usage !== undefined && process.argv.slice(2).some((argument) => HELP.has(argument))) {
    console.log(usage);
    return;
  }
  const lost = usage === undefined ? null : lostOptions(usage, process.argv.slice(2), process.env);
  if (lost !== null) {
    console.error(lost);
    process.exitCode = 1;
    return;
  }
  // Whoever read along has read enough, as `head` does: the rest is told to nobody, and the work goes on to its end.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', ({ code }: NodeJS.ErrnoException) => {
      if (code !== 'EPIPE') process.exit(1);
    });
  }
  try {
    process.exitCode = await main();
  } catch (error) {
    console.error(error instanceof Obstacle ? error.message : (forbidden(error) ?? error));
    process.exitCode = 1;
  }
}

/** A file that may not be written, as one line; null where it is something else. */
function forbidden(error: unknown): string | null {
  const { code, path, syscall } = (error ?? {}) as NodeJS.ErrnoException;
  if (path === undefined || !['EACCES', 'EPERM', 'EROFS', 'ENOTSUP'].includes(code ?? '')) return null;
  const need = 'this needs a folder that its user may write, on a file system with hard links';
  return `${path}: ${code} (${syscall}); ${need}. Was it made by another user, as by sudo?`;
}
