// The maps of a season as staff choose them: a menu with those that are played now.
import { row, select } from '../discord/component.ts';
import { customId } from '../discord/custom-id.ts';
import { escapeMarkdown, plainText } from '../discord/markdown.ts';
import { type MessageReply, message } from '../discord/response.ts';
import type { Game } from '../ladder/game.ts';
import { wordsFor } from './languages/index.ts';

/** As many as a menu holds. */
const MOST_MAPS = 25;

export function mapsMessage(
  { name, maps }: { readonly name: string; readonly maps: readonly string[] },
  game: Game,
  locale: string,
): MessageReply {
  const words = wordsFor(locale).staff.seasonMaps;
  const offered = game.maps.slice(0, MOST_MAPS);
  const menu = select({
    id: customId('admin', 'maps'),
    placeholder: words.placeholder,
    choices: offered.map((map) => ({
      label: plainText(map.name),
      value: map.id,
      selected: maps.includes(map.id),
    })),
    least: 1,
    most: offered.length,
  });
  return message({ content: words.choose(escapeMarkdown(name)), components: [row(menu)] });
}
