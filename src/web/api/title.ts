// What the API calls itself: in its description and above its reference.
import type { Game } from '../../ladder/game.ts';

export function apiTitle(game: Pick<Game, 'name'>): string {
  return `${game.name} ladder API`;
}
