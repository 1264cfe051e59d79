// /admin adjust: a rating set, raised or lowered, never below zero.
import type { Context } from '../../context.ts';
import type { Subcommand } from '../../discord/command.ts';
import type { Game } from '../../ladder/game.ts';
import { choiceNamed, described } from '../../messages/languages/index.ts';
import { completePlayers } from '../named-player.ts';
import { ask } from './asking.ts';
import { reasonOption } from './bans.ts';
import { namedSubject, subjectOptions } from './subject.ts';

const MODES = ['set', 'add', 'subtract'] as const;
/** Far above any rating that is played for. */
const MOST_POINTS = 100_000;

export const adjust = (game: Game): Subcommand<Context> => ({
  name: 'adjust',
  ...described((words) => words.staffCommands.adjust),
  options: [
    {
      type: 'string',
      name: 'faction',
      ...described((words) => words.staffCommands.faction),
      required: true,
      choices: game.factions.map(({ id, name }) => ({ name, value: id })),
    },
    {
      type: 'string',
      name: 'mode',
      ...described((words) => words.staffCommands.mode),
      required: true,
      choices: MODES.map((mode) => choiceNamed(mode, (words) => words.staffCommands.modes[mode])),
    },
    {
      type: 'integer',
      name: 'value',
      ...described((words) => words.staffCommands.value),
      required: true,
      minValue: 0,
      maxValue: MOST_POINTS,
    },
    { ...reasonOption, required: true },
    ...subjectOptions,
  ],
  execute(interaction, context) {
    const { options } = interaction;
    const subject = namedSubject(interaction);
    if (subject === null) return context.refuse({ reason: 'player-missing' });
    const faction = context.game.factions.find(({ id }) => id === options.string('faction'))?.id;
    const mode = MODES.find((known) => known === options.string('mode'));
    const value = options.integer('value') ?? -1;
    if (faction === undefined || mode === undefined || value < 0 || value > MOST_POINTS)
      return context.refuse({ reason: 'outdated' });
    const reason = options.string('reason');
    return ask(interaction, context, 'adjust', { faction, mode, value, reason }, subject);
  },
  autocomplete: completePlayers,
});
