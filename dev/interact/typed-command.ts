// What was typed, as one of the commands of this checkout's game.
import { commandsFor } from '../../src/commands/index.ts';
import { registrationData } from '../../src/discord/registration.ts';
import type { Call } from '../command.ts';
import { gameOf } from '../game.ts';
import { readVariables } from '../variables.ts';
import type { Arguments } from './arguments.ts';
import { parseCommandLine, type TypedCommand } from './command-line.ts';

export function typedCommand({ text, complete }: Arguments, environment: Call['environment']): TypedCommand {
  const commands = commandsFor(gameOf(readVariables({ environment })));
  return parseCommandLine(text, registrationData(commands), { complete });
}
