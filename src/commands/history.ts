// /history: a player's matches of all seasons, newest first, and what else moved his ratings. One's own is guarded
// like one's own profile; others' are open to all. Its buttons carry the match to go on from.
import type { Context } from '../context.ts';
import type { Command } from '../discord/command.ts';
import type { ComponentInteraction } from '../discord/interaction.ts';
import { message, update } from '../discord/response.ts';
import { isSnowflake } from '../discord/snowflake.ts';
import { HISTORY_PAGE_LENGTH } from '../ladder/history.ts';
import { historyContent } from '../messages/history.ts';
import { described } from '../messages/languages/index.ts';
import { guardRefusal } from '../sql/guard.ts';
import { playerHistory } from '../sql/history.ts';
import { completePlayers, wantedPlayer } from './named-player.ts';

export const history: Command<Context> = {
  name: 'history',
  ...described((words) => words.commands.history.description),
  options: [
    {
      type: 'string',
      name: 'player',
      ...described((words) => words.commands.history.player),
      maxLength: 100,
      autocomplete: true,
    },
  ],
  async execute(interaction, context) {
    const typed = interaction.options.string('player')?.trim() ?? '';
    const { database, game, now } = context;
    const wanted = typed === '' ? { id: interaction.user.id } : wantedPlayer(typed);
    const found = await database.run(
      playerHistory(now, wanted, { at: 'top' }, HISTORY_PAGE_LENGTH, interaction.user.id),
    );
    const refusal = typed === '' ? guardRefusal(found) : null;
    if (refusal) return context.refuse(refusal);
    if (!found?.page) return context.refuse({ reason: 'player-unknown', name: typed });
    return message(historyContent(found.page, found.course, game, interaction.locale));
  },
  autocomplete: completePlayers,
  components: {
    newer: (interaction, context) => turn(interaction, context, 'newer'),
    older: (interaction, context) => turn(interaction, context, 'older'),
  },
};

async function turn(interaction: ComponentInteraction, context: Context, at: 'newer' | 'older') {
  const [id = '', matchId = ''] = interaction.customId.arguments;
  if (!isSnowflake(id) || !isSnowflake(matchId)) return context.refuse({ reason: 'outdated' });
  const found = await context.database.run(
    playerHistory(context.now, { id }, { at, matchId }, HISTORY_PAGE_LENGTH, interaction.user.id),
  );
  if (!found?.page) return context.refuse({ reason: 'outdated' });
  return update(historyContent(found.page, found.course, context.game, interaction.locale));
}
