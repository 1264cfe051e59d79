// What stops a development command, said in one line a reader can act on. Thrown where it is found, caught once
// by the command's shell, which prints the message alone: a stack trace would bury it.

export class Obstacle extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'Obstacle';
  }
}

const HELP = new Set(['--help', '-h']);

/**
 * Runs a command's main function; its number is the exit code. Obstacles become one line, bugs keep their stack.
 * Whoever asks for --help is told the usage, and nothing is done.
 */
export async function runCommand(main: () => Promise<number>, usage?: string): Promise<void> {
  if (usage !== undefined && process.argv.slice(2).some((argument) => HELP.has(argument))) {
    console.log(usage);
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
    console.error(error instanceof Obstacle ? error.message : error);
    process.exitCode = 1;
  }
}
