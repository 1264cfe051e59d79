// /profile: a player's standings in the open season, one's own or somebody else's. Reading others needs no
// set-up; one's own profile does, because without it there is none.
import type { Context } from '../context.ts';
import type { Command } from '../discord/command.ts';
import { nameKey } from '../ladder/player.ts';
import { described } from '../messages/languages/index.ts';
import { profileMessage } from '../messages/profile.ts';
import { guardRefusal } from '../sql/guard.ts';
import { profileById, profileByName } from '../sql/profile.ts';
import { completePlayers, mentionedId } from './named-player.ts';

export const profile: Command<Context> = {
  name: 'profile',
  ...described((words) => words.commands.profile.description),
  options: [
    {
      type: 'string',
      name: 'player',
      ...described((words) => words.commands.profile.player),
      maxLength: 100,
      autocomplete: true,
    },
  ],
  async execute(interaction, context) {
    const typed = interaction.options.string('player')?.trim() ?? '';
    const { database, game, now } = context;
    if (typed === '') {
      const found = await database.run(profileById(game.id, now, interaction.user.id));
      const guard = guardRefusal(found);
      if (guard || !found) return context.refuse(guard ?? { reason: 'terms' });
      return profileMessage(found, game, interaction.locale);
    }
    const id = mentionedId(typed);
    const found = await database.run(
      id === null ? profileByName(game.id, now, nameKey(typed)) : profileById(game.id, now, id),
    );
    if (!found?.name) return context.refuse({ reason: 'player-unknown', name: typed });
    return profileMessage(found, game, interaction.locale);
  },
  autocomplete: completePlayers,
};
