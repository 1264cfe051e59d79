// What stops a development command, said in one line a reader can act on. Thrown where it is found, caught once
// by the command's shell, which prints the message alone: a stack trace would bury it.

export class Obstacle extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'Obstacle';
  }
}

/** Runs a command's main function; its number is the exit code. Obstacles become one line, bugs keep their stack. */
export async function runCommand(main: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await main();
  } catch (error) {
    console.error(error instanceof Obstacle ? error.message : error);
    process.exitCode = 1;
  }
}
