// /profile: a player's standings in the open season, one's own or somebody else's. Reading others needs no
// set-up; one's own profile does, because without it there is none.
import type { Context } from '../context.ts';
import type { Command } from '../discord/command.ts';
import type { MessageReply } from '../discord/response.ts';
import { keptBytes, keptReply } from '../discord/wire.ts';
import { Kept } from '../kept.ts';
import type { Game } from '../ladder/game.ts';
import { nameKey } from '../ladder/player.ts';
import { described } from '../messages/languages/index.ts';
import { profileMessage } from '../messages/profile.ts';
import { guardRefusal } from '../sql/guard.ts';
import { type FoundProfile, pastBytes, profileById, profileByName } from '../sql/profile.ts';
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
      return replyOf(interaction.user.id, found, game, interaction.locale);
    }
    const id = mentionedId(typed);
    const whom = id ?? nameKey(typed);
    const found = await database.run((id === null ? profileByName : profileById)(game.id, now, whom));
    if (!found?.name) return context.refuse({ reason: 'player-unknown', name: typed });
    return replyOf(whom, found, game, interaction.locale);
  },
  autocomplete: completePlayers,
};

/** An isolate has 128 MB for everything. */
const KEPT_BYTES = 20_000_000;

/**
 * Who looks twice is given the same, while it would be made of the same. The picture stands in it and beside it; what was
 * found is kept by its statement as well, for longer than this, since there it takes less.
 */
const replies = new Kept<{ readonly of: FoundProfile; readonly reply: MessageReply }>(
  KEPT_BYTES,
  ({ of, reply }) => 2 * keptBytes(reply) + pastBytes(of),
);

/** `whom`: as he was asked for; what was found is the same object for whoever asks in the same way alone. */
function replyOf(whom: string, found: FoundProfile, game: Game, locale: string): MessageReply {
  // Of nobody else is what was found ever the same object.
  if (found.version === null) return profileMessage(found, game, locale);
  const key = `${locale} ${game.id} ${whom}`;
  const known = replies.get(key);
  if (known?.of === found) return known.reply;
  const reply = keptReply(profileMessage(found, game, locale));
  replies.set(key, { of: found, reply });
  return reply;
}
