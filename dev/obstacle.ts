// What stops a development command, said in one line a reader can act on. Thrown where it is found, caught once
// by the command's shell (command.ts), which prints the message alone: a stack trace would bury it.
export class Obstacle extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'Obstacle';
  }
}
