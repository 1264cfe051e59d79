// The list of commands: dispatch, autocomplete, components, registration and /help all come from it. Adding a
// command is its file and a line here.
import type { Context, ListedCommand } from '../context.ts';
import type { Command } from '../discord/command.ts';
import type { Game } from '../ladder/game.ts';
import { admin } from './admin.ts';
import { help } from './help.ts';
import { history } from './history.ts';
import { leaderboard } from './leaderboard.ts';
import { owner } from './owner.ts';
import { profile } from './profile.ts';
import { prune } from './prune.ts';
import { queue } from './queue.ts';
import { setcountry } from './setcountry.ts';
import { setup } from './setup.ts';
import { terms } from './terms.ts';
import { versus } from './versus.ts';

/** In the order in which /help shows them, a newcomer's first steps first. Options offer what the game has. */
export function commandsFor(game: Game): readonly Command<Context>[] {
  return [
    terms,
    setup,
    queue,
    profile,
    leaderboard(game),
    history,
    versus,
    setcountry,
    prune,
    help,
    admin(game),
    owner,
  ];
}

/** The same, as /help shows them: what is the same for every reader is put together once. */
export function listed(commands: readonly Command<Context>[]): readonly ListedCommand[] {
  return commands.map((command) => {
    const descriptions = new Map(Object.entries(command.descriptionLocalizations ?? {}));
    const options = command.subcommands ? [] : (command.options ?? []);
    const named = options.map(({ name, required = false }) => (required ? ` ${name}` : ` [${name}]`));
    return {
      usage: `/${command.name}${named.join('')}`,
      description: (locale) => descriptions.get(locale) ?? command.description,
      permissions: command.defaultMemberPermissions ?? null,
    };
  });
}
