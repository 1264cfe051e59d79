// Every word of the pages, in English, a file for each topic; the other languages have the same shape, which the
// compiler checks. Numbers, times and units arrive as text that is formatted already; names are marked as such.
import { about } from './about.ts';
import { frame } from './frame.ts';
import { ladder } from './ladder.ts';
import { match } from './match.ts';
import { player } from './player.ts';
import { season } from './season.ts';
import { shared } from './shared.ts';

export const en = { about, frame, ladder, match, player, season, shared };

/** What a language has to say. */
export type Words = typeof en;
