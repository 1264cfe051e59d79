// /admin dequeue and /admin clear-queue.
import type { Context } from '../../context.ts';
import type { Subcommand } from '../../discord/command.ts';
import { described } from '../../messages/languages/index.ts';
import { completePlayers } from '../named-player.ts';
import { ask } from './asking.ts';
import { reasonOption } from './bans.ts';
import { namedSubject, subjectOptions } from './subject.ts';

export const dequeue: Subcommand<Context> = {
  name: 'dequeue',
  ...described((words) => words.staffCommands.dequeue),
  options: [...subjectOptions, reasonOption],
  execute(interaction, context) {
    const subject = namedSubject(interaction);
    if (subject === null) return context.refuse({ reason: 'player-missing' });
    const reason = interaction.options.string('reason');
    return ask(interaction, context, 'dequeue', { reason }, subject);
  },
  autocomplete: completePlayers,
};

export const clearQueue: Subcommand<Context> = {
  name: 'clear-queue',
  ...described((words) => words.staffCommands.clearQueue),
  options: [reasonOption],
  execute: (interaction, context) =>
    ask(interaction, context, 'clear-queue', { reason: interaction.options.string('reason') }),
};
