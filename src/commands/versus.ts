// /versus: what has come of one's meetings with another player. Guarded like one's own profile: it is one's own record.
import type { Context } from '../context.ts';
import type { Command } from '../discord/command.ts';
import { described } from '../messages/languages/index.ts';
import { versusMessage } from '../messages/versus.ts';
import { guardRefusal } from '../sql/guard.ts';
import { headToHead } from '../sql/head-to-head.ts';
import { completePlayers, wantedPlayer } from './named-player.ts';

export const versus: Command<Context> = {
  name: 'versus',
  ...described((words) => words.commands.versus.description),
  options: [
    {
      type: 'string',
      name: 'player',
      ...described((words) => words.commands.versus.player),
      required: true,
      maxLength: 100,
      autocomplete: true,
    },
  ],
  async execute(interaction, context) {
    const typed = interaction.options.string('player')?.trim() ?? '';
    const { database, game, now } = context;
    const { user, locale } = interaction;
    const answer = await database.run(headToHead(game.id, now, user.id, wantedPlayer(typed)));
    const refusal = guardRefusal(answer);
    if (refusal) return context.refuse(refusal);
    if (!answer?.found) return context.refuse({ reason: 'player-unknown', name: typed });
    if (answer.found.opponent.id === user.id) return context.refuse({ reason: 'same-player' });
    return versusMessage(answer.found, game, locale);
  },
  autocomplete: completePlayers,
};
