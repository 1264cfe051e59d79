// /admin aborts: how many aborts a player has left this month.
import type { Context } from '../../context.ts';
import type { Subcommand } from '../../discord/command.ts';
import type { Game } from '../../ladder/game.ts';
import { described } from '../../messages/languages/index.ts';
import { completePlayers } from '../named-player.ts';
import { ask } from './asking.ts';
import { namedSubject, subjectOptions } from './subject.ts';

export const aborts = ({ match: { abortsPerMonth } }: Game): Subcommand<Context> => ({
  name: 'aborts',
  ...described((words) => words.staffCommands.aborts),
  options: [
    {
      type: 'integer',
      name: 'left',
      ...described((words) => words.staffCommands.left),
      required: true,
      minValue: 0,
      maxValue: abortsPerMonth,
    },
    ...subjectOptions,
  ],
  execute(interaction, context) {
    const subject = namedSubject(interaction);
    if (subject === null) return context.refuse({ reason: 'player-missing' });
    const left = interaction.options.integer('left') ?? -1;
    if (left < 0 || left > abortsPerMonth) return context.refuse({ reason: 'outdated' });
    return ask(interaction, context, 'aborts', { left, perMonth: abortsPerMonth }, subject);
  },
  autocomplete: completePlayers,
});
