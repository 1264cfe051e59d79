// How a rating has moved, for a picture of it, within the statement that asks for more: all of a standing's ledger, or,
// of one that has played for long, as many moments of it, evenly over all that was played meanwhile. So it costs the
// same whether a player has a hundred matches or ten thousand.
import type { RatingPoint } from '../ladder/rating-course.ts';
import type { Column } from '../postgres/column.ts';
import { nullable, text } from '../postgres/column.ts';

/** Over all lines of one picture; a row of the ledger each. */
const POINTS = 240;
/** Seasons and factions that one picture shows at most; beyond them the oldest are left out. */
export const MOST_COURSES = 24;

/** `standing`: its id; `games`: how many it counts; `courses`: among how many the points are shared. */
export function courseSelect(standing: string, games: string, courses: string): string {
  const most = `(${POINTS} / greatest(1, least(${MOST_COURSES}, ${courses}))::int)`;
  return `(
  select string_agg(extract(epoch from point.at)::bigint || ' ' || point.after, ',' order by point.id) from (
    (
      select id, at, after from ledger where standing_id = ${standing} and ${games} <= ${most}
      order by id desc limit ${most}
    )
    union all
    select moment.* from (
      select
        (select id from ledger where standing_id = ${standing} order by id limit 1) as first,
        (select id from ledger where standing_id = ${standing} order by id desc limit 1) as last
    ) span
    cross join generate_series(0, ${most}) step
    cross join lateral (
      select id, at, after from ledger
      where standing_id = ${standing} and id <= span.first + (span.last - span.first) * step / ${most}
      order by id desc limit 1
    ) moment
    where ${games} > ${most}
  ) point
)`;
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
