-- migrate:up

-- How many ranked standings there are, as a tree of three levels, so that a place and its inverse cost the same at
-- a thousand players and at a million: level 0 counts blocks of 32 ratings, level 1 single ratings, level 2 the
-- hours of last play inside a rating. Triggers on standings keep it; `recount_standings` makes it anew.
create table standing_counts (
  season_id int not null references seasons,
  level smallint not null,
  bucket bigint not null,
  ranked int not null,
  primary key (season_id, level, bucket)
) with (fillfactor = 50); -- room for updates in place: these rows change with every match

-- Buckets of a level rise with the order of standings. An hour's number since 1970 has 19 bits until 2029 and
-- 20 bits until 2089.
create function standing_bucket(level int, rating int, last_played_at timestamptz) returns bigint
language sql immutable parallel safe
return case level
  when 0 then (rating / 32)::bigint
  when 1 then rating::bigint
  else rating * 1048576::bigint + floor(extract(epoch from last_played_at) / 3600)::bigint
end;

create function standings_changed() returns trigger language plpgsql as $$
begin
  -- Both statements go in the order of the key, so that two matches decided at once wait for each other instead
  -- of locking each other out. A count may pass below zero on its way (the row proposed for insertion is checked
  -- before its conflict is found), therefore the table has no check; `ledger_faults` has.
  with changed as (
    select season_id, rating, last_played_at, -1 as change from before_rows where ranked
    union all
    select season_id, rating, last_played_at, 1 from after_rows where ranked
  )
  insert into standing_counts as counts (season_id, level, bucket, ranked)
  select season_id, level, standing_bucket(level, rating, last_played_at) as bucket, sum(change)
  from changed, generate_series(0, 2) as level
  group by 1, 2, 3
  having sum(change) <> 0
  order by 1, 2, 3
  on conflict (season_id, level, bucket) do update set ranked = counts.ranked + excluded.ranked;

  delete from standing_counts counts
  using (
    select distinct season_id, level, standing_bucket(level, rating, last_played_at) as bucket
    from before_rows, generate_series(0, 2) as level
    where ranked
  ) emptied
  where counts.season_id = emptied.season_id and counts.level = emptied.level
    and counts.bucket = emptied.bucket and counts.ranked = 0;
  return null;
end $$;

create trigger standings_changed after update on standings
  referencing old table as before_rows new table as after_rows
  for each statement execute function standings_changed();

-- New standings are never ranked (see standing_starts); removed ones may be.
create function standings_removed() returns trigger language plpgsql as $$
begin
  with changed as (
    select season_id, level, standing_bucket(level, rating, last_played_at) as bucket, -count(*) as change
    from before_rows, generate_series(0, 2) as level
    where ranked
    group by 1, 2, 3
  )
  insert into standing_counts as counts (season_id, level, bucket, ranked)
  select season_id, level, bucket, change from changed order by 1, 2, 3
  on conflict (season_id, level, bucket) do update set ranked = counts.ranked + excluded.ranked;

  -- Standings are hardly ever removed: reading all counts is the simpler way to those that are empty now.
  delete from standing_counts where ranked = 0;
  return null;
end $$;

create trigger standings_removed after delete on standings
  referencing old table as before_rows
  for each statement execute function standings_removed();

-- What the counts ought to be, from the standings themselves. Reads all of them.
create view standing_counts_recounted as
  with hours as (
    select season_id, rating, standing_bucket(2, rating, last_played_at) as bucket, count(*) as ranked
    from standings where standings.ranked
    group by 1, 2, 3
  )
  select season_id, 2::smallint as level, bucket, ranked::int as ranked from hours
  union all
  select season_id, 1::smallint, standing_bucket(1, rating, null), sum(ranked)::int from hours group by 1, 2, 3
  union all
  select season_id, 0::smallint, standing_bucket(0, rating, null), sum(ranked)::int from hours group by 1, 2, 3;

-- Makes the counts anew, after standings were loaded with their triggers off.
create function recount_standings() returns void language plpgsql as $$
begin
  delete from standing_counts;
  insert into standing_counts select * from standing_counts_recounted order by 1, 2, 3;
end $$;

create function ranked_total(season int) returns int language plpgsql stable parallel safe as $$
begin
  return (
    select coalesce(sum(counts.ranked), 0) from standing_counts counts
    where counts.season_id = season and counts.level = 0
  );
end $$;

-- The place of a standing: one more than the ranked standings above it in the order. For an unranked one it is the
-- place it would have.
-- plpgsql: its plans are kept for the session. A function in SQL that cannot be inlined is as quick on PostgreSQL 18,
-- but planned anew by every statement before.
create function standing_place(season int, rating int, last_played_at timestamptz, standing bigint) returns int
language plpgsql stable parallel safe as $$
#variable_conflict use_column
declare
  block bigint := standing_bucket(0, standing_place.rating, standing_place.last_played_at);
  hour bigint := standing_bucket(2, standing_place.rating, standing_place.last_played_at);
  hour_ends timestamptz := date_trunc('hour', standing_place.last_played_at, 'UTC') + interval '1 hour';
begin
  return 1 + (
    select coalesce(sum(ranked), 0) from standing_counts
    where season_id = season and level = 0 and bucket > block
  ) + (
    select coalesce(sum(ranked), 0) from standing_counts
    where season_id = season and level = 1
      and bucket > standing_place.rating and bucket < (block + 1) * 32
  ) + (
    select coalesce(sum(ranked), 0) from standing_counts
    where season_id = season and level = 2
      and bucket > hour and bucket < (standing_place.rating + 1) * 1048576::bigint
  ) + (
    select count(*) from standings
    where season_id = season and ranked and rating = standing_place.rating
      and (last_played_at, id) > (standing_place.last_played_at, standing)
      and last_played_at < hour_ends
  );
end $$;

-- The inverse: the key of the ranked standing at a place, counted from 1; no row beyond the last.
create function standing_at(season int, place int)
returns table (rating int, last_played_at timestamptz, id bigint)
language plpgsql stable parallel safe rows 1 as $$
#variable_conflict use_column
declare
  -- How many of the standings under the node reached so far still lie above the place sought.
  remaining bigint := place - 1;
  node bigint;
  lowest bigint := 0;
  beyond bigint := 9223372036854775807;
begin
  if place < 1 then
    return;
  end if;
  for depth in 0 .. 2 loop
    select found.bucket, remaining - found.above into node, remaining
    from (
      select bucket, ranked, sum(ranked) over (order by bucket desc) - ranked as above
      from standing_counts
      where season_id = season and level = depth and bucket >= lowest and bucket < beyond
    ) found
    where found.above + found.ranked > remaining
    order by found.bucket desc
    limit 1;
    if not found then
      return;
    end if;
    if depth = 0 then
      lowest := node * 32;
      beyond := (node + 1) * 32;
    elsif depth = 1 then
      lowest := node * 1048576;
      beyond := (node + 1) * 1048576;
    end if;
  end loop;
  return query
    select rating, last_played_at::timestamptz, id from standings
    where season_id = season and ranked and rating = (node / 1048576)::int
      and last_played_at >= to_timestamp((node % 1048576) * 3600)
      and last_played_at < to_timestamp((node % 1048576 + 1) * 3600)
    order by last_played_at desc, id desc
    offset remaining limit 1;
end $$;

-- The last place of a tier: `share` is the percentage of all ranked standings in this tier and those above it,
-- `tier` its number counted from 0 at the top, of `tiers`. The twin of `rankCutoffs` in src/ladder/rank.ts.
create function rank_cutoff(total int, share int, tier int, tiers int) returns int
language sql immutable parallel safe
return case
  when total < tiers then ((total::bigint * share + 50) / 100)::int
  else greatest(tier + 1, least(((total::bigint * share + 50) / 100)::int, total - (tiers - 1 - tier)))
end;

-- migrate:down
drop function rank_cutoff, standing_at, standing_place, ranked_total, recount_standings;
drop view standing_counts_recounted;
drop trigger standings_changed on standings;
drop trigger standings_removed on standings;
drop function standings_changed, standings_removed, standing_bucket;
drop table standing_counts;
