// Place and number of the ranked within a statement that is asked often, as `standing_place` and `ranked_total` count them,
// but without a function's own statements: each of those costs as much as a table more, and both sum the same blocks.

/** To be joined, after `season` and, where there is one, `standing`: `counted.total` and what is above in other blocks. */
export const COUNTED = `left join lateral (
  select sum(ranked)::int as total, sum(ranked) filter (where bucket > standing.rating / 32) as above
  from standing_counts where season_id = season.id and level = 0
) counted on true`;

/**
 * The place of `standing`, which is ranked: what is above in its block, in later hours of its rating, in its hour. Those of
 * one rating could be counted one by one where they are few, but for as long as they have been written to of late, which
 * takes longer.
 */
export const PLACE_SELECT = `(
      1 + coalesce(counted.above, 0) + (
        select coalesce(sum(ranked), 0) from standing_counts
        where season_id = season.id and level = 1
          and bucket > standing.rating and bucket < (standing.rating / 32 + 1) * 32
      ) + (
        select coalesce(sum(ranked), 0) from standing_counts
        where season_id = season.id and level = 2
          and bucket > standing_bucket(2, standing.rating, standing.last_played_at)
          and bucket < (standing.rating + 1) * 1048576::bigint
      ) + (
        select count(*) from standings other
        where other.season_id = season.id and other.ranked and other.rating = standing.rating
          and (other.last_played_at, other.id) > (standing.last_played_at, standing.id)
          and other.last_played_at < date_trunc('hour', standing.last_played_at, 'UTC') + interval '1 hour'
      )
    )::int`;
