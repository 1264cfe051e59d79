// /terms: the terms of the ladder, and the decision about them, which makes a player of a user. Open to everybody: it
// is where a newcomer begins, and who is banned may leave.
import type { Context } from '../context.ts';
import type { Command } from '../discord/command.ts';
import type { ComponentInteraction } from '../discord/interaction.ts';
import { message, update } from '../discord/response.ts';
import { described } from '../messages/languages/index.ts';
import { termsContent } from '../messages/terms.ts';
import { decidedTerms, termsOf } from '../sql/terms.ts';

export const terms: Command<Context> = {
  name: 'terms',
  ...described((words) => words.commands.terms.description),
  async execute({ user, locale }, { database, game, now }) {
    const found = await database.run(termsOf(user.id, now));
    return message(termsContent(found, 'notAccepted', game, locale));
  },
  components: {
    accept: (interaction, context) => decide(interaction, context, true),
    decline: (interaction, context) => decide(interaction, context, false),
  },
};

async function decide({ user, locale }: ComponentInteraction, context: Context, accepts: boolean) {
  const { database, game, now } = context;
  const decided = await database.run(decidedTerms(user.id, accepts, locale, now));
  if (decided.neededIn) return context.refuse({ reason: 'terms-needed', in: decided.neededIn });
  return update(termsContent(decided, 'declined', game, locale));
}
