// The endpoints there are, by the names that their description knows them by. Adding one: its file, a line here, and
// what scripts/api-document says of it, which the compiler asks for.
import { match } from './match.ts';
import { player } from './player.ts';
import { playerMatches } from './player-matches.ts';
import { season, seasons } from './seasons.ts';
import { standings } from './standings.ts';

export const endpoints = { standings, player, playerMatches, match, seasons, season };
