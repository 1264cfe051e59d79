// A match whose reports differ, as staff see it in their channel: with the buttons that settle it while it is open, and
// what became of it afterwards.
import type { MessageContent } from '../discord/response.ts';
import type { Game } from '../ladder/game.ts';
import type { SeenMatch } from '../ladder/seen-match.ts';

export function disputeMessage(match: SeenMatch, game: Game, locale: string): MessageContent {
  return { content: [match.id, match.state, game.name, locale].join(' ') };
}
