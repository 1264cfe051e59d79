// A command of this project: what it does is a function of what it is told, so that it runs in a process of its own or,
// in tests, in one that is there already. Here is what all of them have in common, and the one place that reads the
// command line.
import { lostOptions } from './lost-options.ts';
import { Obstacle } from './obstacle.ts';

/** What a command is told, and whom it tells. */
export interface Call {
  /** The words behind its name. */
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly print: (line: string) => void;
  /** Takes a line too; of a bug the error itself, whose stack is worth seeing. */
  readonly complain: (what: unknown) => void;
}

export interface Command {
  /** With the npm script's name and its options, where it has any. */
  readonly usage?: string;
  /** Resolves to the exit code. */
  readonly main: (call: Call) => Promise<number>;
}

const HELP = new Set(['--help', '-h']);

/**
 * Runs it; resolves to the exit code. Obstacles become one line, bugs keep their stack. Whoever asks for --help is told
 * the usage, and nothing is done; nor is it where npm kept an option to itself.
 */
export async function perform({ usage, main }: Command, call: Call): Promise<number> {
  const { args, environment, print, complain } = call;
  if (usage !== undefined && args.some((argument) => HELP.has(argument))) {
    print(usage);
    return 0;
  }
  const lost = usage === undefined ? null : lostOptions(usage, args, environment);
  if (lost !== null) {
    complain(lost);
    return 1;
  }
  try {
    return await main(call);
  } catch (error) {
    complain(error instanceof Obstacle ? error.message : (forbidden(error) ?? error));
    return 1;
  }
}

/** Runs it as this process was told, and ends with its code. */
export async function runCommand(command: Command): Promise<void> {
  // Whoever read along has read enough, as `head` does: the rest is told to nobody, and the work goes on to its end.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', ({ code }: NodeJS.ErrnoException) => {
      if (code !== 'EPIPE') process.exit(1);
    });
  }
  process.exitCode = await perform(command, {
    args: process.argv.slice(2),
    environment: process.env,
    print: console.log,
    complain: console.error,
  });
}

/** A file that may not be written, as one line; null where it is something else. */
function forbidden(error: unknown): string | null {
  const { code, path, syscall } = (error ?? {}) as NodeJS.ErrnoException;
  if (path === undefined || !['EACCES', 'EPERM', 'EROFS', 'ENOTSUP'].includes(code ?? '')) return null;
  const need = 'this needs a folder that its user may write, on a file system with hard links';
  return `${path}: ${code} (${syscall}); ${need}. Was it made by another user, as by sudo?`;
}
