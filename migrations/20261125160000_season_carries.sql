-- migrate:up

-- Opening a season writes as many standings as there were ratings worth keeping, and somebody waits for its answer. Row
-- by row each was made at the start value, then moved by the ledger's trigger; now both are written as they will be, in
-- one statement, by this function alone, which says so in a setting that lasts as long as its call.
create function ratings_carried_over(previous int, fresh int, drawn_percent int, at timestamptz) returns int
language plpgsql as $$
declare
  start int := (select start_rating from seasons where id = fresh);
  carried int;
begin
  perform set_config('ladder.carries_over', 'on', true);
  -- Whoever is just changing his country is waited for, and who would waits: the copies of it are made of what is locked.
  with owners as materialized (
    select id, country from players
    where id in (
      select player_id from standings
      where season_id = previous and opening_rating(rating, start, drawn_percent) <> start
    )
    order by id for share
  ),
  opened as materialized (
    select old.id, old.player_id, old.faction, owners.country, opening_rating(old.rating, start, drawn_percent) as rating
    from standings old join owners on owners.id = old.player_id
    where old.season_id = previous
  ),
  born as (
    insert into standings (season_id, player_id, faction, rating, peak, country)
    select fresh, player_id, faction, rating, rating, country from opened where rating <> start order by id
    returning id, rating
  )
  insert into ledger (standing_id, kind, before, delta, after, at)
  select id, 'season', start, rating - start, rating, ratings_carried_over.at from born;
  get diagnostics carried = row_count;
  perform set_config('ladder.carries_over', 'off', true);
  return carried;
end $$;

create or replace trigger standing_starts before insert on standings
  for each row when (current_setting('ladder.carries_over', true) is distinct from 'on')
  execute function standing_starts();

create or replace trigger ledger_applies after insert on ledger
  referencing new table as added
  for each statement when (current_setting('ladder.carries_over', true) is distinct from 'on')
  execute function ledger_applies();

-- As before, but for how the ratings are carried over.
create or replace function staff_season_open(actor bigint, arguments jsonb, really boolean, at timestamptz)
returns staff_act
language plpgsql as $$
declare
  act staff_act;
  previous seasons;
  start int := (arguments ->> 'startRating')::int;
  drawn int := (arguments ->> 'drawnPercent')::int;
begin
  select * into previous from seasons
    where game = arguments ->> 'game' and closed_at is not null order by closed_at desc, id desc limit 1;
  act.season := arguments ->> 'name';
  act.until := at + make_interval(days => (arguments ->> 'days')::int);
  act.maps := case when cardinality(previous.maps) > 0 then previous.maps
    else array(select jsonb_array_elements_text(arguments -> 'maps')) end;
  if exists (select from seasons where game = arguments ->> 'game' and closed_at is null) then
    act.refusal := 'season-open';
  elsif exists (select from seasons where slug = arguments ->> 'slug') then
    act.refusal := 'season-name-taken';
  end if;
  if act.refusal is not null or not really then
    select count(*) into act.standings from standings standing
      where standing.season_id = previous.id and opening_rating(standing.rating, start, drawn) <> start;
    return act;
  end if;

  insert into seasons (game, slug, name, starts_at, ends_at, start_rating, ranked_days, maps)
    values (arguments ->> 'game', arguments ->> 'slug', act.season, at, act.until, start,
      (arguments ->> 'rankedDays')::int, act.maps)
    on conflict do nothing
    returning id into act.season_id;
  if act.season_id is null then
    -- Somebody opened one at the same moment.
    act.refusal := 'season-open';
    return act;
  end if;
  act.standings := ratings_carried_over(previous.id, act.season_id, drawn, at);
  perform say('season-opened', null, 'match', null, at, jsonb_build_object('name', act.season));
  return act;
end $$;

-- migrate:down
create or replace function staff_season_open(actor bigint, arguments jsonb, really boolean, at timestamptz) returns staff_act
language plpgsql as $$
declare
  act staff_act;
  previous seasons;
  start int := (arguments ->> 'startRating')::int;
  drawn int := (arguments ->> 'drawnPercent')::int;
begin
  select * into previous from seasons
    where game = arguments ->> 'game' and closed_at is not null order by closed_at desc, id desc limit 1;
  act.season := arguments ->> 'name';
  act.until := at + make_interval(days => (arguments ->> 'days')::int);
  act.maps := case when cardinality(previous.maps) > 0 then previous.maps
    else array(select jsonb_array_elements_text(arguments -> 'maps')) end;
  select count(*) into act.standings from standings standing
    where standing.season_id = previous.id and opening_rating(standing.rating, start, drawn) <> start;
  if exists (select from seasons where game = arguments ->> 'game' and closed_at is null) then
    act.refusal := 'season-open';
  elsif exists (select from seasons where slug = arguments ->> 'slug') then
    act.refusal := 'season-name-taken';
  end if;
  if act.refusal is not null or not really then
    return act;
  end if;

  insert into seasons (game, slug, name, starts_at, ends_at, start_rating, ranked_days, maps)
    values (arguments ->> 'game', arguments ->> 'slug', act.season, at, act.until, start,
      (arguments ->> 'rankedDays')::int, act.maps)
    on conflict do nothing
    returning id into act.season_id;
  if act.season_id is null then
    -- Somebody opened one at the same moment.
    act.refusal := 'season-open';
    return act;
  end if;
  -- All of them in two statements, however many there are.
  with carried as (
    insert into standings (season_id, player_id, faction)
    select act.season_id, standing.player_id, standing.faction
    from standings standing
    where standing.season_id = previous.id and opening_rating(standing.rating, start, drawn) <> start
    order by standing.id
    returning id
  )
  select count(*) into act.standings from carried;
  insert into ledger (standing_id, kind, before, delta, after, at)
  select fresh.id, 'season', start, opened.rating - start, opened.rating, at
  from standings fresh
  join standings old
    on old.season_id = previous.id and old.player_id = fresh.player_id and old.faction = fresh.faction
  cross join lateral (select opening_rating(old.rating, start, drawn) as rating) opened
  where fresh.season_id = act.season_id
  order by fresh.id;
  perform say('season-opened', null, 'match', null, at, jsonb_build_object('name', act.season));
  return act;
end $$;

create or replace trigger ledger_applies after insert on ledger
  referencing new table as added
  for each statement execute function ledger_applies();

create or replace trigger standing_starts before insert on standings
  for each row execute function standing_starts();

drop function ratings_carried_over;
