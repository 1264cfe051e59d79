-- migrate:up

-- Everything that contradicts the ledger; no row: all is consistent. Reads every table whole: a check, not a query
-- to serve players with.
create function ledger_faults() returns table (subject text, subject_id bigint, fault text)
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

-- migrate:down
drop function ledger_faults;
