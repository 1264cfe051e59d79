// The games there are. Adding one: its file, and a line here.
import type { Game } from '../ladder/game.ts';
import { chess } from './chess.ts';
import { scEvo } from './sc-evo.ts';

export const games: readonly [Game, ...Game[]] = [scEvo, chess];
