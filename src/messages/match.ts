// A match as one of its two players sees it, at any time: with the buttons that he can press then. It is posted once
// and edited afterwards.
import type { MessageContent } from '../discord/response.ts';
import type { Game } from '../ladder/game.ts';
import type { SeenMatch } from '../ladder/seen-match.ts';

/** `viewerId`: one of the two. */
export function matchMessage(match: SeenMatch, viewerId: string, game: Game, locale: string): MessageContent {
  return { content: [match.id, match.state, viewerId, game.name, locale].join(' ') };
}
