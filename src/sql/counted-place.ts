// Place and number of the ranked within a statement that is asked often, as `standing_place` and `ranked_total` count them,
// but without a function's own statements: each of those costs as much as a table more, and both sum the same blocks.

/**
 * Beyond as many ranked standings, too many share a rating to be counted one by one, and `standing_place` goes by the
 * hours of last play.
 */
const CROWDED = 100_000;

/** To be joined, after `season` and, where there is one, `standing`: `counted.total` and what is above in other blocks. */
export const COUNTED = `left join lateral (
  select sum(ranked)::int as total, sum(ranked) filter (where bucket > standing.rating / 32) as above
  from standing_counts where season_id = season.id and level = 0
) counted on true`;

/** The place of `standing`, which is ranked. */
export const PLACE_SELECT = `case when counted.total > ${CROWDED}
    then standing_place(season.id, standing.rating, standing.last_played_at, standing.id)
    else (
      1 + coalesce(counted.above, 0) + (
        select coalesce(sum(ranked), 0) from standing_counts
        where season_id = season.id and level = 1
          and bucket > standing.rating and bucket < (standing.rating / 32 + 1) * 32
      ) + (
        select count(*) from standings other
        where other.season_id = season.id and other.ranked and other.rating = standing.rating
          and (other.last_played_at, other.id) > (standing.last_played_at, standing.id)
      )
    )::int end`;
