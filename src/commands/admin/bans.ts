// /admin ban and /admin unban.
import type { Context } from '../../context.ts';
import type { Option, Subcommand } from '../../discord/command.ts';
import { banSeconds } from '../../ladder/ban-length.ts';
import { described } from '../../messages/languages/index.ts';
import { completePlayers } from '../named-player.ts';
import { ask } from './asking.ts';
import { namedSubject, subjectOptions } from './subject.ts';

export const reasonOption = {
  type: 'string',
  name: 'reason',
  ...described((words) => words.staffCommands.reason),
  maxLength: 300,
} as const satisfies Option;

export const ban: Subcommand<Context> = {
  name: 'ban',
  ...described((words) => words.staffCommands.ban),
  options: [
    { ...reasonOption, required: true },
    {
      type: 'string',
      name: 'duration',
      ...described((words) => words.staffCommands.duration),
      maxLength: 40,
    },
    ...subjectOptions,
  ],
  execute(interaction, context) {
    const subject = namedSubject(interaction);
    if (subject === null) return context.refuse({ reason: 'player-missing' });
    const typed = interaction.options.string('duration')?.trim() ?? '';
    const seconds = typed === '' ? null : banSeconds(typed);
    if (seconds === undefined) return context.refuse({ reason: 'duration-unreadable', typed });
    const reason = interaction.options.string('reason');
    return ask(interaction, context, 'ban', { seconds, reason, owner: context.ownerId }, subject);
  },
  autocomplete: completePlayers,
};

export const unban: Subcommand<Context> = {
  name: 'unban',
  ...described((words) => words.staffCommands.unban),
  options: subjectOptions,
  execute(interaction, context) {
    const subject = namedSubject(interaction);
    if (subject === null) return context.refuse({ reason: 'player-missing' });
    return ask(interaction, context, 'unban', {}, subject);
  },
  autocomplete: completePlayers,
};
