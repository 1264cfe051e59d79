// /admin forget: what a player has entered of himself is taken out, and his standings stay under a neutral name.
import type { Context } from '../../context.ts';
import type { Subcommand } from '../../discord/command.ts';
import { described } from '../../messages/languages/index.ts';
import { completePlayers } from '../named-player.ts';
import { ask } from './asking.ts';
import { namedSubject, subjectOptions } from './subject.ts';

export const forget: Subcommand<Context> = {
  name: 'forget',
  ...described((words) => words.staffCommands.forget),
  options: subjectOptions,
  execute(interaction, context) {
    const subject = namedSubject(interaction);
    if (subject === null) return context.refuse({ reason: 'player-missing' });
    return ask(interaction, context, 'forget', {}, subject);
  },
  autocomplete: completePlayers,
};
