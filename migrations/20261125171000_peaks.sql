-- migrate:up

-- The highest rating that a standing has held by what still counts. A match that was undone is left out from where it was
-- played, and so of all that came after it; what its undoing could not give back, since nobody has less than none, counts
-- from the undoing. From the season's first rating on; without one, from the season's start. Null: it has no ledger.
create function standing_peak(standing bigint) returns int
language sql stable parallel safe
return (
  select greatest(max(rating) filter (where id >= coalesce(begins_id, 0)), max(start_rating) filter (where begins_id is null))
  from (
    select id, start_rating, max(id) filter (where kind = 'season') over () as begins_id,
      start_rating + sum(moved) over (order by id) as rating
    from (
      select row.id, row.kind, season.start_rating,
        -- Decided and undone take turns.
        case row.kind
          when 'match' then case when lead(row.id) over by_match is null then row.delta else 0 end
          when 'undo' then row.delta + lag(row.delta) over by_match
          else row.delta
        end as moved
      from ledger row
      join standings own on own.id = row.standing_id
      join seasons season on season.id = own.season_id
      where row.standing_id = standing
      window by_match as (partition by row.match_id order by row.id)
    ) moves
  ) course
);

-- As before, but that what was undone is no peak.
create or replace function ledger_applies() returns trigger language plpgsql as $$
declare
  wrong record;
begin
  -- In one order always, so that two matches decided at once cannot lock each other out. Not a full `for update`:
  -- that would conflict with the locks the foreign key has just taken for both.
  perform from standings where id in (select standing_id from added) order by id for no key update;

  select added.standing_id into wrong
  from added
  join standings standing on standing.id = added.standing_id
  join seasons season on season.id = standing.season_id
  where season.closed_at is not null
  limit 1;
  if found then
    raise exception 'standing % belongs to a closed season', wrong.standing_id
      using errcode = 'integrity_constraint_violation';
  end if;

  select chain.* into wrong
  from (
    select added.standing_id, added.before,
      lag(added.after, 1, standing.rating) over (partition by added.standing_id order by added.id) as rating
    from added join standings standing on standing.id = added.standing_id
  ) chain
  where chain.before <> chain.rating
  limit 1;
  if found then
    raise exception 'standing % has rating %, not %', wrong.standing_id, wrong.rating, wrong.before
      using errcode = 'serialization_failure';
  end if;

  -- A row's id is given before the lock above is. Where another change with a later id came first, and happened to
  -- lead back to the same rating, the ledger read in the order of ids would not be what took place.
  select mine.standing_id into wrong
  from (select standing_id, min(id) as first_id, count(*) as rows from added group by standing_id) mine
  where mine.rows <> (
    select count(*) from ledger where ledger.standing_id = mine.standing_id and ledger.id >= mine.first_id
  )
  limit 1;
  if found then
    raise exception 'standing % was changed at the same time', wrong.standing_id
      using errcode = 'serialization_failure';
  end if;

  select match_id, sum(delta) as delta into wrong
  from added where match_id is not null
  group by match_id having sum(delta) <> 0
  limit 1;
  if found then
    raise exception 'match % changes the sum of ratings by %', wrong.match_id, wrong.delta
      using errcode = 'integrity_constraint_violation';
  end if;

  update standings standing set
    rating = change.rating,
    -- The first rating of a season is where the peak begins, even below the usual start.
    peak = case when change.undoes then standing_peak(standing.id) when change.begins then change.peak
      else greatest(standing.peak, change.peak) end,
    wins = standing.wins + change.wins,
    losses = standing.losses + change.losses,
    draws = standing.draws + change.draws,
    last_played_at = change.last_played_at,
    -- "Now" is the time of the newest row: time comes from whoever writes it. `unrank_idle` follows the clock.
    ranked = coalesce(change.last_played_at >= change.at - make_interval(days => change.ranked_days), false)
  from (
    select sums.*, season.ranked_days,
      case when sums.undoes then standing_last_played(sums.standing_id)
        else greatest(standing.last_played_at, sums.played_at) end as last_played_at
    from (
      select standing_id,
        (array_agg(after order by id desc))[1] as rating,
        max(after) as peak,
        max(at) as at,
        max(at) filter (where kind = 'match') as played_at,
        bool_or(kind = 'season') as begins,
        bool_or(kind = 'undo') as undoes,
        coalesce(sum(played) filter (where result = 'win'), 0) as wins,
        coalesce(sum(played) filter (where result = 'loss'), 0) as losses,
        coalesce(sum(played) filter (where result = 'draw'), 0) as draws
      from (select added.*, case kind when 'match' then 1 when 'undo' then -1 end as played from added) added
      group by standing_id
    ) sums
    join standings standing on standing.id = sums.standing_id
    join seasons season on season.id = standing.season_id
  ) change
  where standing.id = change.standing_id;
  return null;
end $$;

-- As before, but for the peak of what was undone.
create or replace function ledger_faults() returns table (subject text, subject_id bigint, fault text)
language sql stable as $$
  -- A standing is the sum of its ledger.
  select 'standing', standing.id,
    format('is %s, its ledger says %s',
      (standing.rating, standing.peak, standing.wins, standing.losses, standing.draws, standing.last_played_at),
      (season.start_rating + coalesce(sums.delta, 0), coalesce(sums.peak, season.start_rating),
        coalesce(sums.wins, 0), coalesce(sums.losses, 0), coalesce(sums.draws, 0), sums.last_played_at))
  from standings standing
  join seasons season on season.id = standing.season_id
  left join (
    select matches.standing_id,
      sum(delta) as delta, sum(wins) as wins, sum(losses) as losses, sum(draws) as draws,
      max(last_played_at) as last_played_at,
      case when bool_or(undone) then standing_peak(matches.standing_id) else (
        -- From the season's first rating on; without one, from the season's start.
        select max(greatest(row.after, case when row.kind <> 'season' then row.before end))
        from ledger row
        where row.standing_id = matches.standing_id and row.id >= coalesce(max(matches.begins_id), 0)
      ) end as peak
    from (
      select standing_id, match_id,
        sum(delta) as delta,
        sum(played) filter (where result = 'win') as wins,
        sum(played) filter (where result = 'loss') as losses,
        sum(played) filter (where result = 'draw') as draws,
        case when sum(played) > 0 then max(at) filter (where kind = 'match') end as last_played_at,
        max(id) filter (where kind = 'season') as begins_id,
        bool_or(kind = 'undo') as undone
      from (select ledger.*, case kind when 'match' then 1 when 'undo' then -1 end as played from ledger) ledger
      group by standing_id, match_id
    ) matches
    group by matches.standing_id
  ) sums on sums.standing_id = standing.id
  where (standing.rating, standing.peak, standing.wins, standing.losses, standing.draws)
      is distinct from (season.start_rating + coalesce(sums.delta, 0), coalesce(sums.peak, season.start_rating),
        coalesce(sums.wins, 0), coalesce(sums.losses, 0), coalesce(sums.draws, 0))
    or standing.last_played_at is distinct from sums.last_played_at

  union all
  -- Each row of a ledger begins where the one before it ended.
  select 'ledger', chain.id, format('begins at %s, the row before it ended at %s', chain.before, chain.expected)
  from (
    select row.id, row.before,
      lag(row.after, 1, season.start_rating) over (partition by row.standing_id order by row.id) as expected
    from ledger row
    join standings standing on standing.id = row.standing_id
    join seasons season on season.id = standing.season_id
  ) chain
  where chain.before <> chain.expected

  union all
  -- A match moves points, it does not make any.
  select 'match', match_id, format('changes the sum of ratings by %s', sum(delta))
  from ledger where match_id is not null
  group by match_id having sum(delta) <> 0

  union all
  -- The counts are those of the standings.
  select 'standing_counts', season_id,
    format('level %s, bucket %s: %s counted, %s there', level, bucket, counts.ranked, truth.ranked)
  from standing_counts counts
  full join standing_counts_recounted truth using (season_id, level, bucket)
  where counts.ranked is distinct from truth.ranked

  union all
  -- The copy of the country is the player's, in every season that is not frozen.
  select 'standing', standing.id, format('has country %s, its player %s', standing.country, player.country)
  from standings standing
  join players player on player.id = standing.player_id
  join seasons season on season.id = standing.season_id
  where season.closed_at is null and standing.country is distinct from player.country
$$;

-- Of seasons that are closed as well: what stands there is to be what its ledger says.
alter table standings disable trigger standing_refuses;
update standings set peak = standing_peak(id)
  where id in (select standing_id from ledger where kind = 'undo') and peak <> standing_peak(id);
alter table standings enable trigger standing_refuses;

-- migrate:down
create or replace function ledger_faults() returns table (subject text, subject_id bigint, fault text)
language sql stable as $$
  -- A standing is the sum of its ledger.
  select 'standing', standing.id,
    format('is %s, its ledger says %s',
      (standing.rating, standing.peak, standing.wins, standing.losses, standing.draws, standing.last_played_at),
      (season.start_rating + coalesce(sums.delta, 0), coalesce(sums.peak, season.start_rating),
        coalesce(sums.wins, 0), coalesce(sums.losses, 0), coalesce(sums.draws, 0), sums.last_played_at))
  from standings standing
  join seasons season on season.id = standing.season_id
  left join (
    select matches.standing_id,
      sum(delta) as delta, sum(wins) as wins, sum(losses) as losses, sum(draws) as draws,
      max(last_played_at) as last_played_at,
      (
        -- From the season's first rating on; without one, from the season's start.
        select max(greatest(row.after, case when row.kind <> 'season' then row.before end))
        from ledger row
        where row.standing_id = matches.standing_id and row.id >= coalesce(max(matches.begins_id), 0)
      ) as peak
    from (
      select standing_id, match_id,
        sum(delta) as delta,
        sum(played) filter (where result = 'win') as wins,
        sum(played) filter (where result = 'loss') as losses,
        sum(played) filter (where result = 'draw') as draws,
        case when sum(played) > 0 then max(at) filter (where kind = 'match') end as last_played_at,
        max(id) filter (where kind = 'season') as begins_id
      from (select ledger.*, case kind when 'match' then 1 when 'undo' then -1 end as played from ledger) ledger
      group by standing_id, match_id
    ) matches
    group by matches.standing_id
  ) sums on sums.standing_id = standing.id
  where (standing.rating, standing.peak, standing.wins, standing.losses, standing.draws)
      is distinct from (season.start_rating + coalesce(sums.delta, 0), coalesce(sums.peak, season.start_rating),
        coalesce(sums.wins, 0), coalesce(sums.losses, 0), coalesce(sums.draws, 0))
    or standing.last_played_at is distinct from sums.last_played_at

  union all
  -- Each row of a ledger begins where the one before it ended.
  select 'ledger', chain.id, format('begins at %s, the row before it ended at %s', chain.before, chain.expected)
  from (
    select row.id, row.before,
      lag(row.after, 1, season.start_rating) over (partition by row.standing_id order by row.id) as expected
    from ledger row
    join standings standing on standing.id = row.standing_id
    join seasons season on season.id = standing.season_id
  ) chain
  where chain.before <> chain.expected

  union all
  -- A match moves points, it does not make any.
  select 'match', match_id, format('changes the sum of ratings by %s', sum(delta))
  from ledger where match_id is not null
  group by match_id having sum(delta) <> 0

  union all
  -- The counts are those of the standings.
  select 'standing_counts', season_id,
    format('level %s, bucket %s: %s counted, %s there', level, bucket, counts.ranked, truth.ranked)
  from standing_counts counts
  full join standing_counts_recounted truth using (season_id, level, bucket)
  where counts.ranked is distinct from truth.ranked

  union all
  -- The copy of the country is the player's, in every season that is not frozen.
  select 'standing', standing.id, format('has country %s, its player %s', standing.country, player.country)
  from standings standing
  join players player on player.id = standing.player_id
  join seasons season on season.id = standing.season_id
  where season.closed_at is null and standing.country is distinct from player.country
$$;

create or replace function ledger_applies() returns trigger language plpgsql as $$
declare
  wrong record;
begin
  -- In one order always, so that two matches decided at once cannot lock each other out. Not a full `for update`:
  -- that would conflict with the locks the foreign key has just taken for both.
  perform from standings where id in (select standing_id from added) order by id for no key update;

  select added.standing_id into wrong
  from added
  join standings standing on standing.id = added.standing_id
  join seasons season on season.id = standing.season_id
  where season.closed_at is not null
  limit 1;
  if found then
    raise exception 'standing % belongs to a closed season', wrong.standing_id
      using errcode = 'integrity_constraint_violation';
  end if;

  select chain.* into wrong
  from (
    select added.standing_id, added.before,
      lag(added.after, 1, standing.rating) over (partition by added.standing_id order by added.id) as rating
    from added join standings standing on standing.id = added.standing_id
  ) chain
  where chain.before <> chain.rating
  limit 1;
  if found then
    raise exception 'standing % has rating %, not %', wrong.standing_id, wrong.rating, wrong.before
      using errcode = 'serialization_failure';
  end if;

  -- A row's id is given before the lock above is. Where another change with a later id came first, and happened to
  -- lead back to the same rating, the ledger read in the order of ids would not be what took place.
  select mine.standing_id into wrong
  from (select standing_id, min(id) as first_id, count(*) as rows from added group by standing_id) mine
  where mine.rows <> (
    select count(*) from ledger where ledger.standing_id = mine.standing_id and ledger.id >= mine.first_id
  )
  limit 1;
  if found then
    raise exception 'standing % was changed at the same time', wrong.standing_id
      using errcode = 'serialization_failure';
  end if;

  select match_id, sum(delta) as delta into wrong
  from added where match_id is not null
  group by match_id having sum(delta) <> 0
  limit 1;
  if found then
    raise exception 'match % changes the sum of ratings by %', wrong.match_id, wrong.delta
      using errcode = 'integrity_constraint_violation';
  end if;

  update standings standing set
    rating = change.rating,
    -- The first rating of a season is where the peak begins, even below the usual start.
    peak = case when change.begins then change.peak else greatest(standing.peak, change.peak) end,
    wins = standing.wins + change.wins,
    losses = standing.losses + change.losses,
    draws = standing.draws + change.draws,
    last_played_at = change.last_played_at,
    -- "Now" is the time of the newest row: time comes from whoever writes it. `unrank_idle` follows the clock.
    ranked = coalesce(change.last_played_at >= change.at - make_interval(days => change.ranked_days), false)
  from (
    select sums.*, season.ranked_days,
      case when sums.undoes then standing_last_played(sums.standing_id)
        else greatest(standing.last_played_at, sums.played_at) end as last_played_at
    from (
      select standing_id,
        (array_agg(after order by id desc))[1] as rating,
        max(after) as peak,
        max(at) as at,
        max(at) filter (where kind = 'match') as played_at,
        bool_or(kind = 'season') as begins,
        bool_or(kind = 'undo') as undoes,
        coalesce(sum(played) filter (where result = 'win'), 0) as wins,
        coalesce(sum(played) filter (where result = 'loss'), 0) as losses,
        coalesce(sum(played) filter (where result = 'draw'), 0) as draws
      from (select added.*, case kind when 'match' then 1 when 'undo' then -1 end as played from added) added
      group by standing_id
    ) sums
    join standings standing on standing.id = sums.standing_id
    join seasons season on season.id = standing.season_id
  ) change
  where standing.id = change.standing_id;
  return null;
end $$;

drop function standing_peak;

alter table standings disable trigger standing_refuses;
update standings set peak = ledger.peak
  from (
    select row.standing_id, max(greatest(row.after, case when row.kind <> 'season' then row.before end)) as peak
    from ledger row
    left join (select standing_id, max(id) as id from ledger where kind = 'season' group by standing_id) begins
      on begins.standing_id = row.standing_id
    where row.id >= coalesce(begins.id, 0)
    group by row.standing_id
  ) ledger
  where ledger.standing_id = standings.id and standings.peak <> ledger.peak;
alter table standings enable trigger standing_refuses;
