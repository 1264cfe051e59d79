// A season by its name, for commands that show any: suggested while it is typed, and taken by its address, or by its name
// as it was typed. Names of seasons are public.
import type { Context } from '../context.ts';
import type { AutocompleteInteraction } from '../discord/interaction.ts';
import { type ChoicesReply, choices } from '../discord/response.ts';
import { seasonsNamed } from '../sql/season-list.ts';

const SUGGESTIONS = 25;

export async function completeSeasons(
  { focused }: AutocompleteInteraction,
  { database, game }: Context,
): Promise<ChoicesReply> {
  const found = await database.run(seasonsNamed(game.id, focused.value.trim(), SUGGESTIONS));
  return choices(found.map(({ name, slug }) => ({ name: name.slice(0, 100), value: slug })));
}
