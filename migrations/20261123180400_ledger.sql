-- migrate:up

-- Every change of a rating. A standing is the sum of its ledger; rows are never changed or removed.
create table ledger (
  id bigint generated always as identity primary key,
  standing_id bigint not null references standings,
  match_id bigint,
  kind text not null check (kind in ('match', 'undo', 'adjustment', 'season')),
  -- Of a match: how it went for this standing. Of an undo: the result it takes back.
  result text check (result in ('win', 'loss', 'draw')),
  before int not null,
  delta int not null,
  after int not null,
  reason text,
  at timestamptz(3) not null default now(),
  constraint ledger_adds_up check (after = before + delta),
  constraint ledger_result_of_match check ((kind in ('match', 'undo')) = (result is not null)),
  constraint ledger_match_named check ((kind in ('match', 'undo')) = (match_id is not null))
);

create index ledger_by_standing on ledger (standing_id, id desc);
create index ledger_by_match on ledger (match_id) where match_id is not null;

-- When a standing was last played: matches that were undone do not count, unless decided again.
create function standing_last_played(standing bigint) returns timestamptz(3)
language sql stable parallel safe
return (
  select max(played.at) from (
    select max(at) filter (where kind = 'match') as at
    from ledger
    where standing_id = standing and match_id is not null
    group by match_id
    having count(*) filter (where kind = 'match') > count(*) filter (where kind = 'undo')
  ) played
);

-- Applies new rows to their standings. Whoever writes rows reads the rating first: `before` that is no longer the
-- standing's rating is refused as a serialization failure, so that two changes at once cannot both count from it.
create function ledger_applies() returns trigger language plpgsql as $$
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

create trigger ledger_applies after insert on ledger
  referencing new table as added
  for each statement execute function ledger_applies();

create function ledger_refuses() returns trigger language plpgsql as $$
begin
  raise exception 'the ledger is never rewritten: append the opposite' using errcode = 'integrity_constraint_violation';
end $$;

create trigger ledger_refuses before update or delete on ledger
  for each statement execute function ledger_refuses();

-- migrate:down
drop function standing_last_played;
drop table ledger;
drop function ledger_applies, ledger_refuses;
