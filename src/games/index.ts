// The games there are. Adding one: its file, and a line here.
import type { Game } from '../ladder/game.ts';
import { chess } from './chess.ts';
import { scEvo } from './sc-evo.ts';

export const games: readonly [Game, ...Game[]] = [scEvo, chess];

export interface GameChoice {
  /** Null: the first there is. */
  readonly game: string | null;
  /** Null: the game's own. */
  readonly waveSeconds: number | null;
}

/** The game of an installation; undefined where none has that id. */
export function chosenGame({ game: id, waveSeconds }: GameChoice): Game | undefined {
  const game = id === null ? games[0] : games.find((candidate) => candidate.id === id);
  if (game === undefined || waveSeconds === null) return game;
  return { ...game, queue: { ...game.queue, waveSeconds } };
}
