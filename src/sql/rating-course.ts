// How ratings have moved, for a picture, within the statement that asks for more: all of a standing's ledger, or, of one
// that has played for long, as many moments of it, evenly over all that was played meanwhile. So it costs the same
// whether a player has a hundred matches or ten thousand; and nothing where this isolate knows it already. A statement
// sends the version along that was read last, and ledgers are read only where theirs is another.
import { Kept } from '../kept.ts';
import type { RatingPoint } from '../ladder/rating-course.ts';
import type { Column } from '../postgres/column.ts';
import { nullable, text } from '../postgres/column.ts';

/** Over all lines of one picture; a row of the ledger each. */
const POINTS = 240;
/** Seasons and factions that one picture shows at most; beyond them the oldest are left out. */
export const MOST_COURSES = 24;

/** `standing`: its id; `games`: how many it counts; `courses`: among how many the points are shared. */
export function courseSelect(standing: string, games: string, courses: string): string {
  return `standing_course(${standing}, ${games}, ${POINTS} / greatest(1, least(${MOST_COURSES}, ${courses}))::int)`;
}

/**
 * The version of all ledgers that are read together, of rows of `standings`. Every row of a ledger changes its standing,
 * in the same transaction, and no two transactions have the same number: so nothing but these need be compared.
 */
export const VERSION_SELECT = `string_agg(id || ':' || xmin, ' ') over ()`;

/** What was made of ledgers that had this version. */
export interface ReadLedgers<Made> {
  readonly version: string;
  readonly made: Made;
}

/** More than an object of two numbers takes, and its place in a list; or a short text, and its place in an object. */
export const POINT_BYTES = 64;

/** By whom was asked for; `pointsOf` counts what is large. */
export function keptLedgers<Made>(
  mostBytes: number,
  pointsOf: (made: Made) => number,
): Kept<ReadLedgers<Made>> {
  return new Kept(mostBytes, ({ version, made }) => 2 * version.length + POINT_BYTES * pointsOf(made));
}

/** Oldest first. */
export const course: Column<readonly RatingPoint[]> = {
  oids: text.oids,
  decode: (value) => points(nullable(text).decode(value) ?? ''),
};

function points(list: string): readonly RatingPoint[] {
  if (list === '') return [];
  return list.split(',').map((point) => {
    const space = point.indexOf(' ');
    return { at: Number(point.slice(0, space)) * 1_000, rating: Number(point.slice(space + 1)) };
  });
}
