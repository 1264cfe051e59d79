// The option in which somebody names a player: completed while it is typed, and read as a name, a mention or an id.
import type { Context } from '../context.ts';
import type { AutocompleteInteraction } from '../discord/interaction.ts';
import { plainText } from '../discord/markdown.ts';
import { type ChoicesReply, choices } from '../discord/response.ts';
import { isSnowflake } from '../discord/snowflake.ts';
import { nameKey } from '../ladder/player.ts';
import { playersByPrefix } from '../sql/players.ts';

const SUGGESTIONS = 25;

/** Names are public: anyone may look at a profile. */
export async function completePlayers(
  interaction: AutocompleteInteraction,
  context: Context,
): Promise<ChoicesReply> {
  const prefix = nameKey(interaction.focused.value.trim());
  const found = await context.database.run(playersByPrefix(prefix, SUGGESTIONS));
  return choices(
    found.map(({ name }) => ({ name: plainText(name).slice(0, 100), value: name.slice(0, 100) })),
  );
}

/** `<@id>` or a bare id: what a reader pastes. Names have no digits, so the two never meet. */
export function mentionedId(typed: string): string | null {
  const id = /^(?:<@!?)?(\d+)>?$/.exec(typed)?.[1];
  return id !== undefined && isSnowflake(id) ? id : null;
}

/** Whom somebody means by what he typed. */
export function wantedPlayer(typed: string): { readonly id: string } | { readonly nameKey: string } {
  const id = mentionedId(typed);
  return id === null ? { nameKey: nameKey(typed) } : { id };
}
