// The game that an installation's settings choose, for scripts and for development.
import { chosenGame, games } from '../src/games/index.ts';
import type { Game } from '../src/ladder/game.ts';
import { Obstacle } from './obstacle.ts';
import type { Variables } from './variables.ts';

/** With the game's own waves. Throws an Obstacle where GAME names none. */
export function gameOf({ GAME }: Variables): Game {
  const game = chosenGame({ game: GAME || null, waveSeconds: null });
  if (game === undefined)
    throw new Obstacle(`GAME=${GAME} is no game: there are ${games.map(({ id }) => id).join(', ')}.`);
  return game;
}
